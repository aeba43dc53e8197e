"""Pure functions that give paths: curves through points, ovals, stars, ribbons of varied width."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .surface import Matrix, Path, Segment

Point = tuple[float, float] | tuple[float, float, float]
"""(x, y), or (x, y, 1) for a sharp corner."""
Box = tuple[float, float, float, float]
_ROUND = 0.5522847498  # the control-point distance that makes a cubic follow a quarter circle


def smooth(points: Sequence[Point], closed: bool = True, tension: float = 1.0) -> Path:
    """A Catmull-Rom curve through the points; a point (x, y, 1) is a sharp corner.

    ``tension`` 1 is the usual roundness, 0 gives straight lines. Fewer than two points give an empty path.
    """
    count = len(points)
    if count < 2:
        return ()
    reach = tension / 6
    segments: list[Segment] = [("M", points[0][0], points[0][1])]
    for i in range(count if closed else count - 1):
        a, b = points[i], points[(i + 1) % count]
        before = points[i - 1] if closed or i else a
        after = points[(i + 2) % count] if closed or i + 2 < count else b
        lead = 0.0 if len(a) > 2 else reach
        trail = 0.0 if len(b) > 2 else reach
        segments.append(
            (
                "C",
                a[0] + (b[0] - before[0]) * lead,
                a[1] + (b[1] - before[1]) * lead,
                b[0] - (after[0] - a[0]) * trail,
                b[1] - (after[1] - a[1]) * trail,
                b[0],
                b[1],
            )
        )
    return (*segments, ("Z",)) if closed else tuple(segments)


def oval(cx: float, cy: float, rx: float, ry: float | None = None, degrees: float = 0) -> Path:
    """An ellipse, or a circle when ``ry`` is left out."""
    ry = rx if ry is None else ry
    u, v = rx * _ROUND, ry * _ROUND
    path: Path = (
        ("M", rx, 0.0),
        ("C", rx, v, u, ry, 0.0, ry),
        ("C", -u, ry, -rx, v, -rx, 0.0),
        ("C", -rx, -v, -u, -ry, 0.0, -ry),
        ("C", u, -ry, rx, -v, rx, 0.0),
        ("Z",),
    )
    return transform(path, turned(degrees, cx, cy))


def rect(x: float, y: float, w: float, h: float, radius: float = 0) -> Path:
    """A rectangle; ``radius`` rounds its corners and is held to half the shorter side."""
    r = max(0.0, min(radius, abs(w) / 2, abs(h) / 2))
    if not r:
        return polygon([(x, y), (x + w, y), (x + w, y + h), (x, y + h)])
    k = r * (1 - _ROUND)
    right, bottom = x + w, y + h
    return (
        ("M", x + r, y),
        ("L", right - r, y),
        ("C", right - k, y, right, y + k, right, y + r),
        ("L", right, bottom - r),
        ("C", right, bottom - k, right - k, bottom, right - r, bottom),
        ("L", x + r, bottom),
        ("C", x + k, bottom, x, bottom - k, x, bottom - r),
        ("L", x, y + r),
        ("C", x, y + k, x + k, y, x + r, y),
        ("Z",),
    )


def polygon(points: Sequence[Point]) -> Path:
    """Straight sides through the points, closed."""
    return (*line(points), ("Z",)) if points else ()


def line(points: Sequence[Point]) -> Path:
    """Straight strokes through the points, open."""
    return tuple(("M" if i == 0 else "L", p[0], p[1]) for i, p in enumerate(points))


def arc(cx: float, cy: float, rx: float, ry: float, start: float, end: float) -> Path:
    """An open arc of an ellipse from angle ``start`` to ``end`` in degrees (0 is right, 90 is down)."""
    steps = max(1, math.ceil(abs(end - start) / 60))
    turn = math.radians((end - start) / steps)
    reach = 4 / 3 * math.tan(turn / 4)
    segments: list[Segment] = []
    for i in range(steps):
        a = math.radians(start) + i * turn
        b = a + turn
        ca, sa, cb, sb = math.cos(a), math.sin(a), math.cos(b), math.sin(b)
        if i == 0:
            segments.append(("M", cx + rx * ca, cy + ry * sa))
        segments.append(
            (
                "C",
                cx + rx * (ca - reach * sa),
                cy + ry * (sa + reach * ca),
                cx + rx * (cb + reach * sb),
                cy + ry * (sb - reach * cb),
                cx + rx * cb,
                cy + ry * sb,
            )
        )
    return tuple(segments)


def star(cx: float, cy: float, outer: float, inner: float, points: int = 5, degrees: float = -90) -> Path:
    """A star whose first tip looks toward ``degrees`` (-90 is up)."""
    corners: list[Point] = []
    for i in range(points * 2):
        radius = inner if i % 2 else outer
        angle = math.radians(degrees + 180 * i / points)
        corners.append((cx + radius * math.cos(angle), cy + radius * math.sin(angle)))
    return polygon(corners)


def ribbon(points: Sequence[Point], widths: Sequence[float]) -> Path:
    """A stroke of varied width as a filled shape: smooth through the points, ``widths`` across at each point.

    ``widths`` may be shorter than ``points``: it is then stretched over them. Raises ValueError when it is empty.
    """
    if not widths:
        raise ValueError("a ribbon needs at least one width")
    count = len(points)
    if count < 2:
        return ()
    left: list[Point] = []
    right: list[Point] = []
    for i, point in enumerate(points):
        before, after = points[max(0, i - 1)], points[min(count - 1, i + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = math.hypot(dx, dy) or 1.0
        half = _stretched(widths, i / (count - 1)) / 2
        nx, ny = -dy / length * half, dx / length * half
        left.append((point[0] + nx, point[1] + ny))
        right.append((point[0] - nx, point[1] - ny))
    right.reverse()
    return smooth(left + right)


def bounds(path: Path) -> Box:
    """(x0, y0, x1, y1) of end and control points: never smaller than the shape. Raises ValueError when empty."""
    xs: list[float] = []
    ys: list[float] = []
    for _, *values in path:
        xs += values[::2]
        ys += values[1::2]
    if not xs:
        raise ValueError("an empty path has no bounds")
    return min(xs), min(ys), max(xs), max(ys)


def ends(path: Path) -> list[tuple[float, float]]:
    """Where each segment ends, the closing ones left out."""
    found: list[tuple[float, float]] = []
    for _, *values in path:
        if values:
            found.append((values[-2], values[-1]))
    return found


def joined(*paths: Path) -> Path:
    """Several shapes as one path."""
    return tuple(segment for path in paths for segment in path)


def transform(path: Path, matrix: Matrix) -> Path:
    """The path under a matrix."""
    a, b, c, d, e, f = matrix
    out: list[Segment] = []
    for command, *values in path:
        moved: list[float] = []
        for x, y in zip(values[::2], values[1::2], strict=True):
            moved += (a * x + c * y + e, b * x + d * y + f)
        out.append((command, *moved))
    return tuple(out)


def turned(degrees: float, x: float = 0, y: float = 0, scale: float = 1) -> Matrix:
    """The matrix that scales, turns clockwise and then moves to (x, y)."""
    turn = math.radians(degrees)
    cos, sin = math.cos(turn) * scale, math.sin(turn) * scale
    return (cos, sin, -sin, cos, x, y)


def moved(path: Path, x: float, y: float) -> Path:
    """The path, shifted."""
    return transform(path, (1.0, 0.0, 0.0, 1.0, x, y))


def mirrored(path: Path, axis: float = 0) -> Path:
    """The path as in a mirror standing at x = ``axis``."""
    return transform(path, (-1.0, 0.0, 0.0, 1.0, 2 * axis, 0.0))


def _stretched(values: Sequence[float], at: float) -> float:
    place = at * (len(values) - 1)
    low = min(int(place), len(values) - 1)
    high = min(low + 1, len(values) - 1)
    return values[low] + (values[high] - values[low]) * (place - low)
