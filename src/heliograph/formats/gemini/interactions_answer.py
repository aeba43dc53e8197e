"""Interactions: what is answered, whole and as events, about a film's operation or about pictures that are done."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any

from heliograph.domain.content import Part
from heliograph.domain.operation import Operation, State, StoredMedia
from heliograph.domain.results import Delta, Generation, Refusal
from heliograph.domain.usage import Meter, Usage
from heliograph.formats.gemini.operations import Address, write_failure, write_time
from heliograph.wire import sse

MAX_INLINE = 4 * 1024 * 1024
"""A larger film comes as an address unless the caller asked for bytes, as Google's own does."""
_DONE = {State.SUCCEEDED: "completed", State.CANCELLED: "cancelled"}
Event = dict[str, Any]


def write_operation(operation: Operation, address: Address) -> dict[str, Any]:
    """A film's interaction: its id is the operation's."""
    out = _head(operation)
    if not operation.done:
        return out
    if operation.state is not State.SUCCEEDED:
        return {**out, "errors": [_error(operation)]}
    return {**out, "steps": [_step(list(_film_parts(operation, address)))]}


def write_generation(made: Generation, id: str) -> dict[str, Any]:
    """Pictures and texts that are done. What policy withheld is told in words, as Google does it."""
    parts = [_part(part) for candidate in made.candidates for part in candidate.parts if not part.thought]
    parts += [{"type": "text", "text": refusal.sentence()} for refusal in _refusals(made)]
    return {**_told(made, id), "steps": [_step(parts)]}


def status_of(operation: Operation) -> str:
    """Google's word for a state."""
    return _DONE.get(operation.state, "failed") if operation.done else "in_progress"


def _head(operation: Operation) -> dict[str, Any]:
    return {
        "id": operation.id,
        "object": "interaction",
        "model": operation.model,
        "status": status_of(operation),
        "created": write_time(operation.created),
        "updated": write_time(operation.updated),
        "role": "model",
        **({"previous_interaction_id": operation.parent} if operation.parent else {}),
    }


def _told(made: Generation, id: str) -> dict[str, Any]:
    when = write_time(datetime.fromtimestamp(made.created, UTC))
    return {
        "id": id,
        "object": "interaction",
        "model": made.model.id,
        "status": "completed",
        "created": when,
        "updated": when,
        "role": "model",
        "usage": write_usage(made.usage),
    }


def _step(parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "model_output", "content": parts}


def _error(operation: Operation) -> dict[str, Any]:
    failure = write_failure(operation)
    return {"code": failure["status"], "message": failure["message"]}


def _film_parts(operation: Operation, address: Address) -> Iterator[dict[str, Any]]:
    for film in operation.media:
        yield {"type": "video", "mime_type": film.mime_type, **_where(film, operation, address)}
    for reason in operation.filtered:
        yield {"type": "text", "text": reason}


def _where(film: StoredMedia, operation: Operation, address: Address) -> dict[str, Any]:
    wanted = operation.facts.get("delivery") or ("inline" if film.size <= MAX_INLINE else "uri")
    return {"uri": address(film)} if wanted == "uri" or film.content is None else {"data": film.content}


def _part(part: Part) -> dict[str, Any]:
    if part.media is None:
        return {"type": "text", "text": part.text or ""}
    return {"type": "image", "mime_type": part.media.mime_type, "data": part.media}


def _refusals(made: Generation) -> Iterator[Refusal]:
    if made.refusal is not None:
        yield made.refusal
    for candidate in made.candidates:
        if candidate.refusal is not None:
            yield candidate.refusal


def write_usage(usage: Usage) -> dict[str, Any]:
    """Token counts; by modality where there are any."""
    came_in, came_out = usage.input_tokens(), usage.output_tokens()
    out: dict[str, Any] = {
        "total_input_tokens": came_in,
        "total_output_tokens": came_out,
        "total_tokens": came_in + came_out,
    }
    meters = (("text", Meter.OUTPUT_TEXT_TOKEN), ("image", Meter.OUTPUT_IMAGE_TOKEN))
    rows = [{"modality": word, "tokens": usage[meter]} for word, meter in meters if usage[meter]]
    return {**out, "output_tokens_by_modality": rows} if rows else out


# events


async def write_events(
    deltas: AsyncIterator[Delta], id: str, model: str, address: Address
) -> AsyncGenerator[Event, None]:
    """Created, then every piece of the one step there is (a film's states before it), then completed. ``id`` names
    pictures; a film's is its operation's."""
    begun = False
    async for delta in deltas:
        if delta.operation is not None:
            for event in _of_operation(delta.operation, address, begun=begun):
                yield event
        else:
            if not begun:
                yield _event("created", {"id": id, "object": "interaction", "model": model, "status": "in_progress"})
                yield {"event_type": "step.start", "index": 0, "step": _step([])}
            for event in _of_picture(delta, id):
                yield event
        begun = True


def _of_operation(operation: Operation, address: Address, *, begun: bool) -> Iterator[Event]:
    if not begun:
        yield _event("created", {**_head(operation), "status": "in_progress"})
    if not operation.done:
        yield _update(operation)
        return
    if operation.state is State.SUCCEEDED:
        yield {"event_type": "step.start", "index": 0, "step": _step([])}
        for part in _film_parts(operation, address):
            yield {"event_type": "step.delta", "index": 0, "delta": part}
        yield {"event_type": "step.stop", "index": 0}
    else:
        yield {"event_type": "error", "error": _error(operation)}
    yield _event("completed", _head(operation))


def _of_picture(delta: Delta, id: str) -> Iterator[Event]:
    if delta.part is not None and delta.partial is None and not delta.part.thought:
        yield {"event_type": "step.delta", "index": 0, "delta": _part(delta.part)}
    if delta.final is not None:
        for refusal in _refusals(delta.final):
            said = {"type": "text", "text": refusal.sentence()}
            yield {"event_type": "step.delta", "index": 0, "delta": said}
        yield {"event_type": "step.stop", "index": 0}
        yield _event("completed", _told(delta.final, id))


def write_error(code: str, message: str) -> bytes:
    """An error within a stream, as one whole event."""
    return b"".join(sse.event({"event_type": "error", "error": {"code": code, "message": message}}, "error"))


def _event(word: str, interaction: dict[str, Any]) -> Event:
    return {"event_type": f"interaction.{word}", "interaction": interaction}


def _update(operation: Operation) -> Event:
    return {
        "event_type": "interaction.status_update",
        "interaction_id": operation.id,
        "status": status_of(operation),
    }
