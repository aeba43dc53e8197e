"""Logos show what was asked and nothing else."""

import numpy as np
import pytest

from heliograph.engines.illustrator.canvas.paths import line, oval
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.logo.draw import Sheet, draw_logo
from heliograph.engines.illustrator.logo.plan import plan
from heliograph.engines.illustrator.scene import Lettering, Node, Scene

SEED_PROMPT = (
    "A minimalist logo for a LLM router market company on a solid white background. "
    "trident in a circle as the main symbol, with ONLY text 'InferEra' below."
)


def logo(
    seed: int = 0, nouns: tuple[str, ...] = ("trident", "circle"), word: str = "InferEra", **more: object
) -> Scene:
    options: dict[str, object] = {"prompt": SEED_PROMPT, "background": "white", "width": 512, "height": 512, **more}
    nodes = tuple(Node(id=noun, noun=noun) for noun in nouns)
    lettering = (Lettering(text=word, role="logo"),) if word else ()
    return Scene(kind="logo", seed=seed, nodes=nodes, lettering=lettering, **options)  # type: ignore[arg-type]  # test shorthand


def ink(sheet: Sheet) -> np.ndarray:
    distance: np.ndarray = np.abs(sheet.pixels.astype(int) - sheet.pixels[0, 0]).sum(-1)
    return distance > 24


def test_seed_prompt_is_an_emblem_over_one_line_on_white() -> None:
    sheet = draw_logo(logo())
    assert (sheet.pixels[0, 0] == 255).all()
    assert sheet.drawn == ("trident",)
    assert sheet.omitted == ()
    rows = ink(sheet).any(1)
    bands = np.flatnonzero(np.diff(np.concatenate([[0], rows.astype(int), [0]]))).reshape(-1, 2)
    assert len(bands) == 2
    emblem, word = bands
    assert emblem[1] - emblem[0] > 3 * (word[1] - word[0])
    columns = np.flatnonzero(ink(sheet)[emblem[0] : emblem[1]].any(0))
    assert abs(np.ptp(columns) - (emblem[1] - emblem[0])) < 6, "the emblem is a circle"


@pytest.mark.parametrize("size", [(1408, 768), (768, 1408), (512, 512), (300, 900)])
@pytest.mark.parametrize("place", ["below", "right", "around", "above"])
def test_everything_stays_inside_with_a_margin(size: tuple[int, int], place: str) -> None:
    scene = logo(prompt=f"logo, text {place} the emblem", width=size[0], height=size[1], word="Wunderkammer & Sons")
    marked = ink(draw_logo(scene))
    edge = max(2, min(size) // 50)
    assert not marked[:edge].any()
    assert not marked[-edge:].any()
    assert not marked[:, :edge].any()
    assert not marked[:, -edge:].any()


def test_same_seed_same_bytes_and_neighbours_differ() -> None:
    first = draw_logo(logo(5)).pixels
    assert (first == draw_logo(logo(5)).pixels).all()
    for seed in range(4):
        a, b = draw_logo(logo(seed)).pixels.astype(int), draw_logo(logo(seed + 1)).pixels.astype(int)
        assert (np.abs(a - b).sum(-1) > 60).mean() > 0.02


def test_asked_colours_are_worn() -> None:
    sheet = draw_logo(logo(2, nouns=("rocket",), prompt="a red rocket logo", palette=("red",)))
    mark = sheet.pixels[sheet.ids == 0].astype(int)
    red = mark[(mark.sum(-1) < 600)]
    assert (red[:, 0] > red[:, 2] + 40).mean() > 0.9


def test_containers_are_read_from_the_prompt_and_the_nodes() -> None:
    assert plan(logo()).container == "circle"
    assert plan(logo(nouns=("fox",), prompt="a fox in a shield")).container == "shield"
    assert plan(logo(nouns=("fox",), prompt="a fox inside a blue hexagon")).container == "hexagon"
    assert [node.noun for node in plan(logo(nouns=("circle",), prompt="a circle")).marks] == ["circle"]


def test_unknown_mark_is_said_and_a_monogram_stands_in() -> None:
    sheet = draw_logo(logo(nouns=("xylotomist",), prompt="logo"))
    assert sheet.omitted == ("xylotomist",)
    assert ink(sheet).sum() > 2000


def test_letters_without_typeface_are_said() -> None:
    assert draw_logo(logo(word="A\U00012000")).notes


def test_a_trade_suggests_a_mark_and_quoted_words_do_not() -> None:
    scene = logo(nouns=(), prompt="logo for a coffee shop called 'Fox and Anchor'", word="Fox and Anchor")
    assert [node.noun for node in plan(scene).marks] == ["cup"]
    assert draw_logo(scene).drawn == ("cup",)
    assert plan(logo(nouns=(), prompt="logo for a consultancy", word="Bex")).marks == ()


def test_a_letter_mark_is_a_letter() -> None:
    assert plan(logo(nouns=("envelope",), prompt="letter mark for a law firm", word="Hale")).marks == ()


def test_a_rig_becomes_a_one_colour_mark() -> None:
    class Disc:
        bounds = (-50.0, -100.0, 50.0, 0.0)

        @staticmethod
        def draw(pen: Pen, t: float) -> None:
            pen.part(oval(0, -50, 50), "#ff8800")
            pen.line(line([(-20, -50), (20, -50)]))

    scene = logo(4, nouns=("disc thing",), prompt="black logo, no frame", palette=("black",))
    sheet = draw_logo(scene, lambda node: Disc())
    assert sheet.drawn == ("disc thing",)
    mark = sheet.pixels[sheet.ids == 0].astype(int)
    assert (np.ptp(mark, axis=1) < 30).all(), "the rig's own orange is gone"
    assert (mark.mean(1) < 90).mean() > 0.6
