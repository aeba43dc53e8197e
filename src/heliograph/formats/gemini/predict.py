"""predict, as Imagen has it: pictures from a prompt, edited, enlarged, set anew or cut out."""

from __future__ import annotations

import re
from typing import Any

from heliograph.domain.content import Part
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.model import Model
from heliograph.domain.requests import GenerateImages, ImageMode
from heliograph.domain.results import Candidate, FinishReason, Generation, Refusal
from heliograph.formats.gemini.parameters import Read
from heliograph.formats.gemini.pictures import read_picture, read_references, write_picture, write_references
from heliograph.wire.fields import Fields

SEGMENTS = ("FOREGROUND", "BACKGROUND", "PROMPT", "SEMANTIC", "INTERACTIVE")
_FACTOR = re.compile(r"[xX]?([1-9]\d?)", re.ASCII)
_COUNT = ("sampleCount", "numberOfImages")
_SIZE = ("sampleImageSize", "imageSize")
_TEXTS = (
    ("aspect_ratio", ("aspectRatio",)),
    ("image_size", _SIZE),
    ("edit_mode", ("editMode",)),
    ("style", ("sampleImageStyle",)),
)


def read_request(value: Any, model: str) -> GenerateImages:
    """A body of :predict. Raises InvalidArgument. What has no effect is named in ``ignored``."""
    body = Fields(value)
    instance = _one_instance(body)
    parameters = body.object("parameters") or Fields({}, "parameters")
    found = Read()
    _read_parameters(parameters, found)
    negative = parameters if parameters.has("negativePrompt") else instance
    found.text("negative_prompt", negative, "negativePrompt")
    output = found.output(parameters, "outputOptions")
    references = read_references(instance)
    found.spelling["references"] = instance.path
    mode, extras = _read_mode(parameters, instance, found, bool(references))
    prompt = instance.text("prompt") or ""
    if not prompt.strip() and mode in ("generate", "edit"):
        instance.require("prompt")
        raise InvalidArgument(message=f"{instance.spelled('prompt')} is empty.", field=instance.spelled("prompt"))
    return GenerateImages(
        model=model,
        prompt=prompt,
        mode=mode,
        references=references,
        output=output,
        ignored=tuple(body.left()),
        spelling=found.spelling,
        extras=extras,
        **found.values,
    )


def _one_instance(body: Fields) -> Fields:
    body.require("instances")
    instances = body.objects("instances")
    if len(instances) != 1:
        where = body.spelled("instances")
        raise InvalidArgument(
            message=f"{where} must hold exactly one instance; got {len(instances)}.",
            field=where,
            hint="For several pictures of one prompt set parameters.sampleCount.",
        )
    return instances[0]


def _read_parameters(parameters: Fields, found: Read) -> None:
    found.integer("number_of_images", parameters, *_COUNT, minimum=1)
    found.integer("seed", parameters, "seed", minimum=0)
    for name, wire in _TEXTS:
        found.text(name, parameters, *wire)
    found.people(parameters)
    if parameters.peek("includeRaiReason") is True:
        parameters.take("includeRaiReason")  # reasons are always given
    if parameters.has("storageUri"):
        where = parameters.spelled("storageUri")
        raise InvalidArgument(
            message=f"{where} is not taken: pictures come in the answer, not into a bucket.", field=where
        )


def _read_mode(parameters: Fields, instance: Fields, found: Read, referenced: bool) -> tuple[ImageMode, dict[str, Any]]:
    """What the body asks for, told by what it carries; a segment's kind goes along as an extra."""
    upscale = parameters.object("upscaleConfig")
    word = parameters.choice("mode", allowed=("UPSCALE", *SEGMENTS)) or ("UPSCALE" if upscale else None)
    if word is not None and not referenced:
        raise InvalidArgument(
            message=f"{instance.path}.image is missing: mode {word} needs a picture.", field=f"{instance.path}.image"
        )
    if word == "UPSCALE":
        _read_factor(upscale, found)
        return "upscale", {}
    if word is not None:
        return "segment", {"segment": word}
    if instance.has("productImages", "personImage"):
        return "recontext", {}
    return ("edit" if referenced else "generate"), {}


def _read_factor(upscale: Fields | None, found: Read) -> None:
    text = upscale.text("upscaleFactor") if upscale is not None else None
    if text is None or upscale is None:
        return
    where, factor = upscale.spelled("upscaleFactor"), _FACTOR.fullmatch(text)
    if factor is None:
        raise InvalidArgument(message=f"{where} must be like x2; got {text[:40]!r}.", field=where, allowed=("x2", "x4"))
    found.add("upscale_factor", int(factor[1]), where)


def write_result(made: Generation) -> dict[str, Any]:
    """One prediction per picture, or why there is none: ai-sdk requires one of the two in each."""
    if made.refusal is not None:
        return {"predictions": [{"raiFilteredReason": made.refusal.sentence()}]}
    return {"predictions": [row for candidate in made.candidates for row in _write_candidate(candidate)]}


def _write_candidate(candidate: Candidate) -> list[dict[str, Any]]:
    if candidate.media:
        return [write_picture(media) for media in candidate.media]
    why = candidate.refusal.sentence() if candidate.refusal else "The model answered without a picture."
    return [{"raiFilteredReason": why}]


def write_request(ask: GenerateImages) -> dict[str, Any]:
    """The body that asks this of somebody else who speaks predict. The model stands in the path."""
    instance = {"prompt": ask.prompt, **write_references(ask)}
    return {"instances": [instance], "parameters": _write_parameters(ask)}


def _write_parameters(ask: GenerateImages) -> dict[str, Any]:
    output = {"mimeType": ask.output.mime_type, "compressionQuality": ask.output.compression}
    parameters = {
        "sampleCount": ask.number_of_images,
        "aspectRatio": ask.aspect_ratio,
        "sampleImageSize": ask.image_size,
        "personGeneration": ask.person_generation,
        "negativePrompt": ask.negative_prompt,
        "seed": ask.seed,
        "sampleImageStyle": ask.style,
        "editMode": ask.edit_mode,
        "mode": {"upscale": "upscale", "segment": ask.extras.get("segment")}.get(ask.mode),
        "upscaleConfig": {"upscaleFactor": f"x{ask.upscale_factor}"} if ask.upscale_factor else None,
        "outputOptions": {key: value for key, value in output.items() if value is not None},
    }
    return {key: value for key, value in parameters.items() if value not in (None, {})}


def read_result(value: Any, model: Model, engine: str) -> Generation:
    """An upstream's predictions: one candidate for each, the filtered ones with their reason."""
    candidates = tuple(_read_prediction(row) for row in Fields(value).objects("predictions"))
    return Generation(model=model, engine=engine, candidates=candidates)


def _read_prediction(row: Fields) -> Candidate:
    media = read_picture(row) if row.has("bytesBase64Encoded", "gcsUri") else None
    if media is not None:
        return Candidate(parts=(Part(media=media),))
    reason = row.text("raiFilteredReason") or "The picture was filtered."
    refusal = Refusal(code=FinishReason.IMAGE_SAFETY, reason=reason)
    return Candidate(finish_reason=FinishReason.IMAGE_SAFETY, refusal=refusal)
