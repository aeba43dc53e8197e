"""Films are exactly as long and as large as asked, they move, and the same order gives the same frames."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from heliograph.engines.illustrator.illustrate import Unreadable
from heliograph.engines.illustrator.motion.encoding import write
from heliograph.engines.illustrator.motion.film import film
from heliograph.engines.illustrator.motion.order import FilmOrder
from heliograph.engines.illustrator.motion.stage_set import build
from heliograph.engines.illustrator.prompt.parse import parse

Frame = NDArray[np.uint8]


def order(prompt: str, **more: object) -> FilmOrder:
    values: dict[str, object] = {"width": 320, "height": 180, "seconds": 2.0, "fps": 12, "seed": 3, **more}
    return FilmOrder(prompt=prompt, **values)  # type: ignore[arg-type]  # a test's shorthand


def frames(file: Path) -> list[Frame]:
    with av.open(str(file)) as film:
        return [np.asarray(frame.to_ndarray(format="rgb24"), np.uint8) for frame in film.decode(video=0)]


def encoded(pixels: Frame) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def sea() -> Frame:
    """Sky, a dark level line, blue water with streaks, and a strip of sand that must stay as it is."""
    rng = np.random.default_rng(1)
    picture = np.zeros((180, 320, 3), np.uint8)
    picture[:80] = (150, 190, 230)
    water = np.full((70, 320, 3), (30, 90, 150), np.int16) + cv2.resize(
        rng.integers(-40, 40, (14, 40, 1)).astype(np.float32), (320, 70), interpolation=cv2.INTER_CUBIC
    )[..., None].astype(np.int16)
    picture[80:150] = np.clip(water, 0, 255)
    picture[150:] = (225, 195, 140)
    return picture


@pytest.mark.parametrize("audio", [True, False])
def test_a_film_is_what_was_asked(tmp_path: Path, audio: bool) -> None:
    told: list[float] = []
    made = film(order("a cat playing with a ball", audio=audio), tmp_path / "a.mp4", told.append)
    with av.open(str(tmp_path / "a.mp4")) as read:
        video = read.streams.video[0]
        assert (video.width, video.height, video.frames) == (320, 180, 24)
        assert video.average_rate is not None
        assert float(video.average_rate) == 12
        assert video.codec_context.pix_fmt == "yuv420p"
        assert [stream.type for stream in read.streams] == ["video", "audio"][: 1 + audio]
        assert read.duration is not None
        assert abs(read.duration / 1e6 - 2.0) < 0.05
    assert set(made.drawn) == {"cat", "ball"}
    assert told == sorted(told)
    assert told[-1] == 1.0
    data = (tmp_path / "a.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


def test_the_same_order_gives_the_same_frames_and_another_seed_others(tmp_path: Path) -> None:
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        film(order("a dog running on a beach", seed=seed), tmp_path / name)
    a, b, c = (frames(tmp_path / name) for name in "abc")
    assert all((one == two).all() for one, two in zip(a, b, strict=True))
    assert any((one != two).any() for one, two in zip(a, c, strict=True))


@pytest.mark.parametrize(
    "prompt",
    ["a dog running on a beach", "a kitten sleeping", "a meadow with drifting clouds", "panning shot of mountains",
     "snow falling on a forest", "a bird flying over a lake", "a boat on the sea"],
)  # fmt: skip
def test_something_moves(prompt: str) -> None:
    scene = parse(prompt, width=320, height=180, seed=2)
    made = build(scene, 320, 180, 4.0)
    first, later = made.frame(0.0, 4.0).astype(int), made.frame(2.1, 4.0).astype(int)
    assert np.abs(first - later).max() > 12


def test_a_runner_crosses_the_frame(tmp_path: Path) -> None:
    scene = parse("a black dog running in the snow", width=640, height=360, seed=2)
    made = build(scene, 640, 360, 8.0)
    (dog,) = made.actors
    assert abs(dog.path(8.0)[0] - dog.path(0.0)[0]) > 0.3 * 640


def test_water_flows_and_the_rest_of_a_picture_stays(tmp_path: Path) -> None:
    film(order("The waves in the background keep flowing", first=encoded(sea())), tmp_path / "a.mp4")
    first, later = (frames(tmp_path / "a.mp4")[index].astype(int) for index in (0, 9))
    assert np.abs(first[95:140] - later[95:140]).mean() > 2
    assert np.abs(first[:70] - later[:70]).mean() < 1
    assert np.abs(first[160:] - later[160:]).mean() < 1


def test_the_last_picture_is_where_it_ends(tmp_path: Path) -> None:
    last = np.full((180, 320, 3), (200, 40, 40), np.uint8)
    film(order("a cat", first=encoded(sea()), last=encoded(last)), tmp_path / "a.mp4")
    seen = frames(tmp_path / "a.mp4")
    assert np.abs(seen[0].astype(int) - sea()).mean() < 8
    assert np.abs(seen[-1].astype(int) - last).mean() < 4


def test_only_people_where_none_may_be_makes_no_file(tmp_path: Path) -> None:
    made = film(order("a woman", people="none"), tmp_path / "a.mp4")
    assert made.only_people
    assert not (tmp_path / "a.mp4").exists()


def test_a_picture_that_is_none_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        film(order("waves", first=b"GIF89a nonsense"), tmp_path / "a.mp4")


def test_a_renderer_that_fails_leaves_no_encoder_waiting(tmp_path: Path) -> None:
    def broken() -> Iterator[Frame]:
        yield np.zeros((90, 160, 3), np.uint8)
        raise RuntimeError("no brush")

    with pytest.raises(RuntimeError, match="no brush"):
        write(tmp_path / "a.mp4", broken(), 12, None)
    with pytest.raises(ValueError, match="without frames"):
        write(tmp_path / "b.mp4", iter(()), 12, None)


def test_an_encoder_that_fails_is_heard(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="No such file"):
        write(tmp_path / "nowhere" / "a.mp4", iter([np.zeros((90, 160, 3), np.uint8)] * 40), 12, None)
