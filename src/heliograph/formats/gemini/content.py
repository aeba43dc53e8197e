"""generateContent and countTokens: what is asked of a conversation, from the wire and onto it."""

from __future__ import annotations

from typing import Any

from heliograph.domain.content import Modality
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.requests import CountTokens, GenerateContent
from heliograph.domain.results import TokenCount
from heliograph.formats.gemini.parameters import Read
from heliograph.formats.gemini.turns import read_contents, read_system, write_turn
from heliograph.formats.gemini.usage import write_details
from heliograph.wire.fields import Fields

MODALITIES = (Modality.TEXT.value, Modality.IMAGE.value)
_REFUSED = {
    "responseSchema": "Answers here are text and pictures, not JSON after a schema.",
    "responseJsonSchema": "Answers here are text and pictures, not JSON after a schema.",
}


def read_request(value: Any, model: str, *, stream: bool = False) -> GenerateContent:
    """A body of :generateContent. Raises InvalidArgument. What has no effect is named in ``ignored``."""
    body = Fields(value)
    _same_model(body, model)
    if body.has("cachedContent"):
        where = body.spelled("cachedContent")
        raise InvalidArgument(message=f"{where} is not taken: nothing is cached here. Send the contents.", field=where)
    contents, system = read_contents(body), read_system(body)
    found = Read()
    config = body.object("generationConfig") or Fields({}, "generationConfig")
    modalities = _read_config(config, found)
    image = config.object("imageConfig") or Fields({}, "generationConfig.imageConfig")
    found.text("aspect_ratio", image, "aspectRatio")
    found.text("image_size", image, "imageSize")
    found.people(image)
    output = found.output(image, "imageOutputOptions")
    return GenerateContent(
        model=model,
        contents=contents,
        system=system,
        response_modalities=modalities,
        output=output,
        stream=stream,
        ignored=tuple(body.left()),
        spelling=found.spelling,
        **{"number_of_images": 1, **found.values},
    )


def _read_config(config: Fields, found: Read) -> frozenset[Modality] | None:
    found.integer("number_of_images", config, "candidateCount", minimum=1)
    found.integer("seed", config, "seed")
    for name, why in _REFUSED.items():
        if config.has(name):
            raise InvalidArgument(message=f"{config.spelled(name)} is not taken. {why}", field=config.spelled(name))
    config.choice("responseMimeType", allowed=("text/plain",))
    return _read_modalities(config, found)


def _read_modalities(config: Fields, found: Read) -> frozenset[Modality] | None:
    asked = config.choices("responseModalities", allowed=MODALITIES)
    if not asked:
        return None
    found.spelling["response_modalities"] = config.spelled("responseModalities")
    return frozenset(map(Modality, asked))


def _same_model(body: Fields, model: str) -> None:
    """A body may repeat the model of its path, with or without what stands before the id."""
    named = body.text("model")
    if named is not None and named.rpartition("/")[2] != model.rpartition("/")[2]:
        where = body.spelled("model")
        raise InvalidArgument(message=f"{where} names another model than the path does.", field=where)


def read_count(value: Any, model: str) -> CountTokens:
    """A body of :countTokens: contents themselves, or a whole request inside ``generateContentRequest``."""
    body = Fields(value)
    inner = body.object("generateContentRequest") or body
    _same_model(inner, model)
    return CountTokens(
        model=model, contents=read_contents(inner), system=read_system(inner), ignored=tuple(body.left())
    )


def write_count(count: TokenCount) -> dict[str, Any]:
    """The answer of :countTokens."""
    out: dict[str, Any] = {"totalTokens": count.usage.input_tokens()}
    if details := write_details(count.usage):
        out["promptTokensDetails"] = details
    return out


def write_request(ask: GenerateContent) -> dict[str, Any]:
    """The body that asks this of somebody else who speaks Gemini. The model and the stream stand in the path."""
    body: dict[str, Any] = {"contents": [write_turn(turn) for turn in ask.contents]}
    if ask.system is not None:
        body["systemInstruction"] = write_turn(ask.system)
    if config := _write_config(ask):
        body["generationConfig"] = config
    return body


def _write_config(ask: GenerateContent) -> dict[str, Any]:
    output = {"mimeType": ask.output.mime_type, "compressionQuality": ask.output.compression}
    image = {
        "aspectRatio": ask.aspect_ratio,
        "imageSize": ask.image_size,
        "personGeneration": ask.person_generation,
        "imageOutputOptions": _given(output),
    }
    modalities = ask.response_modalities
    config = {
        "responseModalities": None if modalities is None else sorted(modalities, reverse=True),
        "candidateCount": ask.number_of_images if ask.number_of_images != 1 else None,
        "seed": ask.seed,
        "imageConfig": _given(image),
    }
    return _given(config)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, {}, [])}
