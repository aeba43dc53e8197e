"""Interactions in Google's two dialects: films and pictures by one call. A film's interaction is its operation, so it
can be asked after, watched, cancelled and deleted; a picture's is answered at once and not kept."""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from functools import partial

from heliograph.dialects.google_films import address, flag, flowing, unhurried, write_empty
from heliograph.dialects.protocol import Call, Chunk, Endpoint, Reply
from heliograph.domain.films import AnyRequest, CancelOperation, DeleteOperation, GetOperation, WatchOperation
from heliograph.domain.operation import Operation
from heliograph.domain.results import Delta, Generation, Result
from heliograph.formats.gemini import interactions, interactions_answer
from heliograph.wire import holes, sse


def interaction_endpoints(root: str) -> list[Endpoint]:
    """Every path of interactions, ``root`` being what stands before `/interactions`."""
    one = f"{root}/interactions/{{interaction}}"
    return [
        Endpoint(
            method="POST",
            path=f"{root}/interactions",
            verb="create_interaction",
            read=_read_create,
            write=write_interaction,
            stream=stream,
            stream_type=_event_stream,
        ),
        Endpoint(
            method="GET",
            path=one,
            verb="get_interaction",
            read=_read_get,
            write=write_interaction,
            stream=stream,
            stream_type=_event_stream,
        ),
        Endpoint(method="DELETE", path=one, verb="delete_interaction", read=_read_delete, write=write_empty),
        Endpoint(
            method="POST",
            path=f"{one}/cancel",
            verb="cancel_interaction",
            read=_read_cancel,
            write=write_interaction,
            raw=True,
        ),
    ]


def _read_create(call: Call) -> AnyRequest:
    return interactions.read_create(call.json)


def _read_get(call: Call) -> AnyRequest:
    id = call.path["interaction"]
    return WatchOperation(id=id, inline=True) if flag(call, "stream", absent=False) else GetOperation(id=id)


def _read_delete(call: Call) -> AnyRequest:
    return DeleteOperation(id=call.path["interaction"])


def _read_cancel(call: Call) -> AnyRequest:
    return CancelOperation(id=call.path["interaction"])


def write_interaction(call: Call, result: Result) -> Reply:
    """A film's interaction as it stands, or pictures that are done."""
    if isinstance(result, Operation):
        return flowing(interactions_answer.write_operation(result, partial(address, call)), result)
    assert isinstance(result, Generation), "Operation or Generation expected"
    return Reply(body=holes.write(interactions_answer.write_generation(result, result.request_id)))


async def stream(call: Call, deltas: AsyncIterator[Delta]) -> AsyncGenerator[Chunk, None]:
    """Events, each with its name; films flow from the disk."""
    model = str(call.json.get("model", "")) if isinstance(call.json, dict) else ""
    events = interactions_answer.write_events(deltas, secrets.token_hex(12), model, partial(address, call))
    async with aclosing(events) as coming:
        async for event in coming:
            yield f"event: {event['event_type']}\ndata: ".encode()
            async for chunk in unhurried(holes.flow(event).chunks):
                yield chunk
            yield b"\n\n"


def _event_stream(call: Call) -> str:
    return sse.MEDIA_TYPE
