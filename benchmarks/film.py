"""How fast films are made: `python benchmarks/film.py [PROMPTS] [SHEET.jpg]`.

Makes 8 seconds at 1280 x 720 with sound for each of twenty fixed prompts (or the first PROMPTS of them) in this
process, and prints per prompt the seconds in all, frames per second, and where the time goes: painting the layers,
making the frames, composing the sound; what is left is encoding, which runs beside the frames in a thread of its
own. Peak memory is of this process and so of all films together. With SHEET.jpg, three frames of each film are put
on one picture.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from heliograph.engines.illustrator.illustrate import Commission, understood
from heliograph.engines.illustrator.motion.film import film
from heliograph.engines.illustrator.motion.order import FilmOrder
from heliograph.engines.illustrator.motion.stage_set import build
from heliograph.engines.illustrator.sound.soundtrack import soundtrack

PROMPTS = (
    "Panning wide shot of a calico kitten sleeping in the sunshine",
    "A cat playing with a ball",
    "two dogs running on a beach at sunset",
    "a sailing ship on the sea, zoom in",
    "a red car driving through a city in the rain",
    "a fish swimming underwater",
    "a knight riding a horse through a forest",
    "snow falling on a village at night, calm piano music",
    "a robot says 'Hello world' in a park",
    "three penguins under the northern lights, upbeat music",
    "a rocket flying through space",
    "an elephant walking in the savanna",
    "a woman dancing in a park",
    "a hot air balloon over mountains at dawn, panning",
    "a lake with mountains at sunset, watercolor",
    "a bird flying over a meadow",
    "a train in the snow",
    "a duck swimming on a lake",
    "a dragon flying over a castle",
    "a child's teddy bear on a bed, slow zoom out",
)
WIDTH, HEIGHT, SECONDS, FPS = 1280, 720, 8.0, 24
SHOWN = (0.05, 0.5, 0.95)


def parts(prompt: str) -> tuple[float, float, float]:
    """Seconds for layers, for all frames (from a sample of one in eight), and for the sound."""
    start = time.perf_counter()
    scene, _ = understood(Commission(prompt=prompt, width=WIDTH, height=HEIGHT, seed=1))
    made = build(scene, WIDTH, HEIGHT, SECONDS)
    layers = time.perf_counter() - start
    start = time.perf_counter()
    sample = range(0, round(SECONDS * FPS), 8)
    for index in sample:
        made.frame(index / FPS, SECONDS)
    frames = (time.perf_counter() - start) * SECONDS * FPS / len(sample)
    start = time.perf_counter()
    soundtrack(scene, prompt, SECONDS, 1)
    return layers, frames, time.perf_counter() - start


def stills(file: Path) -> list[NDArray[np.uint8]]:
    """Three small frames of a film."""
    with av.open(str(file)) as read:
        count = read.streams.video[0].frames
        wanted = [round(share * (count - 1)) for share in SHOWN]
        return [
            np.asarray(cv2.resize(frame.to_ndarray(format="rgb24"), (384, 216), interpolation=cv2.INTER_AREA), np.uint8)
            for index, frame in enumerate(read.decode(video=0))
            if index in wanted
        ]


def main(count: int, sheet: Path | None) -> None:
    cv2.setNumThreads(1)
    times, rows = [], []
    print(f"{'seconds':>8} {'fps':>6} {'layers':>7} {'frames':>7} {'sound':>6}  prompt")
    with tempfile.TemporaryDirectory() as folder:
        for prompt in PROMPTS[:count]:
            file = Path(folder) / "film.mp4"
            start = time.perf_counter()
            film(FilmOrder(prompt=prompt, seed=1, audio=True), file)
            spent = time.perf_counter() - start
            layers, frames, sound = parts(prompt)
            times.append(spent)
            print(f"{spent:8.1f} {SECONDS * FPS / spent:6.1f} {layers:7.2f} {frames:7.2f} {sound:6.2f}  {prompt}")
            if sheet is not None:
                rows.append(np.hstack(stills(file)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"median {statistics.median(times):.1f} s   worst {max(times):.1f} s   peak memory {peak:.0f} MB")
    if sheet is not None:
        Image.fromarray(np.vstack(rows)).save(sheet, quality=82)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else len(PROMPTS), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
