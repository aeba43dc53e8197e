"""What films need of others: an engine that takes its time, rows that outlive it, files, and who carries work forward.

Our rows decide what is true; the durable engine only sees to it that somebody goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
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
    """One piece of work for an engine. ``key`` is the same for every attempt at an operation: an engine with
    idempotency keys sends it along."""

    key: str
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


class Unsure(Exception):
    """The order may have reached the engine, and may not."""


class VideoEngine(Protocol):
    """Who makes films. Knows no money, keys, rows or dialects. Raises GatewayError; Forgotten from poll and fetch.

    A GatewayError from ``submit`` says that the order was not taken; Unsure, or any other error, that nobody knows.
    ``submit`` of an engine that is ``free`` may be repeated at will; of any other it is called once per operation,
    unless the engine takes ``keys`` (the same key twice makes one film). ``poll_seconds`` is the pause between
    polls."""

    @property
    def name(self) -> str: ...
    @property
    def emulates(self) -> bool: ...
    @property
    def free(self) -> bool: ...
    @property
    def keys(self) -> bool: ...
    @property
    def poll_seconds(self) -> float: ...
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


class MediaStore(Protocol):
    """Files by content: what is once kept never changes. Raises GatewayError, InsufficientStorage among them."""

    async def keep(self, pieces: AsyncIterator[bytes]) -> KeptFile:
        """Durable when this returns. A file without a row is swept after a day."""
        ...

    async def media(self, kept: StoredMedia) -> Media:
        """The bytes as ``Stored`` media, their digest checked. Raises Internal when they are gone or damaged."""
        ...

    def path(self, sha256: str) -> Path: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One intent to have an engine do an operation, committed before the engine is called. ``boot`` names the process
    that had it."""

    id: str
    boot: str
    ticket: Ticket = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """An operation as those see it who drive it. Media of ``ask`` lie in the MediaStore. ``epoch`` goes up with every
    attempt; a writer that holds an older one has been overtaken."""

    operation: Operation
    ask: GenerateVideos
    dialect: str
    verb: str
    request_id: str
    model_asked: str
    held_nanos: int = 0
    epoch: int = 0
    attempt: Attempt | None = None


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
    """Rows of operations. Every step is a compare-and-set on state and epoch; False or None says that somebody was
    quicker. What is written is on the disk when the call returns."""

    async def open(self, job: Job) -> None: ...
    async def read(self, tenant: str, id: str) -> Operation | None: ...
    async def page(self, tenant: str, ask: ListOperations) -> OperationPage: ...
    async def delete(self, tenant: str, id: str) -> bool: ...
    async def job(self, id: str) -> Job | None: ...
    async def intend(self, job: Job, attempt: Attempt) -> Job | None:
        """The intent and ``submitting``, before the engine is called. Work that runs (at a free engine that forgot it)
        stays ``running``."""
        ...

    async def running(self, job: Job, ticket: Ticket) -> Job | None: ...
    async def progress(self, job: Job, progress: float) -> bool: ...
    async def ambiguous(self, job: Job, failure: Failure) -> bool: ...
    async def end(self, job: Job, outcome: Outcome) -> bool: ...
    async def unfinished(self, before: datetime) -> Sequence[str]:
        """Ids that are neither final nor ambiguous, and were last touched before that moment."""
        ...

    async def undecided(self, before: datetime) -> Sequence[str]:
        """Ids that are ambiguous since before that moment."""
        ...


class Files(Protocol):
    """Rows of files: finished films and uploads."""

    async def read(self, tenant: str, id: str) -> StoredMedia | None: ...
    async def page(self, tenant: str, ask: ListFiles) -> FilePage: ...
    async def delete(self, tenant: str, id: str) -> bool: ...
    async def add(self, tenant: str, file: StoredMedia) -> None: ...


class Carrier(Protocol):
    """The steps of a life, in order. Each may be called again after a crash and does then what is left to do; none
    raises what it foresees."""

    async def submit(self, id: str) -> None: ...
    async def wait(self, id: str) -> None: ...
    async def settle(self, id: str) -> None: ...


class Durable(Protocol):
    """Sees to it that every operation is carried to its end, across the end of processes. Knows ids only."""

    async def start(self, id: str) -> None:
        """No effect for an id that has been started before."""
        ...

    async def cancel(self, id: str) -> None: ...
    async def resume(self, id: str) -> None:
        """Carries on what stopped, failed or was never started; no effect on what runs."""
        ...

    async def status(self, id: str) -> str:
        """``unknown``, ``waiting``, ``running`` or ``over``."""
        ...

    async def close(self) -> None:
        """What is not over stays as it is, for the next process."""
        ...
