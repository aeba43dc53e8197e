"""Draws the large gallery: `python docs/gallery/make.py [NAME ...]`, from `prompts.toml`, and writes its page.

With names only those pictures are drawn anew. Look at them before you commit them; what you would not show goes from
the table, and what is weak about it into `weak`.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cv2
from PIL import Image

from heliograph.engines.illustrator.illustrate import Commission, illustrate

HERE = Path(__file__).parent
DRAWN, SHOWN, QUALITY = 896, 448, 82


def name_of(prompt: str) -> str:
    """The file name of a prompt: its first words."""
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in prompt.lower()).split()
    return "-".join(words)[:48].strip("-")


def entries(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(section, prompt) of the table in order."""
    return [(section["name"], prompt) for section in table["section"] for prompt in section["prompts"]]


def draw(prompt: str, seed: int) -> None:
    """Draw one prompt and keep it small."""
    asked = Commission(prompt=prompt, width=DRAWN, height=DRAWN, seed=seed, people="all")
    small = cv2.resize(illustrate(asked).pixels, (SHOWN, SHOWN), interpolation=cv2.INTER_AREA)
    Image.fromarray(small).save(HERE / "pictures" / f"{name_of(prompt)}.jpg", quality=QUALITY, optimize=True)


def page(table: Mapping[str, Any]) -> str:
    """The gallery's page in Markdown, three pictures a row."""
    lines = ["# The large gallery", "", table["about"].strip(), ""]
    for section in table["section"]:
        lines += [f"## {section['name']}", "", "| | | |", "|---|---|---|"]
        prompts = section["prompts"]
        for start in range(0, len(prompts), 3):
            cells = [
                f"![{prompt}](pictures/{name_of(prompt)}.jpg)<br>{prompt}" for prompt in prompts[start : start + 3]
            ]
            lines.append("| " + " | ".join(cells + [""] * (3 - len(cells))) + " |")
        lines.append("")
    lines += ["## What is weak", "", *(f"- {line}" for line in table["weak"]), ""]
    return "\n".join(lines)


def main(names: list[str]) -> None:
    cv2.setNumThreads(1)
    table = tomllib.loads((HERE / "prompts.toml").read_text("utf-8"))
    for section, prompt in entries(table):
        if not names or name_of(prompt) in names:
            draw(prompt, table.get("seeds", {}).get(prompt, 0))
            print(f"{section}: {prompt}", flush=True)
    kept = {f"{name_of(prompt)}.jpg" for _, prompt in entries(table)}
    for file in (HERE / "pictures").glob("*.jpg"):
        if file.name not in kept:
            file.unlink()
    (HERE / "README.md").write_text(page(table), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
