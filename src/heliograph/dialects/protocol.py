"""The contract between a dialect and the server: calls in, replies out, no sockets and no ASGI."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from heliograph.domain.errors import GatewayError
from heliograph.domain.films import AnyRequest
from heliograph.domain.media import Media, Stored
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
    multipart body, ``raw`` the pieces of any other (only for an endpoint that takes ``raw``). ``base`` is the address
    of this server as the client sees it, without a trailing slash.
    """

    method: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    json: Any = None
    form: Mapping[str, str] = field(default_factory=dict)
    uploads: Sequence[Upload] = ()
    raw: Sequence[bytes] = ()
    base: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """``body`` is a series of chunks for a whole answer, or an async series for a stream (which may say its
    ``content-length`` among the headers). With ``file`` the body is that file, sent from the disk in pieces; the server
    answers a Range header, and ``etag`` (a digest) lets it judge If-Range and If-None-Match."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    body: Iterable[Chunk] | AsyncIterator[Chunk] = ()
    file: Stored | None = None
    etag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """``path`` has braces: ``/v1/models/{model}``; the last one may be followed by a verb, ``{model}:predict``, and
    ``{path*}`` takes slashes. ``verb`` names the row in the books. ``stream`` is set where an answer may be streamed
    (it is used when the ask says ``stream``). ``raw`` takes a body of any type as it is. ``keyless`` asks for no key:
    the path itself is a secret."""

    method: str
    path: str
    verb: str
    read: Callable[[Call], AnyRequest | Reply]
    write: Callable[[Call, Result], Reply]
    stream: Callable[[Call, AsyncIterator[Delta]], AsyncIterator[Chunk]] | None = None
    stream_type: Callable[[Call], str] | None = None
    raw: bool = False
    keyless: bool = False


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
