"""The shapes in which a chat answer can carry its picture. Each picture stands in the answer exactly once.

Clients disagree on where a picture belongs in a chat answer, so one is the default and a caller may choose another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from heliograph.domain.content import Part
from heliograph.domain.media import Encoded, Media, Remote
from heliograph.wire.holes import Joined, Span

DEFAULT = "multi_mod_content"


def write_message(parts: Sequence[Part], shape: str) -> dict[str, Any]:
    """The members of a message that say what was made: ``content`` and whatever ``shape`` adds beside it."""
    return _WRITERS[shape]([part for part in parts if not part.thought])


def write_delta(part: Part, index: int, shape: str) -> dict[str, Any]:
    """One part as a streamed delta. ``index`` counts the pictures before it. A shape that puts pictures into
    ``content`` streams them as Markdown, since a delta's content can only be text."""
    if part.text is not None:
        beside = {"multi_mod_content": [_SPELLED[shape](part)]} if shape in _SPELLED else {}
        return {"content": part.text, **beside}
    if shape in _SPELLED:
        return {"multi_mod_content": [_SPELLED[shape](part)]}
    if shape == "images":
        return {"images": [{**_image_url(_media(part)), "index": index}]}
    return {"content": _markdown(_media(part))}


def _media(part: Part) -> Media:
    if part.media is None:
        raise ValueError("a part has neither text nor media")
    return part.media


def data_url(media: Media) -> Any:
    """The picture as an address: itself in base64, or where it lies."""
    if isinstance(media.source, Remote):
        return media.source.uri
    return Joined((f"data:{_mime(media)};base64,", media))


def _mime(media: Media) -> str:
    return media.mime_type or "image/png"


def _text(parts: Iterable[Part]) -> str:
    return "\n".join(part.text for part in parts if part.text)


def _snake(part: Part) -> dict[str, Any]:
    """What the readers in the AiHubMix guide take: their loop tests ``text`` first, so a picture's must be null, and
    then subscripts ``inline_data``, which a text part therefore must not have."""
    if part.media is None:
        return {"text": part.text, "inlineData": {}}
    return {"text": None, "inline_data": {"mime_type": _mime(part.media), "data": part.media}}


def _camel(part: Part) -> dict[str, Any]:
    """That guide's own reference structure to the letter: camel case, an empty text, ``png`` for a mime type."""
    if part.media is None:
        return {"text": part.text, "inlineData": {}}
    return {"text": "", "inlineData": {"data": part.media, "mimeType": _mime(part.media).removeprefix("image/")}}


_SPELLED: dict[str, Callable[[Part], dict[str, Any]]] = {"multi_mod_content": _snake, "reference": _camel}


def _image_url(media: Media) -> dict[str, Any]:
    return {"type": "image_url", "image_url": {"url": data_url(media)}}


def _as_snake(parts: Sequence[Part]) -> dict[str, Any]:
    return {"content": _text(parts), "multi_mod_content": [_snake(part) for part in parts]}


def _as_reference(parts: Sequence[Part]) -> dict[str, Any]:
    return {"content": _text(parts), "multi_mod_content": [_camel(part) for part in parts]}


def _as_images(parts: Sequence[Part]) -> dict[str, Any]:
    pictures = [part.media for part in parts if part.media is not None]
    return {"content": _text(parts), "images": [{**_image_url(m), "index": i} for i, m in enumerate(pictures)]}


def _as_parts(parts: Sequence[Part]) -> dict[str, Any]:
    return {
        "content": [
            {"type": "text", "text": part.text} if part.media is None else _image_url(part.media) for part in parts
        ]
    }


def _as_markdown(parts: Sequence[Part]) -> dict[str, Any]:
    pieces: list[str | Span | Media | Encoded] = []
    for part in parts:
        if pieces:
            pieces.append("\n\n")
        pieces += [part.text or ""] if part.media is None else _markdown(part.media).parts
    return {"content": Joined(tuple(pieces))}


def _markdown(media: Media) -> Joined:
    url = data_url(media)
    inside = url.parts if isinstance(url, Joined) else (url,)
    return Joined(("![image](", *inside, ")"))


_WRITERS: dict[str, Callable[[Sequence[Part]], dict[str, Any]]] = {
    "multi_mod_content": _as_snake,
    "reference": _as_reference,
    "images": _as_images,
    "parts": _as_parts,
    "markdown": _as_markdown,
}
SHAPES = tuple(_WRITERS)
