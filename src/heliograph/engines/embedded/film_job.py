"""One film for a drawing worker and what comes of it: plain values that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmJob:
    """``to`` is where the MP4 goes; how far it is stands in a small file beside it (``progress_of``). ``first``,
    ``last`` and ``references`` are encoded pictures."""

    to: Path
    prompt: str
    width: int
    height: int
    seconds: float
    seed: int
    fps: int = 24
    people: str = "adult"
    negative: str = ""
    first: bytes | None = None
    last: bytes | None = None
    references: tuple[bytes, ...] = ()
    audio: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filmed:
    """``invalid`` is set, and nothing else, when a picture that was given cannot be opened."""

    text: str = ""
    notes: tuple[str, ...] = ()
    only_people: bool = False
    invalid: str = ""


def progress_of(film: Path) -> float:
    """How far the film that is being made there is, 0..1."""
    try:
        return float(_beside(film).read_text("ascii"))
    except (OSError, ValueError):
        return 0.0  # not begun, or just being written: the next look will tell


def tell_progress(film: Path, progress: float) -> None:
    """Lets others see how far a film is."""
    _beside(film).write_text(f"{progress:.4f}", "ascii")


def _beside(film: Path) -> Path:
    return film.with_suffix(".progress")
