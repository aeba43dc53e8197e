"""Scenes become pictures of exactly the size that was asked, however large."""

from dataclasses import replace

import numpy as np

from heliograph.engines.illustrator.compose.picture import compose
from heliograph.engines.illustrator.drawing import LARGEST_DRAWN, draw_scene
from heliograph.engines.illustrator.scene import Lettering, Node, Scene

NODES = (Node(id="cat1", noun="cat"),)


def test_large_pictures_are_drawn_smaller_and_enlarged() -> None:
    scene = Scene(prompt="a cat", width=2100, height=1400, style="flat", setting="meadow", nodes=NODES)
    assert scene.width * scene.height > LARGEST_DRAWN
    picture = draw_scene(scene)
    assert picture.pixels.shape == (1400, 2100, 3)
    assert picture.ids is not None
    assert picture.ids.shape == (1400, 2100)
    assert (picture.ids == 0).mean() > 0.01
    assert (picture.scene.width, picture.scene.height) == (2100, 1400)


def test_posters_take_their_picture_and_its_ids_along() -> None:
    words = (Lettering(text="CATS", role="title"),)
    scene = Scene(prompt="poster", kind="poster", width=360, height=480, nodes=NODES, lettering=words, style="flat")
    picture = draw_scene(scene)
    assert picture.pixels.shape == (480, 360, 3)
    assert picture.drawn == ("cat",)
    assert picture.ids is not None
    assert (picture.ids == 0).any()


def test_logos_can_wear_a_medium() -> None:
    scene = Scene(prompt="a watercolor logo", kind="logo", width=300, height=300, nodes=(Node(id="s", noun="star"),))
    plain = draw_scene(scene).pixels.astype(int)
    washed = draw_scene(replace(scene, style="watercolor")).pixels.astype(int)
    assert np.abs(plain - washed).mean() > 2


def test_the_ink_under_colours_is_the_same_drawing() -> None:
    for name in ("ukiyoe", "comic", "crayon"):
        scene = Scene(prompt="a cat", width=400, height=400, setting="meadow", nodes=NODES, style=name)
        flat, inked = compose(scene, "flat"), compose(scene, "line")
        assert ((flat.ids >= 0) != (inked.ids >= 0)).mean() < 0.02
