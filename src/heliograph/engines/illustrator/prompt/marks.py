"""Words become marks: the longest phrase the lexicon knows, with all meanings it may have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from heliograph.engines.illustrator.prompt.lexicon import LONGEST, Lexicon, Sense
from heliograph.engines.illustrator.prompt.tokens import Token

ALOUD = frozenset({"style", "option", "kind", "shot", "angle", "move", "time", "weather", "season", "sky", "setting"})
"""Meanings that speak of the whole picture and may stand together in one phrase."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase of the prompt. ``gap`` is the punctuation before it, ``plural`` whether its noun was one."""

    text: str
    gap: str = ""
    plural: bool = False
    senses: Mapping[str, Sense] = field(default_factory=dict)
    whole: tuple[Sense, ...] = ()
    """The meanings that speak of the whole picture."""

    def has(self, kind: str) -> bool:
        """Whether the phrase may have that meaning."""
        return kind in self.senses

    def value(self, kind: str) -> str:
        """The canonical value of that meaning."""
        return self.senses[kind].value


def mark_up(tokens: Sequence[Token], words: Lexicon) -> list[Mark]:
    """The prompt as marks, longest phrases first, never across punctuation."""
    tokens = _fronted(tokens, words)
    found: list[Mark] = []
    at = 0
    while at < len(tokens):
        mark, length = _longest(tokens, at, words)
        found.append(mark)
        at += length
    return found


def _fronted(tokens: Sequence[Token], words: Lexicon) -> list[Token]:
    """ "A bottle of red wine" as "a red bottle of wine", where "bottle of wine" is one thing."""
    found = list(tokens)
    for at in range(len(found) - 3):
        first, of, said, last = found[at : at + 4]
        if of.word != "of" or of.gap or said.gap or last.gap:
            continue
        senses, _ = words.look_up([first.word, "of", last.word])
        tells = any(sense.kind in ("colour", "adjective") for sense in words.phrases.get(said.word, ()))
        whole = words.look_up([first.word, "of", said.word, last.word])[0]
        if tells and not whole and any(sense.kind == "noun" for sense in senses):
            found[at : at + 4] = [Token(said.word, first.gap), Token(first.word), of, last]
    return found


def _longest(tokens: Sequence[Token], at: int, words: Lexicon) -> tuple[Mark, int]:
    first = tokens[at]
    for length in range(_reach(tokens, at), 0, -1):
        phrase = [token.word for token in tokens[at : at + length]]
        senses, plural = words.look_up(phrase)
        if senses:
            return _mark(" ".join(phrase), first.gap, plural, senses), length
    kind = "unknown"
    if first.word.startswith("⟦"):
        kind = "quote"
    elif first.word in words.determiners:
        kind = "determiner"
    elif first.word in ("and", "&", "plus", "or"):
        kind = "and"
    elif first.word in ("without", "no", "not", "excluding", "except", "minus", "never"):
        kind = "without"
    return Mark(first.word, first.gap, senses={kind: Sense(kind, first.word)}), 1


def _reach(tokens: Sequence[Token], at: int) -> int:
    """How many words may be looked up together: no punctuation between them, and no more than LONGEST."""
    length = 1
    while length < LONGEST and at + length < len(tokens) and not tokens[at + length].gap:
        length += 1
    return length


def _mark(text: str, gap: str, plural: bool, senses: Sequence[Sense]) -> Mark:
    narrow = {sense.kind: sense for sense in senses if sense.kind not in ALOUD or sense.kind == "setting"}
    return Mark(text, gap, plural, narrow, tuple(sense for sense in senses if sense.kind in ALOUD))
