"""Media in every form: the same bytes come out whatever the form, and no form is decoded for nothing."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Decoded, Encoded, Media, Remote, Stored
from heliograph.wire import armour


def forms(data: bytes) -> list[Media]:
    standard = base64.b64encode(data)
    texts: list[bytes | memoryview] = [
        standard,
        memoryview(standard),
        base64.urlsafe_b64encode(data),
        standard.rstrip(b"="),
        base64.encodebytes(data),
        standard.replace(b"/", b"\\/").replace(b"=", b"\\u003d"),
    ]
    return [Media("image/png", Encoded(text)) for text in texts] + [Media("image/png", Decoded(data))]


@settings(max_examples=60, deadline=None)
@given(st.builds(bytes.__mul__, st.binary(max_size=300), st.sampled_from([1, 1, 1, 997])), st.integers(0, 120))
def test_every_form_gives_the_same(data: bytes, length: int) -> None:
    for media in forms(data):
        assert armour.raw(media) == data
        assert b"".join(armour.armoured(media)) == base64.b64encode(data)
        assert armour.head(media, length) == data[:length]
    for media in (forms(data)[0], forms(data)[2], forms(data)[3], forms(data)[-1]):
        assert armour.size(media) == len(data)


def test_files_are_read_where_they_lie(tmp_path: Path) -> None:
    data = bytes(range(256)) * 8000
    path = tmp_path / "a.png"
    path.write_bytes(data)
    media = Media("image/png", Stored(path, len(data)))
    assert armour.raw(media) == data
    assert armour.head(media, 10) == data[:10]
    assert armour.size(media) == len(data)
    assert b"".join(armour.armoured(media)) == base64.b64encode(data)


def test_good_text_is_not_copied() -> None:
    text = memoryview(base64.b64encode(b"x" * 500_000))
    (chunk,) = armour.armoured(Media("", Encoded(text)))
    assert chunk is text


@pytest.mark.parametrize(
    "text", [b"A", b"AAAA=A", b"!!!!", "é".encode(), b"AA==AAAA", b"A" * 65536 + b"=AAA", b"=" * 4]
)
def test_what_is_no_base64(text: bytes) -> None:
    media = Media("", Encoded(text))
    if text == b"====":  # only padding: nothing at all, like an empty text
        assert armour.raw(media) == b""
        return
    with pytest.raises(InvalidArgument, match="base64"):
        armour.raw(media)
    with pytest.raises(InvalidArgument, match="base64"):
        list(armour.armoured(media))


def test_addresses_have_no_bytes() -> None:
    media = Media("image/png", Remote("https://example.com/a.png"))
    for ask in (armour.raw, armour.size, lambda one: list(armour.armoured(one)), lambda one: armour.head(one, 4)):
        with pytest.raises(InvalidArgument, match="not fetched"):
            ask(media)


@given(st.binary(max_size=400), st.integers(0, 50))
def test_a_head_of_anything_never_breaks(text: bytes, length: int) -> None:
    try:
        found = armour.head(Media("", Encoded(text)), length)
    except InvalidArgument:
        return
    assert len(found) <= length
