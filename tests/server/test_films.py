"""Films over a real socket in Google's dialects: begun, polled under every name, watched, fetched, cancelled; files."""

from __future__ import annotations

import base64
import http.client
import json
from typing import Any
from urllib.parse import quote

import pytest

from heliograph.domain.films import GenerateVideos, GetOperation
from tests.server.conftest import KEY, OTHER_KEY, Served
from tests.server.desk import FILM

GEMINI = "/gemini/v1beta"
VEO = "veo-3.0-generate-preview"
BODY: dict[str, Any] = {
    "instances": [{"prompt": "A cat playing with a ball"}],
    "parameters": {
        "numberOfVideos": 1,
        "durationSeconds": 8,
        "aspectRatio": "16:9",
        "personGeneration": "dont_allow",
    },
}


def call(
    served: Served, method: str, path: str, body: Any = None, key: str = KEY, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    line = http.client.HTTPConnection(served.host, served.port, timeout=10)
    raw = body if isinstance(body, bytes | None) else json.dumps(body).encode()
    sent = {"x-goog-api-key": key} if key else {}
    line.request(method, path, raw, sent | {name.replace("_", "-"): value for name, value in headers.items()})
    reply = line.getresponse()
    data = reply.read()
    line.close()
    return reply.status, {k.lower(): v for k, v in reply.getheaders()}, data


def get(served: Served, path: str, key: str = KEY, method: str = "GET") -> Any:
    status, _, data = call(served, method, path, key=key)
    assert status == 200, data
    return json.loads(data)


def begin(served: Served, path: str = f"{GEMINI}/models/{VEO}", **instance: Any) -> str:
    body = {**BODY, "instances": [{**BODY["instances"][0], **instance}]}
    status, _, data = call(served, "POST", f"{path}:predictLongRunning", body)
    assert status == 200, data
    return str(json.loads(data)["name"])


def test_the_seeds_pair_of_requests_and_its_script(served: Served) -> None:
    status, headers, data = call(served, "POST", f"{GEMINI}/models/{VEO}:predictLongRunning?key={KEY}", BODY, key="")
    name = json.loads(data)["name"]
    assert (status, list(json.loads(data))) == (200, ["name"])
    assert name.startswith(f"models/{VEO}/operations/")
    assert headers["x-heliograph-model"] == VEO
    assert headers["x-heliograph-emulated"] == "true"
    running = get(served, f"{GEMINI}/{name}?key={KEY}")
    assert running["name"] == name
    assert "done" not in running
    done = get(served, f"{GEMINI}/{name}?key={KEY}")
    assert done["name"] == name
    assert base64.b64decode(done["response"]["videos"][0]["bytesBase64Encoded"]) == FILM
    assert done["response"]["raiMediaFilteredCount"] == 0
    assert done["response"]["generateVideoResponse"]["generatedSamples"][0]["video"]["uri"].startswith(
        f"http://{served.host}:{served.port}/gemini/v1beta/files/"
    )


def test_every_form_of_a_name_finds_it(served: Served) -> None:
    id = begin(served).rpartition("/")[2]
    for version in ("v1", "v1beta", "v1alpha", "v1beta1"):
        for form in (
            f"operations/{id}",
            f"models/{VEO}/operations/{id}",
            f"models/another/operations/{id}",
            f"tunedModels/x/operations/{id}",
        ):
            assert get(served, f"/gemini/{version}/{form}")["name"] == f"models/{VEO}/operations/{id}"
        for form in (
            f"projects/p/locations/l/publishers/google/models/{VEO}/operations/{id}",
            f"projects/p/locations/l/operations/{id}",
            f"publishers/google/models/{VEO}/operations/{id}",
        ):
            assert get(served, f"/gemini/{version}/{form}")["name"] == form


def test_bytes_can_be_left_out(served: Served) -> None:
    name = begin(served)
    get(served, f"{GEMINI}/{name}")
    done = get(served, f"{GEMINI}/{name}?inline=false")
    film = done["response"]["videos"][0]
    assert sorted(film) == ["gcsUri", "mimeType"]
    assert film["gcsUri"] == done["response"]["generateVideoResponse"]["generatedSamples"][0]["video"]["uri"]
    assert isinstance(served.desk.asked[-1], GetOperation)
    assert served.desk.asked[-1].inline is False
    assert call(served, "GET", f"{GEMINI}/{name}?inline=maybe")[0] == 400


@pytest.mark.parametrize("root", ["publishers/google", "projects/p/locations/us-central1/publishers/google"])
def test_vertex_begins_and_fetches(served: Served, root: str) -> None:
    model = f"/gemini/v1beta1/{root}/models/veo-2.0-generate-001"
    name = begin(served, model)
    assert name.startswith(f"{root}/models/veo-2.0-generate-001/operations/")
    for _ in range(2):
        status, _, data = call(served, "POST", f"{model}:fetchPredictOperation", {"operationName": name})
        assert status == 200
        answer = json.loads(data)
        assert answer["name"] == name
    assert base64.b64decode(answer["response"]["videos"][0]["bytesBase64Encoded"]) == FILM
    bare = {"operationName": name, "inline": False}
    _, _, data = call(served, "POST", f"{model}:fetchPredictOperation", bare)
    assert "bytesBase64Encoded" not in data.decode()
    assert call(served, "POST", f"{model}:fetchPredictOperation", {})[0] == 400


def test_an_operation_can_be_watched(served: Served) -> None:
    name = begin(served)
    status, headers, data = call(served, "GET", f"{GEMINI}/{name}?alt=sse")
    assert (status, headers["content-type"]) == (200, "text/event-stream")
    events = [json.loads(frame.removeprefix("data: ")) for frame in data.decode().split("\n\n") if frame]
    assert [event["metadata"]["state"] for event in events] == ["RUNNING", "SUCCEEDED"]
    assert "done" not in events[0]
    assert events[-1]["done"] is True
    assert "gcsUri" in events[-1]["response"]["videos"][0]


def test_errors_and_filters(served: Served) -> None:
    name = begin(served, prompt="FAIL")
    get(served, f"{GEMINI}/{name}")
    failed = get(served, f"{GEMINI}/{name}")
    assert failed["done"] is True
    assert "response" not in failed
    assert failed["error"] == {"code": 3, "message": "The engine gave up.", "status": "INVALID_ARGUMENT"}
    name = begin(served, prompt="FILTER")
    get(served, f"{GEMINI}/{name}")
    response = get(served, f"{GEMINI}/{name}")["response"]
    assert response["raiMediaFilteredCount"] == 1
    assert "videos" not in response
    assert response["generateVideoResponse"] == {
        "raiMediaFilteredCount": 1,
        "raiMediaFilteredReasons": ["A person is on it."],
    }


def test_cancel_list_and_delete(served: Served) -> None:
    name = begin(served, prompt="SLOW")
    bodies: tuple[Any, ...] = (None, b"", {})
    for body in bodies:
        status, _, data = call(served, "POST", f"{GEMINI}/{name}:cancel", body)
        assert (status, data) == (200, b"{}")
    cancelled = get(served, f"{GEMINI}/{name}")
    assert cancelled["error"]["code"] == 1
    page = get(served, f"{GEMINI}/models/{VEO}/operations?pageSize=1")
    assert [one["name"] for one in page["operations"]] == [name]
    older = get(served, f"{GEMINI}/operations?pageToken={page['nextPageToken']}")
    assert name not in [one["name"] for one in older["operations"]]
    assert get(served, f"{GEMINI}/{name}", method="DELETE") == {}
    assert call(served, "GET", f"{GEMINI}/{name}")[0] == 404


def test_another_tenants_operation_and_file_never_existed(served: Served) -> None:
    name = begin(served)
    get(served, f"{GEMINI}/{name}")
    uri = get(served, f"{GEMINI}/{name}")["response"]["generateVideoResponse"]["generatedSamples"][0]["video"]["uri"]
    path = uri.partition(str(served.port))[2]
    file = path.rpartition("/")[2].partition(":")[0]
    for method, one in (
        ("GET", f"{GEMINI}/{name}"),
        ("DELETE", f"{GEMINI}/{name}"),
        ("POST", f"{GEMINI}/{name}:cancel"),
    ):
        theirs = call(served, method, one, key=OTHER_KEY)
        never = call(served, method, one.replace(name.rpartition("/")[2], "zz9"), key=OTHER_KEY)
        assert (theirs[0], theirs[2]) == (never[0], never[2]) == (404, never[2])
    for method, one in (("GET", path), ("GET", f"{GEMINI}/files/{file}"), ("DELETE", f"{GEMINI}/files/{file}")):
        theirs = call(served, method, one, key=OTHER_KEY)
        never = call(served, method, one.replace(file, "zz9"), key=OTHER_KEY)
        assert (theirs[0], theirs[2]) == (never[0], never[2]) == (404, never[2])
    assert call(served, "GET", path, key="")[0] == 401
    id = name.rpartition("/")[2]
    for watched in (
        f"{GEMINI}/{name}?alt=sse",
        f"/v1/videos/{id}?stream=true",
        f"{GEMINI}/interactions/{id}?stream=true",
    ):
        status, headers, _ = call(served, "GET", watched, key=OTHER_KEY)
        assert (status, headers["content-type"]) == (404, "application/json"), watched
        assert call(served, "GET", watched)[1]["content-type"] == "text/event-stream"


def test_a_film_is_fetched_by_any_address_that_a_client_makes_of_ours(served: Served) -> None:
    name = begin(served)
    get(served, f"{GEMINI}/{name}")
    uri = get(served, f"{GEMINI}/{name}")["response"]["generateVideoResponse"]["generatedSamples"][0]["video"]["uri"]
    id = uri.partition("/files/")[2].partition(":")[0]
    for path in (
        f"{GEMINI}/files/{id}:download?alt=media",
        f"/gemini/v1/files/{id}:download?alt=media",
        f"{GEMINI}/files/{id}?alt=media",
        f"{GEMINI}/files/{uri}:download?alt=media",
        f"{GEMINI}/files/{uri.partition('?')[0]}?alt=media%3Adownload&alt=media",
        f"{GEMINI}/files/{uri.replace('//', '/')}:download?alt=media",
        f"{GEMINI}/files/{quote(uri, safe='')}:download?alt=media",
        f"{GEMINI}/files/{uri.replace('http:', 'https:')}:download?alt=media",
    ):
        status, headers, data = call(served, "GET", path)
        assert (status, data == FILM) == (200, True), path
        assert (headers["content-type"], headers["content-length"]) == ("video/mp4", str(len(FILM)))
    status, headers, data = call(served, "GET", f"{GEMINI}/files/{id}:download", range="bytes=4-11")
    assert (status, data, headers["content-range"]) == (206, FILM[4:12], f"bytes 4-11/{len(FILM)}")
    row = get(served, f"{GEMINI}/files/{id}")
    assert (row["name"], row["sizeBytes"], row["state"]) == (f"files/{id}", str(len(FILM)), "ACTIVE")
    assert row["downloadUri"] == uri
    assert row in get(served, f"{GEMINI}/files")["files"]
    assert get(served, f"{GEMINI}/files/{id}", method="DELETE") == {}
    assert call(served, "GET", f"{GEMINI}/files/{id}:download")[0] == 404
    for path in ("files/a-b:download", "files/abc", "files/http://x/nothing", f"files/{id}:other"):
        assert call(served, "GET", f"{GEMINI}/{path}")[0] == 404, path


def test_a_file_is_sent_in_pieces_without_a_key(served: Served) -> None:
    start = {
        "x_goog_upload_protocol": "resumable",
        "x_goog_upload_command": "start",
        "x_goog_upload_header_content_length": "6",
        "x_goog_upload_header_content_type": "image/png",
    }
    body = {"file": {"display_name": "a cat", "mime_type": "image/png", "size_bytes": 6}}
    upload = "/gemini/upload/v1/files"
    assert call(served, "POST", upload, body, key="", **start)[0] == 401
    status, headers, data = call(served, "POST", upload, body, **start)
    assert (status, data, headers["x-goog-upload-status"]) == (200, b"{}", "active")
    place = headers["x-goog-upload-url"].partition(str(served.port))[2]
    json_type = {"content_type": "application/json"}
    piece = {"x_goog_upload_command": "upload", "x_goog_upload_offset": "0", **json_type}
    status, headers, _ = call(served, "POST", place, b"\x89PN", key="", **piece)
    assert (status, headers["x-goog-upload-status"], headers["x-goog-upload-size-received"]) == (200, "active", "3")
    asked = call(served, "POST", place, b"", key="", x_goog_upload_command="query")
    assert asked[1]["x-goog-upload-size-received"] == "3"
    wrong = {**piece, "x_goog_upload_command": "upload, finalize"}
    assert call(served, "POST", place, b"G..", key="", **wrong)[0] == 400
    last = {**wrong, "x_goog_upload_offset": "3"}
    status, headers, data = call(served, "POST", place, b"G..", key="", **last)
    assert (status, headers["x-goog-upload-status"]) == (200, "final")
    file = json.loads(data)["file"]
    assert (file["displayName"], file["mimeType"], file["sizeBytes"]) == ("a cat", "image/png", "6")
    assert call(served, "GET", f"{GEMINI}/{file['name']}:download?alt=media")[2] == b"\x89PNG.."
    assert call(served, "POST", f"{upload}/unknown", b"", key="", **piece)[0] == 404
    assert "unknown" not in served.log.getvalue()
    assert place.rpartition("/")[2] not in served.log.getvalue()


@pytest.mark.parametrize(
    "headers",
    [{}, {"x_goog_upload_protocol": "multipart"}, {"x_goog_upload_protocol": "resumable"}],
)
def test_an_upload_that_is_none(served: Served, headers: dict[str, str]) -> None:
    assert call(served, "POST", "/gemini/upload/v1beta/files", {"file": {}}, **headers)[0] == 400


def test_what_was_asked_reaches_the_core(served: Served) -> None:
    picture = {"bytesBase64Encoded": base64.b64encode(b"png").decode(), "mimeType": "image/png"}
    begin(served, f"{GEMINI}/models/veo-2.0-generate-001", image=picture)
    ask = served.desk.asked[-1]
    assert isinstance(ask, GenerateVideos)
    assert (ask.model, ask.number_of_videos, ask.duration_seconds) == ("veo-2.0-generate-001", 1, 8)
    assert ask.image is not None
    assert ask.person_generation == "DONT_ALLOW"
