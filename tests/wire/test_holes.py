"""Holes against the standard parser: what goes in comes out, whatever the length, the escapes and the chunks."""

from __future__ import annotations

import json
import math
import tracemalloc
from pathlib import Path
from typing import Any

import pybase64
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heliograph.domain.errors import InvalidArgument, PayloadTooLarge
from heliograph.domain.media import Decoded, Encoded, Media, Remote, Stored
from heliograph.wire.holes import LONG, Joined, Span, flow, read, write

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
long_texts = st.builds(lambda text, times: (text + "x") * times, texts, st.integers(LONG // 8, LONG // 2))
leaves = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**64 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    texts,
    long_texts,
)
documents = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(texts, inner, max_size=4)),
    max_leaves=8,
)


def opened(value: Any) -> Any:
    """The value with every Span as its text."""
    if isinstance(value, Span):
        return value.text()
    if isinstance(value, dict):
        return {key: opened(item) for key, item in value.items()}
    return [opened(item) for item in value] if isinstance(value, list) else value


def spans_in(value: Any) -> list[Span]:
    if isinstance(value, dict):
        return [span for item in value.values() for span in spans_in(item)]
    if isinstance(value, list):
        return [span for item in value for span in spans_in(item)]
    return [value] if isinstance(value, Span) else []


@settings(max_examples=150, deadline=None)
@given(documents, st.booleans(), st.sampled_from([None, 1]))
def test_reads_what_the_standard_parser_reads(value: Any, ascii_only: bool, indent: int | None) -> None:
    body = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()
    assert opened(read(body)) == json.loads(body)


@settings(max_examples=100, deadline=None)
@given(documents, st.booleans())
def test_what_is_written_is_what_was_read(value: Any, ascii_only: bool) -> None:
    body = json.dumps(value, ensure_ascii=ascii_only).encode()
    assert json.loads(b"".join(write(read(body)))) == value


def test_every_chunk_boundary_gives_the_same() -> None:
    value = {"a\\": 'say "hé"', "data": "A\\/\n" * (LONG // 3), "n": [1, 2.5, None]}
    body = json.dumps(value, ensure_ascii=False).encode()
    for cut in [*range(0, 40), *range(LONG, LONG + 20), *range(len(body) - 40, len(body) + 1)]:
        assert opened(read([body[:cut], body[cut:]])) == value
    assert opened(read([body[at : at + 1] for at in range(len(body))])) == value


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 200), st.integers(0, 5000))
def test_spoilt_bodies_are_refused_or_read_alike(noise: bytes, at: int, cut: int) -> None:
    body = json.dumps({"prompt": "a\\b", "data": "QUJD" * 1200, "z": [{"k": [1]}]}).encode()
    spoilt = body[:at] + noise + body[at + cut % 7 : len(body) - cut % 3]
    try:
        value = opened(read(spoilt))
    except InvalidArgument:
        return
    assert value == json.loads(spoilt)


def test_only_long_strings_become_spans() -> None:
    value = read(json.dumps({"short": "x" * LONG, "long": "x" * (LONG + 1)}).encode())
    assert value["short"] == "x" * LONG
    assert isinstance(value["long"], Span)
    assert not value["long"].escaped
    assert read(json.dumps(["\n" + "x" * LONG]).encode())[0].escaped


@pytest.mark.parametrize("trailing", ["", "12", "e5", '"', "true", ".5"])
@pytest.mark.parametrize("leading", ["-", "1", '""', "[", "0x"])
def test_nothing_may_lean_against_a_long_string(leading: str, trailing: str) -> None:
    with pytest.raises(InvalidArgument):
        read(f'{{"a":{leading}"{"x" * 5000}"{trailing}}}'.encode())


