"""predictLongRunning, as Veo has it: what is asked of a film, from the wire and onto it."""

from __future__ import annotations

from typing import Any

from heliograph.domain.errors import InvalidArgument
from heliograph.domain.films import GenerateVideos, Verb
from heliograph.domain.media import Media
from heliograph.domain.requests import Reference
from heliograph.formats.gemini.parameters import Read
from heliograph.formats.gemini.pictures import read_picture, write_picture
from heliograph.wire.fields import Fields

MAX_REFERENCES = 16
_COUNT = ("sampleCount", "numberOfVideos")
_KINDS: dict[str, Any] = {"ASSET": "subject", "STYLE": "style"}
_WORDS = {kind: word for word, kind in _KINDS.items()}
_REFUSED = {
    "storageUri": "Films are kept here and come in the answer, not into a bucket.",
    "pubsubTopic": "Nobody is told by message; poll the operation, or watch it with alt=sse.",
}


def read_request(value: Any, model: str) -> GenerateVideos:
    """A body of :predictLongRunning. Raises InvalidArgument. What has no effect is named in ``ignored``."""
    body = Fields(value)
    instance = _one_instance(body)
    parameters = body.object("parameters") or Fields({}, "parameters")
    found = Read()
    _read_parameters(parameters, found)
    negative = parameters if parameters.has("negativePrompt") else instance
    found.text("negative_prompt", negative, "negativePrompt")
    for name, wire in (("image", "image"), ("last_frame", "lastFrame"), ("video", "video")):
        inner = instance.object(wire)
        found.add(name, None if inner is None else read_picture(inner), instance.spelled(wire))
    references = _read_references(instance)
    found.spelling.update(references=instance.spelled("referenceImages"), prompt=instance.spelled("prompt"))
    verb: Verb = "extend" if "video" in found.values else "generate"
    return GenerateVideos(
        model=model,
        prompt=_read_prompt(instance, found),
        verb=verb,
        references=references,
        ignored=tuple(body.left()),
        spelling=found.spelling,
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
            hint="For several films of one prompt set parameters.sampleCount.",
        )
    if instances[0].has("mask"):
        where = instances[0].spelled("mask")
        raise InvalidArgument(message=f"{where} is not taken: no part of a film is painted over here.", field=where)
    return instances[0]


def _read_prompt(instance: Fields, found: Read) -> str:
    """A film may do without words when it has a picture or a film to begin with."""
    prompt = instance.text("prompt") or ""
    if not prompt.strip() and not {"image", "video"} & set(found.values):
        instance.require("prompt")
        raise InvalidArgument(message=f"{instance.spelled('prompt')} is empty.", field=instance.spelled("prompt"))
    return prompt


def _read_parameters(parameters: Fields, found: Read) -> None:
    found.integer("number_of_videos", parameters, *_COUNT, minimum=1)
    found.integer("duration_seconds", parameters, "durationSeconds", minimum=1)
    found.integer("seed", parameters, "seed", minimum=0)
    found.integer("fps", parameters, "fps", minimum=1)
    found.text("aspect_ratio", parameters, "aspectRatio")
    found.text("resolution", parameters, "resolution")
    found.add("generate_audio", parameters.boolean("generateAudio"), parameters.spelled("generateAudio"))
    found.people(parameters)
    for name, why in _REFUSED.items():
        if parameters.has(name):
            where = parameters.spelled(name)
            raise InvalidArgument(message=f"{where} is not taken. {why}", field=where)


def _read_references(instance: Fields) -> tuple[Reference, ...]:
    rows = instance.objects("referenceImages")
    if len(rows) > MAX_REFERENCES:
        where = instance.spelled("referenceImages")
        raise InvalidArgument(message=f"{where} holds {len(rows)} pictures; at most {MAX_REFERENCES}.", field=where)
    return tuple(_read_reference(row) for row in rows)


def _read_reference(row: Fields) -> Reference:
    """google-genai writes the kind in upper case, ai-sdk none at all (measured)."""
    word = row.choice("referenceType", allowed=tuple(_KINDS)) or "ASSET"
    row.require("image", "referenceImage")
    image = row.object("image", "referenceImage")
    assert image is not None  # required above
    return Reference(media=read_picture(image), kind=_KINDS[word])


def write_request(ask: GenerateVideos) -> dict[str, Any]:
    """The body that asks this of somebody else who speaks predictLongRunning. The model stands in the path."""
    pictures: tuple[tuple[str, Media | None], ...] = (
        ("image", ask.image),
        ("lastFrame", ask.last_frame),
        ("video", ask.video),
    )
    instance: dict[str, Any] = {"prompt": ask.prompt}
    instance |= {name: write_picture(media) for name, media in pictures if media is not None}
    if ask.references:
        instance["referenceImages"] = [_write_reference(one) for one in ask.references]
    parameters = {
        "sampleCount": ask.number_of_videos,
        "durationSeconds": ask.duration_seconds,
        "aspectRatio": ask.aspect_ratio,
        "resolution": ask.resolution,
        "personGeneration": ask.person_generation.lower() if ask.person_generation else None,
        "negativePrompt": ask.negative_prompt,
        "seed": ask.seed,
        "fps": ask.fps,
        "generateAudio": ask.generate_audio,
    }
    return {
        "instances": [instance],
        "parameters": {key: value for key, value in parameters.items() if value is not None},
    }


def _write_reference(one: Reference) -> dict[str, Any]:
    return {"image": write_picture(one.media), "referenceType": _WORDS.get(one.kind, "ASSET")}
