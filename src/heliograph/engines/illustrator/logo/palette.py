"""Which colours a logo wears: those that were asked for, else a pair chosen by the seed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..canvas.paint import luminance, mix, named


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


@cache
def _table() -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    rows = tomllib.loads((files(__package__) / "palettes.toml").read_text("utf-8"))["palette"]
    return tuple((row["from"], row["to"], row["word"], tuple(row["names"])) for row in rows)


def colour(word: str) -> str | None:
    """``#rrggbb`` of a colour word, or None."""
    try:
        return named(word)
    except (KeyError, ValueError):
        return None


def palette(wanted: tuple[str, ...], ground: str, turn: int) -> Palette:
    """Colours for the words in ``wanted``, the emblem's two ends first; ``turn`` picks when there are none."""
    below = colour(ground) or "#ffffff"
    hues = [(word, found) for word in wanted if (found := colour(word)) and found != below]
    rows = _table()
    first, second, word, _ = rows[turn % len(rows)]
    if hues:
        table = next((row for row in rows if hues[0][0] in row[3]), None)
        first, second, word = table[:3] if table else _around(hues[0][1])
    if len(hues) > 1:
        second = hues[1][1]
    if luminance(below) < 0.45:
        first, second, word = mix(first, "#ffffff", 0.18), mix(second, "#ffffff", 0.18), "#f7f7fb"
    return Palette(first, second, word, below)


def _around(hue: str) -> tuple[str, str, str]:
    return mix(hue, "#000000", 0.12), mix(hue, "#ffffff", 0.12), mix(hue, "#10121c", 0.8)
