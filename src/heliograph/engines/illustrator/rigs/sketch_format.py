"""The sketch language: a thing drawn in a dozen lines of text, one mark a line (``sketches/README.md`` explains it).

This room reads the text into values and says where a line is wrong. It draws nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Point = tuple[float, ...]
"""(x, y) or (x, y, 1) for a sharp corner; y already points down."""

POINT_SHAPES = frozenset({"blob", "poly", "sym", "symline", "curve", "lines", "ribbon"})
NUMBER_SHAPES = frozenset({"oval", "rect", "star", "heart", "arc"})
VERBS = frozenset({"part", "fill", "line", "group", "use", "glow"})


class SketchError(ValueError):
    """A line of a sketch cannot be understood; the message names the sketch and the line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark, or a group of marks. ``numbers`` and ``points`` are local units, y down."""

    verb: str
    colour: str = ""
    shape: str = ""
    numbers: tuple[float, ...] = ()
    points: tuple[Point, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Sketch:
    """A named drawing: real height in metres, colour roles, anchors and marks in painter's order."""

    name: str
    height_m: float
    roles: Mapping[str, str]
    anchors: Mapping[str, tuple[float, float]]
    flags: frozenset[str]
    marks: tuple[Mark, ...]


def read_sketches(text: str) -> dict[str, Sketch]:
    """Every sketch of a file by its name. Raises ``SketchError``."""
    lines = [(number, row.rstrip()) for number, row in enumerate(text.splitlines(), 1)]
    rows = [(number, row) for number, row in lines if row.strip() and not row.lstrip().startswith("//")]
    sketches: dict[str, Sketch] = {}
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and rows[end][1].startswith(" "):
            end += 1
        sketch = _sketch(rows[at], rows[at + 1 : end])
        if sketch.name in sketches:
            raise SketchError(f"line {rows[at][0]}: {sketch.name} is drawn twice")
        sketches[sketch.name] = sketch
        at = end
    return sketches


def colours_of(marks: tuple[Mark, ...]) -> frozenset[str]:
    """Every colour expression that the marks and those inside them name."""
    own = {mark.colour for mark in marks if mark.colour}
    return frozenset(own.union(*(colours_of(mark.children) for mark in marks)))


def _sketch(head: tuple[int, str], body: list[tuple[int, str]]) -> Sketch:
    number, row = head
    words = row.split()
    if len(words) < 2 or not words[1].endswith("m"):
        raise SketchError(f"line {number}: a sketch opens with its name and its height, such as 'apple 0.08m'")
    roles: dict[str, str] = {}
    anchors: dict[str, tuple[float, float]] = {}
    flags: set[str] = set()
    for word in words[2:]:
        key, equals, value = word.partition("=")
        if not equals:
            flags.add(key)
        elif key.startswith("@"):
            x, y = value.split(",")
            anchors[key[1:]] = (float(x), -float(y))
        else:
            roles[key] = value
    marks, rest = _marks(body, 1, words[0])
    if rest:
        raise SketchError(f"{words[0]}, line {rest[0][0]}: indented too far")
    return Sketch(_name(words[0]), float(words[1][:-1]), roles, anchors, frozenset(flags), marks)


def _depth(row: str) -> int:
    return (len(row) - len(row.lstrip())) // 2


def _marks(rows: list[tuple[int, str]], depth: int, name: str) -> tuple[tuple[Mark, ...], list[tuple[int, str]]]:
    marks: list[Mark] = []
    while rows and _depth(rows[0][1]) == depth:
        number, row = rows[0]
        children, rows = _marks(rows[1:], depth + 1, name)
        try:
            marks.append(_mark(row.strip(), children))
        except (ValueError, IndexError) as error:
            raise SketchError(f"{name}, line {number}: {row.strip()!r}: {error}") from error
    return tuple(marks), rows


def _mark(row: str, children: tuple[Mark, ...]) -> Mark:
    main, _, tail = row.partition("|")
    options = {word.partition("=")[0]: word.partition("=")[2] for word in tail.split()}
    words = main.split()
    if words[0] not in VERBS:
        raise SketchError(f"unknown verb {words[0]!r}")
    if words[0] in ("group", "use"):
        name = words[1] if words[0] == "use" else ""
        for word in words[2 if name else 1 :]:
            key, _, value = word.partition("=")
            options[key] = value
        return Mark(words[0], shape=name, options=options, children=children)
    shape, arguments = words[2], words[3:]
    if shape in POINT_SHAPES:
        return Mark(words[0], words[1], shape, (), tuple(_point(word) for word in arguments), options, children)
    if shape in NUMBER_SHAPES:
        return Mark(words[0], words[1], shape, tuple(map(float, arguments)), (), options, children)
    raise SketchError(f"unknown shape {shape!r}")


def _point(word: str) -> Point:
    sharp = word.endswith("!")
    values = [float(value) for value in word.rstrip("!").split(",")]
    point = (values[0], -values[1], *values[2:])
    return (*point[:2], 1.0) if sharp else point


def _name(word: str) -> str:
    """``hot_air_balloon`` is the noun ``hot air balloon``; a fragment keeps its leading underscore."""
    return "_" + word[1:].replace("_", " ") if word.startswith("_") else word.replace("_", " ")
