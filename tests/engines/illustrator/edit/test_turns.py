"""Instructions change what they speak of and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heliograph.engines.illustrator.edit.clauses import clauses
from heliograph.engines.illustrator.edit.turns import revise, starts_anew
from heliograph.engines.illustrator.prompt.lexicon import lexicon
from heliograph.engines.illustrator.prompt.parse import parse
from heliograph.engines.illustrator.scene import Node, Relation, Scene

SEED_EDIT = "describe the image with a concise and engaging paragraph, then fill color as children's crayon style"
BASE = parse("A cat playing with a red ball in a living room, watercolor", seed=5)
STREET = parse("three birds on a fence, a red car and a blue car in front of a house")
LOGO = parse("Logo for a coffee shop called 'Bean There', a coffee cup, brown and cream")


def node(scene: Scene, name: str) -> Node:
    found = scene.node(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("instruction", "field", "value"),
    [
        ("now make it night", "time", "night"),
        ("make it a rainy day", "weather", "rain"),
        ("make it autumn", "season", "autumn"),
        ("same character, in a forest", "setting", "forest"),
        ("change the background to a beach at sunset", "setting", "beach"),
        ("turn it into an oil painting", "style", "oil"),
        ("convert to pixel art", "style", "pixel"),
        (SEED_EDIT, "style", "crayon"),
        ("make the background light blue", "background", "light blue"),
        ("a variation please", "seed", 6),
    ],
)
def test_only_the_whole_changes(instruction: str, field: str, value: object) -> None:
    after = revise(BASE, instruction)
    assert getattr(after, field) == value
    assert after.nodes == BASE.nodes


def test_line_art_is_filled_with_crayon_unless_told_otherwise() -> None:
    drawn = parse("an adorable mermaid, coloring book, B&W")
    assert drawn.style == "lineart"
    assert revise(drawn, "fill it with color").style == "crayon"
    assert revise(drawn, "colour it as a watercolor").style == "watercolor"
    assert "monochrome" not in revise(drawn, "fill it with color").style_options


def test_a_second_cat_comes_and_the_first_stays() -> None:
    after = revise(BASE, "add a second cat")
    assert after.nodes[:2] == BASE.nodes
    assert [(one.id, one.noun) for one in after.nodes[2:]] == [("cat-2", "cat")]


def test_colours_go_to_the_thing_that_is_named() -> None:
    assert node(revise(BASE, "make the ball blue"), "ball-1").attributes["colour"] == "blue"
    after = revise(STREET, "make the red car yellow")
    assert [node(after, name).attributes["colour"] for name in ("car-1", "car-2")] == ["yellow", "blue"]
    assert all(node(revise(STREET, "make all birds red"), f"bird-{k}").attributes["colour"] == "red" for k in (1, 2, 3))
    assert revise(LOGO, "make it red").palette == ("red",)


@pytest.mark.parametrize(
    ("instruction", "left"),
    [
        ("remove the birds", ["fence-1", "car-1", "car-2", "house-1"]),
        ("remove one bird", ["bird-2", "bird-3", "fence-1", "car-1", "car-2", "house-1"]),
        ("remove the blue car", ["bird-1", "bird-2", "bird-3", "fence-1", "car-1", "house-1"]),
        ("delete everything except the house", ["house-1"]),
        ("only one bird", ["bird-1", "fence-1", "car-1", "car-2", "house-1"]),
    ],
)
def test_things_go(instruction: str, left: list[str]) -> None:
    assert [one.id for one in revise(STREET, instruction).nodes] == left


@pytest.mark.parametrize(
    "instruction",
    [
        "replace the ball with an apple",
        "turn the ball into an apple",
        "an apple instead of the ball",
        "swap the ball for an apple",
    ],
)
def test_one_thing_takes_the_place_of_another(instruction: str) -> None:
    after = revise(BASE, instruction)
    assert node(after, "ball-1").noun == "apple"
    assert node(after, "cat-1") == node(BASE, "cat-1")


def test_clothes_poses_and_positions() -> None:
    assert Relation(kind="wearing", target="hat-1") in node(revise(BASE, "give the cat a red hat"), "cat-1").relations
    assert Relation(kind="wearing", target="hat-1") in node(revise(BASE, "put a hat on the cat"), "cat-1").relations
    assert Relation(kind="on", target="sofa-1") in node(revise(BASE, "put the cat on a sofa"), "cat-1").relations
    assert (
        Relation(kind="behind", target="house-1")
        in node(revise(STREET, "add a tree behind the house"), "tree-1").relations
    )
    assert node(revise(BASE, "make the cat sleep"), "cat-1").pose == "sleep"
    assert node(revise(STREET, "the birds fly away"), "bird-1").relations == ()
    assert node(revise(BASE, "move the ball to the left"), "ball-1").place == "left"


def test_words_are_written_changed_and_taken_away() -> None:
    written = revise(BASE, "write 'Hello, Tom!' above")
    assert [(words.text, words.place) for words in written.lettering] == [("Hello, Tom!", "top")]
    assert revise(written, "remove the text").lettering == ()
    assert [words.text for words in revise(written, "change the text to 'Bye'").lettering] == ["Bye"]
    assert [words.text for words in revise(LOGO, "replace 'Bean There' with 'Tea'").lettering] == ["Tea"]
    assert [words.text for words in revise(BASE, "write Good night below").lettering] == ["Good night"]


def test_camera_and_shape() -> None:
    assert revise(BASE, "zoom out").camera.shot == "wide"
    assert revise(BASE, "zoom in").camera.shot == "close-up"
    wide = revise(BASE, "make it 16:9")
    assert abs(wide.width / wide.height - 16 / 9) < 0.03
    assert abs(wide.width * wide.height / 1024**2 - 1) < 0.05


def test_what_nobody_draws_and_who_may_not_be_drawn_is_named() -> None:
    assert revise(BASE, "add a theremin", drawn=frozenset({"cat", "ball"})).omitted == ("theremin",)
    assert revise(BASE, "add a little girl").omitted == ("little girl",)


def test_several_turns_keep_identity() -> None:
    scene = BASE
    for turn in ("now make it night", "add an owl", "make the ball green", "same cat, on a beach", "remove the owl"):
        scene = revise(scene, turn)
    green = replace(BASE.nodes[1], attributes={"colour": "green"})
    assert scene == replace(BASE, time="night", setting="beach", nodes=(BASE.nodes[0], green))


def test_commands_are_told_apart() -> None:
    found = [(one.command, one.text) for one in clauses("Please make it night, and add an owl. Then write 'Hoo'!")]
    assert found == [("make", "it night"), ("add", "an owl"), ("write", "⟦0⟧")]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([*sorted(lexicon().phrases)[::7], "add", "remove", "the cat", "make", "with", "'x'"]),
        max_size=9,
    )
)
def test_any_instruction_leaves_a_sound_scene(words: list[str]) -> None:
    scene = revise(BASE, " ".join(words))
    ids = [one.id for one in scene.nodes]
    assert len(ids) == len(set(ids))
    assert all(link.target in ids and link.target != one.id for one in scene.nodes for link in one.relations)
    assert all(words.target in ("", *ids) for words in scene.lettering)


@pytest.mark.parametrize(
    ("said", "anew"),
    [
        ("now draw a dragon over a castle", True),
        ("Generate a landscape painting and provide a poem", True),
        ("create a new picture of a cat", True),
        ("draw another cat next to the cat", False),
        ("draw a hat on the cat", False),
        ("add a castle", False),
        ("make it night", False),
        ("draw it as a watercolor", False),
        ("a castle in the background", False),
        (SEED_EDIT, False),
    ],
)
def test_another_picture_is_told_from_a_change(said: str, anew: bool) -> None:
    assert starts_anew(BASE, said) is anew
