"""Text that holds more than words: pictures as data URLs in Markdown, and settings written into a system message."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from heliograph.domain.content import Part
from heliograph.domain.media import Encoded, Media
from heliograph.wire.holes import Span

_PICTURE = re.compile(rb"!\[[^\]\n]{0,500}\]\(data:(image/[a-z+.-]{1,20});base64,([A-Za-z0-9+/=_\\-]+)\)")
_RATIO = re.compile(r"""aspect_?ratio["']?\s*[:=]\s*["']?(\d{1,2}:\d{1,2})["']?""", re.IGNORECASE)
_SIZE = re.compile(r"""image_?size["']?\s*[:=]\s*["']?(\d{1,3}(?:\.\d)?k|\d{3,4})\b["']?""", re.IGNORECASE)
_CONFIG = re.compile(r"image_?config", re.IGNORECASE)


def pictures_and_words(text: str | Span) -> tuple[Part, ...]:
    """The text cut at its Markdown pictures. The pictures of a Span are views of the body, not copies."""
    if isinstance(text, str):
        return tuple(_cut(memoryview(text.encode("utf-8")), lambda piece: bytes(piece).decode("utf-8")))
    return tuple(_cut(text.data, lambda piece: Span(piece, text.escaped).text()))


def _cut(data: memoryview, read: Callable[[memoryview], str]) -> Iterator[Part]:
    start = 0
    for found in _PICTURE.finditer(data):
        if words := read(data[start : found.start()]).strip():
            yield Part(text=words)
        yield Part(media=Media(found[1].decode("ascii"), Encoded(data[found.start(2) : found.end(2)])))
        start = found.end()
    if words := read(data[start:]).strip():
        yield Part(text=words)


def settings_in(system: str) -> tuple[dict[str, str], str]:
    """``aspect_ratio`` and ``image_size`` written into a system text, as ``aspect_ratio=16:9`` or as a piece of JSON,
    and the words that remain when they are taken out (none, when only punctuation is left)."""
    found = {}
    for name, pattern in (("aspect_ratio", _RATIO), ("image_size", _SIZE)):
        if match := pattern.search(system):
            found[name] = match[1].upper()
            system = pattern.sub("", system, count=1)
    if found:
        system = _CONFIG.sub("", system)
        system = system.strip() if re.search(r"\w", system) else ""
    return found, system
