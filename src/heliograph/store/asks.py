"""An ask for films as JSON and back. Media stay files: the text holds digests only. Knows no table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from heliograph.domain.errors import Internal
from heliograph.domain.films import GenerateVideos
from heliograph.domain.media import Media, Stored
from heliograph.domain.requests import Reference

FRAMES = ("image", "last_frame", "video")
PLAIN = tuple(
    field.name for field in fields(GenerateVideos) if field.name not in (*FRAMES, "references", "size", "extras")
)


def to_json(ask: GenerateVideos) -> str:
    """Raises Internal for media that do not lie in the media folder yet."""
    row: dict[str, Any] = {name: getattr(ask, name) for name in PLAIN}
    row["size"] = list(ask.size) if ask.size else None
    for name in FRAMES:
        media = getattr(ask, name)
        row[name] = _media_row(media) if media is not None else None
    row["references"] = [{"media": _media_row(item.media), "kind": item.kind} for item in ask.references]
    return json.dumps(row, separators=(",", ":"))


def from_json(text: str, path: Callable[[str], Path]) -> GenerateVideos:
    """``path`` leads from a digest to the file."""
    row = json.loads(text)
    frames = {name: _media(row[name], path) if row[name] else None for name in FRAMES}
    values = {name: row[name] for name in PLAIN if name in row}
    return GenerateVideos(
        **{**values, "ignored": tuple(row.get("ignored", ())), **frames},
        size=tuple(row["size"]) if row["size"] else None,
        references=tuple(Reference(media=_media(item["media"], path), kind=item["kind"]) for item in row["references"]),
    )


def inputs(ask: GenerateVideos) -> Iterator[Media]:
    """Every picture or film that came with an ask."""
    for name in FRAMES:
        if (media := getattr(ask, name)) is not None:
            yield media
    for item in ask.references:
        yield item.media


def digest(media: Media) -> str:
    """The digest of media in the media folder: its files are named so. Raises Internal for other media."""
    return _kept(media).path.name


def length(media: Media) -> int:
    """Bytes of media in the media folder."""
    return _kept(media).size


def _kept(media: Media) -> Stored:
    if not isinstance(media.source, Stored):
        raise Internal(message="Media of an operation must be kept before its row is written.")
    return media.source


def _media_row(media: Media) -> dict[str, Any]:
    return {"mime_type": media.mime_type, "sha256": digest(media), "size": length(media), "name": media.name}


def _media(row: dict[str, Any], path: Callable[[str], Path]) -> Media:
    return Media(row["mime_type"], Stored(path(row["sha256"]), row["size"]), row["name"])
