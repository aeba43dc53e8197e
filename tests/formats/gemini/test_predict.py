"""predict: bodies of Imagen, editing, enlarging and the rest, as the SDKs send them (wire.md 2.1, 5.1, 6)."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from heliograph.domain.content import Part
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Remote
from heliograph.domain.requests import GenerateImages, Output, Reference
from heliograph.domain.results import Candidate, FinishReason, Generation, Refusal
from heliograph.formats.gemini.predict import read_request, read_result, write_request, write_result
from heliograph.wire import armour
from tests.formats.gemini.samples import MODEL, PICTURE, PNG, generation, received, sent

IMAGEN = "imagen-4.0-fast-generate-001"
B64 = base64.b64encode(PNG).decode()
IMAGE = {"bytesBase64Encoded": B64, "mimeType": "image/png"}

_COUNTS: list[Any] = [0, -1, 1.5, 1.0, True, "0", "x", [], -(10**18)]
WRONG_COUNTS: list[tuple[dict[str, Any], str]] = [
    ({"instances": [{"prompt": "x"}], "parameters": {"sampleCount": count}}, "parameters.sampleCount")
    for count in _COUNTS
]


def read(body: dict[str, Any]) -> GenerateImages:
    return read_request(received(body), IMAGEN)


def test_the_seeds_logo() -> None:
    ask = read({"instances": [{"prompt": "a logo"}], "parameters": {"sampleCount": 1, "aspectRatio": "1:1"}})
    assert (ask.model, ask.mode, ask.prompt) == (IMAGEN, "generate", "a logo")
    assert (ask.number_of_images, ask.aspect_ratio) == (1, "1:1")
    assert (ask.ignored, ask.references, ask.image_size) == ((), (), None)
    assert read({"instances": [{"prompt": "a logo"}]}).number_of_images is None


@pytest.mark.parametrize("name", ["sampleCount", "numberOfImages", "number_of_images", "sample_count"])
@pytest.mark.parametrize("count", [2, "2"])
def test_every_name_of_the_count(name: str, count: Any) -> None:
    ask = read({"instances": [{"prompt": "x"}], "parameters": {name: count}})
    assert ask.number_of_images == 2
    assert ask.spelling["number_of_images"] == f"parameters.{name}"


def test_every_parameter_seen() -> None:
    parameters = {
        "sampleCount": 2,
        "aspectRatio": "16:9",
        "guidanceScale": 3.5,
        "safetySetting": "BLOCK_LOW_AND_ABOVE",
        "personGeneration": "dont_allow",
        "includeSafetyAttributes": True,
        "includeRaiReason": True,
        "language": "en",
        "outputOptions": {"mimeType": "image/jpeg", "compressionQuality": 75},
        "sampleImageSize": "2K",
        "negativePrompt": "rain",
        "seed": 7,
        "addWatermark": False,
        "enhancePrompt": True,
    }
    ask = read({"instances": [{"prompt": "x"}], "parameters": parameters, "labels": {"a": "b"}})
    assert (ask.image_size, ask.person_generation, ask.negative_prompt, ask.seed) == ("2K", "DONT_ALLOW", "rain", 7)
    assert ask.output == Output(mime_type="image/jpeg", compression=75)
    assert ask.ignored == (
        "parameters.guidanceScale",
        "parameters.safetySetting",
        "parameters.includeSafetyAttributes",
        "parameters.language",
        "parameters.addWatermark",
        "parameters.enhancePrompt",
        "labels",
    )


def test_editing_as_the_sdk_sends_it() -> None:
    body = {
        "instances": [
            {
                "prompt": "a red hat",
                "referenceImages": [
                    {"referenceImage": IMAGE, "referenceId": 1, "referenceType": "REFERENCE_TYPE_RAW"},
                    {
                        "referenceId": 2,
                        "referenceType": "REFERENCE_TYPE_MASK",
                        "maskImageConfig": {"maskMode": "MASK_MODE_FOREGROUND", "dilation": 0.06},
                    },
                    {"referenceImage": IMAGE, "referenceId": 3, "referenceType": "reference_type_mask"},
                ],
            }
        ],
        "parameters": {"sampleCount": 1, "editMode": "EDIT_MODE_INPAINT_INSERTION"},
    }
    ask = read(body)
    assert (ask.mode, ask.edit_mode) == ("edit", "EDIT_MODE_INPAINT_INSERTION")
    assert [(one.kind, dict(one.options)) for one in ask.references] == [("raw", {"id": 1}), ("mask", {"id": 3})]
    assert armour.raw(ask.references[0].media) == PNG
    assert ask.ignored == ("instances[0].referenceImages[1].maskImageConfig",)


def test_enlarging_setting_anew_and_cutting_out() -> None:
    up = read(
        {"instances": [{"image": IMAGE}], "parameters": {"upscaleConfig": {"upscaleFactor": "x2"}, "mode": "upscale"}}
    )
    assert (up.mode, up.upscale_factor, up.prompt, up.references[0].kind) == ("upscale", 2, "", "raw")
    anew = read(
        {"instances": [{"prompt": "beach", "productImages": [{"image": IMAGE}], "personImage": {"image": IMAGE}}]}
    )
    assert (anew.mode, [one.kind for one in anew.references]) == ("recontext", ["person", "product"])
    cut = read({"instances": [{"image": IMAGE}], "parameters": {"mode": "FOREGROUND"}})
    assert (cut.mode, cut.extras) == ("segment", {"segment": "FOREGROUND"})
    bucket = read({"instances": [{"prompt": "x", "image": {"gcsUri": "gs://b/o", "mimeType": "image/png"}}]})
    assert bucket.references[0].media.source == Remote("gs://b/o")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "instances"),
        ({"instances": []}, "instances"),
        ({"instances": [{"prompt": "a"}, {"prompt": "b"}]}, "instances"),
        ({"instances": {"prompt": "a"}}, "instances"),
        ({"instances": [{}]}, "instances[0].prompt"),
        ({"instances": [{"prompt": " "}]}, "instances[0].prompt"),
        ({"instances": [{"prompt": 5}]}, "instances[0].prompt"),
        ({"instances": [{"prompt": "x", "image": {}}]}, "instances[0].image.bytesBase64Encoded"),
        (
            {"instances": [{"prompt": "x", "image": {"bytes_base64_encoded": "http://x/y"}}]},
            "instances[0].image.bytes_base64_encoded",
        ),
        (
            {"instances": [{"prompt": "x", "referenceImages": [{"referenceType": "REFERENCE_TYPE_RAW"}]}]},
            "instances[0].referenceImages[0].referenceImage",
        ),
        (
            {"instances": [{"prompt": "x", "referenceImages": [{"referenceType": "FOO"}]}]},
            "instances[0].referenceImages[0].referenceType",
        ),
        ({"instances": [{"prompt": "x", "productImages": [{}]}]}, "instances[0].productImages[0].image"),
        ({"instances": [{"prompt": "x"}], "parameters": {"mode": "upscale"}}, "instances[0].image"),
        (
            {"instances": [{"image": IMAGE}], "parameters": {"upscaleConfig": {"upscaleFactor": "big"}}},
            "parameters.upscaleConfig.upscaleFactor",
        ),
        ({"instances": [{"prompt": "x"}], "parameters": {"storageUri": "gs://b"}}, "parameters.storageUri"),
        (
            {"instances": [{"prompt": "x"}], "parameters": {"sampleCount": 1, "numberOfImages": 2}},
            "parameters.numberOfImages",
        ),
        *WRONG_COUNTS,
        ({"instances": [{"prompt": "x"}], "parameters": {"seed": -1}}, "parameters.seed"),
    ],
)
def test_what_is_refused_names_its_field(body: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        read(body)
    assert refused.value.field == field


def test_answers() -> None:
    refused = Candidate(finish_reason=FinishReason.IMAGE_SAFETY, refusal=Refusal(code="X", reason="No.", hint="Other."))
    made = generation(
        Candidate(parts=(Part(text="hi"), Part(media=PICTURE))), refused, Candidate(parts=(Part(text="a"),))
    )
    assert sent(write_result(made)) == {
        "predictions": [
            {"mimeType": "image/png", "bytesBase64Encoded": B64},
            {"raiFilteredReason": "No. Other."},
            {"raiFilteredReason": "The model answered without a picture."},
        ]
    }
    whole = Generation(model=MODEL, engine="", refusal=Refusal(code="X", reason="No."))
    assert write_result(whole) == {"predictions": [{"raiFilteredReason": "No."}]}
    first, second, _ = read_result(received(write_result(made)), MODEL, "x").candidates
    assert armour.raw(first.media[0]) == PNG
    assert second.refusal == Refusal(code="IMAGE_SAFETY", reason="No. Other.")


@pytest.mark.parametrize(
    "ask",
    [
        GenerateImages(model=IMAGEN, prompt="a"),
        GenerateImages(
            model=IMAGEN,
            prompt="a",
            number_of_images=3,
            aspect_ratio="4:3",
            image_size="2K",
            person_generation="ALLOW_ADULT",
            negative_prompt="rain",
            seed=5,
            style="photo",
            output=Output(mime_type="image/jpeg", compression=9),
        ),
        GenerateImages(
            model=IMAGEN,
            prompt="a",
            mode="edit",
            edit_mode="EDIT_MODE_STYLE",
            references=(
                Reference(media=PICTURE, options={"id": 1}),
                Reference(media=PICTURE, kind="mask", options={"id": 2}),
                Reference(media=PICTURE, kind="style", options={"id": 3}),
            ),
        ),
        GenerateImages(
            model=IMAGEN, prompt="", mode="upscale", upscale_factor=4, references=(Reference(media=PICTURE),)
        ),
        GenerateImages(
            model=IMAGEN,
            prompt="",
            mode="segment",
            extras={"segment": "BACKGROUND"},
            references=(Reference(media=PICTURE),),
        ),
        GenerateImages(
            model=IMAGEN,
            prompt="a",
            mode="recontext",
            references=(Reference(media=PICTURE, kind="person"), Reference(media=PICTURE, kind="product")),
        ),
    ],
    ids=lambda ask: ask.mode,
)
def test_what_is_written_is_read_again(ask: GenerateImages) -> None:
    back = read(write_request(ask))
    for name in GenerateImages.__dataclass_fields__:
        if name not in ("references", "spelling"):
            assert getattr(back, name) == getattr(ask, name), name
    pairs = [[(one.kind, one.options, armour.raw(one.media)) for one in each.references] for each in (back, ask)]
    assert pairs[0] == pairs[1]
