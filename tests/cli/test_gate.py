"""The command line's HTTP client, against a tiny server that says what it is told to say."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from heliograph.cli.gate import Gate
from heliograph.cli.outcome import Exit, Stop
from heliograph.cli.wish import Wish, grant, kind_of

PIXEL = "iVBORw0KGgo="


@contextmanager
def saying(status: int, body: Any, headers: dict[str, str] | None = None) -> Iterator[tuple[Gate, list[Any]]]:
    """A server with one answer; the list collects the bodies that it was sent."""
    heard: list[Any] = []

    class Room(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: Any) -> None:
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Room) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Gate(f"http://127.0.0.1:{server.server_port}", "k", 5), heard
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("status", "code", "ends"),
    [
        (400, None, Exit.USAGE),
        (400, "content_policy_violation", Exit.REFUSED),
        (401, None, Exit.ACCESS),
        (403, None, Exit.ACCESS),
        (402, None, Exit.BUDGET),
        (404, None, Exit.USAGE),
        (429, None, Exit.UPSTREAM),
        (500, None, Exit.UPSTREAM),
        (503, None, Exit.UPSTREAM),
    ],
)
def test_an_error_keeps_the_words_of_the_house(status: int, code: str | None, ends: Exit) -> None:
    with saying(status, {"error": {"message": "so it is", "code": code}}) as (gate, _):
        with pytest.raises(Stop, match="so it is") as caught:
            gate.post("/x", {})
        assert caught.value.exit_status == ends


def test_what_is_no_house_is_said() -> None:
    with saying(200, b"<html>") as (gate, _), pytest.raises(Stop, match="is it a Heliograph"):
        gate.post("/x", {})
    with pytest.raises(Stop, match="cannot be reached") as caught:
        Gate("http://127.0.0.1:1", "k").get("/x")
    assert caught.value.exit_status == Exit.UPSTREAM
    with pytest.raises(Stop, match="is no address"):
        Gate("127.0.0.1:80", "k").get("/x")


def test_a_wish_says_what_was_chosen_and_nothing_else() -> None:
    assert Wish(prompt="a fox", model="m").body() == {
        "contents": [{"role": "user", "parts": [{"text": "a fox"}]}],
        "generationConfig": {"responseModalities": ["TEXT", "IMAGE"]},
    }
    full = Wish(prompt="x", model="m", ratio="16:9", seed=3, mime_type="image/jpeg", references=(b"\x89PNG",)).body()
    assert full["generationConfig"]["imageConfig"] == {
        "aspectRatio": "16:9",
        "imageOutputOptions": {"mimeType": "image/jpeg"},
    }
    assert full["generationConfig"]["seed"] == 3
    assert full["contents"][0]["parts"][1]["inlineData"]["mimeType"] == "image/png"


def test_a_picture_comes_with_its_text_and_its_notes() -> None:
    parts = [{"text": "a poem"}, {"inlineData": {"mimeType": "image/png", "data": PIXEL}}]
    answer = {"candidates": [{"content": {"parts": parts}}]}
    with saying(200, answer, {"x-heliograph-notes": "no%20unicorn"}) as (gate, heard):
        made = grant(gate, Wish(prompt="x", model="m"))
    assert (made.data, made.text, made.answer.note("notes")) == (b"\x89PNG\r\n\x1a\n", "a poem", "no unicorn")
    assert len(heard) == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"promptFeedback": {"blockReason": "PROHIBITED_CONTENT", "blockReasonMessage": "not this"}}, "not this"),
        ({"promptFeedback": {"blockReason": "BLOCKLIST"}}, "BLOCKLIST"),
        ({"candidates": [{"finishReason": "IMAGE_SAFETY", "finishMessage": "no"}]}, "no"),
        ({"candidates": [{"content": {"parts": [{"text": "only words"}]}}]}, "only words"),
        ({}, "without a picture"),
    ],
)
def test_a_refusal_is_not_an_error_of_ours(answer: Any, words: str) -> None:
    with saying(200, answer) as (gate, _):
        with pytest.raises(Stop, match=words) as caught:
            grant(gate, Wish(prompt="x", model="m"))
        assert caught.value.exit_status == Exit.REFUSED


def test_pictures_are_known_by_their_first_bytes() -> None:
    assert kind_of(b"\xff\xd8\xff\xe0") == "image/jpeg"
    assert kind_of(b"%PDF") is None
