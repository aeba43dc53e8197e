"""What is said of a picture is true of its scene graph, well formed, and answers what was asked."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from heliograph.engines.illustrator.edit.turns import revise
from heliograph.engines.illustrator.prompt.parse import parse
from heliograph.engines.illustrator.scene import Scene
from heliograph.engines.illustrator.words.answer import BY, answer, wants_text
from heliograph.engines.illustrator.words.describe import caption, describe
from heliograph.engines.illustrator.words.facts import groups
from heliograph.engines.illustrator.words.naming import name, names, plural, with_article
from heliograph.engines.illustrator.words.poem import haiku, poem
from heliograph.engines.illustrator.words.story import story
from tests.engines.illustrator.prompt.score import CASES, read

SEED_EDIT = "describe the image with a concise and engaging paragraph, then fill color as children's crayon style"
FOX = "a red fox reading a book under an oak tree in autumn"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["prompt"][:40])
def test_every_text_is_well_formed(case: dict[str, Any]) -> None:
    scene = read(case)
    for text in (
        describe(scene),
        caption(scene) + ".",
        poem(scene),
        haiku(scene) + ".",
        story(scene),
        answer(scene, ""),
    ):
        assert not re.search(r"[{}]|  | ,| \.|\.\.|\ba [aeio]\w|\bNone\b|\byes\b", text.replace("a one", "")), text
        assert text[0].isupper() or not text[0].isalpha() or text == haiku(scene) + "."
        assert text.rstrip("”").endswith((".", "?", "!"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["prompt"][:40])
def test_a_description_names_everything(case: dict[str, Any]) -> None:
    scene = read(case)
    text = describe(scene).lower()
    for group in groups(scene):
        word = name(group.first).split(" with ")[0].split(" in ")[0].rsplit(" ", 1)[-1]
        assert word in text or plural(word) in text, (word, text)


def test_a_description_says_who_does_what_where() -> None:
    text = describe(parse(FOX))
    assert "a red fox reads a book under an oak tree in a quiet forest in autumn" in text.lower()
    both = describe(parse("two dogs and a cat sitting on a red sofa")).lower()
    assert "two dogs and a cat sit on a red sofa" in both


def test_seeds_give_other_words_and_one_seed_the_same() -> None:
    scenes = [parse("a cat sleeping in a garden at night", seed=seed) for seed in range(8)]
    assert len({poem(scene) for scene in scenes}) > 2
    assert len({describe(scene) for scene in scenes}) > 1
    assert poem(scenes[3]) == poem(parse("a cat sleeping in a garden at night", seed=3))


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("Generate a landscape painting and provide a poem to describe it", "poem"),
        (SEED_EDIT, "description"),
        ("draw an owl and write a haiku about it", "haiku"),
        ("draw an owl and tell me a short story", "story"),
        ("a storybook illustration of an owl", ""),
        ("a sign that says 'poem'", ""),
        ("an owl, caption reading 'Hoo'", ""),
    ],
)  # fmt: skip
def test_what_is_asked_in_words_is_understood(prompt: str, kind: str) -> None:
    assert wants_text(prompt) == kind


def test_the_seeds_landscape_gets_its_poem() -> None:
    prompt = "Generate a landscape painting and provide a poem to describe it"
    scene = parse(prompt, seed=4)
    said = answer(scene, prompt)
    assert poem(scene) in said
    assert said.count("\n") >= 9
    assert said.endswith(BY)


def test_what_is_left_out_is_said_with_its_reason() -> None:
    without = parse("a woman with a theremin", people="none", drawn=frozenset({"person"}))
    said = answer(without, without.prompt)
    assert "the woman stayed out" in said
    assert "theremin" in said
    assert "Only adults" in answer(parse("a boy with a kite"), "")
    assert "young woman" in answer(parse("a girl with a kite"), "")
    assert "stayed out" not in answer(parse("a boy with a kite", people="all"), "")


@pytest.mark.parametrize(
    ("prompt", "called"),
    [
        ("three penguins", "three penguins"),
        ("an orange cat", "an orange cat"),
        ("a unicorn", "a unicorn"),
        ("an old man with a long white beard in a blue suit", "an old man with a long white beard in a blue suit"),
        ("two calico kittens", "two calico kittens"),
        ("sunglasses", "sunglasses"),
        ("two wine glasses", "two wine glasses"),
        ("five mice", "five mice"),
    ],
)
def test_things_are_called_by_their_names(prompt: str, called: str) -> None:
    assert names(parse(prompt).nodes) == called


def test_articles_and_plurals() -> None:
    assert [with_article(word) for word in ("owl", "hourglass", "unicorn", "dog")] == [
        "an owl",
        "an hourglass",
        "a unicorn",
        "a dog",
    ]
    assert [plural(word) for word in ("fox", "city", "wolf", "sheep", "glass of water")] == [
        "foxes",
        "cities",
        "wolves",
        "sheep",
        "glasses of water",
    ]


def couplets() -> list[str]:
    table = tomllib.loads(
        (files("heliograph.engines.illustrator.words") / "poem.toml").read_text("utf-8"),
    )
    rows = [lines for name, rows in table.items() if not name.startswith("haiku") for lines in rows.values()]
    return [couplet for lines in rows for couplet in lines]


@pytest.mark.parametrize("couplet", couplets())
def test_a_couplet_is_two_lines_of_four_beats(couplet: str) -> None:
    first, second = couplet.format(np="a cat", its="its", it="it").split("\n")
    assert 6 <= beats(first) <= 10
    assert 7 <= beats(second) <= 10


def beats(line: str) -> int:
    """Syllables, roughly: groups of vowels, silent final e left out."""
    return sum(len(re.findall(r"[aeiouyé]+", re.sub(r"(?<=[^l])e(s|d)?\b", "", word)) or "-") for word in line.split())


def test_an_empty_scene_has_words_too() -> None:
    scene = Scene(prompt="")
    assert describe(scene)
    assert poem(scene)
    assert story(scene)


def test_an_edit_that_changes_nothing_says_so() -> None:
    before = parse("a cat on a sofa")
    assert "as it was" in answer(revise(before, "hmm, whatever"), "hmm, whatever", before=before)
    assert "as it was" not in answer(revise(before, "make it night"), "make it night", before=before)
