"""What films need of others: an engine that takes its time, rows that outlive it, files, and who carries work forward.

Our rows decide what is true; the durable engine only sees to it that somebody goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from heliograph.domain.films import FilePage, GenerateVideos, ListFiles, ListOperations, OperationPage
from heliograph.domain.media import Media
from heliograph.domain.model import Model
from heliograph.domain.operation import Failure, Operation, State, StoredMedia
from heliograph.domain.usage import Usage
from heliograph.gateway.ports import UsageRecord

Ticket = str
"""An engine's own name for work it has taken: opaque, short, kept as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmOrder:
    """One piece of work for an engine. ``key`` names the attempt: an engine with idempotency keys sends it along."""

    key: str
    operation: str
    ask: GenerateVideos
    model: Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """One finished film, wherever the engine keeps it until ``fetch``."""

    name: str
    mime_type: str = "video/mp4"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmState:
    """What an engine says of its work. ``done`` with films, with reasons why some were withheld, or with a failure."""

    done: bool = False
    progress: float = 0.0
    films: tuple[Film, ...] = ()
    filtered: tuple[str, ...] = ()
    failure: Failure | None = None
    usage: Usage | None = None
    notes: tuple[str, ...] = ()
    retry_after: float | None = None


class Forgotten(Exception):
    """The engine does not know this ticket (any more)."""


class VideoEngine(Protocol):
    """Who makes films. Knows no money, keys, rows or dialects. Raises GatewayError, and Forgotten from poll and fetch.

    ``submit`` of an engine that is ``free`` may be repeated at will; of any other it is called once per operation,
    unless the engine takes ``keys`` (the same key twice makes one film) or can ``find`` what it took."""

    @property
    def name(self) -> str: ...
    @property
    def emulates(self) -> bool: ...
    @property
    def free(self) -> bool: ...
    @property
    def keys(self) -> bool: ...
    def can_film(self, ask: GenerateVideos, model: Model) -> bool: ...
    async def submit(self, order: FilmOrder) -> Ticket: ...
    async def find(self, order: FilmOrder) -> Ticket | None:
        """The ticket of an order that may have arrived; None when the engine cannot tell."""
        ...

    async def poll(self, ticket: Ticket) -> FilmState:
        """Never costs work."""
        ...

    def fetch(self, ticket: Ticket, film: Film) -> AsyncIterator[bytes]:
        """The film's bytes in pieces; may be asked again until ``forget``."""
        ...

    async def cancel(self, ticket: Ticket) -> None: ...
    async def forget(self, ticket: Ticket) -> None:
        """The films are safe with us: the engine may throw its own away."""
        ...

    async def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """Bytes on the disk, by their digest."""

    sha256: str
    size: int
    mime_type: str = ""


class MediaStore(Protocol):
    """Files by content: what is once kept never changes. Raises GatewayError, InsufficientStorage among them."""

    async def keep(self, pieces: AsyncIterator[bytes]) -> KeptFile:
        """Durable when this returns."""
        ...

    def keep_media(self, media: Media) -> KeptFile:
        """The same for media at hand. Blocks on the disk."""
        ...

    def media(self, kept: StoredMedia | KeptFile) -> Media:
        """The bytes as ``Stored`` media. Raises Internal when the file is gone or not of its size."""
        ...

    def holding(self) -> AbstractContextManager[None]:
        """While this is open, the sweep of orphans takes nothing: files may be waiting for their rows."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One intent to have an engine do an operation, committed before the engine is called."""

    id: str
    boot: str
    ticket: Ticket = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An operation as those see it who drive it. ``epoch`` goes up with every attempt; a writer that holds an older
    one has been overtaken."""

    operation: Operation
    ask: GenerateVideos
    epoch: int
    dialect: str
    verb: str
    request_id: str
    model_asked: str
    attempt: Attempt | None = None
    held_nanos: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The end of an operation, written with its files and its line in the books in one transaction."""

    state: State
    films: tuple[StoredMedia, ...] = ()
    filtered: tuple[str, ...] = ()
    failure: Failure | None = None
    notes: tuple[str, ...] = ()
    record: UsageRecord | None = None


class Operations(Protocol):
    """Rows of operations. Every step is a compare-and-set on state and epoch; False means somebody was quicker.

    All of it blocks on the disk."""

    def open(self, job: Job, inputs: Sequence[KeptFile]) -> None:
        """Accepted: the row is on the disk when this returns."""
        ...

    def read(self, tenant: str, id: str) -> Operation | None: ...
    def page(self, tenant: str, ask: ListOperations) -> OperationPage: ...
    def delete(self, tenant: str, id: str) -> bool: ...
    def job(self, id: str) -> Job | None: ...
    def intend(self, job: Job, attempt: Attempt) -> Job | None:
        """The intent row and ``submitting`` (a running operation of a free engine stays running)."""
        ...

    def running(self, job: Job, ticket: Ticket) -> bool: ...
    def progress(self, job: Job, progress: float) -> None: ...
    def ambiguous(self, job: Job, failure: Failure) -> bool: ...
    def end(self, job: Job, outcome: Outcome) -> bool: ...
    def unfinished(self, before: datetime) -> Sequence[str]:
        """Ids that are neither final nor ambiguous and were last touched before that moment."""
        ...

    def undecided(self, before: datetime) -> Sequence[str]:
        """Ids that are ambiguous since before that moment."""
        ...


class Files(Protocol):
    """Rows of files: finished films and uploads."""

    def read(self, tenant: str, id: str) -> StoredMedia | None: ...
    def page(self, tenant: str, ask: ListFiles) -> FilePage: ...
    def delete(self, tenant: str, id: str) -> bool: ...
    def add(self, tenant: str, file: StoredMedia) -> None: ...


class Carrier(Protocol):
    """The steps of a life, in order. Each may be called again after a crash and does then what is left to do."""

    async def submit(self, id: str) -> None: ...
    async def wait(self, id: str) -> None: ...
    async def settle(self, id: str) -> None: ...


class Durable(Protocol):
    """Sees to it that every operation is carried to its end, across the end of processes. Knows ids only."""

    async def start(self, id: str) -> None:
        """No effect for an id that has been started before."""
        ...

    async def cancel(self, id: str) -> None: ...
    async def resume(self, id: str) -> None: ...
    async def status(self, id: str) -> str:
        """``unknown``, ``waiting``, ``running`` or ``over``."""
        ...
