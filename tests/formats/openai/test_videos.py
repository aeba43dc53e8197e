"""Requests for films in OpenAI's dialect, from forms and from JSON, and the answers in exactly its words."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.domain.errors import GatewayError, InvalidArgument
from heliograph.domain.films import GenerateVideos, OperationPage
from heliograph.domain.media import Decoded, Encoded, Media, Remote
from heliograph.domain.operation import Failure, Operation, State, StoredMedia
from heliograph.formats.openai import videos, videos_answer
from heliograph.formats.openai.images import Picture
from heliograph.wire.fields import Fields

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OPERATION = Operation(
    id="a1b2",
    tenant="t",
    key_id="k",
    kind="video",
    model="sora-2",
    state=State.RUNNING,
    created=NOW,
    updated=NOW,
    progress=0.999,
    prompt="a cat",
    facts={"seconds": "8", "size": "1280x720"},
)
FILM = StoredMedia(id="f1", mime_type="video/mp4", size=3, sha256="00")


def ask(*pictures: Picture, **body: Any) -> GenerateVideos:
    return videos.read_video(Fields({"prompt": "a cat", **body}), pictures)


def test_what_openais_client_sends() -> None:
    form = {"prompt": " a cat ", "model": "sora-2-pro", "seconds": "4", "size": "1280x720"}
    file = Picture("input_reference", Media("image/png", Decoded(b"png")))
    read = videos.read_video(videos.form_fields(form), [file])
    assert (read.prompt, read.model, read.duration_seconds, read.size) == ("a cat", "sora-2-pro", 4, (1280, 720))
    assert read.image == file.media
    assert read.number_of_videos == 1, "one film unless asked"
    assert read.ignored == ()


def test_json_says_the_same() -> None:
    url = "data:image/png;base64," + base64.b64encode(b"png").decode()
    for reference in (url, {"image_url": url}, {"image_url": {"url": url}}):
        read = ask(seconds=8, n=2, seed=3, generate_audio=False, input_reference=reference, user="ann")
        assert (read.duration_seconds, read.number_of_videos, read.seed, read.generate_audio) == (8, 2, 3, False)
        assert read.model == videos.DEFAULT_MODEL
        assert read.image is not None
        assert isinstance(read.image.source, Encoded)
        assert read.ignored == ("user",)
    kept = ask(input_reference={"file_id": "abc123"}).image
    assert kept is not None
    assert kept.source == Remote("files/abc123")


def test_a_form_may_nest_and_say_true() -> None:
    read = videos.read_video(
        videos.form_fields({"prompt": "x", "input_reference[file_id]": "f1", "generate_audio": "False"})
    )
    assert read.generate_audio is False
    assert read.image == Media("", Remote("files/f1"))


@pytest.mark.parametrize(
    ("said", "name", "value"),
    [
        ("16:9", "aspect_ratio", "16:9"),
        ("720P", "resolution", "720p"),
        ("4K", "resolution", "4k"),
        ("auto", "size", None),
    ],
)
def test_a_size_may_be_a_ratio_or_a_resolution(said: str, name: str, value: object) -> None:
    read = ask(size=said)
    assert getattr(read, name) == value
    assert read.spelling[name] == "size"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"prompt": " "}, "prompt"),
        ({"prompt": None}, "prompt"),
        ({"seconds": "four"}, "seconds"),
        ({"seconds": 0}, "seconds"),
        ({"seconds": 1.5}, "seconds"),
        ({"size": "2K"}, "size"),
        ({"size": "big"}, "size"),
        ({"n": 0}, "n"),
        ({"n": True}, "n"),
        ({"generate_audio": "yes"}, "generate_audio"),
        ({"input_reference": {}}, "input_reference.image_url"),
        ({"input_reference": "data:video/mp4;base64,AAAA"}, "input_reference"),
        ({"input_reference": "AAAA", "image": "BBBB"}, "image"),
    ],
)
def test_what_is_wrong_is_named(body: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidArgument) as wrong:
        ask(**body)
    assert wrong.value.field == field


def test_files_have_one_name_and_there_is_one() -> None:
    picture = Media("image/png", Decoded(b"png"))
    for pictures in ([Picture("mask", picture)], [Picture("input_reference", picture)] * 2):
        with pytest.raises(InvalidArgument):
            ask(*pictures)


def test_from_an_earlier_film() -> None:
    remix = videos.read_remix(Fields({"prompt": "a dog"}), "video_a1")
    assert (remix.verb, remix.parent, remix.model, remix.prompt) == ("remix", "a1", "", "a dog")
    for body in (
        Fields({"prompt": "a dog", "video": {"id": "video_a1"}}),
        videos.form_fields({"prompt": "a dog", "video[id]": "a1"}),
    ):
        edit = videos.read_edit(body)
        assert (edit.verb, edit.parent) == ("edit", "a1")
    with pytest.raises(InvalidArgument):
        videos.read_edit(Fields({"prompt": "x"}), [Picture("video", Media("video/mp4", Decoded(b"x")))])
    for broken in ({"prompt": "x"}, {"prompt": "x", "video": {}}, {"prompt": "x", "video": "a"}):
        with pytest.raises(InvalidArgument):
            videos.read_edit(Fields(broken))


def test_lists_and_variants_are_read() -> None:
    page = videos.read_list({"limit": "5", "after": "video_a1", "order": "asc"})
    assert (page.limit, page.after, page.ascending, page.kind) == (5, "a1", True, "video")
    assert videos.read_list({}).ascending is False
    for query in ({"limit": "0"}, {"limit": "101"}, {"order": "up"}):
        with pytest.raises(InvalidArgument):
            videos.read_list(query)
    assert videos.read_variant({}) == ("video", 0)
    assert videos.read_variant({"variant": "thumbnail", "index": "1"}) == ("thumbnail", 1)
    with pytest.raises(InvalidArgument):
        videos.read_variant({"variant": "poster"})


def test_the_object_is_openais() -> None:
    assert videos_answer.write_video(OPERATION) == {
        "id": "video_a1b2",
        "object": "video",
        "model": "sora-2",
        "status": "in_progress",
        "progress": 99,
        "created_at": 1795348800,
        "completed_at": None,
        "expires_at": None,
        "error": None,
        "prompt": "a cat",
        "remixed_from_video_id": None,
        "seconds": "8",
        "size": "1280x720",
    }
    assert videos_answer.poll_headers(OPERATION) == {"openai-poll-after-ms": "1000"}


@pytest.mark.parametrize("state", list(State))
def test_every_state_has_one_of_openais_words(state: State) -> None:
    video = videos_answer.write_video(replace(OPERATION, state=state, media=(FILM,), finished=NOW))
    assert video["status"] in ("queued", "in_progress", "completed", "failed")
    assert (video["error"] is not None) == (video["status"] == "failed")
    assert (video["progress"] == 100) == (video["status"] == "completed")
    assert (video["completed_at"] is not None) == (video["status"] == "completed")
    assert (video["status"] in ("completed", "failed")) == replace(OPERATION, state=state).done


def test_why_there_is_no_film() -> None:
    failed = replace(
        OPERATION, state=State.FAILED, failure=Failure(code=8, status="RESOURCE_EXHAUSTED", message="Full.")
    )
    assert videos_answer.write_video(failed)["error"] == {"code": "resource_exhausted", "message": "Full."}
    held = replace(OPERATION, state=State.SUCCEEDED, filtered=("A person.",))
    error = videos_answer.write_video(held)["error"]
    assert error == {"code": "content_policy_violation", "message": "A person."}
    assert "sent twice" in videos_answer.write_failure(replace(OPERATION, state=State.AMBIGUOUS))["message"]


def test_pages() -> None:
    other = replace(OPERATION, id="z9")
    page = videos_answer.write_page(OperationPage(operations=(OPERATION, other), more=True))
    assert (page["first_id"], page["last_id"], page["has_more"]) == ("video_a1b2", "video_z9", True)
    empty = videos_answer.write_page(OperationPage(operations=()))
    assert (empty["data"], empty["first_id"], empty["has_more"]) == ([], None, False)
    assert videos_answer.write_deleted(OPERATION) == {"id": "video_a1b2", "object": "video.deleted", "deleted": True}


NAMES = ["prompt", "model", "seconds", "size", "n", "seed", "input_reference", "image", "fps", "aspect_ratio", "video"]
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from([*NAMES, "image_url", "id"]), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(NAMES), values))
def test_any_body_is_read_or_refused(body: dict[str, Any]) -> None:
    for read in (videos.read_video, videos.read_edit, lambda fields: videos.read_remix(fields, "a1")):
        try:
            read(Fields(body))
        except GatewayError as error:
            assert error.http_status < 500  # noqa: PT017 -- both ends are fine; this one has a shape
