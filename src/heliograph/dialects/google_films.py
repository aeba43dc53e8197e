"""Films in Google's two dialects: the verbs that begin them, and operations by whatever name a client has for them.

An operation is found by the last segment of its name: SDKs poll the last answer's name, scripts build their own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from functools import partial

from heliograph.dialects.google import stream_type
from heliograph.dialects.protocol import Call, Chunk, Endpoint, Reply
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.films import (
    AnyRequest,
    CancelOperation,
    DeleteOperation,
    GetOperation,
    ListOperations,
    OperationPage,
    WatchOperation,
)
from heliograph.domain.operation import Operation, StoredMedia
from heliograph.domain.results import Delta, Result
from heliograph.formats.gemini import films, operations
from heliograph.wire import holes, sse
from heliograph.wire.fields import Fields

Namer = Callable[[Call, Operation], str]
MAX_PAGE = 100


def film_endpoints(root: str, named: Namer) -> list[Endpoint]:
    """The verbs that make films of a model and ask after them, ``root`` being what stands before `/models`."""
    model = f"{root}/models/{{model}}"
    return [
        Endpoint(
            method="POST",
            path=f"{model}:predictLongRunning",
            verb="predict_long_running",
            read=_read_films,
            write=partial(_write_name, named),
        ),
        Endpoint(
            method="POST",
            path=f"{model}:fetchPredictOperation",
            verb="get_operation",
            read=_read_fetch,
            write=partial(write_operation, named),
        ),
    ]


def operation_endpoints(root: str, named: Namer) -> list[Endpoint]:
    """Operations by name, ``root`` being what stands before `/operations`; `?alt=sse` follows one to its end,
    `?inline=false` leaves the films' bytes out."""
    one = f"{root}/operations/{{id}}"
    return [
        Endpoint(
            method="GET",
            path=one,
            verb="get_operation",
            read=_read_get,
            write=partial(write_operation, named),
            stream=partial(_stream, named),
            stream_type=stream_type,
        ),
        Endpoint(method="DELETE", path=one, verb="delete_operation", read=_read_delete, write=write_empty),
        Endpoint(
            method="POST", path=f"{one}:cancel", verb="cancel_operation", read=_read_cancel, write=write_empty, raw=True
        ),
        Endpoint(
            method="GET",
            path=f"{root}/operations",
            verb="list_operations",
            read=_read_list,
            write=partial(_write_page, named),
        ),
    ]


def _read_films(call: Call) -> AnyRequest:
    return films.read_request(call.json, call.path["model"])


def _read_fetch(call: Call) -> AnyRequest:
    name, inline = operations.read_fetch(call.json)
    return GetOperation(id=name.rpartition("/")[2], inline=inline and flag(call, "inline", absent=True))


def _read_get(call: Call) -> AnyRequest:
    if stream_type(call) == sse.MEDIA_TYPE:
        return WatchOperation(id=call.path["id"])
    return GetOperation(id=call.path["id"], inline=flag(call, "inline", absent=True))


def _read_cancel(call: Call) -> AnyRequest:
    return CancelOperation(id=call.path["id"])


def _read_delete(call: Call) -> AnyRequest:
    return DeleteOperation(id=call.path["id"])


def _read_list(call: Call) -> AnyRequest:
    query = Fields({key: value for key, value in call.query.items() if value})
    size = query.integer("pageSize", minimum=1) or 20
    return ListOperations(limit=min(size, MAX_PAGE), after=query.text("pageToken"))


def flag(call: Call, name: str, *, absent: bool) -> bool:
    """A yes or no of the query. Raises InvalidArgument for a third word."""
    word = call.query.get(name, "").lower()
    known = {"": absent, "true": True, "1": True, "false": False, "0": False}
    if word not in known:
        raise InvalidArgument(message=f"{name} can be true or false.", field=name, allowed=("true", "false"))
    return known[word]


def address(call: Call, film: StoredMedia) -> str:
    """Where a file can be fetched, as the client sees this server."""
    return f"{call.base}/gemini/v1beta/files/{film.id}:download?alt=media"


def _write_name(named: Namer, call: Call, result: Result) -> Reply:
    assert isinstance(result, Operation), "Operation expected"
    return Reply(body=holes.write(operations.write_name(result, partial(named, call))))


def write_operation(named: Namer, call: Call, result: Result) -> Reply:
    """One operation; its films flow from the disk while the answer goes out."""
    assert isinstance(result, Operation), "Operation expected"
    return flowing(operations.write_operation(result, partial(named, call), partial(address, call)), result)


def _write_page(named: Namer, call: Call, result: Result) -> Reply:
    assert isinstance(result, OperationPage), "OperationPage expected"
    return Reply(body=holes.write(operations.write_page(result, partial(named, call), partial(address, call))))


def write_empty(call: Call, result: Result) -> Reply:
    """What Google answers when there is nothing to say."""
    return Reply(body=[b"{}"])


async def _stream(named: Namer, call: Call, deltas: AsyncIterator[Delta]) -> AsyncGenerator[Chunk, None]:
    async for delta in deltas:
        if delta.operation is not None:
            state = operations.write_operation(delta.operation, partial(named, call), partial(address, call))
            for chunk in sse.event(state):
                yield chunk


def flowing(value: object, operation: Operation) -> Reply:
    """A JSON answer about an operation: in pieces where it carries films, whole where it does not."""
    if not any(film.content is not None for film in operation.media):
        return Reply(body=holes.write(value))
    flow = holes.flow(value)
    return Reply(headers={"content-length": str(flow.length)}, body=unhurried(flow.chunks))


async def unhurried(chunks: Iterator[Chunk]) -> AsyncGenerator[Chunk, None]:
    """Chunks that are read from the disk, fetched beside the event loop."""
    while (chunk := await asyncio.to_thread(next, chunks, None)) is not None:
        yield chunk
