"""Pictures drawn here are recognised after what clients do to them, and no other picture is."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from heliograph.engines.illustrator.memory import Memory
from heliograph.engines.illustrator.prompt.parse import parse
from heliograph.engines.illustrator.scene_json import to_json
from heliograph.engines.illustrator.stamp import Label, encode

Pixels = NDArray[np.uint8]
SIZE = 480


def painted(seed: int) -> Pixels:
    """A sky, a ground and a few round things."""
    rng = np.random.default_rng(seed)
    rows = np.linspace(0, 1, SIZE)[:, None, None]
    picture = (rows * rng.integers(60, 255, 3) + (1 - rows) * rng.integers(60, 255, 3)) * np.ones((1, SIZE, 1))
    canvas = np.ascontiguousarray(picture.astype(np.uint8))
    for _ in range(6):
        centre, colour = rng.integers(40, SIZE - 40, 2), rng.integers(0, 255, 3)
        cv2.circle(canvas, centre.tolist(), int(rng.integers(20, 90)), colour.tolist(), -1, cv2.LINE_AA)
    return canvas


def lined(seed: int) -> Pixels:
    """Black lines on white. The same figure for every seed, with a few marks of its own around it."""
    rng = np.random.default_rng(seed)
    canvas = np.full((SIZE, SIZE, 3), 255, np.uint8)
    cv2.circle(canvas, (240, 200), 110, (0, 0, 0), 6, cv2.LINE_AA)
    cv2.ellipse(canvas, (240, 370), (70, 90), 0, 0, 360, (0, 0, 0), 6, cv2.LINE_AA)
    for _ in range(5):
        centre = rng.integers(30, SIZE - 30, 2).tolist()
        cv2.circle(canvas, centre, int(rng.integers(12, 40)), (0, 0, 0), 6, cv2.LINE_AA)
    return canvas


def resized(pixels: Pixels, side: int) -> Pixels:
    way = cv2.INTER_AREA if side < SIZE else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(pixels, (side, side), interpolation=way), np.uint8)


def as_jpeg(pixels: Pixels, quality: int) -> bytes:
    held = io.BytesIO()
    Image.fromarray(pixels).save(held, "JPEG", quality=quality)
    return held.getvalue()


CHANGES = {
    "as it was": lambda p: encode(p, "png", mode="none"),
    "poor jpeg": lambda p: as_jpeg(p, 40),
    "small webp": lambda p: encode(resized(p, 200), "webp", mode="none"),
    "enlarged": lambda p: as_jpeg(resized(p, 1100), 80),
    "trimmed": lambda p: encode(np.ascontiguousarray(p[5:-4, 3:-6]), "png", mode="none"),
    "trimmed on one side": lambda p: as_jpeg(np.ascontiguousarray(p[8:, :-7]), 85),
}


@pytest.mark.parametrize("draw", [painted, lined])
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_right_picture_is_recalled(tmp_path: Path, draw: object, change: object) -> None:
    assert callable(draw)
    assert callable(change)
    memory = Memory(tmp_path)
    for seed in range(8):
        memory.remember(draw(seed), parse("a cat on a sofa", seed=seed))
    for seed in range(8):
        found = memory.recall(change(draw(seed)))
        assert found is not None
        assert found.seed == seed


@pytest.mark.parametrize("draw", [painted, lined])
def test_a_foreign_picture_is_not_taken_for_ours(tmp_path: Path, draw: object) -> None:
    assert callable(draw)
    memory = Memory(tmp_path)
    for seed in range(20):
        memory.remember(draw(seed), parse("a cat"))
    for seed in range(100, 130):
        assert memory.recall(as_jpeg(draw(seed), 90)) is None
    assert memory.recall(np.full((64, 64, 3), 255, np.uint8)) is None
    assert memory.recall(b"no picture") is None


def test_the_scene_in_the_file_needs_no_folder(tmp_path: Path) -> None:
    scene = parse("two owls at night", width=SIZE, height=SIZE)
    data = encode(painted(1), "png", label=Label(prompt=scene.prompt, scene=to_json(scene)))
    assert Memory(tmp_path).recall(data) == scene


def test_a_file_that_was_put_into_another_shape_is_not_believed(tmp_path: Path) -> None:
    scene = parse("two owls at night", width=SIZE, height=SIZE)
    data = encode(painted(1)[:300], "png", label=Label(prompt=scene.prompt, scene=to_json(scene)))
    assert Memory(tmp_path).recall(data) is None


def test_what_another_process_remembers_is_known_and_the_oldest_is_forgotten(tmp_path: Path) -> None:
    here, there = Memory(tmp_path, kept=4), Memory(tmp_path, kept=4)
    for seed in range(6):
        there.remember(painted(seed), parse("a cat", seed=seed))
    assert here.recall(painted(0)) is None
    assert (found := here.recall(painted(5))) is not None
    assert found.seed == 5
    assert len(list(tmp_path.iterdir())) == 4


def test_a_spoilt_entry_is_passed_over(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    (tmp_path / "00000000000000000001-1.scene").write_text("{", "utf-8")
    memory.remember(painted(3), parse("a cat", seed=3))
    assert memory.recall(painted(3)) is not None
