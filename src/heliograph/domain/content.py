"""Content, Part, Role, Modality: Google's nouns for what goes into and comes out of a model."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from heliograph.domain.media import Media


class Modality(StrEnum):
    TEXT = "TEXT"
    IMAGE = "IMAGE"
    VIDEO = "VIDEO"
    AUDIO = "AUDIO"


Role = Literal["user", "model", "system"]


@dataclass(frozen=True, slots=True)
class Part:
    """Exactly one of ``text`` and ``media`` is set. ``thought`` marks a model's thinking aloud."""

    text: str | None = None
    media: Media | None = None
    thought: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """One turn."""

    role: Role
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """All text of the turn, joined by line ends."""
        return "\n".join(part.text for part in self.parts if part.text)

    @property
    def media(self) -> tuple[Media, ...]:
        """All media of the turn, in order."""
        return tuple(part.media for part in self.parts if part.media is not None)
