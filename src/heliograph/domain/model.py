"""What is known about a model: what it can do, what it takes, what it costs, how long it lives. Facts only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

from heliograph.domain.usage import Meter


class Capability(StrEnum):
    """What may be asked of a model. The path of a request never decides, these do."""

    TEXT_TO_IMAGE = "text_to_image"
    IMAGE_TO_IMAGE = "image_to_image"
    MASKED_EDIT = "masked_edit"
    UPSCALE = "upscale"
    CONVERSATION = "conversation"
    TEXT_OUTPUT = "text_output"
    TEXT_TO_VIDEO = "text_to_video"
    IMAGE_TO_VIDEO = "image_to_video"
    LAST_FRAME = "last_frame"
    REFERENCE_TO_VIDEO = "reference_to_video"
    AUDIO = "audio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A rule of one of five kinds: default, minimum/maximum, one_of, fixed, required. ``name`` is the domain's
    (``number_of_images``). ``conditions`` narrow a rule: ``{"resolution": ("1080p",)}``."""

    name: str
    default: Any = None
    minimum: int | None = None
    maximum: int | None = None
    one_of: tuple[Any, ...] = ()
    fixed: Any = None
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Dollars per ``per`` units of a meter. ``when`` narrows it: ``{"image_size": ("4K",)}``. ``source`` is a page
    or a person's words, ``since`` the day it was read or began to hold."""

    meter: Meter
    price: Decimal
    per: int = 1
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: str = ""
    since: date | None = None


State = Literal["live", "deprecated", "retired"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifecycle:
    """Dates are those of the vendor's own service; Heliograph itself goes on answering to the name."""

    state: State = "live"
    released: date | None = None
    deprecated: date | None = None
    retired: date | None = None
    successor: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One name that callers may use."""

    id: str
    family: str
    title: str
    owner: str
    description: str = ""
    capabilities: frozenset[Capability] = frozenset()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    sizes: Mapping[str, Mapping[str, tuple[int, int]]] = field(default_factory=dict)
    """image size (``1K``) -> aspect ratio (``16:9``) -> pixels (width, height)."""
    rates: tuple[Rate, ...] = ()
    tokens_per_image: Mapping[str, int] = field(default_factory=dict)
    """image size -> output tokens of one picture; empty when priced by picture."""
    input_tokens_per_image: int = 0
    languages: tuple[str, ...] = ()
    """Prompt languages the model understands; empty means any."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """max_input_images, prompt_tokens, input_tokens, output_tokens ..."""
    lifecycle: Lifecycle = Lifecycle()
    emulated: str = ""
    """Said openly when the name can only be served by the illustrator here."""

    def can(self, capability: Capability) -> bool:
        return capability in self.capabilities

    @property
    def makes_images(self) -> bool:
        return self.can(Capability.TEXT_TO_IMAGE) or self.can(Capability.IMAGE_TO_IMAGE)

    @property
    def makes_videos(self) -> bool:
        return self.can(Capability.TEXT_TO_VIDEO) or self.can(Capability.IMAGE_TO_VIDEO)
