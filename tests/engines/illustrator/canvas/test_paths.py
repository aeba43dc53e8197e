"""Paths stay where they are said to be."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.engines.illustrator.canvas import paths

numbers = st.floats(-1000, 1000, allow_nan=False)
points = st.lists(st.tuples(numbers, numbers), min_size=3, max_size=12)


@given(points)
def test_a_smooth_curve_meets_every_point(corners: list[tuple[float, float]]) -> None:
    path = paths.smooth(corners)
    assert paths.ends(path) == [*corners, corners[0]]
    assert path[-1] == ("Z",)


@given(points)
def test_no_tension_means_straight_lines(corners: list[tuple[float, float]]) -> None:
    x0, y0, x1, y1 = paths.bounds(paths.smooth(corners, tension=0))
    assert (x0, y0) == (min(x for x, _ in corners), min(y for _, y in corners))
    assert (x1, y1) == (max(x for x, _ in corners), max(y for _, y in corners))


@given(numbers, numbers, st.floats(1, 500), st.floats(1, 500))
def test_an_oval_fills_its_box(x: float, y: float, rx: float, ry: float) -> None:
    assert paths.bounds(paths.oval(x, y, rx, ry)) == pytest.approx((x - rx, y - ry, x + rx, y + ry), abs=1e-6)


def test_a_rounded_rectangle_keeps_its_box_whatever_the_radius() -> None:
    for radius in (0, 3, 400):
        assert paths.bounds(paths.rect(2, 3, 40, 20, radius)) == pytest.approx((2, 3, 42, 23))


def test_a_ribbon_is_as_wide_as_asked() -> None:
    path = paths.ribbon([(0, 0), (50, 0), (100, 0)], [10])
    rows = [y for _, y in paths.ends(path)]
    assert (min(rows), max(rows)) == (-5, 5)
    x0, _, x1, _ = paths.bounds(path)
    assert x1 - x0 >= 100
    with pytest.raises(ValueError, match="width"):
        paths.ribbon([(0, 0), (1, 1)], [])


def test_a_star_has_its_tip_on_top() -> None:
    first = paths.ends(paths.star(0, 0, 10, 4))[0]
    assert first == pytest.approx((0, -10))


def test_an_arc_begins_and_ends_on_the_ellipse() -> None:
    path = paths.arc(0, 0, 10, 5, 0, 270)
    assert paths.ends(path)[0] == pytest.approx((10, 0))
    assert paths.ends(path)[-1] == pytest.approx((0, -5))


@given(points, st.floats(-180, 180), numbers, numbers)
def test_turning_keeps_lengths(corners: list[tuple[float, float]], degrees: float, x: float, y: float) -> None:
    before = paths.line(corners)
    after = paths.transform(before, paths.turned(degrees, x, y))
    old, new = itertools.pairwise(paths.ends(before)), itertools.pairwise(paths.ends(after))
    for (a, b), (c, d) in zip(old, new, strict=True):
        assert math.dist(c, d) == pytest.approx(math.dist(a, b), abs=1e-6)


def test_a_mirror_twice_is_no_mirror() -> None:
    path = paths.oval(3, 4, 5, 6, 30)
    twice = paths.mirrored(paths.mirrored(path, 2), 2)
    assert all(a[1:] == pytest.approx(b[1:]) for a, b in zip(path, twice, strict=True))


def test_an_empty_path_has_no_bounds() -> None:
    with pytest.raises(ValueError, match="empty"):
        paths.bounds(())
