"""Draws the pictures of the README and the documents: `python docs/pictures/make.py`.

Each goes through the illustrator as a library, once; what it says about them is written into `README.md` beside them.
"""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from heliograph.engines.illustrator.illustrate import Commission, Picture, illustrate
from heliograph.engines.illustrator.memory import Memory
from heliograph.engines.illustrator.stamp import Label, encode

HERE = Path(__file__).parent
SIZES = {"1:1": (1024, 1024), "16:9": (1280, 720)}
SHOWN = 512
FRONT = ("logo", "mermaid", "mermaid-crayon", "landscape", "cat", "apples")
CELL = 400


def drawn(row: dict[str, Any], memory: Memory, done: dict[str, bytes]) -> Picture:
    """One picture, or an edit of one made before."""
    width, height = SIZES[row.get("ratio", "1:1")]
    references = (done[row["edits"]],) if "edits" in row else ()
    return illustrate(
        Commission(
            prompt=row["prompt"], width=width, height=height, seed=row["seed"], references=references, memory=memory
        )
    )


def smaller(pixels: NDArray[np.uint8], height: int) -> NDArray[np.uint8]:
    """The same at another height."""
    width = round(pixels.shape[1] * height / pixels.shape[0])
    return np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def sheet(pictures: list[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """Pictures side by side, three in a row."""
    cells = [smaller(pixels, CELL)[:, :CELL] for pixels in pictures]
    rows = [np.hstack(cells[start : start + 3]) for start in range(0, len(cells), 3)]
    return np.vstack(rows)


def main() -> None:
    rows = tomllib.loads((HERE / "pictures.toml").read_text("utf-8"))["picture"]
    lines = ["# Pictures by Heliograph", "", "Drawn by `python docs/pictures/make.py`, shown at half size.", ""]
    done: dict[str, bytes] = {}
    made: dict[str, NDArray[np.uint8]] = {}
    with tempfile.TemporaryDirectory() as folder:
        memory = Memory(Path(folder))
        for row in rows:
            picture = drawn(row, memory, done)
            name = row["name"]
            made[name] = picture.pixels
            memory.remember(picture.pixels, picture.scene)
            done[name] = encode(picture.pixels, "jpeg", quality=90)
            small = encode(smaller(picture.pixels, SHOWN), "jpeg", label=Label(prompt=row["prompt"]), quality=85)
            (HERE / f"{name}.jpg").write_bytes(small)
            lines += [f"## {name}", "", f"> {row['prompt']}", ""]
            lines += [f"![{row['prompt']}]({name}.jpg)", "", picture.text, ""]
    (HERE / "README.md").write_text("\n".join(lines), "utf-8")
    (HERE / "first.jpg").write_bytes(encode(sheet([made[name] for name in FRONT]), "jpeg", quality=88))


if __name__ == "__main__":
    main()
