"""Draws sketches through the pen and offers them as figures. Knows the sketch language, no single thing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from heliograph.engines.illustrator.canvas import paths
from heliograph.engines.illustrator.canvas.paint import solid, tint
from heliograph.engines.illustrator.canvas.paths import turned
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.canvas.surface import Matrix, Path
from heliograph.engines.illustrator.rigs.figure import Figure, figure_of
from heliograph.engines.illustrator.rigs.leading import leading
from heliograph.engines.illustrator.rigs.palette import asked, base_colour, resolve, roundness
from heliograph.engines.illustrator.rigs.patterns import heart, pattern_of, spread
from heliograph.engines.illustrator.rigs.ruler import measure
from heliograph.engines.illustrator.rigs.shapes import line, polygon, ribbon, smooth
from heliograph.engines.illustrator.rigs.sketch_format import Mark, Point, Sketch, colours_of


def sketch_figure(sketch: Sketch, attributes: Mapping[str, str], library: Mapping[str, Sketch]) -> Figure:
    """The figure of a sketch in the colours and the pattern asked for; ``library`` holds the fragments it uses."""
    roles = dict(sketch.roles)
    coat = roles.get("coat." + attributes.get("coat", "").replace(" ", "_"))
    if coat:
        roles["base"], _, roles["second"] = coat.partition(",")
    roles["base"] = base_colour(attributes, roles.get("base", "#b9b2aa"))
    second = asked(attributes, "second_colour")
    if second or asked(attributes):
        contrast = tint(roles["base"], 0.7)
        roles["second"] = second or (contrast if "follow" in sketch.flags else roles.get("second", contrast))
    roles.setdefault("second", tint(roles["base"], 0.7))
    hand = Hand(roles, pattern_of(attributes.get("pattern", "")), library)
    if asked(attributes):
        hand = replace(hand, instead=_giving_way(sketch, hand, "second" if second else ""), form=0.65)

    def draw(pen: Pen, t: float) -> None:
        hand.marks(pen, sketch.marks, t)

    return figure_of(
        draw,
        height_m=sketch.height_m,
        anchors=sketch.anchors,
        grounded="air" not in sketch.flags,
        facing="right" if "right" in sketch.flags else "left" if "left" in sketch.flags else "front",
    )


def _giving_way(sketch: Sketch, hand: Hand, kept: str) -> dict[str, str]:
    """What gives way to the colour that was asked for; the expressions of the role ``kept`` never do."""

    def paint(pen: Pen, colours: Mapping[str, str]) -> None:
        replace(hand, pattern=None, instead=colours).marks(pen, sketch.marks, 0)

    words = sorted({word for word in colours_of(sketch.marks) if not kept or not word.startswith(kept)})
    return leading(paint, measure(lambda pen, t: hand.marks(pen, sketch.marks, t)), words, hand.roles)


@dataclass(frozen=True)
class Hand:
    """Puts marks down in given colours; ``pattern`` covers every part of the base colour.

    ``instead`` names colours that take the place of what an expression says; ``form`` softens the shading, so that
    an asked orange does not turn brown in the shade.
    """

    roles: Mapping[str, str]
    pattern: str | None = None
    library: Mapping[str, Sketch] = field(default_factory=dict)
    instead: Mapping[str, str] = field(default_factory=dict)
    form: float = 1.0

    def marks(self, pen: Pen, marks: tuple[Mark, ...], t: float) -> None:
        """Draw the marks in order at loop phase ``t``."""
        for mark in marks:
            for _ in _copies(pen, mark.options):
                if mark.verb == "group":
                    _move(pen, mark.options, t)
                    self.marks(pen, mark.children, t)
                elif mark.verb == "use":
                    _move(pen, mark.options, t)
                    fragment = self.library[mark.shape]
                    Hand({**self.roles, **fragment.roles}, None, self.library).marks(pen, fragment.marks, t)
                else:
                    self._mark(pen, mark, t)

    def _mark(self, pen: Pen, mark: Mark, t: float) -> None:
        path, options = path_of(mark), mark.options
        colour = self.instead.get(mark.colour) or resolve(mark.colour, self.roles)
        width = float(options["w"]) if "w" in options else None
        if mark.verb == "line":
            _stroke(pen, path, colour, width)
        elif mark.verb == "glow":
            pen.glow(path, colour, float(options.get("a", 0.6)), float(options.get("blur", 20)))
        elif mark.verb == "fill":
            self._fill(pen, path, colour, options)
        else:
            pen.part(path, colour, shade=self.form * float(options.get("shade", roundness(colour))),
                highlight=float(options.get("hl", 0.25)),
                     pattern=self._inside(pen, mark, path, t), line_width=width and width * pen.line_width,
                     outline="plain" not in options)  # fmt: skip

    def _fill(self, pen: Pen, path: Path, colour: str, options: Mapping[str, str]) -> None:
        alpha, blur = float(options.get("a", 1)), float(options.get("blur", 0))
        ink = {"ink": "#111111", "white": "#ffffff"}.get(next((key for key in ("ink", "white") if key in options), ""))
        pen.fill(path, colour, alpha, blur, ink)
        if pen.mode == "line" and ink != "#111111" and blur <= 4 and alpha > 0.7 and "quiet" not in options:
            pen.line(path, None, pen.line_width * 0.6)

    def _inside(self, pen: Pen, mark: Mark, path: Path, t: float) -> Callable[[], None] | None:
        plain = not mark.colour.startswith("base") or "bare" in mark.options
        worn = None if plain else self.pattern
        if not mark.children and worn is None:
            return None

        def inside() -> None:
            if worn:
                spread(pen, worn, paths.bounds(path), self.roles["second"])
            self.marks(pen, mark.children, t)

        return inside


def _stroke(pen: Pen, path: Path, colour: str, width: float | None) -> None:
    """A stroke; where it is as broad as a thing, line art shows its two edges instead of one bold line."""
    if pen.mode != "line" or width is None:
        pen.line(path, colour, width)
    elif width < 2.6 * pen.line_width:
        pen.line(path, colour, min(width, pen.line_width))
    else:
        pen.surface.stroke(path, solid("#111111"), width)
        pen.surface.stroke(path, solid("#ffffff"), width - 2.2 * pen.line_width)


def path_of(mark: Mark) -> Path:
    """The path of a mark's shape. Raises ``KeyError`` for a shape that the reader would have refused."""
    if mark.points:
        return POINTS[mark.shape](mark.points)
    return NUMBERS[mark.shape](*mark.numbers)


