"""Handing work to an engine: the intent is on the disk before the engine hears of it.

What may have reached an engine that costs money is never sent twice: it is found again, or it becomes ambiguous."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from dataclasses import dataclass

from heliograph.catalogue.catalogue import Catalogue
from heliograph.domain.errors import GatewayError, ResourceExhausted, Unavailable
from heliograph.domain.operation import State
from heliograph.gateway.endings import LONGEST_PAUSE, Endings, insist, order_of
from heliograph.gateway.film_books import failure_of
from heliograph.gateway.film_ports import Attempt, Forgotten, Job, Outcome, Ticket, Unsure, VideoEngine

SUBMITS = 32
"""Orders on their way to one engine at a time: no more than these can become ambiguous when the process dies."""
REFUSALS = 5
"""How often an engine may say that it has no room before an operation fails."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refused:
    """The engine has no room now; the job as it is after the attempt."""

    job: Job
    error: GatewayError
    pause: float


class Submitting:
    """Attempts at operations. ``boot`` names this process; no other ever had that name."""

    def __init__(self, endings: Endings, catalogue: Catalogue) -> None:
        self._endings = endings
        self._rows = endings.rows
        self._catalogue = catalogue
        self._boot = secrets.token_hex(8)
        self._turns = {name: asyncio.Semaphore(SUBMITS) for name in endings.engines}

    async def go_on(self, job: Job) -> None:
        """An accepted operation is sent. One that was being sent when its process died is sent again only where that
        costs nothing; else it is looked for."""
        engine = self._endings.engines.get(job.operation.engine)
        fresh = job.operation.state is State.ACCEPTED
        if engine is None:
            await (self.gone(job) if fresh else self._endings.lose_sight(job))
        elif fresh or engine.free or engine.keys:
            await self.attempt(engine, job)
        else:
            await self._look_for(engine, job)

    async def attempt(self, engine: VideoEngine, job: Job) -> Job | None:
        """The job as it runs; None when it does not."""
        for refusals in range(1, REFUSALS + 1):
            async with self._turns[engine.name]:
                found = await self._once(engine, job)
            if not isinstance(found, Refused):
                return found
            job = found.job
            if refusals == REFUSALS:
                await self._endings.end(job, Outcome(state=State.FAILED, failure=failure_of(found.error)))
            else:
                await asyncio.sleep(min(found.pause * 2**refusals, LONGEST_PAUSE))
        return None

    async def gone(self, job: Job) -> None:
        """Its engine is no longer there."""
        name = job.operation.engine
        await self._endings.fail(job, "UNAVAILABLE", f"Engine {name} is no longer part of this gateway.")

    async def find(self, engine: VideoEngine, job: Job) -> Ticket | None:
        """The ticket of work that may have arrived; None where the engine does not know or cannot say."""
        try:
            return await engine.find(order_of(job, self._catalogue))
        except GatewayError as error:
            log.warning("engine %s cannot say whether it has %s: %s", engine.name, job.operation.id, error)
            return None

    async def _once(self, engine: VideoEngine, job: Job) -> Job | Refused | None:
        attempt = Attempt(id=secrets.token_hex(12), boot=self._boot)
        intended = await insist(lambda: self._rows.intend(job, attempt))
        if intended is None:
            return None
        try:
            ticket = await engine.submit(order_of(intended, self._catalogue))
        except (Unavailable, ResourceExhausted) as error:
            return Refused(intended, error, error.retry_after or 0.5)
        except GatewayError as error:
            await self._endings.end(intended, Outcome(state=State.FAILED, failure=failure_of(error)))
            return None
        except Exception as error:  # noqa: BLE001 -- whatever it was, the order may have arrived
            return await self._unsure(engine, intended, error)
        return await self._took(engine, intended, ticket)

    async def _took(self, engine: VideoEngine, job: Job, ticket: Ticket) -> Job | None:
        running = await insist(lambda: self._rows.running(job, ticket))
        if running is None:  # cancelled while it was on its way
            with contextlib.suppress(GatewayError, Forgotten):
                await engine.cancel(ticket)
        return running

    async def _unsure(self, engine: VideoEngine, job: Job, error: Exception) -> Job | None:
        if not isinstance(error, Unsure):
            log.error("engine %s failed on %s: %s", engine.name, job.operation.id, type(error).__name__)
        if engine.free:
            said = f"Engine {engine.name} failed on operation {job.operation.id}."
            await self._endings.fail(job, "INTERNAL", said)
            return None
        return await self._look_for(engine, job)

    async def _look_for(self, engine: VideoEngine, job: Job) -> Job | None:
        ticket = await self.find(engine, job)
        if ticket is not None:
            return await self._took(engine, job, ticket)
        await self._endings.lose_sight(job)
        return None
