"""Errors as OpenAI's clients expect them: message, type, param, code. It knows no sockets and no paths."""

from __future__ import annotations

from typing import Any

from heliograph.domain.errors import (
    Conflict,
    DeadlineExceeded,
    GatewayError,
    InsufficientStorage,
    RequestTimeout,
    ResourceExhausted,
    Unavailable,
)
from heliograph.domain.results import Refusal

_TYPES = {401: "authentication_error", 403: "permission_error", 408: "timeout_error", 429: "rate_limit_error"}
_PASSING = (RequestTimeout, Conflict, Unavailable, DeadlineExceeded, InsufficientStorage)
_CODES = {401: "invalid_api_key", 429: "rate_limit_exceeded", 500: "server_error", 503: "service_unavailable"}


def write_error(error: GatewayError, *, message: str | None = None, docs: str = "") -> dict[str, Any]:
    """``{"error": {message, type, param, code, ...}}``. ``message`` replaces the error's own sentence, ``docs`` is
    the address of the page on errors; ``allowed`` and ``nearest`` are there for programs when they are known."""
    status = error.http_status
    body: dict[str, Any] = {
        "message": error.sentence() if message is None else message,
        "type": _TYPES.get(status, "invalid_request_error" if status < 500 else "server_error"),
        "param": error.field,
        "code": _code(error),
    }
    if error.allowed:
        body["allowed"] = list(error.allowed)
    if error.nearest is not None:
        body["nearest"] = error.nearest
    if docs:
        body["doc_url"] = f"{docs}#{error.docs or error.status.lower()}"
    return {"error": body}


def _code(error: GatewayError) -> str:
    if error.http_status == 404 and error.field == "model":
        return "model_not_found"
    return _CODES.get(error.http_status, error.status.lower())


def error_headers(error: GatewayError) -> dict[str, str]:
    """Retry-After where the error says when, and ``x-should-retry: false`` where trying again cannot help: OpenAI's
    clients otherwise repeat 408, 409, 429 and every 5xx twice, and each repeat may cost money."""
    headers = {}
    if error.retry_after is not None:
        headers["retry-after"] = str(max(1, round(error.retry_after)))
    if not _worth_repeating(error):
        headers["x-should-retry"] = "false"
    return headers


def _worth_repeating(error: GatewayError) -> bool:
    if isinstance(error, ResourceExhausted):
        return error.retry_after is not None
    return isinstance(error, _PASSING)


def write_refusal(refusal: Refusal, *, docs: str = "") -> dict[str, Any]:
    """A refusal by policy on the image endpoints: status 400, ``content_policy_violation``."""
    body: dict[str, Any] = {
        "message": refusal.sentence(),
        "type": "invalid_request_error",
        "param": refusal.field,
        "code": "content_policy_violation",
        "reason": refusal.code,
        "hint": refusal.hint,
    }
    if docs:
        body["doc_url"] = f"{docs}#refusals"
    return {"error": body}
