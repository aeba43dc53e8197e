"""Quoted words are dialogue when somebody says them, lettering when a thing carries them."""

from __future__ import annotations

import pytest

from heliograph.engines.illustrator.scene import Scene
from heliograph.engines.illustrator.sound.dialogue import said

SCENE = Scene(prompt="")


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("A cat says 'hello there' on a meadow", ("hello there",)),
        ('A man looks up and says: "It is cold today." He shivers.', ("It is cold today.",)),
        ('"Where is my ball?" asks the dog.', ("Where is my ball?",)),
        ('A woman whispers, "Listen", and the man replies, "I hear it".', ("Listen", "I hear it")),
        ("A robot says: I am awake.", ("I am awake.",)),
        ("An old man shouting “Land ahoy!” from a ship", ("Land ahoy!",)),
        ("A sign that says 'OPEN'", ()),
        ("A t-shirt saying 'I love cats'", ()),
        ("a poster with the title 'CATS'", ()),
        ("a cat on a sofa", ()),
    ],
)
def test_dialogue(prompt: str, words: tuple[str, ...]) -> None:
    assert said(SCENE, prompt) == words


def test_a_logo_says_nothing() -> None:
    assert said(Scene(prompt="", kind="logo"), "a logo saying 'Orbit'") == ()
