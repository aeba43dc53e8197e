"""The word lists hold together: nothing means two things, everything that is named is known."""

from __future__ import annotations

import time
import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from heliograph.engines.illustrator.prompt import lexicon as rooms
from heliograph.engines.illustrator.prompt.lexicon import lexicon
from heliograph.engines.illustrator.prompt.tokens import plain


def table(name: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tomllib.loads(
        (files("heliograph.engines.illustrator.prompt") / f"{name}.toml").read_text("utf-8")
    )
    return found


def test_twelve_hundred_everyday_words_are_known() -> None:
    words = [phrase for phrase, senses in lexicon().phrases.items() if any(sense.kind == "noun" for sense in senses)]
    assert len(words) >= 1200
    assert len(lexicon().nouns) >= 600


def test_no_word_names_two_things() -> None:
    seen: Counter[str] = Counter()
    for rows in table("nouns").values():
        for name, words in rows.items():
            if name != "_home":
                named = {plain(word.split("{")[0].strip()) for word in (name, *words.split(","))}
                seen.update(word for word in named if word)
    assert [word for word, times in seen.items() if times > 1] == []


def test_every_place_that_is_named_exists() -> None:
    scenery = table("scenery")
    places = set(scenery["setting"])
    homes = {*scenery["home"].values(), *table("people")["home"].values()}
    homes |= {rows["_home"] for rows in table("nouns").values() if "_home" in rows}
    assert homes <= places
    assert {word.strip() for words in scenery["finer"].values() for word in words.split(",")} <= places
    assert set(scenery["home"]) <= set(lexicon().nouns) | {"polar bear"}


def test_every_verb_with_an_object_is_a_verb() -> None:
    grammar = table("grammar")
    bound = {plain(word.strip()) for words in grammar["verb_object"].values() for word in words.split(",")}
    poses = {plain(word.strip()) for words in grammar["pose"].values() for word in words.split(",")}
    assert bound <= poses


@pytest.mark.parametrize(
    ("word", "noun"),
    [("puppies", "dog"), ("wolves", "wolf"), ("mice", "mouse"), ("glasses of water", "water glass"), ("buses", "bus")],
)
def test_plurals_are_seen_through(word: str, noun: str) -> None:
    senses, several = lexicon().look_up(word.split())
    assert [sense.value for sense in senses if sense.kind == "noun"] == [noun]
    assert several


def test_the_lexicon_is_read_quickly() -> None:
    best = 1.0
    for _ in range(5):
        started = time.process_time()
        rooms.lexicon.__wrapped__()
        best = min(best, time.process_time() - started)
    assert best < 0.15
