"""The one front door for JSON bodies and the one writer of them. Pictures pass without being parsed or copied:
a long string is lifted out as a Span over the received bytes, and media are spliced into what goes out.

It knows no vendor's field names.
"""

from __future__ import annotations

import codecs
import json
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from heliograph.domain.errors import Internal, InvalidArgument, PayloadTooLarge
from heliograph.domain.media import Encoded, Media, Stored
from heliograph.wire import armour, strict
from heliograph.wire.span import Joined, Span

__all__ = ["Flow", "Joined", "Span", "flow", "read", "write"]

Chunk = bytes | memoryview
Piece = bytes | Media | Encoded | Span | Joined

LONG = 4096
"""A string of more bytes than this becomes a Span."""
MAX_SKELETON = 4 * 1024 * 1024
MAX_STRINGS = 100_000

_REST_OF_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_COLON = re.compile(rb"[ \t\r\n]*:")
_STEP = 64 * 1024
_LEAPS = 64


def read(body: bytes | Sequence[bytes]) -> Any:
    """The value of a JSON body, given whole or in pieces (which are joined: one copy). Strings of more than `LONG`
    bytes are Spans. Raises InvalidArgument for whatever is not one clean document, PayloadTooLarge when there is
    more JSON around the media than anybody needs."""
    whole = body if isinstance(body, bytes) else b"".join(body)
    _refuse_bad_utf8(whole)
    if len(whole) <= LONG:
        return strict.parse(whole)
    return _parse_around(whole, list(_long_strings(whole)))


@dataclass(frozen=True, slots=True)
class Flow:
    """JSON on its way: its length is known before its bytes, which are read from the disk as they are asked for."""

    length: int
    chunks: Iterator[Chunk]


def write(value: Any) -> list[Chunk]:
    """Compact JSON as chunks. A Media, Encoded, Span or Joined in ``value`` becomes a JSON string of its own chunks.
    Raises InvalidArgument for media that is no base64 or only an address."""
    return list(_flowing(_pieces(value)))


def flow(value: Any) -> Flow:
    """The same, for films: files are read piece by piece while the answer goes out. A file that cannot be read raises
    OSError then."""
    pieces = [piece if _on_disk(piece) else b"".join(_inside(piece)) for piece in _pieces(value)]
    return Flow(sum(_length(piece) for piece in pieces), _flowing(pieces))


def _pieces(value: Any) -> list[Piece]:
    """JSON text and what is to stand in it, in turns; text already in bytes."""
    held: list[Piece] = []
    token = secrets.token_hex(16)

    def hold(item: object) -> str:
        if not isinstance(item, Media | Encoded | Span | Joined):
            raise Internal(message=f"A {type(item).__name__} cannot be written as JSON.")
        held.append(item)
        return f"{token}{len(held) - 1}."

    text = json.dumps(value, default=hold, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode("utf-8")
    if not held:
        return [text]
    parts = re.split(token.encode() + rb"(\d+)\.", text)
    return [held[int(part)] if at % 2 else part for at, part in enumerate(parts)]


def _flowing(pieces: Sequence[Piece]) -> Iterator[Chunk]:
    for piece in pieces:
        yield from _inside(piece)


def _on_disk(piece: Piece) -> bool:
    return isinstance(piece, Media) and isinstance(piece.source, Stored)


def _length(piece: Piece) -> int:
    if isinstance(piece, bytes):
        return len(piece)
    assert isinstance(piece, Media)  # the only other kind that `flow` leaves
    return (armour.size(piece) + 2) // 3 * 4


def _inside(item: Piece | str) -> Iterator[Chunk]:
    """What stands between the quotes; bytes are JSON already."""
    match item:
        case bytes():
            yield item
        case str():
            yield json.dumps(item, ensure_ascii=False).encode("utf-8")[1:-1]
        case Span(data, _):
            yield data
        case Joined(parts):
            for part in parts:
                yield from _inside(part)
        case Encoded():
            yield from armour.armoured(Media("", item))
        case Media():
            yield from armour.armoured(item)


def _refuse_bad_utf8(body: bytes) -> None:
    if body.isascii():
        return
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(body)
    try:
        for start in range(0, len(body), _STEP):
            decoder.decode(view[start : start + _STEP], final=start + _STEP >= len(body))
    except UnicodeDecodeError as error:
        raise InvalidArgument(message="The JSON body is not valid UTF-8.") from error


def _long_strings(body: bytes) -> Iterator[tuple[int, int, bool]]:
    """(start, end, escaped) of the inside of each long string, found by its quotes alone."""
    position = count = 0
    while (opening := body.find(b'"', position)) >= 0:
        count += 1
        if count > MAX_STRINGS:
            raise PayloadTooLarge(message=f"The JSON body has more than {MAX_STRINGS:,} strings.")
        start = opening + 1
        end = body.find(b'"', start)
        escaped = end > 0 and body.find(b"\\", start, end) >= 0
        if escaped:
            end = _end_of_escaped(body, start)
        if end < 0:
            return  # an open string: the parser says so
        if end - start > LONG:
            if _COLON.match(body, end + 1):
                raise InvalidArgument(message=f"A key in the JSON body is longer than {LONG:,} bytes.")
            yield start, end, escaped
        position = end + 1


def _end_of_escaped(body: bytes, start: int) -> int:
    """The closing quote of a string with escapes, -1 when there is none. Base64 with `\\/` is leapt over from quote to
    quote; a text full of `\\"` is walked through."""
    position = start
    for _ in range(_LEAPS):
        end = body.find(b'"', position)
        if end < 0:
            return -1
        before = body[max(start, end - 64) : end]
        backslashes = len(before) - len(before.rstrip(b"\\"))
        if backslashes == 64:
            break
        if backslashes % 2 == 0:
            return end
        position = end + 1
    rest = _REST_OF_STRING.match(body, start)
    return rest.end() - 1 if rest else -1


def _parse_around(body: bytes, holes: list[tuple[int, int, bool]]) -> Any:
    """Parse what is left when every long string is replaced by a number that nobody can have guessed."""
    if len(body) - sum(end - start for start, end, _ in holes) > MAX_SKELETON:
        raise PayloadTooLarge(message=f"The JSON body has more than {MAX_SKELETON >> 20} MiB besides its media.")
    view = memoryview(body)
    spans = [Span(view[start:end], escaped) for start, end, escaped in holes]
    mark = f"1.{secrets.randbits(128):040d}e"
    skeleton: list[Chunk] = []
    position = 0
    for number, (start, end, _) in enumerate(holes):
        skeleton += (view[position : start - 1], f" {mark}{number} ".encode())
        position = end + 1
    skeleton.append(view[position:])

    def fraction(text: str) -> Any:
        return spans[int(text[len(mark) :])] if text.startswith(mark) else strict.fraction(text)

    return strict.parse(b"".join(skeleton), fraction)
