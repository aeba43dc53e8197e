"""The door under honest and dishonest callers: every answer is a 2xx or a clear 4xx in the dialect of its path."""

from __future__ import annotations

import base64
import http.client
import json
import socket
import time
from typing import Any

import pytest

from tests.server.conftest import KEY, Served

GEMINI = "/gemini/v1beta/models/gemini-2.5-flash-image-preview:generateContent"
CHAT = "/v1/chat/completions"
IMAGES = "/v1/images/generations"
MODEL = "gemini-2.5-flash-image-preview"


def ask(
    served: Served, path: str, body: Any = None, method: str = "", key: str = KEY, **headers: str
) -> tuple[int, dict[str, str], Any]:
    line = http.client.HTTPConnection(served.host, served.port, timeout=10)
    raw = body if isinstance(body, bytes | None) else json.dumps(body).encode()
    sent = {"authorization": f"Bearer {key}"} if key else {}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    line.request(method or ("POST" if raw is not None else "GET"), path, raw, sent)
    reply = line.getresponse()
    data = reply.read()
    line.close()
    return reply.status, {k.lower(): v for k, v in reply.getheaders()}, json.loads(data)


def raw(served: Served, data: bytes, seconds: float = 5.0) -> bytes:
    """What comes back until the server closes."""
    with socket.create_connection((served.host, served.port), timeout=seconds) as line:
        line.sendall(data)
        out = b""
        while piece := line.recv(65536):
            out += piece
        return out


def contents(text: str) -> dict[str, Any]:
    return {"contents": [{"role": "user", "parts": [{"text": text}]}]}


def test_a_picture_comes_back_with_what_the_house_has_to_say(served: Served) -> None:
    status, headers, body = ask(served, GEMINI, {**contents("a fox"), "generationConfig": {"topK": 3}})
    assert status == 200
    data = body["candidates"][0]["content"]["parts"][1]["inlineData"]["data"]
    assert base64.b64decode(data) == b"a fox"
    assert headers["x-heliograph-model"] == MODEL
    assert headers["x-heliograph-engine"] == "echo"
    assert headers["x-heliograph-ignored"] == "generationConfig.topK"
    assert float(headers["x-heliograph-cost"]) > 0
    assert len(headers["x-request-id"]) == 24


def test_what_the_rules_set_aside_is_named_like_what_the_dialect_did(served: Served) -> None:
    body = {"model": "gpt-image-2", "prompt": "a fox", "style": "vivid", "user": "ann"}
    _, headers, _ = ask(served, IMAGES, body)
    assert set(headers["x-heliograph-ignored"].split(", ")) == {"style", "user"}
    line = http.client.HTTPConnection(served.host, served.port, timeout=10)
    line.request("POST", IMAGES, json.dumps({**body, "stream": True}), {"authorization": f"Bearer {KEY}"})
    reply = line.getresponse()
    assert b"image_generation.completed" in reply.read()
    assert set((reply.getheader("x-heliograph-ignored") or "").split(", ")) == {"style", "user"}
    line.close()


@pytest.mark.parametrize("way", ["bearer", "google", "query", "twice"])
def test_a_key_is_taken_in_every_form(served: Served, way: str) -> None:
    forms: dict[str, tuple[str, dict[str, str]]] = {
        "bearer": (GEMINI, {"authorization": f"Bearer {KEY}"}),
        "google": (GEMINI, {"x_goog_api_key": KEY}),
        "query": (f"{GEMINI}?key={KEY}", {}),
        "twice": (f"{GEMINI}?key={KEY}", {"x_goog_api_key": KEY}),
    }
    path, headers = forms[way]
    assert ask(served, path, contents("x"), key="", **headers)[0] == 200


def test_keys_that_are_missing_wrong_or_two_are_refused_in_both_dialects(served: Served) -> None:
    for path, body in ((GEMINI, contents("x")), (CHAT, {"model": MODEL, "messages": []})):
        assert ask(served, path, body, key="")[0] == 401
        assert ask(served, path, body, key="sk-wrong")[0] == 401
        assert ask(served, f"{path}?key=sk-other", body)[0] == 400
    twice = (
        f"GET /v1/models HTTP/1.1\r\nhost: h\r\nx-goog-api-key: {KEY}\r\nx-goog-api-key: b\r\nconnection: close\r\n\r\n"
    )
    assert raw(served, twice.encode()).startswith(b"HTTP/1.1 400 ")
    assert ask(served, GEMINI, contents("x"), key="bad")[2]["error"]["status"] == "UNAUTHENTICATED"
    assert ask(served, IMAGES, {"prompt": "x"}, key="bad")[2]["error"]["code"] == "invalid_api_key"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "body"),
        (b"{", "JSON"),
        (b"[" * 100_00, "deep"),
        (b'{"a":1,"a":2}', "a"),
        (b'{"a":NaN}', "NaN"),
        (b'{"a":1e999}', ""),
        (b'{"a":' + b"9" * 5000 + b"}", ""),
        (b'{"a":"\\ud800"}', ""),
        (b"\xff\xfe{\x00}\x00", ""),
        (b'\xef\xbb\xbf{"a":1}', ""),
        (b'{"a":"\xff"}', ""),
        (b"{} {}", ""),
        (b"null", ""),
        (b"[]", ""),
        (b'"text"', ""),
    ],
)
@pytest.mark.parametrize("path", [GEMINI, CHAT, IMAGES])
def test_a_broken_body_is_a_400_in_the_dialect(served: Served, path: str, body: bytes, word: str) -> None:
    status, _, answer = ask(served, path, body)
    assert status == 400
    assert word in answer["error"]["message"]
    assert ("status" in answer["error"]) == (path == GEMINI)


