"""An instruction cut into single commands: "make it night and add an owl" are two. Knows words, no scene."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..prompt.quotes import take_quotes

MOST = 40
"""Commands of one instruction that are carried out."""
_STOP = re.compile(r"[.;!?\n]+(?=\s|$)|\s*,?\s*\bthen\b\s*,?\s*|\s+&\s+")
_INSTEAD = (
    re.compile(r"\binstead of (?P<old>[^,.;]+), ?(?P<new>[^,.;]+)", re.IGNORECASE),
    re.compile(r"\b(?P<new>(?:an?|two|three|some) [^,.;]+?) instead of (?P<old>[^,.;]+)", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One command. ``command`` is empty when the clause only states something; ``text`` is what follows it.

    Quoted words stand as ``⟦n⟧`` in ``text`` and in ``quoted``.
    """

    command: str
    text: str
    quoted: tuple[str, ...] = ()


def clauses(instruction: str) -> list[Clause]:
    """The commands of an instruction, in order."""
    text, quoted = take_quotes(instruction)
    for pattern in _INSTEAD:
        text = pattern.sub(r"replace \g<old> with \g<new>", text)
    found = []
    for sentence in _STOP.split(text):
        for piece in _pieces(sentence):
            command, rest = _command(piece)
            if rest or command:
                found.append(Clause(command, rest, tuple(quoted)))
    return found[:MOST]


def _pieces(sentence: str) -> Iterator[str]:
    """Cut before every "and" or comma that starts a new command or speaks of another known thing."""
    starts = "|".join(re.escape(start) for start, _ in _starts())
    yield from re.split(rf"\s*(?:,\s*and\b|,|\band\b)\s+(?=(?:also\s+|please\s+)?(?:{starts})\b)", sentence.strip(" ,"))


def _command(piece: str) -> tuple[str, str]:
    text = piece.strip(" ,:")
    while (polite := _polite().match(text)) is not None and polite.end() > 0:
        text = text[polite.end() :].strip(" ,:")
    for start, command in _starts():
        if re.match(rf"{re.escape(start)}\b", text, re.IGNORECASE):
            return command, text[len(start) :].strip(" ,:")
    return "", text


@cache
def _starts() -> tuple[tuple[str, str], ...]:
    """Beginnings with their command, longest first."""
    table = _table()
    pairs = [(start, name) for name, words in table["commands"].items() for start in _split(words)]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _polite() -> re.Pattern[str]:
    words = sorted(_split(_table()["polite"]["words"]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b[\s,]*", re.IGNORECASE)


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split(",")]


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads((files(__package__) / "commands.toml").read_text("utf-8"))
