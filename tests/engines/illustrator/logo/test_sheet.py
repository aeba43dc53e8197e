"""Posters and cards: the words are there, inside, and the picture is told which size it has."""

import numpy as np
import pytest

from heliograph.engines.illustrator.logo.sheet import look_of, print_sheet
from heliograph.engines.illustrator.scene import Lettering, Scene, SceneKind


def blue(scene: Scene) -> tuple[np.ndarray, np.ndarray]:
    """A painter of plain blue, all of it node 0."""
    assert not scene.lettering
    page = np.full((scene.height, scene.width, 3), (40, 90, 200), np.uint8)
    return page, np.zeros(page.shape[:2], np.int32)


def ordered(prompt: str, kind: SceneKind, *words: str, size: tuple[int, int] = (480, 640)) -> Scene:
    roles = ("title", "caption", "caption")
    lettering = tuple(Lettering(text=text, role=role) for text, role in zip(words, roles, strict=False))  # type: ignore[arg-type]  # roles are literals
    return Scene(prompt=prompt, kind=kind, width=size[0], height=size[1], lettering=lettering)


ORDERS = [
    ordered("vintage travel poster", "poster", "ALPS", "Summer 1955"),
    ordered("movie poster", "poster", "STEEL HEART"),
    ordered("jazz concert poster", "poster", "Jazz Night", "Friday 8 pm", "Blue Room"),
    ordered("wedding card", "card", "Emma & James", "June 3"),
    ordered("birthday card", "card", "Happy Birthday Anna", size=(800, 450)),
    ordered("a card", "card", "Hello", "again", size=(500, 500)),
    ordered("poster", "poster", "A very long title that has to be broken into several lines"),
]


@pytest.mark.parametrize("scene", ORDERS, ids=lambda scene: scene.prompt)
def test_a_sheet_has_picture_and_words(scene: Scene) -> None:
    out = print_sheet(scene, blue)
    assert out.pixels.shape == (scene.height, scene.width, 3)
    assert out.ids.shape == out.pixels.shape[:2]
    assert 0.2 < (out.ids == 0).mean() <= 1
    assert not out.notes
    wordless = Scene(prompt=scene.prompt, kind=scene.kind, width=scene.width, height=scene.height)
    bare = print_sheet(wordless, blue).pixels.astype(int)
    changed = np.abs(out.pixels.astype(int) - bare).sum(-1) > 60
    assert changed.mean() > 0.004, "the words can be seen"
    assert (out.pixels == print_sheet(scene, blue).pixels).all()


def test_looks_follow_the_occasion() -> None:
    assert look_of(ORDERS[3]).mood == "elegant"
    assert look_of(ORDERS[4]).mood == "friendly"
    assert look_of(ORDERS[0]).layout == "framed"
    loud = Lettering(text="x", mood="handwritten")
    assert look_of(Scene(prompt="wedding card", kind="card", lettering=(loud,))).mood == "handwritten"


def test_missing_letters_are_said() -> None:
    assert print_sheet(ordered("poster", "poster", "A\U00012000"), blue).notes
