"""The contract between a dialect and the server: calls in, replies out, no sockets and no ASGI."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from heliograph.domain.errors import GatewayError
from heliograph.domain.media import Media
from heliograph.domain.requests import Request
from heliograph.domain.results import Delta, Result

Chunk = bytes | memoryview


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file of a multipart body."""

    name: str
    media: Media


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request as a dialect sees it.

    ``path`` holds the values of the endpoint's braces; ``query`` and ``headers`` (names in lower case) first values
    only; ``json`` is the body as `wire.holes.read` gives it (long strings are Spans), ``form`` and ``uploads`` a
    multipart body. ``base`` is the address of this server as the client sees it, without a trailing slash.
    """

    method: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    json: Any = None
    form: Mapping[str, str] = field(default_factory=dict)
    uploads: Sequence[Upload] = ()
    base: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """``body`` is a series of chunks for a whole answer, or an async series for a stream."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    body: Iterable[Chunk] | AsyncIterator[Chunk] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """``path`` has braces: ``/v1/models/{model}``; the last one may be followed by a verb, ``{model}:predict``, and
    ``{path*}`` takes slashes. ``verb`` names the row in the books. ``stream`` is set where an answer may be streamed
    (it is used when the ask says ``stream``)."""

    method: str
    path: str
    verb: str
    read: Callable[[Call], Request | Reply]
    write: Callable[[Call, Result], Reply]
    stream: Callable[[Call, AsyncIterator[Delta]], AsyncIterator[Chunk]] | None = None
    stream_type: Callable[[Call], str] | None = None


class Dialect(Protocol):
    """A way of speaking. ``prefixes`` say which paths are its own, so that even an unknown path or a broken body is
    refused in its words."""

    @property
    def name(self) -> str: ...
    @property
    def prefixes(self) -> Sequence[str]: ...
    @property
    def endpoints(self) -> Sequence[Endpoint]: ...

    def refuse(self, call: Call, error: GatewayError) -> Reply:
        """The error in this dialect's shape."""
        ...

    def refuse_in_stream(self, call: Call, error: GatewayError) -> bytes:
        """The error as one event of a stream that has begun."""
        ...
