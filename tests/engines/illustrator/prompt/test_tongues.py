"""Other tongues become plain English as far as the small dictionaries go; English is left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heliograph.engines.illustrator.prompt.tongues import in_english
from tests.engines.illustrator.prompt.score import CASES


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ("两只狗在公园里奔跑", "two dog in park running"),
        ("在沙发上的黑猫", "black cat on sofa"),
        ("公園で走る犬", "running dog in park"),
        ("tres pájaros azules en un árbol", "three blue birds in a tree"),
        ("un chien blanc sur la plage", "a white dog on the beach"),
        ("zwei schwarze Katzen im Garten bei Nacht", "two black cats in garden at night"),
    ],
)
def test_everyday_words(said: str, english: str) -> None:
    assert " ".join(in_english(said).split()) == english


@pytest.mark.parametrize("prompt", [case["prompt"] for case in CASES if case["prompt"].isascii()])
def test_english_is_left_alone(prompt: str) -> None:
    if not any(word in prompt for word in ("un gato", "un chien", "ein ", "Ein ")):
        assert in_english(prompt) == prompt


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(min_codepoint=0x3040, max_codepoint=0x9FFF), max_size=30))
def test_any_writing_is_taken(text: str) -> None:
    assert isinstance(in_english(text), str)
