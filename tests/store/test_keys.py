from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from heliograph.domain.caller import Caller
from heliograph.domain.errors import Conflict, Internal, InvalidArgument, NotFound
from heliograph.store.data_folder import DataFolder
from heliograph.store.database import Database
from heliograph.store.keys import CACHE_SECONDS, KeyStore
from tests.store.clocks import StillClock


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def keys(folder: DataFolder, database: Database, clock: StillClock) -> KeyStore:
    return KeyStore(database, folder.pepper(), clock, clock.ticks)


def test_a_new_key_opens_the_door(keys: KeyStore) -> None:
    new = keys.create("intern", tenant="team")
    assert keys.caller(new.secret) == Caller(tenant="team", key_id=new.info.id, key_name="intern")
    assert re.fullmatch(r"sk-hg-[A-Za-z0-9]{40}", new.secret)


def test_no_two_keys_are_alike_and_no_other_secret_opens(keys: KeyStore) -> None:
    secrets = {keys.create(f"key {number}").secret for number in range(20)}
    assert len(secrets) == 20
    one = secrets.pop()
    for wrong in ("", "sk-hg-", one[:-1], one + "x", one.upper(), one.lower(), f" {one}", "\ud800", "\0", "é" * 5000):
        assert keys.caller(wrong) is None


def test_the_secret_is_nowhere(folder: DataFolder, keys: KeyStore, database: Database) -> None:
    new = keys.create("intern")
    keys.caller(new.secret)
    database.close()
    core = new.secret.removeprefix(new.info.prefix)[:-4]
    for file in Path(folder.path).rglob("*"):
        if file.is_file():
            assert core.encode() not in file.read_bytes()
    assert core not in repr(new)
    assert new.secret.startswith(new.info.prefix)
    assert new.secret.endswith(new.info.last_four)


def test_a_revoked_key_is_like_one_that_never_was(keys: KeyStore) -> None:
    new = keys.create("intern")
    assert keys.caller(new.secret)
    assert keys.revoke("intern").revoked is not None
    assert keys.caller(new.secret) is None
    with pytest.raises(NotFound):
        keys.revoke("intern")
    assert keys.create("intern").info.id != new.info.id, "the name is free again"


def test_a_key_is_revoked_by_id_as_well(keys: KeyStore) -> None:
    new = keys.create("intern")
    assert keys.revoke(new.info.id).name == "intern"


def test_another_house_notices_a_revocation_within_five_seconds(
    folder: DataFolder, keys: KeyStore, database: Database, clock: StillClock
) -> None:
    other = KeyStore(database, folder.pepper(), clock, clock.ticks)
    new = keys.create("intern")
    assert other.caller(new.secret)
    keys.revoke("intern")
    clock.pass_by(CACHE_SECONDS)
    assert other.caller(new.secret) is None
    assert CACHE_SECONDS <= 5


def test_a_key_made_elsewhere_is_known_within_five_seconds(
    folder: DataFolder, keys: KeyStore, database: Database, clock: StillClock
) -> None:
    other = KeyStore(database, folder.pepper(), clock, clock.ticks)
    new = keys.create("intern")
    assert other.caller(new.secret + "x") is None
    clock.pass_by(CACHE_SECONDS)
    assert other.caller(new.secret)


def test_a_key_ends_on_its_day_even_when_it_is_remembered(keys: KeyStore, clock: StillClock) -> None:
    new = keys.create("intern", expires=clock.now() + timedelta(seconds=2))
    assert keys.caller(new.secret)
    clock.pass_by(2)
    assert keys.caller(new.secret) is None


def test_a_thousand_wrong_keys_do_not_fill_the_memory(keys: KeyStore) -> None:
    good = keys.create("intern").secret
    for number in range(300):
        assert keys.caller(f"sk-hg-{number}") is None
    assert keys.caller(good)
    assert len(keys._cache) == 301


def test_names_are_unique_among_the_active_keys_of_a_tenant(keys: KeyStore) -> None:
    keys.create("intern", tenant="one")
    keys.create("intern", tenant="two")
    with pytest.raises(Conflict, match="intern"):
        keys.create("intern", tenant="one")
    with pytest.raises(NotFound):
        keys.revoke("intern", tenant="three")


@pytest.mark.parametrize("name", ["", "x" * 101, "a\nb", "\0"])
def test_a_name_must_be_fit_to_print(keys: KeyStore, name: str) -> None:
    with pytest.raises(InvalidArgument):
        keys.create(name)


def test_the_list_shows_all_of_a_tenant_and_no_secret(keys: KeyStore, clock: StillClock) -> None:
    first = keys.create("a", tenant="one")
    clock.pass_by(1)
    keys.create("b", tenant="one")
    keys.create("c", tenant="two")
    keys.revoke("a", tenant="one")
    shown = keys.list("one")
    assert [(key.name, key.revoked is None) for key in shown] == [("a", False), ("b", True)]
    assert shown[0].created == first.info.created
    assert len(keys.list()) == 3


def test_keys_outlive_the_process(folder: DataFolder, keys: KeyStore, database: Database, clock: StillClock) -> None:
    secret = keys.create("intern").secret
    database.close()
    again = Database.open(folder.database_url)
    assert KeyStore(again, folder.pepper(), clock).caller(secret)
    again.close()


def test_a_foreign_pepper_is_noticed_before_anybody_is_turned_away(
    folder: DataFolder, keys: KeyStore, database: Database, clock: StillClock
) -> None:
    with pytest.raises(Internal, match="pepper"):
        KeyStore(database, b"x" * 32, clock)
