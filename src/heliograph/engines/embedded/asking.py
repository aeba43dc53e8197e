"""From an ask of the house to jobs for the drawing workers: prompts, pictures, sizes and seeds."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from heliograph.catalogue.sizes import pixels
from heliograph.domain.content import Modality
from heliograph.domain.media import Media
from heliograph.domain.model import Capability, Model
from heliograph.domain.requests import GenerateContent, GenerateImages, Work
from heliograph.engines.embedded.drawing import Job
from heliograph.wire.armour import head, raw
from heliograph.wire.sniff import sniff

PEOPLE = {"dont_allow": "none", "allow_none": "none", "allow_adult": "adult", "allow_all": "all"}
HEAD_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the answer should hold: text, pictures, or both."""

    text: bool
    pictures: int


def wanted(ask: Work, model: Model) -> Wanted:
    """From the modalities asked and those the model has."""
    if isinstance(ask, GenerateImages):
        return Wanted(text=False, pictures=ask.number_of_images or 1)
    modalities = ask.response_modalities
    text = model.can(Capability.TEXT_OUTPUT) and (modalities is None or Modality.TEXT in modalities)
    pictures = model.makes_images and (modalities is None or Modality.IMAGE in modalities)
    return Wanted(text=text, pictures=(ask.number_of_images or 1) if pictures else 0)


def jobs(ask: Work, model: Model, metadata: str) -> list[Job]:
    """One job for each picture asked, or one without drawing for a text alone. Seeds count up from the first."""
    plan = wanted(ask, model)
    media = _pictures(ask)
    mask = _mask(ask)
    width, height = pixels(model, ask, _size(media[-1]) if media else None)
    first = ask.seed if ask.seed is not None else secrets.randbelow(2**31)
    seeds = [(first + index) % 2**32 for index in range(max(1, plan.pictures))]
    references = tuple(raw(item) for item in media)
    return [
        Job(
            prompt=_prompt(ask),
            width=width,
            height=height,
            seed=seed,
            people=people_of(ask),
            negative=ask.negative_prompt or "",
            references=references,
            mask=raw(mask) if mask else None,
            mode=_mode(ask),
            factor=getattr(ask, "upscale_factor", None) or 2,
            draw=plan.pictures > 0,
            transparent=(ask.output.background or "").lower() == "transparent",
            mime_type=ask.output.mime_type or "image/png",
            quality=ask.output.compression,
            metadata=metadata,
            facts={"model": model.id, **_parameters(ask)},
        )
        for seed in seeds
    ]


def people_of(ask: Work) -> str:
    """Who may be drawn: none, adult or all. Adults where nothing is said."""
    return PEOPLE.get((ask.person_generation or "allow_adult").lower(), "adult")


def _prompt(ask: Work) -> str:
    """The words to draw from; a system text speaks first."""
    if isinstance(ask, GenerateContent):
        return "\n".join(text for text in (ask.system.text if ask.system else "", ask.prompt) if text)
    style = f", {ask.style} style" if ask.style in {"vivid", "natural"} else ""
    return ask.prompt + style


def _pictures(ask: Work) -> Sequence[Media]:
    """Pictures of the newest turn that has any, the model's own included: what is talked about now."""
    if isinstance(ask, GenerateImages):
        return [reference.media for reference in ask.references if reference.kind != "mask"]
    newest = next((turn.media for turn in reversed(ask.contents) if turn.role == "user" and turn.media), ())
    own = next((turn.media for turn in reversed(ask.contents) if turn.role == "model" and turn.media), ())
    last_user = ask.contents[-1].media if ask.contents else ()
    if last_user:
        return [*own[-1:], *last_user]
    return list(own[-1:] or newest)


def _mask(ask: Work) -> Media | None:
    if isinstance(ask, GenerateContent):
        return None
    return next((reference.media for reference in ask.references if reference.kind == "mask"), None)


def _mode(ask: Work) -> str:
    if isinstance(ask, GenerateContent):
        return "generate"
    # Vertex's default mode without a mask is a plain edit: a picture of ours is then changed through its scene graph.
    return "edit" if (ask.edit_mode or "").upper() == "EDIT_MODE_DEFAULT" else ask.edit_mode or ask.mode


def _size(media: Media) -> tuple[int, int] | None:
    found = sniff(head(media, HEAD_BYTES))
    return (found.width, found.height) if found else None


def _parameters(ask: Work) -> dict[str, str]:
    """The parameters that a file should remember."""
    names = ("aspect_ratio", "image_size", "person_generation", "negative_prompt", "quality", "edit_mode")
    values = {name: getattr(ask, name, None) for name in names}
    return {name: str(value) for name, value in values.items() if value is not None}
