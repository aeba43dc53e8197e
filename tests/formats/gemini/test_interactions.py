"""Interactions: one body, read as a film and as pictures; the answers, whole and as events."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.domain.content import Modality, Part
from heliograph.domain.errors import GatewayError, InvalidArgument
from heliograph.domain.films import Interact
from heliograph.domain.media import Decoded, Media, Remote
from heliograph.domain.operation import Failure, Operation, State, StoredMedia
from heliograph.domain.results import Candidate, Delta, Generation, Refusal
from heliograph.formats.gemini import interactions_answer
from heliograph.formats.gemini.interactions import read_create
from heliograph.wire import armour, holes
from tests.formats.gemini.samples import MODEL, generation

PNG = base64.b64encode(b"png").decode()
PICTURE = {"type": "image", "data": PNG, "mime_type": "image/png"}
OMNI = "gemini-omni-1.2-flash"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OPERATION = Operation(
    id="a1", tenant="t", key_id="k", kind="video", model=OMNI, state=State.RUNNING, created=NOW, updated=NOW
)
FILM = StoredMedia(id="f1", mime_type="video/mp4", size=3, sha256="00", content=Media("video/mp4", Decoded(b"mp4")))
DONE = replace(OPERATION, state=State.SUCCEEDED, media=(FILM,))


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}


def read(input: Any = "a cat", **more: Any) -> Interact:
    return read_create(holes.read(json.dumps({"model": OMNI, "input": input, **more}).encode()))


def test_a_film_with_everything() -> None:
    form = {"type": "video", "duration": "8s", "resolution": "1080p", "aspect_ratio": "9:16", "delivery": "uri"}
    config = {"video_config": {"task": "text_to_video"}, "seed": 5, "thinking_level": "low", "temperature": 1}
    ask = read(response_format=form, generation_config=config, background=True, store=True)
    assert (ask.wanted, ask.stream, ask.model) == (Modality.VIDEO, False, OMNI)
    films = ask.films
    assert (films.prompt, films.duration_seconds, films.resolution, films.aspect_ratio) == ("a cat", 8, "1080p", "9:16")
    assert (films.seed, films.number_of_videos, films.wait, films.extras) == (5, 1, False, {"delivery": "uri"})
    assert films.ignored == ("generation_config.thinking_level", "generation_config.temperature")
    assert films.spelling["duration_seconds"] == "response_format.duration"
    assert list(ask.films_only) == ["background"]


def test_a_picture_with_everything() -> None:
    form = [{"type": "text"}, {"type": "image", "aspect_ratio": "16:9", "image_size": "2K", "mime_type": "image/jpeg"}]
    ask = read(response_format=form, system_instruction="Be brief.", stream=True, store=True)
    content = ask.content
    assert ask.wanted is Modality.IMAGE
    assert (content.aspect_ratio, content.image_size, content.output.mime_type) == ("16:9", "2K", "image/jpeg")
    assert (content.stream, content.number_of_images, content.prompt) == (True, 1, "a cat")
    assert content.system is not None
    assert content.ignored == ("store",), "pictures' interactions are not kept"


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ({}, None),
        ({"response_modalities": ["image", "text"]}, Modality.IMAGE),
        ({"response_modalities": ["VIDEO"]}, Modality.VIDEO),
        ({"response_format": {"type": "text"}}, None),
    ],
)
def test_what_is_wanted(more: dict[str, Any], wanted: Modality | None) -> None:
    ask = read(**more)
    assert ask.wanted is wanted
    assert ask.films.wait is True, "without background one waits"


@pytest.mark.parametrize(
    "input",
    [
        "a cat",
        text("a cat"),
        [text("a cat")],
        [{"type": "user_input", "content": [text("a cat")]}],
        [{"type": "user_input", "content": "a cat"}],
        [{"role": "user", "content": text("a cat")}],
    ],
)
def test_the_forms_of_an_input(input: Any) -> None:
    ask = read(input)
    assert ask.films.prompt == ask.content.prompt == "a cat"


def test_a_conversation() -> None:
    turns = [
        {"type": "user_input", "content": [text("a cat")]},
        {"type": "thought", "signature": "x"},
        {"type": "model_output", "content": [text("Here."), PICTURE]},
        {"type": "user_input", "content": [text("make it night")]},
    ]
    ask = read(turns)
    assert [turn.role for turn in ask.content.contents] == ["user", "model", "user"]
    assert ask.films.prompt == "make it night"


@pytest.mark.parametrize(
    ("parts", "config", "roles"),
    [
        ([text("go"), PICTURE], {}, (True, False, 0)),
        ([text("go"), PICTURE, PICTURE], {}, (False, False, 2)),
        ([text("go"), PICTURE, PICTURE, PICTURE], {"task": "image_to_video"}, (True, True, 1)),
        ([text("go"), PICTURE], {"task": "reference_to_video"}, (False, False, 1)),
        ([text("<LAST_FRAME>"), PICTURE, text("go")], {}, (False, True, 0)),
        ([text("<FIRST_FRAME>"), PICTURE, text("<LAST_FRAME>"), PICTURE, text("go"), PICTURE], {}, (True, True, 1)),
    ],
)
def test_the_roles_of_pictures(parts: list[Any], config: dict[str, Any], roles: tuple[bool, bool, int]) -> None:
    films = read(parts, generation_config={"video_config": config}).films
    assert (films.image is not None, films.last_frame is not None, len(films.references)) == roles
    assert films.prompt == "go"


def test_a_film_or_an_interaction_to_go_on_from() -> None:
    film = {"type": "video", "uri": "files/abc", "mime_type": "video/mp4"}
    films = read([text("make it night"), film]).films
    assert films.verb == "edit"
    assert films.video is not None
    assert films.video.source == Remote("files/abc")
    ask = read(previous_interaction_id="a1")
    assert (ask.films.parent, ask.films.verb) == ("a1", "edit")
    assert list(ask.films_only) == ["previous_interaction_id"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"model": None}, "model"),
        ({"agent": "deep-research"}, "agent"),
        ({"input": None}, "input"),
        ({"input": ""}, "input"),
        ({"input": []}, "input"),
        ({"input": [text("a"), {"type": "user_input", "content": []}]}, "input"),
        ({"input": [{"type": "function_result", "content": []}]}, "input[0]"),
        ({"input": [{"type": "image"}]}, "input[0].data"),
        ({"input": [{"type": "poem"}]}, "input[0]"),
        ({"response_format": {"type": "video", "duration": 8}}, "response_format.duration"),
        ({"response_format": {"type": "video", "duration": "8"}}, "response_format.duration"),
        ({"response_format": {"type": "video", "gcs_uri": "gs://x"}}, "response_format.gcs_uri"),
        ({"response_format": {"type": "image", "delivery": "uri"}}, "response_format.delivery"),
        ({"response_format": {"type": "audio"}}, "response_format.type"),
        ({"response_format": [{"type": "image"}, {"type": "video"}]}, "response_format[1].type"),
        ({"generation_config": {"video_config": {"task": "extend"}}}, "generation_config.video_config.task"),
        ({"generation_config": {"video_config": {"task": "upscale"}}}, "generation_config.video_config.task"),
    ],
)
def test_what_is_wrong_is_named(body: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidArgument) as wrong:
        read(**{"input": "a cat", **body})
    assert wrong.value.field == field


NAMES = ["model", "input", "type", "text", "data", "uri", "content", "role", "response_format", "duration", "stream"]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["text", "image", "video", "user_input", "8s", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(NAMES), values))
def test_any_body_is_read_or_refused(body: dict[str, Any]) -> None:
    try:
        assert isinstance(read_create({"model": OMNI, "input": "x", **body}), Interact)
    except GatewayError as error:
        assert error.http_status < 500  # noqa: PT017 -- both ends are fine; this one has a shape


# answers


def address(film: StoredMedia) -> str:
    return f"http://here/{film.id}"


def write(operation: Operation) -> dict[str, Any]:
    return interactions_answer.write_operation(operation, address)


def test_a_film_as_it_runs_and_ends() -> None:
    assert write(OPERATION) == {
        "id": "a1",
        "object": "interaction",
        "model": OMNI,
        "status": "in_progress",
        "created": "2026-11-22T12:00:00.000Z",
        "updated": "2026-11-22T12:00:00.000Z",
        "role": "model",
    }
    done = write(DONE)
    assert done["status"] == "completed"
    assert done["steps"] == [
        {"type": "model_output", "content": [{"type": "video", "mime_type": "video/mp4", "data": FILM.content}]}
    ]
    failure = Failure(code=8, status="RESOURCE_EXHAUSTED", message="Full.")
    failed = write(replace(OPERATION, state=State.FAILED, failure=failure))
    assert failed["errors"] == [{"code": "RESOURCE_EXHAUSTED", "message": "Full."}]
    assert write(replace(OPERATION, parent="b2"))["previous_interaction_id"] == "b2"


@pytest.mark.parametrize(
    ("delivery", "size", "key"),
    [
        ("", 3, "data"),
        ("", interactions_answer.MAX_INLINE + 1, "uri"),
        ("inline", interactions_answer.MAX_INLINE + 1, "data"),
        ("uri", 3, "uri"),
    ],
)
def test_how_a_film_is_delivered(delivery: str, size: int, key: str) -> None:
    facts = {"delivery": delivery} if delivery else {}
    part = write(replace(DONE, facts=facts, media=(replace(FILM, size=size),)))["steps"][0]["content"][0]
    assert set(part) == {"type", "mime_type", key}


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_one_of_googles_words(state: State) -> None:
    word = interactions_answer.status_of(replace(OPERATION, state=state))
    assert word in ("in_progress", "completed", "failed", "cancelled")
    assert (word == "in_progress") == (not replace(OPERATION, state=state).done)


def test_pictures_and_what_was_withheld() -> None:
    body = interactions_answer.write_generation(generation(), "i1")
    assert (body["id"], body["status"], body["model"]) == ("i1", "completed", MODEL.id)
    kinds = [part["type"] for part in body["steps"][0]["content"]]
    assert "image" in kinds
    refused = Generation(model=MODEL, engine="", refusal=Refusal(code="PROHIBITED_CONTENT", reason="No.", hint="Do."))
    assert interactions_answer.write_generation(refused, "i1")["steps"][0]["content"] == [text("No. Do.")]
    assert json.loads(b"".join(holes.write(body)))["usage"]["total_tokens"] > 0
    picture = next(part for part in body["steps"][0]["content"] if part["type"] == "image")
    assert armour.raw(picture["data"])


def events(*deltas: Delta) -> list[dict[str, Any]]:
    async def coming() -> AsyncIterator[Delta]:
        for delta in deltas:
            yield delta

    async def collect() -> list[dict[str, Any]]:
        return [event async for event in interactions_answer.write_events(coming(), "i1", "m", address)]

    return asyncio.run(collect())


def names(found: list[dict[str, Any]]) -> list[str]:
    return [event["event_type"] for event in found]


def test_events_of_a_film() -> None:
    found = events(*(Delta(operation=one) for one in (OPERATION, OPERATION, DONE)))
    assert names(found) == [
        "interaction.created",
        *["interaction.status_update"] * 2,
        *("step.start", "step.delta", "step.stop", "interaction.completed"),
    ]
    assert found[-1]["interaction"]["status"] == "completed"
    at_once = events(Delta(operation=replace(OPERATION, state=State.FAILED)))
    assert names(at_once) == ["interaction.created", "error", "interaction.completed"]
    assert at_once[-1]["interaction"]["status"] == "failed"


def test_events_of_a_picture() -> None:
    made = generation()
    parts = [Delta(part=Part(text="Hm.", thought=True)), *(Delta(part=part) for part in made.candidates[0].parts)]
    found = events(*parts, Delta(final=made))
    assert names(found)[:2] == ["interaction.created", "step.start"]
    assert names(found)[-2:] == ["step.stop", "interaction.completed"]
    assert names(found).count("step.delta") == len(made.candidates[0].parts), "thinking aloud is left out"
    held = Generation(model=MODEL, engine="", candidates=(Candidate(refusal=Refusal(code="X", reason="No.")),))
    assert text("No.") in [event.get("delta") for event in events(Delta(final=held))]
