"""Films in OpenAI's dialect over a real socket: made, watched, fetched by range, listed, remixed, deleted."""

from __future__ import annotations

import json
from typing import Any

from heliograph.domain.films import GenerateVideos
from heliograph.domain.media import Decoded
from tests.server.conftest import KEY, OTHER_KEY, Served
from tests.server.desk import FILM
from tests.server.test_films import call

VIDEOS = "/v1/videos"
FORM = (
    b'--b\r\nContent-Disposition: form-data; name="prompt"\r\n\r\na cat\r\n'
    b'--b\r\nContent-Disposition: form-data; name="seconds"\r\n\r\n4\r\n'
    b'--b\r\nContent-Disposition: form-data; name="input_reference"; filename="a.png"\r\n'
    b"Content-Type: image/png\r\n\r\n\x89PNG\r\n--b--\r\n"
)


def said(served: Served, method: str, path: str, body: Any = None, status: int = 200, key: str = KEY) -> Any:
    got, _, data = call(served, method, path, body, key=key)
    assert got == status, data
    return json.loads(data)


def create(served: Served, **body: Any) -> str:
    made = said(served, "POST", VIDEOS, {"prompt": "a cat", **body})
    assert (made["status"], made["progress"]) == ("queued", 0)
    return str(made["id"])


def test_a_form_becomes_a_film(served: Served) -> None:
    status, headers, data = call(served, "POST", VIDEOS, FORM, content_type="multipart/form-data; boundary=b")
    assert (status, headers["openai-poll-after-ms"]) == (200, "1000")
    ask = served.desk.asked[-1]
    assert isinstance(ask, GenerateVideos)
    assert ask.duration_seconds == 4
    assert ask.image is not None
    assert isinstance(ask.image.source, Decoded)
    id = json.loads(data)["id"]
    assert said(served, "GET", f"{VIDEOS}/{id}/content", status=409)["error"]["param"] == "id"


def test_the_whole_life(served: Served) -> None:
    id = create(served, n=2)
    assert [said(served, "GET", f"{VIDEOS}/{id}")["status"] for _ in range(2)] == ["in_progress", "completed"]
    content = f"{VIDEOS}/{id}/content"
    status, headers, data = call(served, "GET", content)
    assert (status, headers["content-type"], data == FILM) == (200, "video/mp4", True)
    status, headers, data = call(served, "GET", f"{content}?variant=video&index=1", range="bytes=-4")
    assert (status, data) == (206, FILM[-4:])
    assert call(served, "GET", content, if_none_match=headers["etag"])[0] == 304
    assert said(served, "GET", f"{content}?index=2", status=400)["error"]["param"] == "index"
    status, headers, data = call(served, "GET", f"{content}?variant=thumbnail&index=1")
    assert (status, headers["content-type"], data) == (200, "image/webp", b"thumbnail")
    assert said(served, "GET", f"{content}?variant=spritesheet&index=2", status=400)["error"]["param"] == "index"
    assert said(served, "GET", f"{content}?variant=poster", status=400)["error"]["param"] == "variant"
    remix = said(served, "POST", f"{VIDEOS}/{id}/remix", {"prompt": "a dog"})
    assert (remix["remixed_from_video_id"], remix["model"]) == (id, "sora-2")
    page = said(served, "GET", f"{VIDEOS}?limit=1")
    assert (page["data"][0]["id"], page["has_more"]) == (remix["id"], True)
    assert said(served, "GET", f"{VIDEOS}?limit=1&after={page['last_id']}")["data"][0]["id"] == id
    assert said(served, "DELETE", f"{VIDEOS}/{id}") == {"id": id, "object": "video.deleted", "deleted": True}
    assert said(served, "GET", f"{VIDEOS}/{id}", status=404)["error"]["type"] == "invalid_request_error"


def test_a_film_can_be_watched_and_cancelled(served: Served) -> None:
    id = create(served)
    status, headers, data = call(served, "GET", f"{VIDEOS}/{id}?stream=true")
    assert (status, headers["content-type"]) == (200, "text/event-stream")
    frames = [frame.split("\n") for frame in data.decode().split("\n\n") if frame]
    assert [name for name, _ in frames] == ["event: video.in_progress", "event: video.completed"]
    assert json.loads(frames[-1][1].removeprefix("data: "))["status"] == "completed"
    slow = create(served, prompt="SLOW")
    assert said(served, "POST", f"{VIDEOS}/{slow}/cancel")["error"]["code"] == "cancelled"
    assert said(served, "GET", f"{VIDEOS}/{slow}/content", status=404)["error"]["code"] == "not_found"


def test_another_tenants_film_never_existed(served: Served) -> None:
    id = create(served)
    for method, path in (("GET", ""), ("GET", "/content"), ("DELETE", ""), ("POST", "/cancel")):
        theirs = said(served, method, f"{VIDEOS}/{id}{path}", status=404, key=OTHER_KEY)
        assert theirs == said(served, method, f"{VIDEOS}/video_zz9{path}", status=404, key=OTHER_KEY)


def test_what_cannot_be_done_is_said(served: Served) -> None:
    extend = {"prompt": "x", "seconds": "4", "video": {"id": "video_a"}}
    assert "not extended" in said(served, "POST", f"{VIDEOS}/extensions", extend, status=501)["error"]["message"]
    assert said(served, "POST", VIDEOS, {"prompt": ""}, status=400)["error"]["param"] == "prompt"
    assert said(served, "POST", VIDEOS, b"", status=400)["error"]["type"] == "invalid_request_error"
