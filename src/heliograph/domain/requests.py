"""What may be asked: a closed union of frozen values. Absent stays None: a default is a fact about a model.

Only a default that a dialect itself promises (OpenAI's n = 1) is written by that dialect.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from heliograph.domain.content import Content, Modality
from heliograph.domain.media import Media


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """How a picture is to be written. ``compression`` is a quality of 0..100."""

    mime_type: str | None = None
    compression: int | None = None
    background: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A picture given with a prompt. ``kind``: raw (edit this), mask, subject, style, control, product, person."""

    media: Media
    kind: Literal["raw", "mask", "subject", "style", "control", "product", "person"] = "raw"
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What every request for work carries. ``ignored`` names, in the wire's spelling, what was accepted but has no
    effect; ``spelling`` maps domain names to the spelling the caller used, so that errors speak his language."""

    model: str
    ignored: tuple[str, ...] = ()
    spelling: Mapping[str, str] = field(default_factory=dict)
    extras: Mapping[str, Any] = field(default_factory=dict)


ImageMode = Literal["generate", "edit", "upscale", "recontext", "segment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerateImages(Asked):
    """Pictures from a prompt, perhaps with pictures. ``size`` is exact pixels when a dialect asks by pixels."""

    prompt: str
    mode: ImageMode = "generate"
    number_of_images: int | None = None
    aspect_ratio: str | None = None
    image_size: str | None = None
    size: tuple[int, int] | None = None
    quality: str | None = None
    person_generation: str | None = None
    negative_prompt: str | None = None
    seed: int | None = None
    style: str | None = None
    edit_mode: str | None = None
    upscale_factor: int | None = None
    references: tuple[Reference, ...] = ()
    output: Output = Output()
    stream: bool = False
    partial_images: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerateContent(Asked):
    """A conversation in, text and pictures out. ``response_modalities`` None means the model's own."""

    contents: tuple[Content, ...]
    system: Content | None = None
    response_modalities: frozenset[Modality] | None = None
    number_of_images: int | None = None
    aspect_ratio: str | None = None
    image_size: str | None = None
    size: tuple[int, int] | None = None
    person_generation: str | None = None
    negative_prompt: str | None = None
    seed: int | None = None
    output: Output = Output()
    stream: bool = False

    @property
    def prompt(self) -> str:
        """The text of the last turn of the user."""
        return next((turn.text for turn in reversed(self.contents) if turn.role == "user"), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTokens(Asked):
    contents: tuple[Content, ...]
    system: Content | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListModels:
    """``page_token`` is the id of the last model of the page before."""

    page_size: int | None = None
    page_token: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GetModel:
    model: str


Request = GenerateImages | GenerateContent | CountTokens | ListModels | GetModel
Work = GenerateImages | GenerateContent
