"""Operations, one shape for every reader: scripts, SDKs with a key, SDKs in Vertex mode, ai-sdk."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from heliograph.domain.films import OperationPage
from heliograph.domain.media import Decoded, Media, Stored
from heliograph.domain.operation import SHOWN_DONE, Failure, Operation, State, StoredMedia
from heliograph.domain.usage import Money
from heliograph.formats.gemini.operations import read_fetch, write_failure, write_name, write_operation, write_page
from heliograph.wire import holes

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OPERATION = Operation(
    id="ff5a", tenant="t", key_id="k", kind="video", model="veo", state=State.RUNNING, created=NOW, updated=NOW
)
FILM = StoredMedia(id="f1", mime_type="video/mp4", size=3, sha256="00", content=Media("video/mp4", Decoded(b"mp4")))
DONE = replace(OPERATION, state=State.SUCCEEDED, media=(FILM, replace(FILM, id="f2")))


def name(operation: Operation) -> str:
    return f"models/{operation.model}/operations/{operation.id}"


def address(film: StoredMedia) -> str:
    return f"http://here/gemini/v1beta/files/{film.id}:download?alt=media"


def test_while_it_runs_there_is_no_done_at_all() -> None:
    assert write_name(OPERATION, name) == {"name": "models/veo/operations/ff5a"}
    body = write_operation(replace(OPERATION, progress=0.256), name, address)
    assert set(body) == {"name", "metadata"}
    assert (body["metadata"]["state"], body["metadata"]["progressPercent"]) == ("RUNNING", 26)
    assert body["metadata"]["createTime"] == "2026-11-22T12:00:00.000Z"


def test_the_union_golden() -> None:
    body = json.loads(b"".join(holes.write(write_operation(DONE, name, address))))
    del body["metadata"]
    data = base64.b64encode(b"mp4").decode()
    assert body == {
        "name": "models/veo/operations/ff5a",
        "done": True,
        "response": {
            "@type": "type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse",
            "raiMediaFilteredCount": 0,
            "videos": [{"bytesBase64Encoded": data, "mimeType": "video/mp4"}] * 2,
            "generateVideoResponse": {
                "generatedSamples": [{"video": {"uri": address(film), "mimeType": "video/mp4"}} for film in DONE.media]
            },
        },
    }


def test_a_large_film_is_not_held(tmp_path: Path) -> None:
    path = tmp_path / "film"
    path.write_bytes(b"x" * 3_000_000)
    film = replace(FILM, content=Media("video/mp4", Stored(path, 3_000_000)))
    flow = holes.flow(write_operation(replace(DONE, media=(film,)), name, address))
    assert flow.length > 4_000_000
    assert sum(map(len, flow.chunks)) == flow.length


def test_bytes_left_out() -> None:
    bare = replace(DONE, media=(replace(FILM, content=None),))
    assert write_operation(bare, name, address)["response"]["videos"] == [
        {"gcsUri": address(FILM), "mimeType": "video/mp4"}
    ]


def test_some_and_all_withheld() -> None:
    some = write_operation(replace(DONE, filtered=("People.",)), name, address)["response"]
    assert some["raiMediaFilteredCount"] == 1
    assert some["generateVideoResponse"]["raiMediaFilteredReasons"] == ["People."]
    assert len(some["videos"]) == len(some["generateVideoResponse"]["generatedSamples"]) == 2
    none = write_operation(replace(DONE, media=(), filtered=("People.",)), name, address)["response"]
    assert "videos" not in none
    assert "generatedSamples" not in none["generateVideoResponse"]


@pytest.mark.parametrize("state", list(State))
def test_every_state_is_running_or_done_with_one_of_two_ends(state: State) -> None:
    body = write_operation(replace(DONE, state=state), name, address)
    assert ("done" in body) == (state in SHOWN_DONE)
    assert ("response" in body) == (state is State.SUCCEEDED)
    assert ("error" in body) == (state in SHOWN_DONE - {State.SUCCEEDED})
    if "error" in body:
        assert body["error"]["code"] > 0
        assert body["error"]["message"]


def test_a_failure_is_told_as_it_was() -> None:
    failure = Failure(code=8, status="RESOURCE_EXHAUSTED", message="Full.")
    failed = replace(OPERATION, state=State.FAILED, failure=failure)
    assert write_failure(failed) == {"code": 8, "message": "Full.", "status": "RESOURCE_EXHAUSTED"}


def test_what_the_house_knows_stands_in_the_metadata() -> None:
    known = replace(
        DONE, engine="illustrator", emulated=True, notes=("Captions for speech.",), cost=Money.of_nanos(5), expires=NOW
    )
    metadata = write_operation(known, name, address)["metadata"]
    assert (metadata["engine"], metadata["emulated"], metadata["costUsd"]) == ("illustrator", True, "0.000000005")
    assert metadata["notes"] == ["Captions for speech."]
    assert metadata["expireTime"] == "2026-11-22T12:00:00.000Z"


def test_pages_and_fetches() -> None:
    page = write_page(OperationPage(operations=(OPERATION, replace(OPERATION, id="a2")), more=True), name, address)
    assert [one["name"].rpartition("/")[2] for one in page["operations"]] == ["ff5a", "a2"]
    assert page["nextPageToken"] == "a2"
    assert write_page(OperationPage(operations=()), name, address) == {"operations": []}
    assert read_fetch({"operationName": "models/veo/operations/a"}) == ("models/veo/operations/a", True)
    assert read_fetch({"operation_name": "a", "inline": False}) == ("a", False)


def test_a_film_that_policy_refused_is_a_response_that_says_why() -> None:
    refused = replace(
        DONE,
        state=State.FAILED,
        media=(),
        filtered=("Gore.",),
        failure=Failure(code=3, status="INVALID_ARGUMENT", message="Gore."),
    )
    body = write_operation(refused, name, address)
    assert body["done"] is True
    assert "error" not in body
    told = {"raiMediaFilteredCount": 1, "raiMediaFilteredReasons": ["Gore."]}
    assert body["response"]["generateVideoResponse"] == told
    assert body["response"]["raiMediaFilteredCount"] == 1
