"""Long-running operations as Google's clients read them: one shape that satisfies every reader at once.

Scripts and Vertex mode read `response.videos`, SDKs with an API key and ai-sdk `response.generateVideoResponse`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from heliograph.domain.films import OperationPage
from heliograph.domain.operation import Failure, Operation, State, StoredMedia
from heliograph.wire.fields import Fields

TYPE = "type.googleapis.com/cloud.ai.large_models.vision.GenerateVideoResponse"
METADATA = "type.googleapis.com/heliograph.OperationMetadata"
Address = Callable[[StoredMedia], str]
Name = Callable[[Operation], str]
_UNSAID: Mapping[State, Failure] = {
    State.CANCELLED: Failure(code=1, status="CANCELLED", message="The operation was cancelled."),
    State.EXPIRED: Failure(code=5, status="NOT_FOUND", message="The films of this operation are no longer kept."),
    State.AMBIGUOUS: Failure(
        code=2,
        status="UNKNOWN",
        message="Nobody knows whether the engine took this order; it is never sent twice.",
    ),
    State.FAILED: Failure(code=13, status="INTERNAL", message="The film was not made."),
}


def write_name(operation: Operation, name: Name) -> dict[str, Any]:
    """The answer to :predictLongRunning."""
    return {"name": name(operation)}


def write_operation(operation: Operation, name: Name, address: Address) -> dict[str, Any]:
    """`name` and `metadata` while it runs, with no `done` at all; then `response` or `error`. What policy withheld is a
    response that counts and explains it, as the vendor's is (Veo's responsible AI page). Films that have their
    ``content`` stand inline, to be read from the disk by `holes.flow`; ``address`` gives where each can be fetched."""
    out: dict[str, Any] = {"name": name(operation), "metadata": write_metadata(operation)}
    if not operation.done:
        return out
    withheld = operation.state is State.FAILED and bool(operation.filtered)
    if operation.state is not State.SUCCEEDED and not withheld:
        return {**out, "done": True, "error": write_failure(operation)}
    return {**out, "done": True, "response": _write_response(operation, address)}


def write_metadata(operation: Operation) -> dict[str, Any]:
    """What we know beside the films: state, progress in per cent, times, the engine, its notes and the price."""
    facts: dict[str, Any] = {
        "@type": METADATA,
        "state": operation.state.upper(),
        "progressPercent": round(operation.progress * 100),
        "createTime": write_time(operation.created),
        "updateTime": write_time(operation.updated),
        "model": operation.model,
    }
    if operation.expires is not None:
        facts["expireTime"] = write_time(operation.expires)
    if operation.engine:
        facts |= {"engine": operation.engine, "emulated": operation.emulated}
    if operation.notes:
        facts["notes"] = list(operation.notes)
    if operation.cost is not None:
        facts["costUsd"] = str(operation.cost)
    return facts


def write_time(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def write_failure(operation: Operation) -> dict[str, Any]:
    """google.rpc.Status; `status` is the code's word, for people."""
    failure = operation.failure or _UNSAID.get(operation.state, _UNSAID[State.FAILED])
    return {"code": failure.code, "message": failure.message, "status": failure.status}


def _write_response(operation: Operation, address: Address) -> dict[str, Any]:
    """Where every film was withheld there is no list at all: that is what clients look for."""
    filtered: dict[str, Any] = {"raiMediaFilteredCount": len(operation.filtered)}
    if operation.filtered:
        filtered["raiMediaFilteredReasons"] = list(operation.filtered)
    out: dict[str, Any] = {"@type": TYPE, **filtered}
    samples = [{"video": {"uri": address(film), "mimeType": film.mime_type}} for film in operation.media]
    if operation.media:
        out["videos"] = [_write_film(film, address) for film in operation.media]
    inner = filtered if operation.filtered else {}
    out["generateVideoResponse"] = {**inner, "generatedSamples": samples} if samples else inner
    return out


def _write_film(film: StoredMedia, address: Address) -> dict[str, Any]:
    """Bytes where they are wanted; else the address, under the one name for it that readers of this list know."""
    where = {"gcsUri": address(film)} if film.content is None else {"bytesBase64Encoded": film.content}
    return {**where, "mimeType": film.mime_type}


def write_page(page: OperationPage, name: Name, address: Address) -> dict[str, Any]:
    """`operations.list`; the token of the next page is the id of its last row."""
    out: dict[str, Any] = {"operations": [write_operation(one, name, address) for one in page.operations]}
    return {**out, "nextPageToken": page.operations[-1].id} if page.more and page.operations else out


def read_fetch(value: Any) -> tuple[str, bool]:
    """A body of :fetchPredictOperation: the name of the operation, and whether its films shall come inline."""
    body = Fields(value)
    body.require("operationName", "name")
    inline = body.boolean("inline")
    return body.text("operationName", "name") or "", inline is not False
