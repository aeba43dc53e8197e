"""The ASGI door: socket to Call, Reply to socket. It knows HTTP, and asks the core for everything else."""

from __future__ import annotations

import json
import secrets as random
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from heliograph.dialects.protocol import Call, Chunk, Dialect, Endpoint, Reply
from heliograph.domain.caller import Caller
from heliograph.domain.errors import GatewayError, Internal, MethodNotAllowed, NotFound, UnsupportedMediaType
from heliograph.domain.results import Delta
from heliograph.gateway.access import Access
from heliograph.gateway.gateway import Gateway
from heliograph.gateway.ports import Exchange
from heliograph.server.admin import PREFIX, Admin
from heliograph.server.bodies import Body, BodyLimits, Disconnected
from heliograph.server.credentials import secrets
from heliograph.server.files import file_reply
from heliograph.server.log import AccessLog
from heliograph.server.multipart import read_form
from heliograph.server.paths import Match, Paths
from heliograph.server.replies import Send, notes_of, send_reply
from heliograph.wire import holes

NOBODY = Caller(tenant="", key_id="")
"""Who comes by a path that is itself a secret: what it leads to says whose it is."""
Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Page = Callable[[str], Reply | None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: its id, its match and what is known of the call before the body is read."""

    id: str
    match: Match
    call: Call
    secrets: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Rooms:
    """What stands beside the dialects: pages (health, the studio, documents) and the administrator's paths."""

    pages: Page
    admin: Admin


class App:
    """All dialects behind one door, and the rooms beside them. ``public_url`` is this server's address where a proxy
    stands before it; without one it is taken from the request."""

    def __init__(
        self,
        gateway: Gateway,
        access: Access,
        dialects: Sequence[Dialect],
        rooms: Rooms,
        log: AccessLog,
        limits: BodyLimits,
        public_url: str = "",
    ) -> None:
        self._gateway = gateway
        self._access = access
        self._paths = Paths(dialects)
        self._pages = rooms.pages
        self._admin = rooms.admin
        self._log = log
        self._limits = limits
        self._public_url = public_url.rstrip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._lifespan(receive, send)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self._gateway.close()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["raw_path"].decode("ascii", "replace").partition("?")[0]
        match = self._paths.find(scope["method"], path)
        if match is None:
            await send_reply(send, await self._elsewhere(scope, receive, path), {})
            return
        keys = tuple(secrets(_headers(scope), _query(scope)))
        visit = Visit(random.token_hex(12), match, _call(scope, match, self._public_url), keys)
        with self._log.visit(visit.id, scope["method"], _template(match)) as note:
            try:
                reply, extra = await self._answer(visit, receive)
            except Disconnected:
                note(499)
                return
            note(reply.status)
            await send_reply(send, reply, {"x-request-id": visit.id, **extra})

    async def _elsewhere(self, scope: Scope, receive: Receive, path: str) -> Reply:
        """Paths that are no dialect's: the administrator's, the pages, and nothing."""
        if not path.startswith(PREFIX):
            return self._page(scope["method"], path)
        headers, query = _headers(scope), _first(_query(scope))
        try:
            pieces = await Body(receive, _first(headers), self._limits).read() if scope["method"] == "POST" else []
            value = holes.read(pieces) if pieces else None
        except (GatewayError, Disconnected) as error:
            return Reply(status=getattr(error, "http_status", 400))
        secret = next((found for found in secrets(headers, []) if found), "")
        return self._admin.answer(scope["method"], path, secret, query, value)

    def _page(self, method: str, path: str) -> Reply:
        page = self._pages(path) if method in {"GET", "HEAD"} else None
        if page is not None:
            return page
        body = {"error": {"code": 404, "message": f"Nothing is served at {path}.", "status": "NOT_FOUND"}}
        return Reply(status=404, body=[json.dumps(body, separators=(",", ":")).encode()])

    async def _answer(self, visit: Visit, receive: Receive) -> tuple[Reply, dict[str, str]]:
        """The reply and its extra headers; every error, the unforeseen included, in the dialect's words."""
        dialect, call = visit.match.dialect, visit.call
        body = Body(receive, call.headers, self._limits)
        try:
            return await self._serve(visit, body)
        except GatewayError as error:
            reply = dialect.refuse(call, error)
        except Disconnected:
            raise
        except Exception as error:  # noqa: BLE001 -- the last door: an unforeseen fault becomes a 500 with an id
            reply = dialect.refuse(call, self._unforeseen(visit.id, error))
        return reply, await body.let_go()

    async def _serve(self, visit: Visit, body: Body) -> tuple[Reply, dict[str, str]]:
        keyless = visit.match.endpoint is not None and visit.match.endpoint.keyless
        caller = NOBODY if keyless else self._access.admit(visit.secrets)
        endpoint = _endpoint(visit.match)
        call = visit.call
        if call.method in {"POST", "PUT", "PATCH"}:
            received = await body.read()
            call = replace(call, raw=received) if endpoint.raw else _read(call, received)
        ask = endpoint.read(call)
        if isinstance(ask, Reply):
            return ask, {}
        exchange = Exchange(caller=caller, ask=ask, dialect=visit.match.dialect.name, request_id=visit.id)
        if endpoint.stream is not None and getattr(ask, "stream", False):
            stream = await self._gateway.stream(exchange, endpoint.verb)
            return self._streamed(visit, call, endpoint, stream.deltas), notes_of(stream.ask, None)
        result = await self._gateway.answer(exchange, endpoint.verb)
        reply = endpoint.write(call, result)
        return reply if reply.file is None else file_reply(reply, call.headers), notes_of(ask, result)

    def _streamed(self, visit: Visit, call: Call, endpoint: Endpoint, deltas: AsyncIterator[Delta]) -> Reply:
        content_type = endpoint.stream_type(call) if endpoint.stream_type else "text/event-stream"
        return Reply(content_type=content_type, body=self._guarded(visit, call, endpoint, deltas))

    async def _guarded(
        self, visit: Visit, call: Call, endpoint: Endpoint, deltas: AsyncIterator[Delta]
    ) -> AsyncIterator[Chunk]:
        """A stream that breaks ends with an error event, never with a normal end."""
        assert endpoint.stream is not None
        try:
            async with _closing(deltas), _closing(endpoint.stream(call, deltas)) as chunks:
                async for chunk in chunks:
                    yield chunk
        except GatewayError as error:
            yield visit.match.dialect.refuse_in_stream(call, error)
        except Exception as error:  # noqa: BLE001 -- as above, within a stream
            yield visit.match.dialect.refuse_in_stream(call, self._unforeseen(visit.id, error))

    def _unforeseen(self, request_id: str, error: Exception) -> Internal:
        self._log.fault(request_id, error)
        return Internal(
            message=f"Something went wrong inside the gateway. The log names it as {request_id}.",
            hint="Nothing was charged. Please tell the administrator that id.",
        )


@asynccontextmanager
async def _closing(series: AsyncIterator[T]) -> AsyncIterator[AsyncIterator[T]]:
    """Whoever stops reading a series ends it: its books are closed now, not when memory is tidied up."""
    try:
        yield series
    finally:
        if isinstance(series, AsyncGenerator):
            await series.aclose()


def _headers(scope: Scope) -> list[tuple[str, str]]:
    """Names in lower case."""
    return [(name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in scope["headers"]]


def _query(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _first(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """The first value of each name counts: one client sends its User-Agent twice."""
    return dict(reversed(pairs))


def _call(scope: Scope, match: Match, public_url: str) -> Call:
    headers, query = _first(_headers(scope)), _first(_query(scope))
    return Call(
        method=scope["method"], path=match.path, query=query, headers=headers, base=public_url or _base(scope, headers)
    )


def _base(scope: Scope, headers: Mapping[str, str]) -> str:
    host = headers.get("host") or ":".join(str(part) for part in scope["server"] or ("localhost",))
    return f"{scope['scheme']}://{host}"


def _read(call: Call, pieces: list[bytes]) -> Call:
    fields: dict[str, Any] = {name: getattr(call, name) for name in ("method", "path", "query", "headers", "base")}
    kind = call.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        form, uploads = read_form(b"".join(pieces), call.headers["content-type"])
        return Call(**fields, form=form, uploads=uploads)
    if kind not in {"", "application/json", "text/json", "text/plain", "application/x-www-form-urlencoded"}:
        raise UnsupportedMediaType(
            message=f"Bodies of type {kind} are not taken.",
            field="content-type",
            allowed=("application/json", "multipart/form-data"),
        )
    return Call(**fields, json=holes.read(pieces))


def _endpoint(match: Match) -> Endpoint:
    if match.endpoint is not None:
        return match.endpoint
    if match.methods:
        raise MethodNotAllowed(
            message="This path does not take that method.", field="method", allowed=match.methods, docs="paths"
        )
    raise NotFound(message="There is no such path here.", hint="See /docs for the paths that are.", docs="paths")


def _template(match: Match) -> str:
    """The path template: ids, prompts and keys never reach the log."""
    return match.endpoint.path if match.endpoint else "(unknown)"
