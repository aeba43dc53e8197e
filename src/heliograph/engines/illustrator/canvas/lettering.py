"""Letters as paths: shaping by HarfBuzz, glyph outlines, exact ink boxes, lines broken so that they fill a box.

Text is measured before it is drawn, so it never leaves the room it was given.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

import uharfbuzz  # type: ignore[import-untyped]  # ships no type hints

from .paths import Box, joined, transform
from .surface import Path, Segment

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """One set line: outlines with the baseline's start at (0, 0), its ink box, advance, and what no font has."""

    path: Path
    box: Box
    advance: float
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Lines placed inside a box; ``box`` is the ink they really cover and ``size`` the type size in units."""

    path: Path
    box: Box
    size: float
    lines: tuple[str, ...]
    missing: tuple[str, ...] = ()


def mood_of(word: str) -> str:
    """The mood that a word such as ``wedding`` or ``playful serif`` asks for; ``clean`` when none is known."""
    moods: dict[str, Any] = _table()["moods"]
    for part in [word.lower(), *word.lower().split()]:
        for mood, entry in moods.items():
            if part and (part == mood or part in entry["words"]):
                return str(mood)
    return "clean"


def set_line(text: str, size: float, mood: str = "clean", *, tracking: float = 0) -> Run:
    """Shape one line at that type size; ``tracking`` adds that share of the size between letters."""
    path, box, advance, missing = _set_em(" ".join(text.split()), mood_of(mood), round(tracking, 4))
    scaled = transform(path, (size, 0.0, 0.0, size, 0.0, 0.0))
    return Run(scaled, (box[0] * size, box[1] * size, box[2] * size, box[3] * size), advance * size, missing)


def set_block(
    text: str,
    room: Box,
    mood: str = "clean",
    *,
    align: Align = "centre",
    largest: float = float("inf"),
    most_lines: int = 4,
    leading: float = 1.16,
) -> Block:
    """Set the text as large as fits into ``room`` (x0, y0, x1, y1), broken where that makes it larger.

    Line breaks in the text are kept. The ink lies inside the room. Raises ValueError for a room without area.
    """
    x0, y0, x1, y1 = room
    if x1 <= x0 or y1 <= y0:
        raise ValueError(f"no room for letters in {room}")
    best: tuple[float, list[str]] | None = None
    for lines in _breakings(text, most_lines):
        size = min(largest, _size_for(lines, x1 - x0, y1 - y0, mood, leading))
        if best is None or size > best[0] * 1.04:
            best = (size, lines)
    if best is None:
        return Block((), (x0, y0, x0, y0), 0.0, ())
    return _place(best[1], best[0], room, mood, align, leading)


def missing_letters(text: str) -> tuple[str, ...]:
    """The characters that no typeface here has, each once, in order."""
    letters = dict.fromkeys(letter for letter in text if not letter.isspace())
    return tuple(letter for letter in letters if _font_for(letter, "clean") is None)


def _place(lines: list[str], size: float, room: Box, mood: str, align: Align, leading: float) -> Block:
    x0, y0, x1, y1 = room
    runs = [set_line(line, size, mood) for line in lines]
    top, bottom = runs[0].box[1], (len(runs) - 1) * leading * size + runs[-1].box[3]
    start = (y0 + y1 - (bottom - top)) / 2 - top
    paths: list[Path] = []
    boxes: list[Box] = []
    for i, run in enumerate(runs):
        width = run.box[2] - run.box[0]
        slack = {"left": 0.0, "centre": (x1 - x0 - width) / 2, "right": x1 - x0 - width}[align]
        dx, dy = x0 + slack - run.box[0], start + i * leading * size
        paths.append(transform(run.path, (1.0, 0.0, 0.0, 1.0, dx, dy)))
        boxes.append((run.box[0] + dx, run.box[1] + dy, run.box[2] + dx, run.box[3] + dy))
    ink = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    missing = tuple(dict.fromkeys(letter for run in runs for letter in run.missing))
    return Block(joined(*paths), ink, size, tuple(lines), missing)


def _size_for(lines: list[str], width: float, height: float, mood: str, leading: float) -> float:
    runs = [set_line(line, 1.0, mood) for line in lines]
    widest = max(run.box[2] - run.box[0] for run in runs)
    tall = (len(runs) - 1) * leading + runs[-1].box[3] - runs[0].box[1]
    # A hair of slack keeps rounding to the path format from pushing ink over the edge.
    return 0.998 * min(width / max(widest, 1e-6), height / max(tall, 1e-6))


def _breakings(text: str, most_lines: int) -> list[list[str]]:
    given = [" ".join(line.split()) for line in text.splitlines()]
    given = [line for line in given if line]
    if len(given) != 1:
        return [given] if given else []
    words = given[0].split(" ")
    joint = " "
    if len(words) == 1 and not given[0].isascii() and len(given[0]) > 8:
        words, joint = list(given[0]), ""
    return [_balanced(words, count, joint) for count in range(1, min(most_lines, len(words)) + 1)]


def _balanced(words: list[str], count: int, joint: str) -> list[str]:
    """Split words into ``count`` lines of about the same length, by filling up to the ideal length."""
    total = sum(map(len, words)) + len(words)
    lines: list[str] = []
    rest = list(words)
    for left in range(count, 0, -1):
        ideal, line = total / left, [rest.pop(0)]
        while len(rest) >= left and (left == 1 or len(joint.join(line)) + len(rest[0]) / 2 + 1 < ideal):
            line.append(rest.pop(0))
        if left == 1:
            line += rest
        lines.append(joint.join(line))
        total -= len(lines[-1]) + 1
    return lines


@lru_cache(maxsize=512)
def _set_em(text: str, mood: str, tracking: float) -> tuple[Path, Box, float, tuple[str, ...]]:
    """Set at size 1, by runs of the same typeface."""
    x, paths, boxes, missing = 0.0, list[Path](), list[Box](), list[str]()
    for part, face in _runs(text, mood):
        if face is None:
            missing += part.replace(" ", "")
            continue
        for glyph, dx, dy, step in _shape(part, face):
            outline, box = _glyph(face, glyph)
            if outline:
                paths.append(transform(outline, (1.0, 0.0, 0.0, 1.0, x + dx, -dy)))
                boxes.append((box[0] + x + dx, box[1] - dy, box[2] + x + dx, box[3] - dy))
            x += step + tracking
    if not boxes:
        return (), (0.0, 0.0, 0.0, 0.0), x, tuple(missing)
    ink = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return joined(*paths), ink, x - (tracking if text else 0.0), tuple(missing)


def _runs(text: str, mood: str) -> list[tuple[str, str | None]]:
    runs: list[tuple[str, str | None]] = []
    for letter in text:
        face = runs[-1][1] if letter == " " and runs else _font_for(letter, mood)
        if runs and runs[-1][1] == face:
            runs[-1] = (runs[-1][0] + letter, face)
        else:
            runs.append((letter, face))
    return runs


def _font_for(letter: str, mood: str) -> str | None:
    for name in (mood, *_table()["fallback"]):
        if _font(name).get_nominal_glyph(ord(letter)):
            return str(name)
    return None


def _shape(text: str, mood: str) -> list[tuple[int, float, float, float]]:
    font = _font(mood)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, {"kern": True, "liga": True})
    em = float(font.face.upem)
    placed = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [(info.codepoint, at.x_offset / em, at.y_offset / em, at.x_advance / em) for info, at in placed]


@lru_cache(maxsize=4096)
def _glyph(mood: str, glyph: int) -> tuple[Path, Box]:
    font = _font(mood)
    em = float(font.face.upem)
    segments: list[Segment] = []
    font.draw_glyph(glyph, _drawing(), segments)
    outline = transform(tuple(segments), (1 / em, 0.0, 0.0, -1 / em, 0.0, 0.0))
    extents = font.get_glyph_extents(glyph)
    if not segments or extents is None:
        return (), (0.0, 0.0, 0.0, 0.0)
    left, top = extents.x_bearing / em, -extents.y_bearing / em
    return outline, (left, top, left + extents.width / em, top - extents.height / em)


@cache
def _drawing() -> Any:
    """HarfBuzz's callbacks that write segments; they arrive in font units with y up."""
    draw = uharfbuzz.DrawFuncs()
    draw.set_move_to_func(lambda x, y, out: out.append(("M", x, y)))
    draw.set_line_to_func(lambda x, y, out: out.append(("L", x, y)))
    draw.set_quadratic_to_func(lambda cx, cy, x, y, out: out.append(("Q", cx, cy, x, y)))
    draw.set_cubic_to_func(lambda ax, ay, bx, by, x, y, out: out.append(("C", ax, ay, bx, by, x, y)))
    draw.set_close_path_func(lambda out: out.append(("Z",)))
    return draw


@cache
def _font(mood: str) -> Any:
    entry = _table()["moods"][mood]
    data = (files(_FONTS) / entry["file"]).read_bytes()
    font = uharfbuzz.Font(uharfbuzz.Face(data))
    if "weight" in entry:
        font.set_variations({"wght": float(entry["weight"])})
    return font


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(_FONTS) / "fonts.toml").read_text(encoding="utf-8"))


_FONTS = __package__.rsplit(".", 1)[0] + ".fonts"
