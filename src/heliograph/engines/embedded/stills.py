"""Pictures out of films, decoded in a worker process of their own. Only finished films of this house come here."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from heliograph.domain.errors import Unimplemented
from heliograph.domain.media import Decoded, Media
from heliograph.engines.embedded.workers import Workers

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, TILE = 640, 320
"""Pixels across a thumbnail, and across one picture of a sheet."""
PER_SECOND, MOST = 2, 25
"""Pictures of a sheet: so many for a second of film, and no more than that."""
_FORMATS = {"thumbnail": ("image/webp", "WEBP"), "spritesheet": ("image/jpeg", "JPEG")}


@dataclass(frozen=True, slots=True)
class StillJob:
    film: Path
    variant: str


class FilmStills:
    """A Stills port. Its worker starts with the first film that somebody wants a picture of."""

    def __init__(self, seconds: float = 60.0) -> None:
        self._workers = Workers(prepare, size=1, seconds=seconds, tries=1)

    async def still(self, film: Path, variant: str) -> Media:
        """WebP for a `thumbnail`, JPEG for a `spritesheet`."""
        if importlib.util.find_spec("av") is None:
            raise Unimplemented(message=f"Films have no {variant} here.", field="variant", allowed=("video",))
        data: bytes = await self._workers.run(StillJob(film, variant))
        return Media(_FORMATS[variant][0], Decoded(data))

    async def close(self) -> None:
        """End the worker."""
        await self._workers.close()


def prepare() -> Callable[[StillJob], bytes]:
    """For the worker: what it imports there never touches the server's memory."""
    return draw


def draw(job: StillJob) -> bytes:
    """The encoded picture: the frame in the middle, or frames in reading order."""
    import io

    frames = list(_frames(job.film, 1 if job.variant == "thumbnail" else None))
    picture = _scaled(frames[0], WIDTH) if job.variant == "thumbnail" else _sheet(frames)
    out = io.BytesIO()
    picture.save(out, _FORMATS[job.variant][1], quality=85)
    return out.getvalue()


def _frames(film: Path, wanted: int | None) -> Iterator[Image]:
    """Frames at even distances, each from the middle of its share of the film."""
    import av

    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        length = _length(stream)
        rate = float(stream.average_rate or 24)
        count = wanted or max(1, min(MOST, round(length / rate * PER_SECOND)))
        chosen = {int((number + 0.5) * length / count) for number in range(count)}
        last = max(chosen)
        for number, frame in enumerate(container.decode(stream)):
            if number in chosen:
                untyped: Any = frame  # its method has no types
                yield untyped.to_image()
            if number >= last:
                return


def _length(stream: Any) -> int:
    """Frames of a film; counted by its duration where its header does not say."""
    if stream.frames:
        return int(stream.frames)
    seconds = float((stream.duration or 0) * stream.time_base)
    return max(1, int(seconds * float(stream.average_rate or 24)))


def _scaled(picture: Image, width: int) -> Image:
    across = min(width, picture.width)
    return picture.resize((across, max(1, round(picture.height * across / picture.width))))


def _sheet(frames: Sequence[Image]) -> Image:
    """Tiles in reading order on a grid that is as square as it can be."""
    import math

    from PIL import Image

    tiles = [_scaled(frame, TILE) for frame in frames]
    columns = math.ceil(math.sqrt(len(tiles)))
    width, height = tiles[0].size
    sheet = Image.new("RGB", (columns * width, math.ceil(len(tiles) / columns) * height))
    for number, tile in enumerate(tiles):
        sheet.paste(tile, (number % columns * width, number // columns * height))
    return sheet
