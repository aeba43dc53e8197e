"""Every style keeps size and range, repeats itself to the bit, and does what its medium does."""

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.engines.illustrator.scene import Scene
from heliograph.engines.illustrator.styles.registry import ROOMS, finish, named, needs_lines, pen_mode, style, styles

WIDTH, HEIGHT = 320, 240


def painting() -> tuple[np.ndarray, np.ndarray]:
    """A sky, a meadow with grain, a red ball and a white one: pixels and node numbers."""
    y = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    page = np.where(y < 0.55, np.array([0.45, 0.7, 0.95]) + 0.2 * y, np.array([0.35, 0.6, 0.25])).astype(np.float32)
    page = np.repeat(page, WIDTH, 1)
    page[140:] += np.random.default_rng(3).normal(0, 0.03, page[140:].shape).astype(np.float32)
    ids = np.full((HEIGHT, WIDTH), -1, np.int32)
    for number, (x, colour) in enumerate(((110, (0.85, 0.15, 0.12)), (220, (0.95, 0.93, 0.9)))):
        disc = np.zeros((HEIGHT, WIDTH), np.uint8)
        cv2.circle(disc, (x, 150), 46, 1, -1)
        page[disc > 0] = colour
        ids[disc > 0] = number
    return np.clip(page, 0, 1), ids


def inked() -> np.ndarray:
    """The same picture by a line pen."""
    page, ids = painting()
    page[ids >= 0] = 1
    for x in (110, 220):
        cv2.circle(page, (x, 150), 45, (0.07, 0.07, 0.07), 3, cv2.LINE_AA)
    return page


def scene(name: str, seed: int = 5) -> Scene:
    return Scene(prompt="p", width=WIDTH, height=HEIGHT, seed=seed, style=name)


def made(name: str, seed: int = 5) -> np.ndarray:
    page, ids = painting()
    if pen_mode(name) == "line":
        page = inked()
    lines = np.asarray(cv2.cvtColor(inked(), cv2.COLOR_RGB2GRAY), np.float32) if needs_lines(name) else None
    return finish(page, scene(name, seed), ids, lines)


@pytest.mark.parametrize("name", sorted(styles()))
def test_size_range_and_repetition(name: str) -> None:
    first = made(name)
    assert first.shape == (HEIGHT, WIDTH, 3)
    assert first.dtype == np.float32
    assert np.isfinite(first).all()
    assert first.min() >= 0
    assert first.max() <= 1
    assert (first == made(name)).all()


@pytest.mark.parametrize("name", sorted(set(styles()) - {"logo"}))
def test_things_stay_recognisable(name: str) -> None:
    """The red ball is still told from the white one; in line art by its ring only."""
    out = made(name)
    red, white = out[120:175, 85:135].mean((0, 1)), out[120:175, 195:245].mean((0, 1))
    if name == "lineart":
        assert out[150, 63:68].min() < 0.3
    elif name in ("pencil", "ink"):
        assert red.mean() < white.mean() - 0.08
    else:
        assert red[0] - red[2] > 0.25
        assert white.min() > red[2] + 0.15


@pytest.mark.parametrize("name", ["crayon", "watercolor", "oil", "pencil", "paper", "ink"])
def test_grain_follows_the_seed(name: str) -> None:
    assert np.abs(made(name, 5) - made(name, 6)).mean() > 0.002


def test_line_art_is_black_ink_on_white_paper() -> None:
    out = made("lineart")
    assert (out == out[..., :1]).all()
    assert ((out < 0.02) | (out > 0.98)).mean() > 0.97
    assert (out > 0.98).mean() > 0.8


def test_line_art_out_of_a_coloured_picture() -> None:
    page, _ = painting()
    out = finish(page, scene("lineart"))
    assert ((out < 0.02) | (out > 0.98)).mean() > 0.95
    assert 0.005 < (out < 0.5).mean() < 0.3


def test_pixel_art_has_large_square_pixels_of_few_colours() -> None:
    out = made("pixel")
    assert len(np.unique((out * 255).round().astype(np.uint8).reshape(-1, 3), axis=0)) <= 32
    assert (out[0::2, 0::2] == out[1::2, 1::2]).mean() > 0.9


def test_watercolor_leaves_a_bare_margin() -> None:
    out = made("watercolor")
    assert out[:2].min() > 0.9


def test_photo_blurs_behind_things_and_not_the_things() -> None:
    page, ids = painting()
    page[20:100:8] *= 0.6
    out = finish(page, scene("photo"), ids)
    assert (
        np.abs(np.diff(out[20:100, 10:60], axis=0)).mean() < 0.5 * np.abs(np.diff(page[20:100, 10:60], axis=0)).mean()
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("fill color as children's crayon style", "crayon"),
        ("an Impressionist oil painting", "oil"),
        ("black and white coloring book page", "lineart"),
        ("a watercolour of a barn", "watercolor"),
        ("ukiyo-e of a wave", "ukiyoe"),
        ("a bottle of olive oils", "oil"),
        ("a photo of a fox", "photo"),
        ("a fox", None),
    ],
)
def test_names(text: str, name: str | None) -> None:
    assert named(text) == name


@given(st.text(max_size=40))
def test_any_name_gives_a_style(text: str) -> None:
    assert style(text).room in ROOMS
