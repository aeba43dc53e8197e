"""Poses: chosen from the node's words, drawn without error, with hands where things are held."""

from __future__ import annotations

import pytest

from heliograph.engines.illustrator.rigs.animals.pets import pose_of, stem_of
from heliograph.engines.illustrator.rigs.people.figures import noun_of, pose_name
from heliograph.engines.illustrator.rigs.people.pose import POSES
from heliograph.engines.illustrator.rigs.people.props import BY_DOING, BY_WHO, PROPS, prop_of
from heliograph.engines.illustrator.rigs.people.wardrobe import outfits
from heliograph.engines.illustrator.rigs.registry import figure
from heliograph.engines.illustrator.scene import Node, Relation

WORDS = (
    ("sleeping", "sleep"), ("naps", "sleep"), ("running", "run"), ("chasing", "run"),
    ("sitting", "sit"), ("lying", "lie"),
    ("walking", "walk"), ("reading", "hold"), ("playing", "play"),
    ("waving", "wave"), ("", "sit"), ("pondering", "sit"),
)  # fmt: skip
HOLDS = (Relation(kind="holding", target="book"),)


def node(noun: str, **words: str) -> Node:
    pose, verb = words.pop("pose", ""), words.pop("verb", "")
    return Node(id="a", noun=noun, pose=pose, verb=verb, attributes=words)


@pytest.mark.parametrize(("word", "pose"), WORDS)
def test_animals_take_the_pose_their_verb_means(word: str, pose: str) -> None:
    assert pose_of(node("cat", verb=word)) == pose


def test_a_held_thing_raises_the_paws() -> None:
    assert pose_of(Node(id="a", noun="fox", relations=HOLDS)) == "hold"
    fox = figure(Node(id="a", noun="fox", relations=HOLDS), seed=1)
    assert fox is not None
    assert fox.draw_front is not None
    x, y = fox.at("hand")
    assert abs(x) < 60
    assert -400 < y < -150


@pytest.mark.parametrize("pose", ["sit", "stand", "walk", "run", "sleep", "lie", "play", "wave", "hold"])
@pytest.mark.parametrize("noun", ["cat", "dog", "horse", "elephant", "rabbit", "dragon", "sheep"])
def test_every_animal_pose_is_drawn(noun: str, pose: str) -> None:
    found = figure(node(noun, pose=pose), seed=2)
    assert found is not None
    assert found.height > 100
    assert found.height_m > 0.05


@pytest.mark.parametrize("pose", sorted(POSES))
@pytest.mark.parametrize("age", ["adult", "child", "baby", "old"])
def test_every_human_pose_is_drawn(pose: str, age: str) -> None:
    found = figure(node("person", pose=pose, age=age), seed=3)
    assert found is not None
    assert found.width > 50
    assert "hand" in found.anchors


@pytest.mark.parametrize("name", sorted(outfits()))
def test_every_outfit_is_drawn(name: str) -> None:
    words = {"profession": name.replace("_", " ")}
    assert figure(Node(id="p", noun="person", attributes=words), seed=4) is not None


def test_people_differ_by_node_and_not_by_each_other() -> None:
    one = [figure(Node(id=name, noun="person"), seed=5) for name in ("a", "b", "c", "d", "e")]
    again = figure(Node(id="c", noun="person"), seed=5)
    assert again is not None
    assert one[2] is not None
    assert one[2].bounds == again.bounds
    assert len({found.bounds for found in one if found}) > 1


def test_pose_names_of_people() -> None:
    assert pose_name(Node(id="a", noun="person", verb="dancing")) == "dance"
    assert (
        pose_name(Node(id="a", noun="person", pose="sit", relations=(Relation(kind="on", target="chair"),))) == "seat"
    )
    assert pose_name(Node(id="a", noun="person", relations=(Relation(kind="riding", target="horse"),))) == "ride"
    assert stem_of("reading") == "read"


def test_what_is_held_in_one_hand_and_who_sits_to_read() -> None:
    cup = Node(id="a", noun="person", relations=(Relation(kind="holding", target="cup-1"),))
    assert pose_name(cup) == "lift"
    assert noun_of("soccer-ball-12") == "soccer ball"
    reads = (Relation(kind="holding", target="book-1"), Relation(kind="on", target="sofa-1"))
    seated = figure(Node(id="a", noun="person", verb="reading", relations=reads), seed=1)
    upright = figure(Node(id="a", noun="person", verb="reading", relations=reads[:1]), seed=1)
    assert seated is not None
    assert upright is not None
    assert "sits" in seated.anchors
    assert seated.height < upright.height


def test_busy_hands_carry_their_tools() -> None:
    assert prop_of("chef", "cook") == "spoon"
    assert prop_of("knight", "fight") == "sword"
    assert prop_of("", "stand") == ""
    assert set(BY_DOING.values()) | set(BY_WHO.values()) <= set(PROPS)


def test_chibi_people_have_larger_heads() -> None:
    plain = figure(Node(id="a", noun="princess"), seed=1)
    chibi = figure(Node(id="a", noun="princess", attributes={"manner": "chibi"}), seed=1)
    assert plain is not None
    assert chibi is not None
    assert chibi.width / chibi.height > plain.width / plain.height