def test_what_is_too_large_or_packed_is_refused_before_it_is_read(served: Served) -> None:
    assert ask(served, GEMINI, b"x" * 100_001)[0] == 413
    assert ask(served, GEMINI, b"x", content_encoding="gzip")[0] == 415
    assert ask(served, CHAT, b"x", content_type="application/xml")[0] == 415
    head = f"POST {GEMINI} HTTP/1.1\r\nhost: h\r\nx-goog-api-key: {KEY}\r\ntransfer-encoding: chunked\r\n\r\n"
    answer = raw(served, head.encode() + b"ffff\r\n" + b"x" * 65535 + b"\r\nffff\r\n" + b"x" * 65535 + b"\r\n")
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"connection: close" in answer


@pytest.mark.parametrize(
    "head",
    [
        "content-length: 5\r\ntransfer-encoding: chunked\r\n",
        "content-length: 5\r\ncontent-length: 6\r\n",
        "content-length: +5\r\n",
        "content-length: -5\r\n",
        "transfer-encoding: chunked, identity\r\n",
    ],
)
def test_ambiguous_framing_is_one_400_and_the_end(served: Served, head: str) -> None:
    smuggled = "0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: h\r\n\r\n"
    request = f"POST {GEMINI} HTTP/1.1\r\nhost: h\r\nx-goog-api-key: {KEY}\r\n{head}\r\n{smuggled}"
    answer = raw(served, request.encode())
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 400 ") == 1
    assert b"HTTP/1.1 200 " not in answer
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["error"]["code"] == 400


def test_slow_headers_and_slow_bodies_end_with_a_408(served: Served) -> None:
    start = time.monotonic()
    assert raw(served, b"POST / HTTP/1.1\r\nhost: h\r\n").startswith(b"HTTP/1.1 408 ")
    head = f"POST {CHAT} HTTP/1.1\r\nhost: h\r\nauthorization: Bearer {KEY}\r\ncontent-length: 50\r\n\r\n{{"
    answer = raw(served, head.encode())
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b'"error"' in answer
    assert time.monotonic() - start < 10


def test_a_connection_that_says_nothing_is_closed_without_a_word(served: Served) -> None:
    assert raw(served, b"") == b""


def test_a_header_sent_twice_is_no_offence(served: Served) -> None:
    request = (
        f"GET /v1/models HTTP/1.1\r\nhost: h\r\nuser-agent: a\r\nuser-agent: b\r\n"
        f"authorization: Bearer {KEY}\r\nconnection: close\r\n\r\n"
    )
    assert raw(served, request.encode()).startswith(b"HTTP/1.1 200 ")


def test_paths_and_methods_that_are_not_there_are_refused_in_the_dialect(served: Served) -> None:
    status, _, body = ask(served, "/gemini/v1beta/nonsense")
    assert (status, body["error"]["status"]) == (404, "NOT_FOUND")
    status, _, body = ask(served, IMAGES)
    assert (status, "POST" in body["error"]["message"]) == (405, True)
    assert ask(served, "/elsewhere")[0] == 404
    assert ask(served, "/v1/models/no-such-thing")[0] == 404


def test_an_unforeseen_fault_is_a_500_with_an_id_and_no_secrets(served: Served) -> None:
    status, headers, body = ask(served, GEMINI, contents("BUG hush"))
    assert status == 500
    assert headers["x-request-id"] in body["error"]["message"]
    assert "hush" not in json.dumps(body)
    assert "hush" not in served.log.getvalue()
    assert '"error": "RuntimeError"' in served.log.getvalue()


def test_an_engine_that_is_away_says_when_to_come_back(served: Served) -> None:
    status, headers, body = ask(served, GEMINI, contents("AWAY"))
    assert (status, body["error"]["status"]) == (503, "UNAVAILABLE")
    assert headers.get("retry-after") == "7"


def test_a_stream_ends_normally_or_with_an_error_event(served: Served) -> None:
    def events(text: str) -> list[Any]:
        line = http.client.HTTPConnection(served.host, served.port, timeout=10)
        path = GEMINI.replace("generate", "streamGenerate") + "?alt=sse"
        line.request("POST", path, json.dumps(contents(text)), {"x-goog-api-key": KEY})
        data = line.getresponse().read().decode()
        line.close()
        return [json.loads(frame.removeprefix("data: ")) for frame in data.split("\n\n") if frame]

    whole = events("a fox")
    assert whole[-1]["candidates"][0]["finishReason"] == "STOP"
    broken = events("a BUG")
    assert broken[-1]["error"]["code"] == 500


def test_no_key_and_no_prompt_reaches_the_log(served: Served) -> None:
    ask(served, f"{GEMINI}?key={KEY}", contents("zebra"), key="")
    log = served.log.getvalue()
    assert KEY not in log
    assert "zebra" not in log
    assert '"path": "/gemini/v1beta/models/{model}:generateContent"' in log


def test_the_administrators_door_opens_to_nobody_else(served: Served) -> None:
    assert ask(served, "/admin/v1/keys")[0] == 401
    assert ask(served, "/admin/v1/keys", key="boss")[0] == 404


def test_every_request_for_work_leaves_one_line_in_the_books(served: Served) -> None:
    before = len(served.ledger.rows)
    ask(served, GEMINI, contents("a fox"))
    ask(served, GEMINI, contents("AWAY"))
    ask(served, "/gemini/v1beta/models/nope:generateContent", contents("x"))
    ask(served, "/v1/models")
    assert [row.verdict for row in served.ledger.rows[before:]] == ["ok", "unavailable", "not_found"]
