"""predictLongRunning: bodies that clients send, what is wrong with others, and the way back onto the wire."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.domain.errors import GatewayError, InvalidArgument
from heliograph.domain.films import GenerateVideos
from heliograph.domain.media import Encoded, Media, Remote
from heliograph.domain.requests import Reference
from heliograph.formats.gemini.films import read_request, write_request
from heliograph.wire import armour, holes

PNG = base64.b64encode(b"png").decode()
PICTURE = {"bytesBase64Encoded": PNG, "mimeType": "image/png"}


def ask(parameters: dict[str, Any] | None = None, **instance: Any) -> GenerateVideos:
    body = {"instances": [{"prompt": "a cat", **instance}], "parameters": parameters or {}}
    return read_request(holes.read(json.dumps(body).encode()), "veo-3.1-generate-001")


def test_every_parameter_has_its_place() -> None:
    parameters = {
        "sampleCount": 2,
        "durationSeconds": 6,
        "aspectRatio": "9:16",
        "resolution": "1080p",
        "personGeneration": "dont_allow",
        "negativePrompt": "rain",
        "seed": 7,
        "fps": 24,
        "generateAudio": True,
        "enhancePrompt": True,
        "compressionQuality": "OPTIMIZED",
        "resizeMode": "pad",
    }
    read = ask(parameters)
    assert (read.number_of_videos, read.duration_seconds, read.aspect_ratio, read.resolution) == (2, 6, "9:16", "1080p")
    assert (read.person_generation, read.negative_prompt, read.seed) == ("DONT_ALLOW", "rain", 7)
    assert (read.fps, read.generate_audio, read.verb) == (24, True, "generate")
    assert read.ignored == ("parameters.enhancePrompt", "parameters.compressionQuality", "parameters.resizeMode")
    assert read.spelling["duration_seconds"] == "parameters.durationSeconds"


@pytest.mark.parametrize("name", ["sampleCount", "numberOfVideos", "number_of_videos", "sample_count"])
def test_the_count_has_two_names_in_two_spellings(name: str) -> None:
    read = ask({name: 1})
    assert read.number_of_videos == 1
    assert read.spelling["number_of_videos"] == f"parameters.{name}"
    with pytest.raises(InvalidArgument):
        ask({"sampleCount": 1, "numberOfVideos": 2})


def test_absent_stays_absent() -> None:
    read = ask()
    assert (read.number_of_videos, read.duration_seconds, read.seed, read.generate_audio) == (None, None, None, None)
    assert (read.image, read.last_frame, read.video, read.references) == (None, None, None, ())


@pytest.mark.parametrize(
    "picture",
    [
        PICTURE,
        {"bytes_base64_encoded": PNG, "mime_type": "image/png"},
        {"imageBytes": PNG, "mimeType": "image/png"},
        {"inlineData": {"mimeType": "image/png", "data": PNG}},
        {"bytesBase64Encoded": f"data:image/png;base64,{PNG}"},
    ],
)
def test_a_picture_in_every_form(picture: dict[str, Any]) -> None:
    read = ask(image=picture, lastFrame=picture)
    assert read.image is not None
    assert read.last_frame is not None
    assert armour.raw(read.image) == armour.raw(read.last_frame) == b"png"
    assert read.image.mime_type == "image/png"


@pytest.mark.parametrize(
    ("video", "uri"),
    [
        (
            {"uri": "http://here/gemini/v1beta/files/abc:download?alt=media"},
            "http://here/gemini/v1beta/files/abc:download?alt=media",
        ),
        ({"gcsUri": "files/abc", "mimeType": "video/mp4"}, "files/abc"),
        ({"fileData": {"file_uri": "files/abc", "mime_type": "video/mp4"}}, "files/abc"),
    ],
)
def test_a_film_to_go_on_from(video: dict[str, Any], uri: str) -> None:
    read = ask(video=video)
    assert read.verb == "extend"
    assert read.video is not None
    assert read.video.source == Remote(uri)


def test_references_as_two_clients_send_them() -> None:
    read = ask(
        referenceImages=[
            {"image": PICTURE, "referenceType": "ASSET"},
            {"image": PICTURE, "referenceType": "style"},
            {"image": {"gcsUri": "files/abc"}},
        ]
    )
    assert [one.kind for one in read.references] == ["subject", "style", "subject"]


@pytest.mark.parametrize(
    ("parameters", "instance", "field"),
    [
        ({}, {"prompt": ""}, "instances[0].prompt"),
        ({}, {"prompt": None}, "instances[0].prompt"),
        ({}, {"image": {}}, "instances[0].image.bytesBase64Encoded"),
        ({}, {"image": {"bytesBase64Encoded": "https://x/y.png"}}, "instances[0].image.bytesBase64Encoded"),
        ({}, {"mask": PICTURE}, "instances[0].mask"),
        ({}, {"referenceImages": [{}]}, "instances[0].referenceImages[0].image"),
        (
            {},
            {"referenceImages": [{"image": PICTURE, "referenceType": "X"}]},
            "instances[0].referenceImages[0].referenceType",
        ),
        ({}, {"referenceImages": [{"image": PICTURE}] * 17}, "instances[0].referenceImages"),
        ({"storageUri": "gs://x"}, {}, "parameters.storageUri"),
        ({"pubsubTopic": "x"}, {}, "parameters.pubsubTopic"),
        ({"durationSeconds": 0}, {}, "parameters.durationSeconds"),
        ({"durationSeconds": 7.5}, {}, "parameters.durationSeconds"),
        ({"sampleCount": True}, {}, "parameters.sampleCount"),
        ({"generateAudio": 1}, {}, "parameters.generateAudio"),
        ({"seed": -1}, {}, "parameters.seed"),
    ],
)
def test_what_is_wrong_is_named(parameters: dict[str, Any], instance: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidArgument) as wrong:
        ask(parameters, **instance)
    assert wrong.value.field == field


def test_one_instance_and_no_other_number() -> None:
    for instances in ([], [{"prompt": "a"}] * 2):
        with pytest.raises(InvalidArgument):
            read_request({"instances": instances}, "veo")
    with pytest.raises(InvalidArgument):
        read_request({}, "veo")


def test_a_picture_may_stand_without_words() -> None:
    assert ask(prompt="", image=PICTURE).prompt == ""


media = st.builds(
    lambda data: Media("image/png", Encoded(base64.b64encode(data))), st.binary(min_size=1, max_size=30)
) | st.just(Media("image/png", Remote("files/abc")))
asks = st.builds(
    GenerateVideos,
    model=st.just("veo-3.1-generate-001"),
    prompt=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(str.strip),
    image=st.none() | media,
    last_frame=st.none() | media,
    references=st.lists(st.builds(Reference, media=media, kind=st.sampled_from(["subject", "style"])), max_size=3).map(
        tuple
    ),
    number_of_videos=st.none() | st.integers(1, 9),
    duration_seconds=st.none() | st.integers(1, 60),
    aspect_ratio=st.none() | st.sampled_from(["16:9", "9:16"]),
    resolution=st.none() | st.just("720p"),
    person_generation=st.none() | st.sampled_from(["DONT_ALLOW", "ALLOW_ALL"]),
    negative_prompt=st.none() | st.just("rain"),
    seed=st.none() | st.integers(0, 2**32 - 1),
    fps=st.none() | st.just(24),
    generate_audio=st.none() | st.booleans(),
)


def told(ask: GenerateVideos) -> dict[str, Any]:
    def plain(one: Media | None) -> Any:
        if one is None:
            return None
        return one.source if isinstance(one.source, Remote) else armour.raw(one)

    names = set(GenerateVideos.__dataclass_fields__) - {"spelling", "image", "last_frame", "references"}
    frames = {"image": plain(ask.image), "last_frame": plain(ask.last_frame)}
    references = [(plain(one.media), one.kind) for one in ask.references]
    return {name: getattr(ask, name) for name in names} | frames | {"references": references}


@given(asks)
def test_what_is_written_is_read_again(ask: GenerateVideos) -> None:
    wire = b"".join(holes.write(write_request(ask)))
    assert told(read_request(holes.read(wire), ask.model)) == told(ask)


NAMES = [
    *(
        "instances",
        "parameters",
        "prompt",
        "image",
        "lastFrame",
        "video",
        "referenceImages",
        "referenceType",
        "inlineData",
    ),
    *("bytesBase64Encoded", "gcsUri", "mimeType", "sampleCount", "numberOfVideos", "durationSeconds", "seed", "fps"),
]
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "ASSET", "AAAA", "4"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=10,
)


@given(st.dictionaries(st.sampled_from(NAMES), values), values)
def test_any_body_is_read_or_refused(body: dict[str, Any], instance: Any) -> None:
    for one in (body, {"instances": [instance], "parameters": body}, {"instances": [{"prompt": "x", "image": body}]}):
        try:
            assert isinstance(read_request(one, "veo"), GenerateVideos)
        except GatewayError as error:
            assert error.http_status < 500  # noqa: PT017 -- both ends are fine; this one has a shape
