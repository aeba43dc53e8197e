"""Which colours a logo wears: those that were asked for, else a pair chosen by the seed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..canvas.paint import hex_colour, luminance, mix, named


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as ``#rrggbb``: emblem from ``first`` to ``second``, letters, ground."""

    first: str
    second: str
    word: str
    ground: str

    @property
    def dark(self) -> bool:
        """True on a dark ground."""
        return luminance(self.ground) < 0.45


@dataclass(frozen=True, slots=True)
class _Row:
    first: str
    second: str
    word: str
    names: tuple[str, ...]
    marks: tuple[str, ...]


@cache
def _table() -> tuple[_Row, ...]:
    rows = tomllib.loads((files(__package__) / "palettes.toml").read_text("utf-8"))["palette"]
    return tuple(_Row(row["from"], row["to"], row["word"], tuple(row["names"]), tuple(row["marks"])) for row in rows)


_GROUNDS = {"white": "#ffffff", "black": "#0f1014", "transparent": "#ffffff"}


def colour(word: str) -> str | None:
    """``#rrggbb`` of a colour word, or None."""
    try:
        return named(word)
    except (KeyError, ValueError):
        return None


def ground_colour(word: str) -> str:
    """A plain ground is meant literally: white is white. White too when nobody knows the word."""
    key = word.lower().strip()
    return _GROUNDS.get(key) or colour(key) or "#ffffff"


def palette(wanted: tuple[str, ...], ground: str, turn: int, mark: str = "") -> Palette:
    """Colours for the words in ``wanted``, the emblem's two ends first.

    When none are asked for, every other ``turn`` takes the pair that suits the ``mark``, the others go round.
    """
    below = ground_colour(ground)
    hues = [(word, found) for word in wanted if (found := colour(word)) and not _alike(found, below)]
    row = _suited(mark, turn)
    first, second, word = row.first, row.second, row.word
    if hues:
        table = next((row for row in _table() if hues[0][0] in row.names), None)
        first, second, word = (table.first, table.second, table.word) if table else _around(hues[0][1])
    if len(hues) > 1:
        second = hues[1][1]
    if luminance(below) < 0.45:
        first, second, word = mix(first, "#ffffff", 0.18), mix(second, "#ffffff", 0.18), "#f7f7fb"
    return Palette(first, second, word, below)


def _suited(mark: str, turn: int) -> _Row:
    rows = _table()
    own = next((row for row in rows if mark in row.marks), None)
    if own is None:
        return rows[turn % len(rows)]
    others = [row for row in rows if row is not own]
    return own if turn % 2 == 0 else others[turn // 2 % len(others)]


def _alike(one: str, other: str) -> bool:
    """True for colours that cannot be told apart as mark and ground."""
    return sum(abs(a - b) for a, b in zip(hex_colour(one)[:3], hex_colour(other)[:3], strict=True)) < 0.3


def _around(hue: str) -> tuple[str, str, str]:
    return mix(hue, "#000000", 0.12), mix(hue, "#ffffff", 0.12), mix(hue, "#10121c", 0.8)
