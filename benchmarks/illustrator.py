"""Seconds per picture of the illustrator, stage by stage: parse, backdrop, figures, style, words, encode.

Run it from the repository: ``python benchmarks/illustrator.py [--size 1024] [--rounds 2] [--prompts FILE]``.
It prints median and 95th percentile over the prompts, and the slowest pictures. One process, one thread.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

import cv2

from heliograph.engines.illustrator.canvas.composite import to_bytes
from heliograph.engines.illustrator.compose.picture import compose
from heliograph.engines.illustrator.drawing import draw_scene
from heliograph.engines.illustrator.prompt.parse import parse
from heliograph.engines.illustrator.rigs.registry import NOUNS
from heliograph.engines.illustrator.stamp import Label, encode
from heliograph.engines.illustrator.styles.registry import finish, needs_lines, pen_mode
from heliograph.engines.illustrator.words.answer import answer

PROMPTS = """a photo of a bench
a photo of two clocks
a photo of a red apple and a green cup
a dog right of a teddy bear
three penguins on the ice under the northern lights
an orange cat playing with a red ball in the living room
a mermaid, children's coloring book, bold outline, black and white
a landscape of a lake and mountains at sunset, oil painting
two red apples next to a window at sunset in watercolor
a knight riding a horse in front of a castle
a red car on a city street at night in the rain
a whale and two fish under the sea
a rocket in space
five butterflies over a garden
a fox reading a book under a tree in autumn
a sleeping calico kitten on a sunny meadow
a wizard and a dragon in the mountains, pixel art
a sailing ship on the sea at sunset
seven sheep on a farm
a minimalist logo, trident in a circle, with the text 'InferEra'
"""


def main() -> None:
    """Measure and print."""
    options = _options()
    cv2.setNumThreads(1)
    text = options.prompts.read_text("utf-8") if options.prompts else PROMPTS
    prompts = [line.strip() for line in text.splitlines() if line.strip()]
    stages: dict[str, list[float]] = defaultdict(list)
    slowest: list[tuple[float, str]] = []
    processor: list[float] = []
    started = time.perf_counter()
    draw_scene(parse(prompts[0], width=64, height=64, drawn=NOUNS))
    first = time.perf_counter() - started
    for number in range(options.rounds):
        for prompt in prompts:
            spent, busy = _measure(prompt, options.size, number)
            processor.append(busy)
            for stage, seconds in spent.items():
                stages[stage].append(seconds)
            slowest.append((sum(spent.values()), prompt))
    stages["cpu"] = processor
    _report(stages, slowest, first, options.size)


def _measure(prompt: str, size: int, seed: int) -> tuple[dict[str, float], float]:
    spent: dict[str, float] = {}
    mark = time.perf_counter()
    busy = time.process_time()

    def lap(stage: str) -> None:
        nonlocal mark
        now = time.perf_counter()
        spent[stage] = now - mark
        mark = now

    scene = parse(prompt, width=size, height=size, seed=seed, drawn=NOUNS)
    lap("parse")
    if scene.kind in ("logo", "poster", "card"):
        pixels = draw_scene(scene).pixels
        lap("sheet")
    else:
        composed = compose(scene, pen_mode(scene.style))
        lap("compose")
        lines = None
        if needs_lines(scene.style):
            lines = compose(scene, "line").picture.mean(axis=2)
            lap("lines")
        pixels = to_bytes(finish(composed.picture, scene, composed.ids, lines))
        lap("style")
    answer(scene, prompt)
    lap("words")
    encode(pixels, "png", label=Label(prompt=prompt, seed=seed))
    lap("encode")
    return spent, time.process_time() - busy


def _report(stages: dict[str, list[float]], slowest: list[tuple[float, str]], first: float, size: int) -> None:
    totals = [seconds for seconds, _ in slowest]
    rows = [*stages.items(), ("total", totals)]
    print(f"{len(totals)} pictures of {size} x {size}; first small picture after import: {first:.2f} s")
    print(f"{'stage':<10}{'median':>9}{'p95':>9}{'max':>9}   (seconds)")
    for stage, spent in rows:
        p95 = statistics.quantiles(spent, n=20)[-1] if len(spent) > 1 else spent[0]
        print(f"{stage:<10}{statistics.median(spent):>9.3f}{p95:>9.3f}{max(spent):>9.3f}")
    for seconds, prompt in sorted(slowest, reverse=True)[:5]:
        print(f"  {seconds:.2f} s  {prompt}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory: {peak / (1024 if sys.platform != 'darwin' else 1024 * 1024):.0f} MB")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1024)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--prompts", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
