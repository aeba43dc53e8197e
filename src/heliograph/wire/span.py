"""What stands in a JSON value in place of a long string: where its bytes lie, not what they say."""

from __future__ import annotations

from dataclasses import dataclass

from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Encoded, Media
from heliograph.wire import strict


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
        value = strict.parse(b'"%b"' % bytes(self.data))
        if not isinstance(value, str):
            raise InvalidArgument(message="A long text in the JSON body is broken.")
        return value

    def plain(self) -> bytes | memoryview:
        """The string as UTF-8: the received bytes themselves when there is nothing to unescape."""
        return self.text().encode("utf-8") if self.escaped else self.data


@dataclass(frozen=True, slots=True)
class Joined:
    """One JSON string to be written from pieces: ``Joined(("data:image/png;base64,", media))``."""

    parts: tuple[str | Span | Media | Encoded, ...]
