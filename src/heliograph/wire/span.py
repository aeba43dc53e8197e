"""What stands in a JSON value in place of a long string: where its bytes lie, not what they say."""

from __future__ import annotations

from dataclasses import dataclass

from heliograph.domain.errors import InvalidArgument, PayloadTooLarge
from heliograph.domain.media import Encoded, Media
from heliograph.wire import strict

MAX_TEXT = 8 * 1024 * 1024
"""Bytes that anybody may want to read as a text; pictures are larger, but they are not texts."""


@dataclass(frozen=True, slots=True, eq=False)
class Span:
    """The inside of one JSON string, as received: valid UTF-8, perhaps with JSON escapes (``escaped``).

    Nobody has looked for forbidden control characters in it: whoever opens it does."""

    data: memoryview
    escaped: bool

    def __len__(self) -> int:
        """Bytes as received, escapes included."""
        return len(self.data)

    def text(self) -> str:
        """The string itself. Raises InvalidArgument for a bad escape, a control character or half a surrogate pair."""
        if len(self.data) > MAX_TEXT:
            raise PayloadTooLarge(message=f"A text in the JSON body is longer than {MAX_TEXT >> 20} MiB.")
        return self._unescaped()

    def _unescaped(self) -> str:
        value = strict.parse(b'"%b"' % bytes(self.data))
        if not isinstance(value, str):
            raise InvalidArgument(message="A long text in the JSON body is broken.")
        return value

    def plain(self) -> bytes | memoryview:
        """The string as UTF-8: the received bytes themselves when there is nothing to unescape. Slashes are what some
        writers escape in base64 (PHP's), the padding what others do (Gson's)."""
        if not self.escaped:
            return self.data
        slashed = bytes(self.data).replace(b"\\/", b"/")
        return slashed if b"\\" not in slashed else self._unescaped().encode("utf-8")


@dataclass(frozen=True, slots=True)
class Joined:
    """One JSON string to be written from pieces: ``Joined(("data:image/png;base64,", media))``."""

    parts: tuple[str | Span | Media | Encoded, ...]
