"""The marks that logos are made of, as paths in a 100 x 100 box, read from ``symbols.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ..canvas.paths import arc, mirrored, oval, rect, smooth, star, transform, turned
from ..canvas.surface import Path, Segment

_TOKEN = re.compile(r"[MLHVCQZ]|-?\d+(?:\.\d+)?")
_ARITY = {"M": 2, "L": 2, "C": 6, "Q": 4, "Z": 0}


@dataclass(frozen=True, slots=True)
class Part:
    """One shape of a mark. ``stroke`` 0 means filled; ``knock`` shows the ground."""

    path: Path
    stroke: float = 0.0
    knock: bool = False


@dataclass(frozen=True, slots=True)
class Symbol:
    """A mark by name."""

    name: str
    parts: tuple[Part, ...]


def outline(text: str) -> Path:
    """Path text (M L H V C Q Z, absolute) as a path. Raises ValueError for anything else."""
    tokens = _TOKEN.findall(text)
    if re.sub(r"[\s,]", "", text) != "".join(tokens):
        raise ValueError(f"not a path: {text!r}")
    out: list[Segment] = []
    at, x, y = 0, 0.0, 0.0
    while at < len(tokens):
        command = tokens[at]
        if command in "HV":
            value = float(tokens[at + 1])
            x, y = (value, y) if command == "H" else (x, value)
            out.append(("L", x, y))
            at += 2
            continue
        count = _ARITY[command]
        given = tokens[at + 1 : at + 1 + count]
        if len(given) != count or any(token.isalpha() for token in given):
            raise ValueError(f"{command} needs {count} numbers: {text!r}")
        numbers = tuple(float(token) for token in given)
        out.append((command, *numbers))
        if numbers:
            x, y = numbers[-2:]
        at += 1 + count
    return tuple(out)


def _shape(row: Mapping[str, Any]) -> Path:
    if "path" in row:
        return outline(row["path"])
    if "oval" in row:
        return oval(*row["oval"])
    if "rect" in row:
        return rect(*row["rect"])
    if "arc" in row:
        x, y, rx, ry, start, end, degrees = row["arc"]
        return transform(arc(0, 0, rx, ry, start, end), turned(degrees, x, y))
    if "star" in row:
        return star(*row["star"])
    return smooth([tuple(point) for point in row["curve"]])


def _turned(path: Path, times: int) -> Path:
    pieces: list[Segment] = []
    for number in range(times):
        centred = transform(path, (1, 0, 0, 1, -50, -50))
        pieces += transform(centred, turned(360 * number / times, 50, 50))
    return tuple(pieces)


def _parts(row: Mapping[str, Any]) -> list[Part]:
    path = _shape(row)
    if "turn" in row:
        path = _turned(path, row["turn"])
    paths = [path, mirrored(path, 50)] if row.get("mirror") else [path]
    stroke, knock = float(row.get("stroke", 0)), bool(row.get("knock", False))
    return [Part(path=one, stroke=stroke, knock=knock) for one in paths]


@cache
def symbols() -> Mapping[str, Symbol]:
    """Every mark by its name and by its other names."""
    table = tomllib.loads((files(__package__) / "symbols.toml").read_text("utf-8"))
    named: dict[str, Symbol] = {}
    others: dict[str, Symbol] = {}
    for name, entry in table.items():
        mark = Symbol(name=name, parts=tuple(part for row in entry["parts"] for part in _parts(row)))
        named[name] = mark
        others.update(dict.fromkeys(entry.get("words", ()), mark))
    return {**others, **named}


def symbol(noun: str) -> Symbol | None:
    """The mark for a noun, its singular or its last word (``water lily``: none; ``red fox``: the fox's)."""
    word = noun.lower().strip()
    known = symbols()
    for candidate in (word, word.removesuffix("s"), word.split(" ")[-1], word.split(" ")[-1].removesuffix("s")):
        if candidate in known:
            return known[candidate]
    return None
