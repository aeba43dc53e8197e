"""Draws the pictures of the README and the gallery anew, through the command line as anybody would, and writes the
gallery. Run it where `heliograph` is installed: `.venv/bin/python docs/pictures/draw.py`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from PIL import Image

HERE = Path(__file__).parent
HEIGHT = 420
GAP = 12


def main() -> None:
    rows: list[dict[str, Any]] = tomllib.loads((HERE / "prompts.toml").read_text(encoding="utf-8"))["picture"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for row in rows:
            row["answer"] = draw(row, folder)
            with Image.open(folder / f"{row['name']}.png") as picture:
                scaled(picture, 900).save(HERE / f"{row['name']}.jpg", quality=88)
        first = [folder / f"{row['name']}.png" for row in rows if row.get("first")]
        side_by_side(first).save(HERE / "first.jpg", quality=88)
    (HERE.parent / "gallery.md").write_text(gallery(rows), encoding="utf-8")


def draw(row: dict[str, Any], folder: Path) -> dict[str, Any]:
    """One picture by `heliograph image` or `heliograph edit`, and what was said about it."""
    words = ["edit", f"{row['edits']}.png"] if "edits" in row else ["image"]
    choices = [f"--{option}={row[key]}" for option, key in (("ar", "ratio"), ("seed", "seed")) if key in row]
    command = [*words, row["prompt"], *choices, "-o", f"{row['name']}.png", "--json", "--data", "house"]
    done = subprocess.run(
        [sys.executable, "-m", "heliograph.cli", *command], cwd=folder, capture_output=True, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)[0]
    print(row["name"], answer["notes"], flush=True)
    return answer


def scaled(picture: Image.Image, side: int) -> Image.Image:
    """At most ``side`` pixels wide and high, without alpha."""
    small = picture.convert("RGB")
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    return small


def side_by_side(paths: list[Path]) -> Image.Image:
    """All at one height in a row on white."""
    pictures = []
    for path in paths:
        with Image.open(path) as picture:
            size = (round(picture.width * HEIGHT / picture.height), HEIGHT)
            pictures.append(picture.convert("RGB").resize(size, Image.Resampling.LANCZOS))
    row = Image.new("RGB", (sum(p.width + GAP for p in pictures) + GAP, HEIGHT + 2 * GAP), "white")
    left = GAP
    for one in pictures:
        row.paste(one, (left, GAP))
        left += one.width + GAP
    return row


def gallery(rows: list[dict[str, Any]]) -> str:
    """A page with every picture, its prompt, and what the house said."""
    parts = ["# Gallery\n\nDrawn by the embedded illustrator from the words above each.\n"]
    for row in rows:
        change = f", a change of [{row['edits']}](#{row['edits']})" if "edits" in row else ""
        text = "\n".join(f"> {line}  " if line else ">" for line in row["answer"]["text"].splitlines())
        parts.append(
            f"## {row['name']}\n`{row['prompt']}`{change}\n\n![{row['name']}](pictures/{row['name']}.jpg)\n\n{text}\n"
        )
    return "\n".join(parts)


if __name__ == "__main__":
    main()
