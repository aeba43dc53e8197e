"""What a film is asked to be, and what came of it. Plain values."""

from __future__ import annotations

from dataclasses import dataclass

from ..memory import Memory
from ..scene import People, Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmOrder:
    """Sizes in pixels, ``seconds`` exactly. ``first`` and ``last`` are encoded pictures, ``references`` others that
    show what is meant. ``audio`` adds a stereo track."""

    prompt: str
    width: int = 1280
    height: int = 720
    seconds: float = 8.0
    fps: int = 24
    seed: int = 0
    people: People = "adult"
    negative: str = ""
    first: bytes | None = None
    last: bytes | None = None
    references: tuple[bytes, ...] = ()
    audio: bool = False
    memory: Memory | None = None

    @property
    def frames(self) -> int:
        """How many frames there are."""
        return round(self.seconds * self.fps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """``only_people`` says that nothing was left of the prompt without the people that may not be in it; then there is
    no file."""

    scene: Scene
    text: str = ""
    drawn: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    only_people: bool = False
