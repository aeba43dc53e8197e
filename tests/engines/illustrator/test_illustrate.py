"""Prompt in, picture out: everything asked for is seen, the same commission gives the same bytes."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from heliograph.engines.illustrator.illustrate import Commission, Picture, Unreadable, illustrate
from heliograph.engines.illustrator.memory import Memory

SIZE = 256


def ask(prompt: str, **values: object) -> Picture:
    return illustrate(Commission(prompt=prompt, width=SIZE, height=SIZE, seed=3, **values))  # type: ignore[arg-type]  # any field


def jpeg(picture: Picture) -> bytes:
    out = io.BytesIO()
    Image.fromarray(picture.pixels).save(out, "JPEG", quality=88)
    return out.getvalue()


@pytest.mark.parametrize(
    "prompt",
    [
        "three cats in a meadow",
        "a dog and a rabbit at the beach at sunset",
        "a fox on a horse in the forest",
        "five apples on a table",
        "a lion, a tiger and a bear in the snow",
        "a unicorn, flat illustration",
        "a bear, line art coloring page",
    ],
)
def test_everything_asked_for_is_seen(prompt: str) -> None:
    picture = ask(prompt)
    assert picture.ids is not None
    assert picture.pixels.shape == (SIZE, SIZE, 3)
    assert not picture.omitted
    for index, node in enumerate(picture.scene.nodes):
        assert (picture.ids == index).sum() > 0.004 * SIZE * SIZE, node.noun


def test_the_same_commission_gives_the_same_bytes_and_another_seed_another_picture() -> None:
    first, second = ask("a cat in the park"), ask("a cat in the park")
    assert (first.pixels == second.pixels).all()
    other = illustrate(Commission(prompt="a cat in the park", width=SIZE, height=SIZE, seed=4))
    assert (other.pixels != first.pixels).mean() > 0.2


def test_line_art_has_two_tones() -> None:
    pixels = ask("a mermaid, children's coloring book, bold outline, black and white").pixels.astype(int)
    assert (pixels.max(axis=2) - pixels.min(axis=2)).max() <= 2
    grey = pixels[..., 0]
    assert ((grey < 60) | (grey > 195)).mean() > 0.93
    assert 0.03 < (grey < 128).mean() < 0.4


def test_what_nobody_draws_is_named() -> None:
    picture = ask("a cat beside a flux capacitor")
    assert "cat" in picture.drawn
    assert "cat" in picture.text.lower()


def test_people_are_left_out_when_not_allowed() -> None:
    picture = ask("a man and a cat in the park", people="none")
    assert "cat" in picture.drawn
    assert all(node.noun != "person" for node in picture.scene.nodes)
    assert ask("a man", people="none").only_people
    assert not ask("a man").only_people


def test_lettering_is_set() -> None:
    with_words, without = ask('a cat with the title "HELLO"'), ask("a cat")
    assert any(lettering.text == "HELLO" for lettering in with_words.scene.lettering)
    assert (with_words.pixels != without.pixels).any()


@pytest.mark.parametrize("size", [(64, 64), (320, 120), (120, 320)])
def test_odd_sizes(size: tuple[int, int]) -> None:
    picture = illustrate(Commission(prompt="two dogs and a tree in the garden", width=size[0], height=size[1]))
    assert picture.pixels.shape == (size[1], size[0], 3)


@pytest.mark.parametrize("prompt", ["", "   ", "!!!", "сон", "x" * 5000, "a\u0000b", "\n\n"])
def test_strange_prompts_still_give_a_picture(prompt: str) -> None:
    assert ask(prompt).pixels.any()


def test_own_pictures_are_edited_through_their_scene(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    first = ask("a cat and a dog in the park", memory=memory)
    memory.remember(first.pixels, first.scene)
    night = ask("now make it night", references=(jpeg(first),), memory=memory)
    assert night.scene.time == "night"
    assert not night.foreign
    assert [node.id for node in night.scene.nodes] == [node.id for node in first.scene.nodes]
    assert night.pixels.mean() < 0.75 * first.pixels.mean()


def test_foreign_pictures_are_edited_on_their_pixels(tmp_path: Path) -> None:
    blob = np.full((SIZE, SIZE, 3), 230, np.uint8)
    blob[60:200, 80:180] = (40, 90, 200)
    out = io.BytesIO()
    Image.fromarray(blob).save(out, "PNG")
    picture = ask("turn it into watercolor", references=(out.getvalue(),), memory=Memory(tmp_path))
    assert picture.foreign
    assert picture.text
    assert (picture.pixels != blob).any()


def test_a_text_alone_draws_nothing(tmp_path: Path) -> None:
    assert ask("a cat in the park", draw=False).text
    first = ask("a cat")
    assert ask("describe the image", references=(jpeg(first),), draw=False, memory=Memory(tmp_path)).text


@pytest.mark.parametrize("data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40])
def test_what_cannot_be_opened_is_said(data: bytes) -> None:
    with pytest.raises(Unreadable):
        ask("make it blue", references=(data,))
