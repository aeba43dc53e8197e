"""Where pictures and films go: names that say what they hold, never over something that is there."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from heliograph.cli.outcome import Exit, Stop

SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp", "video/mp4": ".mp4"}
MIME_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
FILM_TYPES = {".mp4": "video/mp4"}


def slug(prompt: str, length: int = 40) -> str:
    """The prompt's first words as a part of a file name; letters of every script stay."""
    folded = unicodedata.normalize("NFKC", prompt).lower()
    words = re.sub(r"[\W_]+", "-", folded).strip("-")
    cut = words[:length].rstrip("-")
    whole = cut if len(words) <= length or words[length] == "-" else cut.rpartition("-")[0] or cut
    return whole or "picture"


def targets(prompt: str, output: Path | None, count: int, today: date) -> list[Path]:
    """One path for each picture. A folder gets names by date, prompt and a short id; ``a.png`` for three pictures is
    ``a-1.png`` to ``a-3.png``."""
    if output is None or output.is_dir():
        folder = output or Path()
        stem, suffix = f"{today:%Y%m%d}-{slug(prompt)}-{secrets.token_hex(2)}", ""
    else:
        folder, stem, suffix = output.parent, output.stem, output.suffix
    names = [stem] if count == 1 else [f"{stem}-{index}" for index in range(1, count + 1)]
    return [folder / f"{name}{suffix}" for name in names]


def check_free(paths: list[Path], force: bool, types: Mapping[str, str] = MIME_TYPES) -> None:
    """Before anything is asked or paid for: Stop when a path is taken, its folder is not there or its suffix is none of
    ``types``."""
    for path in paths:
        if not path.parent.is_dir():
            raise Stop(Exit.USAGE, f"There is no folder {path.parent}.")
        if path.suffix and path.suffix.lower() not in types:
            kind = "film" if types is FILM_TYPES else "picture"
            raise Stop(Exit.USAGE, f"{path.name} is no {kind} name: use {', '.join(types)}.")
        if path.exists() and not force:
            raise Stop(Exit.USAGE, f"{path} is there already. Use -f to write over it, or -o for another place.")


def save(path: Path, data: bytes, mime_type: str, force: bool) -> Path:
    """Writes a whole file or none; gives its path, with a suffix if it had none."""
    if not path.suffix:
        path = path.with_name(path.name + SUFFIXES.get(mime_type, ".png"))
    try:
        with path.open("wb" if force else "xb") as file:
            file.write(data)
    except FileExistsError:
        raise Stop(Exit.USAGE, f"{path} is there already. Use -f to write over it.") from None
    except OSError as error:
        raise Stop(Exit.USAGE, f"{path} cannot be written: {error.strerror}.") from error
    return path
