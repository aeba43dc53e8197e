"""Prompts in other tongues, put into plain English word by word before they are read.

It is a small dictionary, not a translation: enough for everyday requests in Chinese, Japanese, Spanish, French, German.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from .lexicon import lexicon

_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*'?|⟦\d+⟧|\d+|[^\w\s]", re.UNICODE)


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = _set("the of and with on at is are by over under an in to for its from a")
_TELLING = {
    "es": _set("un una el los las con del y en sobre al gato perro"),
    "fr": _set("un une le les des du avec dans sur et au aux chat chien"),
    "de": _set("ein eine einen einem einer der die das dem den mit auf und im am"),
}
_FOLLOW = "adjectives_follow"
_ADJECTIVES = ("colour", "adjective")
_PLACED = (
    (
        re.compile(r"(?:一[个位名只])?(穿着|戴着|拿着|骑着|抱着)([^,，。的]{1,12})的([^,，。在坐站走跑]+)"),
        r" \3 \1 \2 ",
    ),
    # "on the sofa's cat" in Chinese order becomes "cat on the sofa"
    (re.compile(r"在([^,，。的]{1,12}?)(上|里|下|旁边|后面|前面)(?:面)?的([^,，。]+)"), r"\3 \2 \1"),
    (re.compile(r"([^,，。在]{1,12}?)(上|下)(?:面)?有([^,，。]+)"), r"\3 \2 \1"),
    (re.compile(r"在([^,，。的]{1,12}?)(旁边|后面|前面|下)"), r" \2 \1 "),
)
_SIDES = {"上": " on ", "里": " in ", "下": " under ", "旁边": " beside ", "后面": " behind ", "前面": " in front of "}
_AFTER = {"ON": "on", "UNDER": "under", "IN": "in", "BESIDE": "beside", "FRONT": "in front of"}


@dataclass(frozen=True, slots=True)
class _Tongue:
    words: Mapping[str, str]
    longest: int
    adjectives_follow: bool


def in_english(text: str) -> str:
    """The text in English words as far as they are known; English stays as it is. ``⟦n⟧`` is kept."""
    if _KANA.search(text):
        return _japanese(text)
    if _HAN.search(text):
        return _chinese(text)
    tongue = _guess(text)
    return _by_words(text, _tongues()[tongue]) if tongue else text


def is_chinese(text: str) -> bool:
    """Whether a text is written in Chinese (and not in Japanese)."""
    return bool(_HAN.search(text)) and not _KANA.search(text)


@cache
def from_english() -> Mapping[str, str]:
    """English words to the first Chinese word for them."""
    rows = tomllib.loads((files(__package__) / "tongues.toml").read_text("utf-8"))["zh"]
    return {english: phrases.split(",")[0].strip() for english, phrases in rows.items() if english}


def _guess(text: str) -> str:
    words = set(re.findall(r"[^\W\d_]+", text.lower()))
    scores = {tongue: len(words & telling) for tongue, telling in _TELLING.items()}
    best = max(scores, key=lambda tongue: scores[tongue])
    unusual = any(word not in lexicon().phrases for word in words)
    return best if scores[best] > len(words & _ENGLISH) and scores[best] >= 1 and unusual else ""


def _chinese(text: str) -> str:
    for pattern, order in _PLACED:
        text = pattern.sub(lambda found, order=order: _sided(found, order), text)  # type: ignore[misc]  # bound at once
    text = text.replace("，", ", ").replace("。", ". ").replace("、", " and ")
    return " ".join(_cut(text, _tongues()["zh"]))


def _sided(found: re.Match[str], order: str) -> str:
    groups = [_SIDES.get(group, group) for group in found.groups()]
    return re.sub(r"\\(\d)", lambda number: groups[int(number[1]) - 1], order)


def _japanese(text: str) -> str:
    """Place words come after their noun: "sofa ON cat" becomes "cat on sofa", "park IN dog" becomes "dog in park"."""
    clauses: list[list[str]] = [[]]
    for piece in _cut(text, _tongues()["ja"]):
        if piece in (",", "."):
            clauses.append([piece])
        else:
            clauses[-1].append(piece)
    return " ".join(_turned(clause) for clause in clauses)


def _turned(pieces: list[str]) -> str:
    for at, piece in enumerate(pieces):
        if piece in _AFTER:
            return f"{' '.join(pieces[at + 1 :])} {_AFTER[piece]} {' '.join(pieces[:at])}"
    return " ".join(pieces)


def _cut(text: str, tongue: _Tongue) -> list[str]:
    """The longest known piece at every place; what is not known stays."""
    found: list[str] = []
    rest = ""
    at = 0
    while at < len(text):
        for length in range(min(tongue.longest, len(text) - at), 0, -1):
            piece = text[at : at + length]
            if piece in tongue.words:
                found += [rest, tongue.words[piece]]
                rest = ""
                at += length
                break
        else:
            rest += text[at]
            at += 1
    return [piece.strip() for piece in (*found, rest) if piece.strip()]


def _by_words(text: str, tongue: _Tongue) -> str:
    pieces = _WORD.findall(text.lower().replace("’", "'"))
    found: list[str] = []
    at = 0
    while at < len(pieces):
        for length in range(min(tongue.longest, len(pieces) - at), 0, -1):
            english = _known(" ".join(pieces[at : at + length]), tongue)
            if english is not None:
                found.append(english)
                at += length
                break
        else:
            found.append(pieces[at])
            at += 1
    return " ".join(_before_nouns(found) if tongue.adjectives_follow else found)


def _known(phrase: str, tongue: _Tongue) -> str | None:
    """The English for a phrase; plurals in "s" and the endings that German adjectives take are seen through."""
    if phrase in tongue.words:
        return tongue.words[phrase]
    for ending in ("es", "s"):
        stem = phrase.removesuffix(ending)
        if stem != phrase and stem in tongue.words:
            english = tongue.words[stem]
            return english if _is_adjective(english) else f"{english}s"
    return None


def _before_nouns(words: Sequence[str]) -> list[str]:
    """Adjectives that follow their noun are put in front of it."""
    found: list[str] = []
    for word in words:
        if _is_adjective(word) and found and _is_noun(found[-1]):
            found.insert(len(found) - 1, word)
        else:
            found.append(word)
    return found


def _is_adjective(english: str) -> bool:
    return any(sense.kind in _ADJECTIVES for sense in lexicon().phrases.get(english, ()))


def _is_noun(english: str) -> bool:
    senses, _ = lexicon().look_up(english.split())
    return any(sense.kind in ("noun", "setting") for sense in senses)


@cache
def _tongues() -> dict[str, _Tongue]:
    table = tomllib.loads((files(__package__) / "tongues.toml").read_text("utf-8"))
    return {name: _tongue(rows) for name, rows in table.items()}


def _tongue(rows: Mapping[str, str]) -> _Tongue:
    words = {
        form: english
        for english, phrases in rows.items()
        if english != _FOLLOW
        for phrase in phrases.split(",")
        for form in _forms(phrase.strip())
    }
    by_letters = any(_HAN.search(phrase) for phrase in words)
    longest = max(len(phrase) if by_letters else phrase.count(" ") + 1 for phrase in words)
    return _Tongue(words, longest, _FOLLOW in rows)


def _forms(phrase: str) -> list[str]:
    if phrase.endswith("~"):
        return [phrase[:-1] + ending for ending in ("", "e", "er", "en", "es", "em")]
    if phrase.endswith("*"):
        stem = phrase[:-1]
        return [stem, stem[:-1] + "a"] if stem.endswith("o") else [stem]
    return [phrase]
