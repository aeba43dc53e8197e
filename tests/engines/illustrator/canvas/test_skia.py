"""The surface: what is drawn arrives, bad values raise instead of being replaced."""

from __future__ import annotations

import numpy as np
import pytest

from heliograph.engines.illustrator.canvas.paint import hex_colour, linear, radial, solid
from heliograph.engines.illustrator.canvas.paths import oval, rect
from heliograph.engines.illustrator.canvas.skia import DrawingError, open_surface
from heliograph.engines.illustrator.canvas.surface import Path


def test_a_fresh_surface_is_transparent() -> None:
    assert not open_surface(7, 5).pixels().any()
    assert open_surface(7, 5).pixels().shape == (5, 7, 4)


def test_a_fill_covers_exactly_its_shape() -> None:
    surface = open_surface(20, 20)
    surface.fill(rect(5, 6, 10, 4), solid("#ff0000"))
    pixels = surface.pixels()
    assert (pixels[6:10, 5:15] == (255, 0, 0, 255)).all()
    assert pixels[..., 3].sum() == 40 * 255


def test_pixels_are_premultiplied() -> None:
    surface = open_surface(4, 4)
    surface.fill(rect(0, 0, 4, 4), solid("#ffffff", 0.5))
    pixel = surface.pixels()[2, 2]
    assert abs(int(pixel[0]) - int(pixel[3])) <= 1
    assert 126 <= pixel[3] <= 129


def test_matrix_clip_and_restore() -> None:
    surface = open_surface(40, 40)
    surface.save()
    surface.translate(20, 20)
    surface.scale(2)
    surface.clip(rect(0, 0, 5, 5))
    surface.fill(rect(-20, -20, 40, 40), solid("#00ff00"))
    surface.restore()
    alpha = surface.pixels()[..., 3]
    assert alpha.sum() == 100 * 255
    assert alpha[20:30, 20:30].all()
    surface.fill(rect(0, 0, 2, 2), solid("#0000ff"))
    assert surface.pixels()[1, 1, 2] == 255


def test_blur_is_in_local_units() -> None:
    small, large = open_surface(100, 100), open_surface(100, 100)
    small.scale(10)
    small.fill(oval(5, 5, 2), solid("#ffffff"), blur=1)
    large.fill(oval(50, 50, 20), solid("#ffffff"), blur=10)
    difference = np.abs(small.pixels().astype(int) - large.pixels().astype(int))
    assert difference.max() <= 2


def test_a_layer_is_laid_down_once() -> None:
    surface = open_surface(10, 10)
    with surface.layer(0.5):
        surface.fill(rect(0, 0, 6, 10), solid("#ff0000"))
        surface.fill(rect(4, 0, 6, 10), solid("#ff0000"))
    alpha = surface.pixels()[..., 3]
    assert alpha.min() == alpha.max()
    assert 126 <= alpha[0, 0] <= 129


def test_erase_takes_away() -> None:
    surface = open_surface(10, 10)
    surface.fill(rect(0, 0, 10, 10), solid("#ff0000"))
    surface.fill(rect(2, 2, 3, 3), solid("#000000"), blend="erase")
    assert surface.pixels()[..., 3].sum() == (100 - 9) * 255


def test_an_image_survives_the_way_there_and_back() -> None:
    source = open_surface(8, 8)
    source.fill(oval(4, 4, 3), solid("#3366cc", 0.7))
    target = open_surface(20, 20)
    target.image(source.pixels(), (1, 0, 0, 1, 6, 6))
    assert np.abs(target.pixels()[6:14, 6:14].astype(int) - source.pixels().astype(int)).max() <= 3


def test_gradients_run_from_stop_to_stop() -> None:
    surface = open_surface(100, 10)
    surface.fill(rect(0, 0, 100, 10), linear((0, 0), (100, 0), (0, "#000000", 1), (1, "#ffffff", 1)))
    row = surface.pixels()[5, :, 0].astype(int)
    assert (np.diff(row) >= 0).all()
    assert row[0] < 5
    assert row[-1] > 250
    surface.fill(rect(0, 0, 100, 10), radial((50, 5), 10, (0, "#ff0000", 1), (1, "#0000ff", 1)))
    assert surface.pixels()[5, 50, 0] > surface.pixels()[5, 5, 0]


@pytest.mark.parametrize(
    "path",
    [
        (("L", 1.0, 2.0),),
        (("M", 1.0),),
        (("M", float("nan"), 0.0),),
        (("M", 0.0, 0.0), ("C", 1.0, 2.0)),
        (("M", 0.0, 0.0), ("X", 1.0)),
    ],
)
def test_a_bad_path_raises(path: Path) -> None:
    with pytest.raises(DrawingError):
        open_surface(5, 5).fill(path, solid("#000000"))


def test_other_bad_values_raise() -> None:
    surface = open_surface(5, 5)
    for bad in ((0, 5), (5, -1), (20000, 5)):
        with pytest.raises(DrawingError):
            open_surface(*bad)
    with pytest.raises(DrawingError):
        surface.restore()
    with pytest.raises(DrawingError):
        surface.translate(float("inf"), 0)
    with pytest.raises(DrawingError):
        surface.fill(rect(0, 0, 1, 1), ("solid", (2.0, 0.0, 0.0, 1.0)))
    with pytest.raises(ValueError, match="colour"):
        hex_colour("red")


def test_the_same_drawing_gives_the_same_bytes() -> None:
    def once() -> bytes:
        surface = open_surface(64, 64)
        surface.rotate(7)
        surface.fill(oval(30, 30, 20, 12), solid("#aa5500"), blur=2, blend="over")
        surface.stroke(oval(30, 30, 20, 12), solid("#000000"), 2.5)
        return surface.pixels().tobytes()

    assert once() == once()


def test_a_large_shape_drawn_small_does_not_wipe_what_is_below() -> None:
    surface = open_surface(50, 50)
    surface.fill(rect(0, 0, 20, 20), solid("#ff0000"))
    for paint in (solid("#00ff00"), linear((0, 0), (1, 1), (0, "#00ff00", 1), (1, "#00ff00", 1))):
        surface.save()
        surface.translate(30, 30)
        surface.scale(0.01)
        surface.fill(rect(-600, -600, 1200, 1200), paint)
        surface.restore()
    pixels = surface.pixels()
    assert tuple(pixels[5, 5]) == (255, 0, 0, 255)
    assert tuple(pixels[30, 30]) == (0, 255, 0, 255)
