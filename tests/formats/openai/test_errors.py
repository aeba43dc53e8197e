"""Errors in OpenAI's shape, and when its clients may try again."""

from __future__ import annotations

import pytest

from heliograph.domain import errors
from heliograph.domain.errors import GatewayError, InvalidArgument, NotFound, ResourceExhausted, Unavailable
from heliograph.domain.results import Refusal
from heliograph.formats.openai.errors import error_headers, write_error, write_refusal


def test_a_bad_value_says_what_would_do() -> None:
    error = InvalidArgument(message="n is 5.", field="n", allowed=("1", "2"), nearest="2", hint="Ask twice.")
    assert write_error(error, docs="http://here/docs/errors") == {
        "error": {
            "message": "n is 5. Allowed: 1, 2. Nearest valid choice: 2. Ask twice.",
            "type": "invalid_request_error",
            "param": "n",
            "code": "invalid_argument",
            "allowed": ["1", "2"],
            "nearest": "2",
            "doc_url": "http://here/docs/errors#invalid_argument",
        }
    }


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (errors.Unauthenticated(message="no"), "authentication_error", "invalid_api_key"),
        (errors.PermissionDenied(message="no"), "permission_error", "permission_denied"),
        (NotFound(message="no", field="model"), "invalid_request_error", "model_not_found"),
        (NotFound(message="no"), "invalid_request_error", "not_found"),
        (ResourceExhausted(message="no"), "rate_limit_error", "rate_limit_exceeded"),
        (errors.Internal(message="no"), "server_error", "server_error"),
        (errors.Unimplemented(message="no"), "server_error", "unimplemented"),
    ],
)
def test_types_and_codes(error: GatewayError, kind: str, code: str) -> None:
    body = write_error(error)["error"]
    assert (body["type"], body["code"]) == (kind, code)
    assert set(body) == {"message", "type", "param", "code"}


@pytest.mark.parametrize(
    ("error", "headers"),
    [
        (ResourceExhausted(message="slow down", retry_after=1.6), {"retry-after": "2"}),
        (ResourceExhausted(message="budget spent"), {"x-should-retry": "false"}),
        (Unavailable(message="away", retry_after=0.2), {"retry-after": "1"}),
        (Unavailable(message="away"), {}),
        (errors.RequestTimeout(message="slow"), {}),
        (errors.Conflict(message="twice"), {}),
        (errors.Unimplemented(message="no"), {"x-should-retry": "false"}),
        (InvalidArgument(message="bad"), {"x-should-retry": "false"}),
        (errors.Internal(message="ours"), {"x-should-retry": "false"}),
    ],
)
def test_when_to_try_again(error: GatewayError, headers: dict[str, str]) -> None:
    assert error_headers(error) == headers


def test_a_refusal_names_reason_and_hint() -> None:
    refusal = Refusal(code="PROHIBITED_CONTENT", reason="Not this.", hint="Leave it out.", field="prompt")
    body = write_refusal(refusal)["error"]
    assert body["code"] == "content_policy_violation"
    assert body["message"] == "Not this. Leave it out."
    assert (body["param"], body["reason"], body["hint"]) == ("prompt", "PROHIBITED_CONTENT", "Leave it out.")
