"""Server-sent events, out and in. No comments and no `[DONE]` by itself: some clients raise at them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from heliograph.wire import holes

Chunk = bytes | memoryview

MEDIA_TYPE = "text/event-stream"
_LINE_END = re.compile(rb"\r\n|\n|\r(?!\Z)")


@dataclass(frozen=True, slots=True)
class Event:
    """One event: ``data`` is its lines joined by line ends, ``name`` the `event:` field (``message`` when absent)."""

    data: bytes
    name: str = "message"


def event(value: Any, name: str | None = None) -> list[Chunk]:
    """One event as chunks, its data written by `holes.write` (one line, since JSON escapes line ends)."""
    opening = b"data: " if name is None else f"event: {name}\ndata: ".encode()
    return [opening, *holes.write(value), b"\n\n"]


class Reader:
    """Events out of a stream fed in pieces cut anywhere. Comments are skipped; an unfinished last event is dropped,
    as the standard says (WHATWG HTML, 9.2.6)."""

    def __init__(self) -> None:
        self._rest: list[bytes] = []
        self._data: list[bytes] = []
        self._name = ""

    def feed(self, piece: bytes) -> Iterator[Event]:
        """The events that this piece completes."""
        self._rest.append(piece)
        if b"\n" not in piece and b"\r" not in piece and not self._rest[0].endswith(b"\r"):
            return  # a long line still coming is not looked through again
        *lines, rest = _LINE_END.split(b"".join(self._rest))
        self._rest = [rest]
        for line in lines:
            if found := self._line(line):
                yield found

    def _line(self, line: bytes) -> Event | None:
        if not line:
            return self._finish()
        key, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if key == b"data":
            self._data.append(value)
        elif key == b"event":
            self._name = value.decode("utf-8", "replace")
        return None

    def _finish(self) -> Event | None:
        data, name = self._data, self._name
        self._data, self._name = [], ""
        return Event(b"\n".join(data), name or "message") if data else None


def events(pieces: Iterable[bytes]) -> Iterator[Event]:
    """All events of a stream that is at hand."""
    reader = Reader()
    for piece in pieces:
        yield from reader.feed(piece)


async def events_of(pieces: AsyncIterator[bytes]) -> AsyncIterator[Event]:
    """All events of a stream that is still coming."""
    reader = Reader()
    async for piece in pieces:
        for found in reader.feed(piece):
            yield found
