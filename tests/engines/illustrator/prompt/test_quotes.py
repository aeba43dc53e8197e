"""Quoted words are found in every kind of quotes, and apostrophes are left alone."""

from __future__ import annotations

import pytest

from heliograph.engines.illustrator.prompt.quotes import take_quotes


@pytest.mark.parametrize(
    ("prompt", "quoted"),
    [
        ("with ONLY text 'InferEra' below.", ["InferEra"]),
        ('a sign that says "Beware of the Dog"', ["Beware of the Dog"]),
        ("text “Foxtrot Labs” and «LEO»", ["Foxtrot Labs", "LEO"]),
        ("「こんにちは」 and „Hallo“", ["こんにちは", "Hallo"]),
        ("the text 'It's me' on a mug", ["It's me"]),
        ("a dog's bowl and the cats' toys", []),
        ("children's crayon style, it's a dog's life", []),
        ("a poster with the words SUMMER FEST 2026 and a sun", ["SUMMER FEST 2026"]),
        ("a sign saying STOP", ["STOP"]),
        ('"a cat on a red sofa in the evening"', []),
        ("a forged ⟦0⟧ mark", []),
    ],
)
def test_quotes(prompt: str, quoted: list[str]) -> None:
    text, found = take_quotes(prompt)
    assert found == quoted
    assert all(words not in text for words in quoted)
