"""How well pictures follow their prompts: `python benchmarks/geneval.py PROMPTS.jsonl [EVERY]`.

PROMPTS.jsonl is the published GenEval list (Ghosh et al. 2023, MIT); the project does not carry it. Each prompt is
drawn once at 1024 x 1024; what is in the picture is measured from the compositor's map of nodes, never from the scene
graph alone: a thing counts when at least a third of its own pixels are visible, a colour when it is the commonest of
the ten colours that the list asks for over those pixels, a place when the middles lie that way by a tenth of the
frame. EVERY draws each so-manyth prompt only. Prints a score per task, the failures, and seconds per picture.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from heliograph.engines.illustrator.compose.painting import render
from heliograph.engines.illustrator.compose.picture import Composed, compose
from heliograph.engines.illustrator.illustrate import Commission, illustrate
from heliograph.engines.illustrator.scene import Scene
from heliograph.engines.illustrator.styles.registry import pen_mode

OURS = {
    "airplane": {"aeroplane"},
    "cell phone": {"phone", "smartphone"},
    "computer keyboard": {"keyboard"},
    "couch": {"sofa"},
    "dining table": {"dining table", "table"},
    "hair drier": {"hair dryer"},
    "refrigerator": {"fridge"},
    "sports ball": {"sports ball", "ball", "football", "soccer ball", "basketball", "volleyball", "tennis ball"},
    "tv remote": {"remote"},
}
"""GenEval's class names where our table has another word for the same thing, or several kinds of it."""

BASIC = {
    "red": ["#d7263d", "#b3202e", "#e8534f"], "orange": ["#f2862b", "#d9701d"], "yellow": ["#f5d33b", "#d9b321"],
    "green": ["#3fa34d", "#2c7a3a", "#7cc576"], "blue": ["#2f6fd0", "#1f4e9c", "#7fb2e8"],
    "purple": ["#8a4fbf", "#673a92"], "pink": ["#f291b5", "#e66a9c"], "brown": ["#8a5a34", "#6b4526", "#b07d50"],
    "black": ["#22222a", "#3a3a42"], "white": ["#f6f5f0", "#dedede", "#bdbdbd"],
}  # fmt: skip
NEAREST = [(name, tone) for name, tones in BASIC.items() for tone in tones]
APART = 0.1
VISIBLE = 1 / 3


@dataclass(frozen=True)
class Seen:
    """One visible thing: its noun, its pixels and the middle of them (0..1)."""

    noun: str
    mask: NDArray[np.bool_]
    x: float
    y: float


def seen(scene: Scene, composed: Composed) -> list[Seen]:
    """Every thing of which enough can be seen."""
    height, width = composed.ids.shape
    whole: dict[int, int] = {}
    for one in composed.placed:
        sprite = render(one, (width, height), composed.mode, composed.backdrop.light)
        if sprite is not None:
            # A figure that holds something is placed twice: its body, then its fingers.
            whole[one.index] = max(whole.get(one.index, 0), int((sprite.alpha > 0.5).sum()))
    found = []
    for index in np.unique(composed.ids[composed.ids >= 0]).tolist():
        mask = composed.ids == index
        # What is in the map without having been placed is part of the backdrop: the table of a still life.
        if mask.sum() < VISIBLE * whole.get(index, 0):
            continue
        rows, columns = np.nonzero(mask)
        middle = (float(columns.min() + columns.max()) / 2 / width, float(rows.min() + rows.max()) / 2 / height)
        found.append(Seen(scene.nodes[index].noun, mask, *middle))
    return found


def basic_colour(pixels: NDArray[np.uint8], mask: NDArray[np.bool_]) -> str:
    """The commonest basic colour, white and black marks included."""
    points = cv2.cvtColor(pixels[mask][None].astype(np.float32) / 255, cv2.COLOR_RGB2LAB)[0]
    tones = np.array([[int(tone[i : i + 2], 16) for i in (1, 3, 5)] for _, tone in NEAREST], np.float32)[None] / 255
    palette = cv2.cvtColor(tones, cv2.COLOR_RGB2LAB)[0]
    best = np.argmin(((points[:, None] - palette[None]) ** 2).sum(-1), axis=1)
    votes: dict[str, int] = defaultdict(int)
    for index, count in zip(*np.unique(best, return_counts=True), strict=True):
        votes[NEAREST[int(index)][0]] += int(count)
    return max(votes, key=lambda name: votes[name])


def stands(one: Seen, other: Seen, where: str) -> bool:
    """Whether ``one`` lies left of, right of, above or below ``other``."""
    return {
        "left of": other.x - one.x > APART,
        "right of": one.x - other.x > APART,
        "above": other.y - one.y > APART,
        "below": one.y - other.y > APART,
    }[where]


def verdict(row: dict[str, Any], pixels: NDArray[np.uint8], things: list[Seen]) -> str:
    """Empty when the picture holds what was asked, else what is wrong."""
    groups: list[list[Seen]] = []
    for wanted in row["include"]:
        name = wanted["class"]
        group = [thing for thing in things if thing.noun in OURS.get(name, {name})]
        if len(group) != wanted["count"]:
            return f"{len(group)} of {wanted['count']} {name}"
        groups.append(group)
        if colour := wanted.get("color"):
            told = [basic_colour(pixels, thing.mask) for thing in group]
            if any(one != colour for one in told):
                return f"{name} is {told[0]}, not {colour}"
        if (place := wanted.get("position")) and not stands(group[0], groups[place[1]][0], place[0]):
            return f"{name} is not {place[0]}"
    return ""


def main(file: Path, every: int) -> None:
    cv2.setNumThreads(1)
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()][::every]
    tasks: dict[str, list[bool]] = defaultdict(list)
    seconds = []
    for number, row in enumerate(rows):
        start = time.perf_counter()
        picture = illustrate(Commission(prompt=row["prompt"], seed=number))
        seconds.append(time.perf_counter() - start)
        composed = compose(picture.scene, pen_mode(picture.scene.style))
        wrong = verdict(row, picture.pixels, seen(picture.scene, composed))
        tasks[row["tag"]].append(not wrong)
        if wrong:
            print(f"  {row['tag']:<14} {row['prompt']!r}: {wrong}")
    for task, passed in tasks.items():
        print(f"{task:<16} {sum(passed):4} of {len(passed):4}   {sum(passed) / len(passed):.3f}")
    every_one = [one for passed in tasks.values() for one in passed]
    means = statistics.mean(sum(passed) / len(passed) for passed in tasks.values())
    print(f"{'overall':<16} {sum(every_one):4} of {len(every_one):4}   {means:.3f} (mean of the tasks)")
    ordered = sorted(seconds)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    print(f"seconds          median {statistics.median(ordered):.2f}   p95 {p95:.2f}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