@pytest.mark.parametrize("unit", ["\\", '"', '\\"', "/\n", '"' * 70 + "\\" * 70, "é\\"])
@pytest.mark.parametrize("times", [61, 62, 63, 64, 65, 66, 3000])
def test_escapes_of_every_density(unit: str, times: int) -> None:
    value = {"a": unit * times + "x" * 5000, "b": "x" * 5000 + unit * times, "c": 1}
    for body in (json.dumps(value).encode(), json.dumps(value, ensure_ascii=False).encode()):
        assert opened(read(body)) == value


def test_texts_have_an_end() -> None:
    (span,) = read(b'["' + b"x" * (9 << 20) + b'"]')
    with pytest.raises(PayloadTooLarge):
        span.text()


def test_slashes_are_unescaped_without_parsing() -> None:
    (span,) = read(b'["' + b"A\\/b" * (3 << 20) + b'"]')
    assert bytes(span.plain()) == b"A/b" * (3 << 20)
    (padded,) = read(b'["' + b"Ab" * (5 << 20) + b'\\u003d"]')
    assert bytes(padded.plain()) == b"Ab" * (5 << 20) + b"="
    (tricky,) = read(b'["' + b"A\\\\/" * 2000 + b'"]')
    assert bytes(tricky.plain()) == b"A\\/" * 2000


def test_a_forged_placeholder_stays_what_it_is() -> None:
    forged = '{"a":1.' + "0" * 40 + 'e0,"data":"' + "x" * 5000 + '"}'
    assert read(forged.encode())["a"] == 1.0
    out = b"".join(write({"prompt": "0" * 32 + "0.", "m": Media("image/png", Decoded(b"abc"))}))
    assert json.loads(out) == {"prompt": "0" * 32 + "0.", "m": "YWJj"}


NASTY = {
    "empty": b"",
    "blank": b"  \n",
    "BOM": b'\xef\xbb\xbf{"a":1}',
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "UTF-16 without mark": '{"a":1}'.encode("utf-16-le"),
    "bad UTF-8": b'{"a":"\xff"}',
    "bad UTF-8 in a long string": b'{"a":"' + b"x" * 5000 + b'\xc3("}',
    "overlong UTF-8": b'{"a":"\xc0\xaf"}',
    "surrogate in UTF-8": b'{"a":"\xed\xa0\x80"}',
    "NUL escape": b'{"a":"\\u0000"}',
    "raw NUL": b'{"a":"b\0"}',
    "control character": b'{"a":"b\nc"}',
    "lone surrogate": b'{"a":"\\ud800"}',
    "lone low surrogate key": b'{"\\udc00":1}',
    "duplicate key": b'{"a":1,"a":2}',
    "duplicate key by escape": b'{"a":1,"\\u0061":2}',
    "two documents": b'{"a":1}{"b":2}',
    "trailing garbage": b'{"a":1} x',
    "NaN": b'{"a":NaN}',
    "Infinity": b'{"a":-Infinity}',
    "too large": b'{"a":1e999}',
    "integer": b'{"a":18446744073709551616}',
    "negative integer": b'{"a":-9223372036854775809}',
    "digits": b'{"a":' + b"9" * 100_000 + b"}",
    "leading zero": b'{"a":01}',
    "plus": b'{"a":+1}',
    "single quotes": b"{'a':1}",
    "trailing comma": b'{"a":1,}',
    "comment": b'{"a":1/**/}',
    "open string": b'{"a":"' + b"x" * 9000,
    "open escaped string": b'{"a":"' + b'\\"' * 9000,
    "backslashes": b'"' + b"\\" * 100_001,
    "deep arrays": b"[" * 100_000,
    "deep closed arrays": b"[" * 65 + b"]" * 65,
    "deep objects": b'{"a":' * 100_000,
    "depth behind strings": b'{"a":"]]]]","b":' * 65 + b"1" + b"}" * 65,
    "wide": json.dumps({str(n): 0 for n in range(10_001)}).encode(),
    "many strings": b"[" + b'"",' * 100_001 + b'""]',
    "long key": b'{"' + b"k" * 5000 + b'":1}',
    "long key with blanks": b'{"' + b"k" * 5000 + b'" \n:1}',
    "much skeleton": b"[" + b"1," * (3 << 20) + b"1]",
}


