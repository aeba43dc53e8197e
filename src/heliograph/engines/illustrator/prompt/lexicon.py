"""Every phrase that means something, from the data files beside this module: the one index the reader looks into.

It knows which meanings a phrase may have, not which one it has in a given sentence.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from heliograph.engines.illustrator.prompt.tokens import plain

LONGEST = 6
"""Words in the longest phrase that is looked up."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a phrase. ``attributes`` is what the word adds to the canonical noun it stands for."""

    kind: str
    value: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Noun:
    """A canonical noun of the table."""

    name: str
    category: str
    home: str
    synonyms: tuple[str, ...] = ()
    """Other words for just the same thing."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases (plain, lower case) to senses, and what is known of nouns."""

    phrases: Mapping[str, tuple[Sense, ...]]
    nouns: Mapping[str, Noun]
    irregular: Mapping[str, str]
    always_plural: frozenset[str]
    always_single: frozenset[str]
    determiners: frozenset[str]
    tables: Mapping[str, Mapping[str, frozenset[str]]]
    """Word sets of the data files that are no phrases: ``finer``, ``indoors``, ``carrier``, ``garment`` ..."""

    def look_up(self, words: Sequence[str]) -> tuple[tuple[Sense, ...], bool]:
        """The senses of exactly these words and whether they were a plural. Empty when unknown."""
        text = " ".join(words)
        exact = self.phrases.get(text, ())
        if any(sense.kind == "noun" for sense in exact) or (exact and text[-1] != "s"):
            return exact, text in self.always_plural
        for singular in self.singulars(words):
            senses = tuple(s for s in self.phrases.get(singular, ()) if s.kind in ("noun", "void", "part"))
            kinds = {sense.kind for sense in exact}
            if senses:
                return (*exact, *(s for s in senses if s.kind not in kinds)), text not in self.always_single
        return exact, False

    def singulars(self, words: Sequence[str]) -> Iterator[str]:
        """Forms of the same phrase whose last word is a singular."""
        head = " ".join(words[:-1])
        for form in self._singular(words[-1]):
            yield f"{head} {form}".strip()
        if len(words) > 2 and words[1] == "of":
            for form in self._singular(words[0]):
                yield " ".join((form, *words[1:]))

    def _singular(self, word: str) -> Iterator[str]:
        if word in self.irregular:
            yield self.irregular[word]
        for ending, instead in (("ies", "y"), ("ves", "f"), ("ves", "fe"), ("es", ""), ("'s", ""), ("s", "")):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                yield word[: -len(ending)] + instead

    def canonical(self, word: str) -> str | None:
        """The canonical noun that a word or phrase means, or None."""
        senses, _ = self.look_up(plain(word).split())
        return next((sense.value for sense in senses if sense.kind == "noun"), None)


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    nouns_file, scenery, looks, grammar = (_read(f"{name}.toml") for name in ("nouns", "scenery", "looks", "grammar"))
    phrases: dict[str, list[Sense]] = {}
    nouns = dict(_nouns(nouns_file, scenery["home"], phrases))
    for kind in ("setting", "time", "weather", "season", "sky"):
        _add_table(phrases, kind, scenery[kind])
    for kind in ("style", "option", "kind", "shot", "angle", "move"):
        _add_table(phrases, kind, looks[kind])
    for kind in ("number", "pile", "preposition", "place", "verb_object", "adjective", "part", "void", "filler"):
        _add_table(phrases, kind, grammar[kind])
    _add_table(phrases, "verb", grammar["pose"])
    for value, said in grammar["adjective"].items():
        if value.startswith("material="):
            _add_table(phrases, "adjective", {value: ", ".join(f"made of {word}" for word in _words(said))})
    for colour in _colours():
        _add(phrases, colour, Sense("colour", colour))
    for word in _words(looks["text_cue"]["words"]):
        _add(phrases, word, Sense("cue", word))
    return Lexicon(
        phrases={phrase: tuple(senses) for phrase, senses in phrases.items()},
        nouns=nouns,
        irregular=grammar["irregular"],
        always_plural=frozenset(_words(grammar["plural_words"]["several"])),
        always_single=frozenset(_words(grammar["plural_words"]["single"])),
        determiners=frozenset(_words(grammar["determiners"])),
        tables=_word_sets(scenery, looks, grammar),
    )


def _nouns(
    table: Mapping[str, Any], homes: Mapping[str, str], phrases: dict[str, list[Sense]]
) -> Iterator[tuple[str, Noun]]:
    for category, rows in table.items():
        for name, words in rows.items():
            if name == "_home":
                continue
            same = tuple(word for word in _words(words) if "{" not in word)
            yield name, Noun(name, category, homes.get(name, rows.get("_home", "")), same)
            _add(phrases, plain(name), Sense("noun", name))
            for word in _words(words):
                phrase, attributes = _attributes(word)
                _add(phrases, phrase, Sense("noun", name, attributes))


def _attributes(word: str) -> tuple[str, Mapping[str, str]]:
    """``foal{age=young}`` to ("foal", {"age": "young"})."""
    phrase, _, inside = word.partition("{")
    pairs = re.findall(r"(\w+)=([^=}]+?)(?=\s+\w+=|\}|$)", inside)
    return phrase.strip(), dict(pairs)


def _add_table(phrases: dict[str, list[Sense]], kind: str, table: Mapping[str, str]) -> None:
    for value, words in table.items():
        for word in _words(words):
            _add(phrases, word, Sense(kind, value))


def _add(phrases: dict[str, list[Sense]], phrase: str, sense: Sense) -> None:
    known = phrases.setdefault(phrase, [])
    if all(other.kind != sense.kind or sense.kind in ("season", "sky", "time", "weather") for other in known):
        known.append(sense)


def _word_sets(*tables: Mapping[str, Any]) -> dict[str, Mapping[str, frozenset[str]]]:
    names = ("finer", "indoors", "implied_time", "implied_time_by_noun", "garment", "carrier", "mere")
    found = {name: table[name] for table in tables for name in names if name in table}
    return {name: {key: frozenset(_split(words)) for key, words in rows.items()} for name, rows in found.items()}


def _split(text: str) -> list[str]:
    return [word.strip() for word in text.split(",")]


def _words(text: str) -> list[str]:
    return [plain(word.strip()) if "{" not in word else _plain_head(word.strip()) for word in text.split(",")]


def _plain_head(word: str) -> str:
    head, brace, rest = word.partition("{")
    return plain(head) + brace + rest


def _colours() -> list[str]:
    text = (files("heliograph.engines.illustrator") / "canvas" / "colours.json").read_text("utf-8")
    return [*json.loads(text), "colourful", "colorful", "multicolored", "multicoloured", "multicolor"]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text("utf-8"))
