"""Draws the contact sheet of GenEval prompts: `python docs/gallery/geneval.py PROMPTS.jsonl`, 48 evenly picked ones.

PROMPTS.jsonl is the published list (Ghosh et al. 2023, MIT); the project does not carry it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from heliograph.engines.illustrator.illustrate import Commission, illustrate

COUNT, COLUMNS, SIDE, LINE = 48, 8, 208, 20


def tile(prompt: str, seed: int) -> Image.Image:
    """One picture with its words below."""
    pixels = illustrate(Commission(prompt=prompt, width=640, height=640, seed=seed)).pixels
    sheet = Image.new("RGB", (SIDE, SIDE + LINE), "white")
    sheet.paste(Image.fromarray(cv2.resize(pixels, (SIDE, SIDE), interpolation=cv2.INTER_AREA)))
    words = prompt.removeprefix("a photo of ")
    ImageDraw.Draw(sheet).text((3, SIDE + 3), words, "black", ImageFont.load_default(9 if len(words) > 36 else 11))
    return sheet


def main(file: Path) -> None:
    cv2.setNumThreads(1)
    prompts = [json.loads(line)["prompt"] for line in file.read_text("utf-8").splitlines() if line.strip()]
    picked = [prompts[int(at)] for at in np.linspace(0, len(prompts) - 1, COUNT)]
    sheet = Image.new("RGB", (COLUMNS * SIDE, COUNT // COLUMNS * (SIDE + LINE)), "white")
    for number, prompt in enumerate(picked):
        sheet.paste(tile(prompt, number), (number % COLUMNS * SIDE, number // COLUMNS * (SIDE + LINE)))
    sheet.save(Path(__file__).parent / "geneval.jpg", quality=80, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
