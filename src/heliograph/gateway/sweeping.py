"""Looks after our own rows: what nobody carries is taken up, what was lost sight of is looked for, what is old goes."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from heliograph.gateway.film_ports import Durable, Operations
from heliograph.gateway.operations import Lives
from heliograph.gateway.ports import Clock

log = logging.getLogger(__name__)
Chore = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """In seconds: between two sweeps, which is also how long nobody may know of an operation; after which one that
    somebody should be carrying is overdue; between two looks for ambiguous ones; how long what an ambiguous one may
    cost is held; between two rounds of chores."""

    sweep: float = 5.0
    overdue: float = 45.0
    reconcile: float = 300.0
    hold: float = 24 * 3600.0
    chores: float = 3600.0


class Sweeping:
    """Begins with what an earlier process left. ``chores`` are done now and then beside it."""

    def __init__(
        self,
        rows: Operations,
        lives: Lives,
        durable: Durable,
        clock: Clock,
        rhythm: Rhythm,
        chores: Sequence[Chore] = (),
    ) -> None:
        self._rows = rows
        self._lives = lives
        self._durable = durable
        self._clock = clock
        self._rhythm = rhythm
        self._chores = tuple(chores)

    async def begin(self) -> None:
        """What the durable engine does not know, it is told."""
        for id in await self._rows.unfinished(self._clock.now()):
            if await self._durable.status(id) == "unknown":
                await self._durable.start(id)

    async def forever(self) -> None:
        """Until it is cancelled."""
        rhythm = self._rhythm
        await asyncio.gather(
            _every(rhythm.sweep, self.sweep),
            _every(rhythm.reconcile, self.reconcile),
            *(_every(rhythm.chores, chore) for chore in self._chores),
        )

    async def sweep(self) -> None:
        """Takes up what is unfinished and in nobody's hands: at once where the durable engine believes that it is over
        or never heard of it, after a while where it should be going on."""
        now = self._clock.now()
        late = set(await self._rows.unfinished(now - timedelta(seconds=self._rhythm.overdue)))
        for id in await self._rows.unfinished(now - timedelta(seconds=self._rhythm.sweep)):
            if id in self._lives.at_work:
                continue
            if id in late or await self._durable.status(id) in {"over", "unknown"}:
                log.info("operation %s is taken up again", id)
                await self._durable.resume(id)

    async def reconcile(self) -> None:
        """Looks for ambiguous operations at their engines; after the time of holding they fail."""
        now = self._clock.now()
        late = set(await self._rows.undecided(now - timedelta(seconds=self._rhythm.hold)))
        for id in await self._rows.undecided(now):
            if await self._lives.reconcile(id, give_up=id in late):
                await self._durable.resume(id)


async def _every(seconds: float, work: Chore) -> None:
    while True:
        await asyncio.sleep(seconds)
        try:
            await work()
        except Exception as error:  # noqa: BLE001 -- one round that fails must not be the last
            log.warning("a round of looking after operations failed: %s: %s", type(error).__name__, error)
