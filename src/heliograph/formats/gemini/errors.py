"""google.rpc.Status: an error as Google's clients read it, with what to do about it in the details."""

from __future__ import annotations

import math
from typing import Any

from heliograph.domain.errors import GatewayError, MethodNotAllowed, Unauthenticated

_TYPE = "type.googleapis.com/google.rpc."


def write_error(error: GatewayError, docs: str) -> dict[str, Any]:
    """``docs`` is the address of the page that explains it."""
    body: dict[str, Any] = {
        "code": error.http_status,
        "message": error.sentence(),
        "status": error.status,
        "details": _details(error, docs),
    }
    return {"error": body}


def _details(error: GatewayError, docs: str) -> list[dict[str, Any]]:
    details: list[dict[str, Any]] = []
    if error.field is not None:
        violation = {"field": error.field, "description": error.sentence()}
        details.append({"@type": _TYPE + "BadRequest", "fieldViolations": [violation]})
    if error.retry_after is not None:
        details.append({"@type": _TYPE + "RetryInfo", "retryDelay": f"{error.retry_after:g}s"})
    details.append(_info(error))
    details.append({"@type": _TYPE + "Help", "links": [{"description": error.hint or error.message, "url": docs}]})
    return details


def _info(error: GatewayError) -> dict[str, Any]:
    """ErrorInfo: the same for programs."""
    facts = {
        "field": error.field,
        "allowed": ", ".join(error.allowed) or None,
        "nearest": error.nearest,
        "hint": error.hint,
    }
    return {
        "@type": _TYPE + "ErrorInfo",
        "reason": (error.docs or error.status).upper(),
        "domain": "heliograph",
        "metadata": {key: value for key, value in facts.items() if value is not None},
    }


def error_headers(error: GatewayError) -> dict[str, str]:
    """What HTTP asks of an error beside its body (RFC 9110: 10.2.1, 10.2.3, 11.6.1)."""
    headers: dict[str, str] = {}
    if error.retry_after is not None:
        headers["retry-after"] = str(math.ceil(error.retry_after))
    if isinstance(error, MethodNotAllowed):
        headers["allow"] = ", ".join(error.allowed)
    if isinstance(error, Unauthenticated):
        headers["www-authenticate"] = "Bearer"
    return headers
