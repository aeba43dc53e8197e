"""How well whole scenes follow their prompts: `python benchmarks/scenes.py [EVERY [CASES.toml]]`.

CASES.toml says of each prompt what belongs into the picture (by default the project's own scene prompts, which were
written before its parser). Things, their number, their colours and how they stand to each other are measured from the
compositor's map of nodes, as in geneval.py; setting, hour, style and lettering are those of the scene that was drawn.
A prompt passes when all of it holds. Prints the failures, the score per kind of wish, and seconds per stage.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from geneval import BASIC, basic_colour, seen
from numpy.typing import NDArray

from heliograph.engines.illustrator.compose.picture import compose
from heliograph.engines.illustrator.drawing import Picture, draw_scene
from heliograph.engines.illustrator.illustrate import Commission, illustrate
from heliograph.engines.illustrator.prompt.lexicon import lexicon
from heliograph.engines.illustrator.scene import Scene
from heliograph.engines.illustrator.settings.registry import shows
from heliograph.engines.illustrator.styles.registry import finish, pen_mode

CASES = Path(__file__).parents[1] / "tests" / "engines" / "illustrator" / "prompt" / "cases.toml"
SCENE = ("kind", "style", "setting", "time", "weather", "season", "background")
NEAR = 0.25
"""How far apart, as a share of the frame, things may be that are beside, with, before or behind each other."""
LINES = frozenset({"lineart"})


@dataclass(frozen=True)
class Shown:
    """One visible thing: its noun, its id, its pixels and their box (0..1: left, top, right, bottom)."""

    noun: str
    node: str
    mask: NDArray[np.bool_]
    box: tuple[float, float, float, float]


def canonical(noun: str) -> str:
    """The noun of our table for a word."""
    return lexicon().canonical(noun) or noun


def shown(picture: Picture) -> list[Shown]:
    """What can be seen: of a scene what is visible by a third, of a sheet or a logo what has pixels at all."""
    scene, ids = picture.scene, picture.ids
    if ids is None:
        return []
    if scene.kind in ("logo", "poster", "card"):
        masks = [(index, ids == index) for index in range(len(scene.nodes))]
    else:
        composed = compose(scene, pen_mode(scene.style))
        masks = [(int(composed.ids[thing.mask][0]), thing.mask) for thing in seen(scene, composed)]
    found = {}
    for index, mask in masks:
        if mask.any():
            rows, columns = np.nonzero(mask)
            height, width = mask.shape
            box = (columns.min() / width, rows.min() / height, columns.max() / width, rows.max() / height)
            node = scene.nodes[index]
            found[node.id] = Shown(canonical(node.noun), node.id, mask, box)
    return list(found.values())


def gap(one: Shown, other: Shown) -> float:
    """How far two boxes are apart (0..1), nothing when they touch."""
    a, b = one.box, other.box
    return float(max(0.0, a[0] - b[2], b[0] - a[2]) + max(0.0, a[1] - b[3], b[1] - a[3]))


def _middle(one: Shown) -> tuple[float, float]:
    return (one.box[0] + one.box[2]) / 2, (one.box[1] + one.box[3]) / 2


def _on(one: Shown, other: Shown) -> bool:
    touches = gap(one, other) < 0.03
    return touches and one.box[1] < other.box[3] and _middle(one)[1] < other.box[3]


RELATED: dict[str, Callable[[Shown, Shown], bool]] = {
    "left_of": lambda one, other: _middle(other)[0] > _middle(one)[0],
    "right_of": lambda one, other: _middle(other)[0] < _middle(one)[0],
    "above": lambda one, other: _middle(other)[1] > _middle(one)[1],
    "below": lambda one, other: _middle(other)[1] < _middle(one)[1],
    "under": lambda one, other: _middle(other)[1] < _middle(one)[1],
    "on": _on,
    "riding": _on,
    "in": lambda one, other: gap(one, other) == 0,
    "holding": lambda one, other: gap(one, other) < 0.02,
    "wearing": lambda one, other: gap(one, other) < 0.02,
}


def wishes(case: dict[str, Any], picture: Picture, things: list[Shown]) -> Iterator[tuple[str, str, bool]]:
    """(kind of wish, wish, fulfilled) for everything that the case asks for."""
    scene = picture.scene
    for key in SCENE:
        if key in case:
            yield "scene", f"{key} {case[key]}", getattr(scene, key) == case[key]
    if "lettering" in case:
        yield "lettering", "lettering", [words.text for words in scene.lettering] == case["lettering"]
    for noun in case.get("absent", ()):
        yield "absent", noun, not any(thing.noun == canonical(noun) for thing in things)
    for text in case.get("nodes", ()):
        yield from _thing(text, picture, things)
    for text in case.get("relations", ()):
        words = text.split()
        at = next(k for k, word in enumerate(words) if k and word in {*RELATED, *APART})
        yield "relation", text, _related(scene, things, " ".join(words[:at]), words[at], " ".join(words[at + 1 :]))


APART = frozenset({"beside", "behind", "in_front_of", "with", "near"})


def _thing(text: str, picture: Picture, things: list[Shown]) -> Iterator[tuple[str, str, bool]]:
    words = text.split()
    number = words.pop(0) if words[0].isdigit() or words[0] == "some" else "1"
    start = next((at for at, word in enumerate(words) if "=" in word), len(words))
    noun = canonical(" ".join(words[:start]))
    asked = dict(re.findall(r"(\w+)=([^=]+?)(?=\s+\w+=|$)", " ".join(words[start:])))
    told = {node.id: node.attributes for node in picture.scene.nodes}
    group = [thing for thing in things if thing.noun == noun]
    alike = [thing for thing in group if all(told[thing.node].get(k) == v for k, v in asked.items() if k in _SORTS)]
    few = len(alike) > 1 if number == "some" else len(alike) == int(number)
    yield "thing", text, few or (number == "1" and not group and shows(picture.scene, noun))
    colour = asked.get("colour", "")
    if colour in BASIC and picture.scene.style not in LINES and "monochrome" not in picture.scene.style_options:
        either = {colour, asked.get("second_colour", colour)}
        yield "colour", text, any(basic_colour(picture.pixels, thing.mask) in either for thing in group)


_SORTS = frozenset({"colour", "age", "gender", "coat", "profession", "size"})


def _close_by(one: Shown, other: Shown) -> bool:
    return gap(one, other) < NEAR


def _related(scene: Scene, things: list[Shown], source: str, kind: str, target: str) -> bool:
    ones = [thing for thing in things if thing.noun == canonical(source)]
    others = [thing for thing in things if thing.noun == canonical(target)]
    if not ones or not others:
        # What the room itself shows (its window) stands behind everybody.
        return all(group or shows(scene, canonical(noun)) for group, noun in ((ones, source), (others, target)))
    holds = RELATED.get(kind, _close_by)
    return any(holds(one, other) for one in ones for other in others if one is not other)


def main(every: int, file: Path) -> None:
    cv2.setNumThreads(1)
    cases = tomllib.loads(file.read_text("utf-8"))["case"][::every]
    stages: dict[str, list[float]] = defaultdict(list)
    score: dict[str, list[bool]] = defaultdict(list)
    for number, case in enumerate(cases):
        asked = Commission(prompt=case["prompt"], seed=number, people=case.get("people", "adult"),
                           negative=case.get("negative", ""), draw=False)  # fmt: skip
        at = time.perf_counter()
        scene = illustrate(asked).scene
        stages["parse, words"].append(time.perf_counter() - at)
        at = time.perf_counter()
        picture = draw_scene(scene)
        stages["draw, finish"].append(time.perf_counter() - at)
        if scene.kind not in ("logo", "poster", "card"):
            composed = compose(scene, pen_mode(scene.style))
            at = time.perf_counter()
            finish(composed.picture, scene, composed.ids)
            stages["of that finish"].append(time.perf_counter() - at)
        told = list(wishes(case, picture, shown(picture)))
        for kind, _, fulfilled in told:
            score[kind].append(fulfilled)
        score["whole prompts"].append(all(fulfilled for _, _, fulfilled in told))
        if missed := [f"{kind} {wish}" for kind, wish, fulfilled in told if not fulfilled]:
            print(f"  {case['prompt']!r}: {'; '.join(missed)}", flush=True)
    for kind, passed in score.items():
        print(f"{kind:<16} {sum(passed):4} of {len(passed):4}   {sum(passed) / len(passed):.3f}")
    for stage, seconds in stages.items():
        p95 = sorted(seconds)[int(0.95 * (len(seconds) - 1))]
        print(f"{stage:<16} median {statistics.median(seconds):.2f} s   p95 {p95:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1, Path(sys.argv[2]) if len(sys.argv) > 2 else CASES)
