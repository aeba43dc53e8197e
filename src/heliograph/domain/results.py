"""What comes back. A refusal by policy is a result with a reason, not an error; an error is raised."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from heliograph.domain.content import Part
from heliograph.domain.films import FilmResult
from heliograph.domain.media import Media
from heliograph.domain.model import Model
from heliograph.domain.operation import Operation
from heliograph.domain.usage import Money, Usage


class FinishReason(StrEnum):
    """Google's words; a dialect with other words maps them."""

    STOP = "STOP"
    MAX_TOKENS = "MAX_TOKENS"
    IMAGE_SAFETY = "IMAGE_SAFETY"
    IMAGE_PROHIBITED_CONTENT = "IMAGE_PROHIBITED_CONTENT"
    PROHIBITED_CONTENT = "PROHIBITED_CONTENT"
    NO_IMAGE = "NO_IMAGE"
    IMAGE_OTHER = "IMAGE_OTHER"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why policy said no: ``code`` for programs (``PROHIBITED_CONTENT``), ``reason`` in words, ``hint`` on how to
    reword. ``field`` is the parameter that decided when it was one."""

    code: str
    reason: str
    hint: str = ""
    field: str | None = None

    def sentence(self) -> str:
        return f"{self.reason} {self.hint}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One answer: parts in order. For an image request, one picture (or a refusal) per candidate."""

    parts: tuple[Part, ...] = ()
    finish_reason: FinishReason = FinishReason.STOP
    refusal: Refusal | None = None
    seed: int | None = None
    size: tuple[int, int] | None = None

    @property
    def media(self) -> tuple[Media, ...]:
        return tuple(part.media for part in self.parts if part.media is not None)

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.parts if part.text and not part.thought)


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """The whole answer. ``refusal`` is set when the prompt as a whole was refused: then there are no candidates.
    ``notes`` are short sentences of the engine: what was drawn, what was left out. ``ignored`` names, in the wire's
    spelling, what was accepted and had no effect. ``model`` served it."""

    model: Model
    engine: str
    candidates: tuple[Candidate, ...] = ()
    usage: Usage = field(default_factory=Usage)
    refusal: Refusal | None = None
    notes: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    request_id: str = ""
    created: int = 0
    cost: Money | None = None
    emulated: bool = False

    @property
    def media(self) -> tuple[Media, ...]:
        return tuple(media for candidate in self.candidates for media in candidate.media)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """One streamed piece: a part, or the end (``final`` carries the whole Generation with usage and reasons).
    ``partial`` is the index of a preview picture, None for a finished one. Of long work a piece is its state now
    (``operation``), the last one done."""

    part: Part | None = None
    candidate: int = 0
    partial: int | None = None
    final: Generation | None = None
    operation: Operation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenCount:
    model: Model
    usage: Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPage:
    models: tuple[Model, ...]
    next_page_token: str | None = None


Result = Generation | TokenCount | ModelPage | Model | FilmResult
