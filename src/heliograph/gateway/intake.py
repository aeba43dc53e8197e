"""Pictures on their way in: what they are is read from their first bytes, and what is not taken is refused.

Nothing is decoded here: pixels are opened only in a drawing worker. Knows no engine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from heliograph.domain.errors import InvalidArgument, PayloadTooLarge
from heliograph.domain.films import GenerateVideos
from heliograph.domain.media import Media, Remote
from heliograph.domain.requests import GenerateContent, Work
from heliograph.wire.armour import head, size
from heliograph.wire.sniff import sniff

TAKEN = ("image/png", "image/jpeg", "image/webp", "image/gif")
HEAD_BYTES = 64 * 1024
"""Enough to reach the size of a JPEG behind its metadata segments in all but contrived files."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one picture: bytes of the file, pixels of the picture, and how many pictures a request may carry."""

    picture_bytes: int = 20 * 1024 * 1024
    pixels: int = 50_000_000
    pictures: int = 16


def check_pictures(ask: Work | GenerateVideos, limits: Limits) -> None:
    """Raises InvalidArgument or PayloadTooLarge for the first picture that cannot be taken."""
    for index, (where, media) in enumerate(pictures(ask)):
        if index >= limits.pictures:
            raise InvalidArgument(message=f"At most {limits.pictures} pictures may be sent.", field=where)
        _check(where, media, limits)


def pictures(ask: Work | GenerateVideos) -> Iterator[tuple[str, Media]]:
    """Every picture of an ask with a word for where it stands."""
    if isinstance(ask, GenerateContent):
        for i, turn in enumerate(ask.contents):
            for j, part in enumerate(turn.parts):
                if part.media is not None:
                    yield ask.spelling.get("contents", f"contents[{i}].parts[{j}]"), part.media
    else:
        if isinstance(ask, GenerateVideos):
            for name in ("image", "last_frame"):
                if (frame := getattr(ask, name)) is not None:
                    yield ask.spelling.get(name, name), frame
        for reference in ask.references:
            yield (
                ask.spelling.get(f"references.{reference.kind}", ask.spelling.get("references", "image")),
                (reference.media),
            )


def _check(where: str, media: Media, limits: Limits) -> None:
    if isinstance(media.source, Remote):
        raise InvalidArgument(
            message="This gateway does not fetch addresses given in requests.",
            field=where,
            hint="Send the picture itself as base64 or a data: URL. An administrator can allow fetching "
            "with 'allow = true' under [fetching] in the configuration file.",
            docs="fetching",
        )
    if size(media) > limits.picture_bytes:
        raise PayloadTooLarge(
            message=f"The picture is larger than {limits.picture_bytes // 1_048_576} MiB.", field=where
        )
    try:
        found = sniff(head(media, HEAD_BYTES))
    except InvalidArgument as error:
        raise replace(error, field=where) from error
    if found is None:
        raise InvalidArgument(
            message="The picture is none of the kinds that are taken.", field=where, allowed=TAKEN, docs="pictures"
        )
    if found.width * found.height > limits.pixels:
        raise InvalidArgument(
            message=f"The picture has {found.width} x {found.height} pixels; at most "
            f"{limits.pixels // 1_000_000} million are taken.",
            field=where,
        )
