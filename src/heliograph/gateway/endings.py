"""How operations end: one transaction with files and bill, written until the disk takes it. Knows no step before."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from heliograph.catalogue.catalogue import Catalogue
from heliograph.domain.errors import GatewayError, InsufficientStorage, Unavailable
from heliograph.domain.operation import State
from heliograph.domain.usage import Money
from heliograph.gateway.film_books import failure, record_of
from heliograph.gateway.film_ports import FilmOrder, Forgotten, Job, Operations, Outcome, VideoEngine
from heliograph.gateway.ports import Clock, Observer

T = TypeVar("T")
LONGEST_PAUSE = 30.0

log = logging.getLogger(__name__)


class Endings:
    """Writes ends, and calls engines off."""

    def __init__(
        self,
        rows: Operations,
        engines: Mapping[str, VideoEngine],
        catalogue: Catalogue,
        clock: Clock,
        observers: tuple[Observer, ...] = (),
    ) -> None:
        self.rows = rows
        self.engines = engines
        self._catalogue = catalogue
        self._clock = clock
        self._observers = observers

    async def end(self, job: Job, outcome: Outcome) -> bool:
        """False when it had ended before. Only finished films cost."""
        model = self._catalogue.resolve(job.operation.model)
        record = record_of(job, model, outcome, self._clock.now())
        whole = replace(outcome, notes=(*job.operation.notes, *outcome.notes), record=record)
        ended = await insist(lambda: self.rows.end(job, whole))
        if ended:
            for observer in self._observers:
                observer.finished(record)
        return ended

    async def fail(self, job: Job, status: str, message: str) -> None:
        """A failure by the name of its code."""
        await self.end(job, Outcome(state=State.FAILED, failure=failure(status, message)))

    async def lose_sight(self, job: Job) -> None:
        """Ambiguous: shown as done with an error, never sent again by itself, its price held."""
        operation = job.operation
        said = failure(
            "ABORTED",
            f"Operation {operation.id} may or may not have reached {operation.engine}. It is not sent again, so that "
            f"nothing is paid twice; ${Money.of_nanos(job.held_nanos)} is held for it until that is known. Ask again "
            "in a new operation if you cannot wait.",
        )
        await insist(lambda: self.rows.ambiguous(job, said))

    async def overdue(self, job: Job) -> bool:
        """Ends an operation whose time is over."""
        expires = job.operation.expires
        if expires is None or self._clock.now() < expires:
            return False
        said = failure("DEADLINE_EXCEEDED", f"Operation {job.operation.id} was not done in time.")
        if await self.end(job, Outcome(state=State.EXPIRED, failure=said)):
            await self.call_off(job)
        return True

    async def call_off(self, job: Job) -> None:
        """The engine may stop. It need not listen."""
        engine = self.engines.get(job.operation.engine)
        if engine is not None and job.attempt is not None and job.attempt.ticket:
            with contextlib.suppress(GatewayError, Forgotten):
                await engine.cancel(job.attempt.ticket)

    async def forget(self, job: Job) -> None:
        """The films are ours now."""
        engine = self.engines.get(job.operation.engine)
        if engine is not None and job.attempt is not None:
            with contextlib.suppress(GatewayError, Forgotten):
                await engine.forget(job.attempt.ticket)


def order_of(job: Job, catalogue: Catalogue) -> FilmOrder:
    """What an engine gets of a job."""
    return FilmOrder(key=job.operation.id, ask=job.ask, model=catalogue.resolve(job.operation.model))


async def insist(write: Callable[[], Awaitable[T]]) -> T:
    """What this process alone knows must reach the disk: tried until it does."""
    pause = 0.2
    while True:
        try:
            return await write()
        except (InsufficientStorage, Unavailable) as error:
            log.warning("a row cannot be written yet: %s", error)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
