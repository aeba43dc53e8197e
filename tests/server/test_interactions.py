"""Interactions over a real socket: films and pictures by one call, waited for, asked after, watched, cancelled."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from heliograph.domain.films import GenerateVideos
from tests.server.conftest import KEY, OTHER_KEY, Served
from tests.server.desk import FILM
from tests.server.test_films import call

PLACE = "/gemini/v1/interactions"
OMNI = "gemini-omni-1.2-flash"
PICTURES = "gemini-nano-banana-2.1"


def said(served: Served, method: str, path: str, body: Any = None, status: int = 200, key: str = KEY) -> Any:
    got, _, data = call(served, method, path, body, key=key)
    assert got == status, data
    return json.loads(data)


def watched(data: bytes) -> list[Any]:
    frames = [frame.split("\n") for frame in data.decode().split("\n\n") if frame]
    events = [json.loads(line.removeprefix("data: ")) for _, line in frames]
    assert [name.removeprefix("event: ") for name, _ in frames] == [event["event_type"] for event in events]
    return events


@pytest.mark.parametrize("root", ["/gemini/v1beta", "/gemini/v1beta1/projects/p/locations/global"])
def test_a_film_is_waited_for(served: Served, root: str) -> None:
    form = {"type": "video", "duration": "4s", "delivery": "inline"}
    done = said(served, "POST", f"{root}/interactions", {"model": OMNI, "input": "a cat", "response_format": form})
    assert done["status"] == "completed"
    video = done["steps"][0]["content"][0]
    assert (video["type"], base64.b64decode(video["data"]) == FILM) == ("video", True)
    ask = next(one for one in reversed(served.desk.asked) if isinstance(one, GenerateVideos))
    assert (ask.duration_seconds, ask.number_of_videos) == (4, 1)


def test_a_film_in_the_background(served: Served) -> None:
    form = {"type": "video", "delivery": "uri"}
    begun = said(served, "POST", PLACE, {"model": OMNI, "input": "a", "background": True, "response_format": form})
    assert begun["status"] == "in_progress"
    one = f"{PLACE}/{begun['id']}"
    assert [said(served, "GET", one)["status"] for _ in range(2)] == ["in_progress", "completed"]
    uri = said(served, "GET", one)["steps"][0]["content"][0]["uri"]
    assert call(served, "GET", uri.partition(str(served.port))[2])[2] == FILM
    assert said(served, "GET", one, status=404, key=OTHER_KEY)["error"]["status"] == "NOT_FOUND"
    events = watched(call(served, "GET", f"{one}?stream=true")[2])
    assert [event["event_type"] for event in events][-1] == "interaction.completed"
    assert said(served, "DELETE", one) == {}
    assert said(served, "GET", one, status=404)["error"]["code"] == 404


def test_a_film_as_events(served: Served) -> None:
    status, headers, data = call(served, "POST", PLACE, {"model": OMNI, "input": "a cat", "stream": True})
    assert (status, headers["content-type"]) == (200, "text/event-stream")
    events = watched(data)
    delta = next(event["delta"] for event in events if event["event_type"] == "step.delta")
    assert base64.b64decode(delta["data"]) == FILM


def test_cancel(served: Served) -> None:
    begun = said(served, "POST", PLACE, {"model": OMNI, "input": "SLOW", "background": True})
    assert said(served, "POST", f"{PLACE}/{begun['id']}/cancel")["status"] == "cancelled"


def test_a_picture_by_the_same_call(served: Served) -> None:
    done = said(served, "POST", PLACE, {"model": PICTURES, "input": "a fox"})
    assert done["status"] == "completed"
    assert base64.b64decode(done["steps"][0]["content"][1]["data"]) == b"a fox"
    assert done["usage"]["total_output_tokens"] > 0
    events = watched(call(served, "POST", PLACE, {"model": PICTURES, "input": "a fox", "stream": True})[2])
    assert [event["event_type"] for event in events][-2:] == ["step.stop", "interaction.completed"]


def test_what_only_films_know(served: Served) -> None:
    for name, value in (("background", True), ("previous_interaction_id", "a1")):
        wrong = said(served, "POST", PLACE, {"model": PICTURES, "input": "a", name: value}, status=400)
        assert wrong["error"]["details"][0]["fieldViolations"][0]["field"] == name
    film_form = {"model": OMNI, "input": "a", "response_format": {"type": "image"}}
    assert "predictLongRunning" in said(served, "POST", PLACE, film_form, status=400)["error"]["message"]


@pytest.mark.parametrize(("word", "code"), [("AWAY", "UNAVAILABLE"), ("BUG", "INTERNAL")])
def test_a_stream_that_breaks_ends_with_an_error_event(served: Served, word: str, code: str) -> None:
    events = watched(call(served, "POST", PLACE, {"model": PICTURES, "input": word, "stream": True})[2])
    assert events[-1]["event_type"] == "error"
    assert events[-1]["error"]["code"] == code