@pytest.mark.parametrize("body", NASTY.values(), ids=NASTY.keys())
def test_what_is_not_one_clean_document_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidArgument) as refused:
        read(body)
    assert refused.value.http_status in (400, 413)
    assert refused.value.message.endswith(".")
    assert len(refused.value.message) < 200


def test_too_much_json_is_a_413() -> None:
    with pytest.raises(PayloadTooLarge):
        read(NASTY["much skeleton"])


def test_borders_that_are_allowed() -> None:
    assert read(b"[" * 64 + b"]" * 64) is not None
    assert read(b"[18446744073709551615,-9223372036854775808,1e308]") == [2**64 - 1, -(2**63), 1e308]
    assert read(b'"\\ud83d\\ude00\\\\u0000"') == "😀\\u0000"
    assert len(read(json.dumps({str(n): 0 for n in range(10_000)}).encode())) == 10_000
    assert math.copysign(1, read(b"[-0.0]")[0]) == -1


@pytest.mark.parametrize("inside", [b"\\ud800", b"\n", b"\\u0000", b"\\x", b"\\u12"])
def test_a_broken_long_text_is_refused_when_opened(inside: bytes) -> None:
    (span,) = read(b'["' + b"x" * 5000 + inside + b'"]')
    with pytest.raises(InvalidArgument):
        span.text()


def test_media_are_written_in_every_form() -> None:
    url_safe, standard = b"-_8", b"+/8="
    value = {
        "encoded": Media("image/png", Encoded(url_safe)),
        "bare": Encoded(standard),
        "joined": Joined(('say "', Media("image/png", Decoded(b"abc")), '"\n')),
    }
    chunks = write(value)
    assert json.loads(b"".join(chunks)) == {"encoded": "+/8=", "bare": "+/8=", "joined": 'say "YWJj"\n'}
    assert any(chunk is standard for chunk in chunks)
    assert b": " not in b"".join(chunks)
    with pytest.raises(InvalidArgument):
        write({"a": Media("image/png", Remote("https://example.com/a.png"))})


def test_a_picture_passes_without_being_copied() -> None:
    picture = pybase64.b64encode(bytes(range(256)) * (32 * 1024))
    body = b'{"contents":[{"parts":[{"text":"hi"},{"inlineData":{"mimeType":"image/png","data":"' + picture + b'"}}]}]}'
    read(body), write({"warm": Media("", Decoded(b""))})
    tracemalloc.start()
    try:
        value = read(body)
        (span,) = spans_in(value)
        chunks = write({"data": Media("image/png", Encoded(span.plain()))})
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 512 * 1024
    assert sum(map(len, chunks)) == len(picture) + len('{"data":""}')
    assert any(isinstance(chunk, memoryview) and chunk.obj is body for chunk in chunks)


def test_a_film_flows_from_the_disk_with_its_length_known(tmp_path: Path) -> None:
    data = bytes(range(251)) * 9000
    path = tmp_path / "film"
    path.write_bytes(data)
    film = Media("video/mp4", Stored(path, len(data)))
    value = {"a": "ä", "videos": [{"b": film}, {"b": Media("", Decoded(b"xy"))}], "e": [Joined(("<", "é", ">"))]}
    flowing = flow(value)
    pieces = list(flowing.chunks)
    assert b"".join(pieces) == b"".join(write(value))
    assert flowing.length == sum(map(len, pieces))
    assert pybase64.b64decode(json.loads(b"".join(pieces))["videos"][0]["b"]) == data
    assert max(map(len, pieces)) < len(data)


def test_a_flow_reads_nothing_until_it_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "film"
    flowing = flow({"b": Media("video/mp4", Stored(path, 4))})
    assert flowing.length == len(b'{"b":"AAAAAA=="}')
    path.write_bytes(b"abcd")
    assert b"".join(flowing.chunks) == b'{"b":"YWJjZA=="}'