def _mirrored(points: tuple[Point, ...]) -> list[Point]:
    """Half an outline, from the top of the middle axis to its foot, completed by its mirror image."""
    other = [(-point[0], *point[1:]) for point in reversed(points) if abs(point[0]) > 1e-6]
    return [*points, *other]


def _ribbon(points: tuple[Point, ...]) -> Path:
    return ribbon([(x, y) for x, y, _ in points], [point[2] for point in points])


def _arc(cx: float, cy: float, radius: float, start: float, end: float) -> Path:
    """An open curve; degrees from the right, counter-clockwise as seen."""
    steps = max(3, int(abs(end - start) / 15))
    angles = [math.radians(start + (end - start) * number / steps) for number in range(steps + 1)]
    return smooth([(cx + radius * math.cos(a), -cy - radius * math.sin(a)) for a in angles], False)


def _rect(left: float, bottom: float, right: float, top: float, radius: float = 0) -> Path:
    return paths.rect(left, -top, right - left, top - bottom, radius)


IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
POINTS: Mapping[str, Callable[[tuple[Point, ...]], Path]] = {
    "blob": lambda points: smooth(points),
    "poly": lambda points: polygon([point[:2] for point in points]),
    "sym": lambda points: smooth(_mirrored(points)),
    "symline": lambda points: polygon([point[:2] for point in _mirrored(points)]),
    "curve": lambda points: smooth(points, False),
    "lines": lambda points: line([point[:2] for point in points]),
    "ribbon": _ribbon,
}
NUMBERS: Mapping[str, Callable[..., Path]] = {
    "oval": lambda cx, cy, rx, ry, degrees=0.0: paths.oval(cx, -cy, rx, ry, -degrees),
    "rect": _rect,
    "star": lambda cx, cy, outer, inner, count=5.0, degrees=0.0: paths.star(
        cx, -cy, outer, inner, int(count), degrees - 90
    ),
    "heart": lambda cx, cy, size: heart(cx, -cy, size),
    "arc": _arc,
}


def _copies(pen: Pen, options: Mapping[str, str]) -> Iterator[None]:
    """Once for each copy (mirror, grid, ring), with the pen moved to its place."""
    for matrix in _places(options):
        pen.save()
        if matrix[0] == -1 and matrix[3] == 1:
            pen.translate(matrix[4], 0)
            pen.scale(-1, 1)
        else:
            pen.concat(matrix)
        yield
        pen.restore()


def _places(options: Mapping[str, str]) -> Iterator[Matrix]:
    """The matrix of each copy that the options ask for; the identity alone without any."""
    if "mirror" in options:
        yield IDENTITY
        yield (-1, 0, 0, 1, 2 * float(options["mirror"] or 0), 0)
    elif "grid" in options:
        columns, rows, dx, dy = _numbers(options["grid"])
        for number in range(int(columns) * int(rows)):
            yield (1, 0, 0, 1, number % int(columns) * dx, -(number // int(columns)) * dy)
    elif "ring" in options:
        count, cx, cy = _numbers(options["ring"])
        for number in range(int(count)):
            a, b, c, d, _, _ = turned(number * 360 / count)
            yield (a, b, c, d, cx - a * cx + c * cy, -cy - b * cx + d * cy)
    else:
        yield IDENTITY


def _turn(pen: Pen, x: float, y: float, degrees: float) -> None:
    pen.translate(x, y)
    pen.rotate(degrees)
    pen.translate(-x, -y)


def _move(pen: Pen, options: Mapping[str, str], t: float) -> None:
    """Stand and motion of a group: at=x,y,scale,degrees; sway=x,y,degrees,phase; spin=x,y,turns; bob=dy,phase."""
    if "at" in options:
        x, y, scale, degrees = _numbers(options["at"], 0, 0, 1, 0)
        pen.translate(x, -y)
        pen.rotate(-degrees)
        pen.scale(scale, scale)
    if "sway" in options:
        x, y, degrees, phase = _numbers(options["sway"], 0, 0, 5, 0)
        _turn(pen, x, -y, degrees * math.sin(2 * math.pi * (t + phase)))
    if "spin" in options:
        x, y, turns = _numbers(options["spin"], 0, 0, 1)
        _turn(pen, x, -y, 360 * turns * t)
    if "bob" in options:
        dy, phase = _numbers(options["bob"], 10, 0)
        pen.translate(0, -dy * math.sin(2 * math.pi * (t + phase)))


def _numbers(text: str, *defaults: float) -> tuple[float, ...]:
    """The numbers of ``1,2,3``; those left out take their defaults."""
    given = tuple(float(value) for value in text.split(","))
    return (*given, *defaults[len(given) :])
