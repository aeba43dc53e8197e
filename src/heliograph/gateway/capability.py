"""Whether a model can do what is asked: capability decides, never the path."""

from __future__ import annotations

from heliograph.domain.content import Modality
from heliograph.domain.errors import InvalidArgument, WrongCapability
from heliograph.domain.films import GenerateVideos
from heliograph.domain.model import Capability, Model
from heliograph.domain.requests import GenerateContent, GenerateImages, Work


def require(model: Model, ask: Work) -> None:
    """Raises WrongCapability for a model that makes no pictures, InvalidArgument where it cannot do this with them."""
    if not model.makes_images and not (isinstance(ask, GenerateContent) and model.can(Capability.TEXT_OUTPUT)):
        raise WrongCapability(
            message=f"{model.id} makes {'films' if model.makes_videos else 'no pictures'}; this endpoint makes "
            "pictures.",
            field="model",
            model=model.id,
            wanted="video" if model.makes_videos else "image",
        )
    if isinstance(ask, GenerateImages):
        _require_image_modes(model, ask)
    elif ask.response_modalities == frozenset({Modality.TEXT}):
        _require_text(model, ask)


def _require_image_modes(model: Model, ask: GenerateImages) -> None:
    needed = None
    if ask.mode == "upscale":
        needed = Capability.UPSCALE
    elif any(reference.kind == "mask" for reference in ask.references):
        needed = Capability.MASKED_EDIT
    elif ask.references:
        needed = Capability.IMAGE_TO_IMAGE
    if needed is not None and not model.can(needed):
        raise InvalidArgument(
            message=f"{model.id} cannot do this: it lacks '{needed}'.",
            field="model",
            hint="GET /v1/models lists what each model can do.",
            docs="capabilities",
        )


def _require_text(model: Model, ask: GenerateContent) -> None:
    if not model.can(Capability.TEXT_OUTPUT):
        raise InvalidArgument(
            message=f"{model.id} answers with pictures only.",
            field=ask.spelling.get("response_modalities", "modalities"),
            hint="Leave the modalities out, or ask for IMAGE.",
        )


def require_film(model: Model, ask: GenerateVideos) -> None:
    """Raises WrongCapability for a model that makes no films, InvalidArgument for a picture that it has no use for."""
    if not model.makes_videos:
        raise WrongCapability(
            message=f"{model.id} makes no films; this endpoint does.", field="model", model=model.id, wanted="image"
        )
    for name, given, needed in (
        ("image", ask.image, Capability.IMAGE_TO_VIDEO),
        ("last_frame", ask.last_frame, Capability.LAST_FRAME),
        ("references", ask.references, Capability.REFERENCE_TO_VIDEO),
    ):
        if given and not model.can(needed):
            raise InvalidArgument(
                message=f"{model.id} cannot do this: it lacks '{needed}'.",
                field=ask.spelling.get(name, name),
                hint="GET /v1/models lists what each model can do.",
            )
