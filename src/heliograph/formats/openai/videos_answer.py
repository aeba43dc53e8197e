"""Answers about films, in exactly OpenAI's words: `queued`, `in_progress`, `completed`, `failed`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from heliograph.domain.films import OperationPage
from heliograph.domain.operation import Operation, State
from heliograph.formats.openai.videos import public_id

POLL_MILLISECONDS = 1000
_STATUS: Mapping[State, str] = {
    State.ACCEPTED: "queued",
    State.SUBMITTING: "in_progress",
    State.RUNNING: "in_progress",
    State.SUCCEEDED: "completed",
}
_UNSAID: Mapping[State, tuple[str, str]] = {
    State.CANCELLED: ("cancelled", "The film was cancelled."),
    State.EXPIRED: ("expired", "The film is no longer kept."),
    State.AMBIGUOUS: ("unknown", "Nobody knows whether the engine took this order; it is never sent twice."),
}


def status_of(operation: Operation) -> str:
    """An operation that ended well but without any film has failed for who asked for one."""
    if operation.state is State.SUCCEEDED and not operation.media:
        return "failed"
    return _STATUS.get(operation.state, "failed")


def write_video(operation: Operation) -> dict[str, Any]:
    """The `video` object. Times are Unix seconds; ``progress`` is in per cent."""
    status = status_of(operation)
    facts = operation.facts
    return {
        "id": public_id(operation.id),
        "object": "video",
        "model": operation.model,
        "status": status,
        "progress": 100 if status == "completed" else min(99, int(operation.progress * 100)),
        "created_at": _seconds(operation.created),
        "completed_at": _seconds(operation.finished) if status == "completed" else None,
        "expires_at": _seconds(operation.expires),
        "error": write_failure(operation) if status == "failed" else None,
        "prompt": operation.prompt or None,
        "remixed_from_video_id": public_id(operation.parent) if operation.parent else None,
        "seconds": facts.get("seconds", ""),
        "size": facts.get("size", ""),
    }


def write_failure(operation: Operation) -> dict[str, Any]:
    """``code`` for programs, ``message`` for people."""
    if operation.filtered:
        return {"code": "content_policy_violation", "message": " ".join(operation.filtered)}
    if operation.failure is not None:
        return {"code": operation.failure.status.lower(), "message": operation.failure.message}
    code, message = _UNSAID.get(operation.state, ("server_error", "The film was not made."))
    return {"code": code, "message": message}


def write_page(page: OperationPage) -> dict[str, Any]:
    """A list, with the ids that lead to the next one."""
    rows = [write_video(operation) for operation in page.operations]
    return {
        "object": "list",
        "data": rows,
        "first_id": rows[0]["id"] if rows else None,
        "last_id": rows[-1]["id"] if rows else None,
        "has_more": page.more,
    }


def write_deleted(operation: Operation) -> dict[str, Any]:
    """What is left of a film that was deleted."""
    return {"id": public_id(operation.id), "object": "video.deleted", "deleted": True}


def poll_headers(operation: Operation) -> dict[str, str]:
    """When to ask again, as openai's `poll` reads it."""
    return {} if operation.done else {"openai-poll-after-ms": str(POLL_MILLISECONDS)}


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())
