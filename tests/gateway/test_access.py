"""A key lets in; none, a bad one and two different ones do not."""

import pytest

from heliograph.domain.caller import Caller
from heliograph.domain.errors import InvalidArgument, Unauthenticated
from heliograph.gateway.access import Access

CALLER = Caller(tenant="t", key_id="k")


class OneKey:
    def caller(self, secret: str) -> Caller | None:
        return CALLER if secret == "good" else None


def test_a_good_key_lets_in_however_often_it_is_sent() -> None:
    assert Access(OneKey()).admit(["good", "", "good"]) is CALLER


@pytest.mark.parametrize("secrets", [[], [""], ["bad"]])
def test_no_key_and_a_bad_one_are_unauthenticated(secrets: list[str]) -> None:
    with pytest.raises(Unauthenticated) as caught:
        Access(OneKey()).admit(secrets)
    assert "bad" not in caught.value.sentence()


def test_two_different_keys_are_refused() -> None:
    with pytest.raises(InvalidArgument, match="two different"):
        Access(OneKey()).admit(["good", "other"])
