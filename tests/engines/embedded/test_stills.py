"""Pictures out of films: the middle, and a sheet in reading order."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path

import pytest
from PIL import Image

from heliograph.domain.errors import Internal
from heliograph.domain.media import Decoded
from heliograph.engines.embedded.stills import MOST, TILE, FilmStills, StillJob, draw

av = pytest.importorskip("av")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seconds that go from black to white."""
    path = tmp_path_factory.mktemp("films") / "film.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt = 1280, 720, "yuv420p"
        for number in range(72):
            level = round(255 * number / 71)
            frame = av.VideoFrame.from_image(Image.new("RGB", (1280, 720), (level,) * 3))
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def test_a_thumbnail_is_the_middle(film: Path) -> None:
    with Image.open(io.BytesIO(draw(StillJob(film, "thumbnail")))) as picture:
        assert (picture.format, picture.size) == ("WEBP", (640, 360))
        assert picture.convert("L").getpixel((300, 200)) == pytest.approx(128, abs=8)


def test_a_sheet_is_read_like_a_page(film: Path) -> None:
    with Image.open(io.BytesIO(draw(StillJob(film, "spritesheet")))) as sheet:
        assert (sheet.format, sheet.size) == ("JPEG", (3 * TILE, 2 * 180))
        data, width = sheet.convert("L").tobytes(), sheet.width
        levels = [data[(180 * (n // 3) + 90) * width + TILE * (n % 3) + 100] for n in range(6)]
    assert levels == sorted(levels)
    assert levels[0] < 40
    assert levels[-1] > 215
    assert MOST == 25


def test_a_worker_draws_it_and_a_broken_film_is_an_error(film: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no film")

    async def both() -> None:
        stills = FilmStills()
        try:
            made = await stills.still(film, "thumbnail")
            assert made.mime_type == "image/webp"
            assert isinstance(made.source, Decoded)
            with pytest.raises(Internal):
                await stills.still(broken, "thumbnail")
            assert (await stills.still(film, "spritesheet")).mime_type == "image/jpeg"
        finally:
            await stills.close()

    asyncio.run(both())
