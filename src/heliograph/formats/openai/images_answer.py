"""Answers of the image endpoints: the JSON body, and the events when the caller asked for a stream."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

from heliograph.domain.media import Media
from heliograph.domain.results import Candidate, Delta, Generation, Refusal
from heliograph.formats.openai.errors import write_refusal
from heliograph.formats.openai.usage import image_usage

Address = Callable[[Media], str]


def refusal_of(made: Generation) -> Refusal | None:
    """Why there is no picture at all; None when there is one."""
    if made.media:
        return None
    refused = next((one.refusal for one in made.candidates if one.refusal is not None), made.refusal)
    return refused or Refusal(code="NO_IMAGE", reason="No picture came out.", hint="Try another prompt.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the caller said about the picture, to be said back: ``quality`` and ``background`` as he spelled them.
    ``address`` is set when he asked for addresses instead of bytes. ``event`` begins the names of stream events."""

    quality: str = "auto"
    background: str = "auto"
    address: Address | None = None
    event: str = "image_generation"


def write_images(made: Generation, asked: Asked) -> dict[str, Any]:
    """``{"created", "data": [...], "usage", ...}``. Pictures that policy held back are listed in ``refusals``."""
    pictures = [(one, media) for one in made.candidates for media in one.media]
    body: dict[str, Any] = {
        "created": made.created,
        "data": [_picture(media, asked) for _, media in pictures],
        **(_look(pictures[0][1], pictures[0][0], asked) if pictures else {}),
    }
    held_back = [(i, one.refusal) for i, one in enumerate(made.candidates) if one.refusal is not None]
    if held_back:
        body["refusals"] = [{"index": i, "code": why.code, "message": why.sentence()} for i, why in held_back]
    usage = image_usage(made.usage)
    return body if usage is None else {**body, "usage": usage}


def _picture(media: Media, asked: Asked) -> dict[str, Any]:
    return {"b64_json": media} if asked.address is None else {"url": asked.address(media)}


def _look(media: Media, one: Candidate | None, asked: Asked) -> dict[str, Any]:
    size = {} if one is None or one.size is None else {"size": f"{one.size[0]}x{one.size[1]}"}
    return {
        **size,
        "quality": asked.quality,
        "background": asked.background,
        "output_format": media.mime_type.removeprefix("image/"),
    }


async def image_events(
    deltas: AsyncIterator[Delta], asked: Asked, created: int, docs: str = ""
) -> AsyncIterator[dict[str, Any]]:
    """Event bodies; ``type`` is the event's name, an error has none. Previews as they come, the pictures and the
    usage (with the last of them) at the end, and a refusal as an error. ``created`` is in Unix seconds."""
    async for delta in deltas:
        if delta.partial is not None and delta.part is not None and delta.part.media is not None:
            yield {
                "type": f"{asked.event}.partial_image",
                "b64_json": delta.part.media,
                "partial_image_index": delta.partial,
                "created_at": created,
                **_look(delta.part.media, None, asked),
            }
        if delta.final is not None:
            for event in _ending(delta.final, asked, created, docs):
                yield event


def _ending(made: Generation, asked: Asked, created: int, docs: str) -> list[dict[str, Any]]:
    refusal = refusal_of(made)
    if refusal is not None:
        return [write_refusal(refusal, docs=docs)]
    name = f"{asked.event}.completed"
    events: list[dict[str, Any]] = [
        {"type": name, "b64_json": media, "created_at": created, **_look(media, one, asked)}
        for one in made.candidates
        for media in one.media
    ]
    usage = image_usage(made.usage)
    if usage is not None:
        events[-1]["usage"] = usage
    return events
