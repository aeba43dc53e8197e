"""Prompts are read as people mean them: 150 prompts with what each asks for, and what must hold for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heliograph.engines.illustrator.prompt.assemble import MOST_IN_ALL
from heliograph.engines.illustrator.prompt.lexicon import lexicon
from heliograph.engines.illustrator.prompt.parse import only_people, parse
from tests.engines.illustrator.prompt.score import CASES, misses, read


def test_nine_of_ten_prompts_are_read_without_any_miss() -> None:
    results = [misses(case, read(case)) for case in CASES]
    whole = sum(not missed for _, missed in results) / len(CASES)
    share = 1 - sum(len(missed) for _, missed in results) / sum(wanted for wanted, _ in results)
    assert len(CASES) >= 150
    assert whole >= 0.90, [case["prompt"] for case, (_, missed) in zip(CASES, results, strict=True) if missed]
    assert share >= 0.95


_WORDS = st.sampled_from([*sorted(lexicon().phrases), "and", "a", "the", ",", ".", "'", '"', "xyzzy", "two", "⟦9⟧"])


@settings(max_examples=200, deadline=None)
@given(st.lists(_WORDS, max_size=14).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_a_scene_whose_relations_lead_somewhere(prompt: str) -> None:
    scene = parse(prompt)
    ids = [node.id for node in scene.nodes]
    assert len(ids) == len(set(ids))
    assert all(link.target in ids and link.target != node.id for node in scene.nodes for link in node.relations)
    assert all(words.target in ("", *ids) for words in scene.lettering)
    assert parse(prompt) == scene


@pytest.mark.parametrize("people", ["none", "adult", "all"])
def test_people_are_left_out_as_the_rule_says(people: str) -> None:
    scene = parse("a little boy and a woman with a red balloon", people=people)  # type: ignore[arg-type]  # parametrised
    ages = [node.attributes.get("age", "adult") for node in scene.nodes if node.noun == "person"]
    assert ages == {"none": [], "adult": ["adult"], "all": ["child", "adult"]}[people]
    assert ("little boy" in scene.omitted) == (people != "all")


def test_a_noun_nobody_draws_is_named() -> None:
    scene = parse("a cat, a dog and a theremin", drawn=frozenset({"cat"}))
    assert [node.noun for node in scene.nodes] == ["cat"]
    assert scene.omitted == ("dog", "theremin")


def test_a_closer_drawing_is_preferred() -> None:
    scene = parse("a polar bear and a grizzly", drawn=frozenset({"bear", "polar bear"}))
    assert [node.noun for node in scene.nodes] == ["polar bear", "bear"]


def test_adding_a_thing_keeps_the_names_of_the_others() -> None:
    before = parse("a cat and a dog").nodes
    after = parse("a cat and a dog under a tree").nodes
    assert [node.id for node in before] == [node.id for node in after][:2]


def test_nothing_but_people_is_nothing_without_them() -> None:
    assert only_people(parse("portrait of a young woman, oil painting", people="none"))
    assert not only_people(parse("a young woman on a beach", people="none"))
    assert not only_people(parse("a young woman with a dog", people="none"))
    assert not only_people(parse("portrait of a young woman"))
    assert only_people(parse("a little boy", people="adult"))
    assert not only_people(parse("a theremin", drawn=frozenset({"cat"})))


@pytest.mark.parametrize("piece", ["a cat and ", "with ", '"a ', "a red ", "在", "twenty dogs on ", "un gato ", "x"])
def test_an_endless_prompt_is_read_in_bounded_time(piece: str) -> None:
    started = time.perf_counter()
    scene = parse(piece * 20_000)
    assert time.perf_counter() - started < 5
    assert len(scene.nodes) <= MOST_IN_ALL


@pytest.mark.parametrize(
    "who",
    [
        *("a baby girl", "a 7-year-old girl", "a girl aged 9", "a ten year old boy", "a teenage girl", "a newborn"),
        *("a toddler", "a little anime girl", "a schoolgirl", "kids", "my son", "a preschool girl", "一个小男孩"),
    ],
)
def test_no_child_is_drawn_where_only_adults_may_be(who: str) -> None:
    scene = parse(f"{who} with a kite", people="adult")
    assert {node.attributes.get("age", "") for node in scene.nodes} <= {""}
    assert scene.omitted


@pytest.mark.parametrize("prompt", ["a beach, tracking shot, pan", "a lamp on a desk, pan, 4k", "a dog, slow pan"])
def test_a_pan_between_commas_is_the_cameras(prompt: str) -> None:
    scene = parse(prompt)
    assert scene.camera.move in ("pan", "track")
    assert not any(node.noun == "pan" for node in scene.nodes)


def test_a_pan_with_an_article_is_the_kitchens() -> None:
    assert [node.noun for node in parse("an egg in a pan").nodes] == ["egg", "pan"]
