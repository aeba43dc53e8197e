"""google.rpc.Status as the SDKs parse it (wire.md 8)."""

from __future__ import annotations

from typing import Any

from heliograph.domain.errors import InvalidArgument, MethodNotAllowed, ResourceExhausted, Unauthenticated
from heliograph.formats.gemini.errors import error_headers, write_error
from tests.formats.gemini.samples import sent


def detail(error: dict[str, Any], kind: str) -> dict[str, Any]:
    (found,) = [one for one in error["details"] if one["@type"] == f"type.googleapis.com/google.rpc.{kind}"]
    return dict(found)


def test_a_wrong_value_tells_field_choices_and_page() -> None:
    wrong = InvalidArgument(
        message="parameters.aspectRatio cannot be 2:1.",
        field="parameters.aspectRatio",
        allowed=("1:1", "16:9"),
        nearest="16:9",
        docs="aspect_ratio",
    )
    error = sent(write_error(wrong, "http://h/docs/errors#aspect_ratio"))["error"]
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    assert error["message"].endswith("Allowed: 1:1, 16:9. Nearest valid choice: 16:9.")
    assert detail(error, "BadRequest")["fieldViolations"][0]["field"] == "parameters.aspectRatio"
    assert detail(error, "ErrorInfo")["metadata"]["nearest"] == "16:9"
    assert detail(error, "Help")["links"][0]["url"] == "http://h/docs/errors#aspect_ratio"
    assert error_headers(wrong) == {}


def test_a_rate_limit_tells_when_to_come_again() -> None:
    late = ResourceExhausted(message="Too many.", retry_after=1.5)
    error = write_error(late, "http://h")["error"]
    assert (error["code"], error["status"]) == (429, "RESOURCE_EXHAUSTED")
    assert detail(error, "RetryInfo")["retryDelay"] == "1.5s"
    assert error_headers(late) == {"retry-after": "2"}


def test_what_http_asks_beside_the_body() -> None:
    assert error_headers(MethodNotAllowed(message="No.", allowed=("GET", "POST"))) == {"allow": "GET, POST"}
    assert error_headers(Unauthenticated(message="No key.")) == {"www-authenticate": "Bearer"}
