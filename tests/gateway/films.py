"""A film room with real rows and files, an engine that does as it is told, and a durable engine that is one task."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa

from heliograph.catalogue.catalogue import Catalogue
from heliograph.domain.caller import Caller
from heliograph.domain.films import FilmRequest, GenerateVideos
from heliograph.domain.model import Model
from heliograph.domain.operation import Operation
from heliograph.gateway.accepting import Accepting, Rules, Shelves
from heliograph.gateway.endings import Endings
from heliograph.gateway.film_ports import Film, FilmOrder, FilmState, Ticket
from heliograph.gateway.film_room import FilmRoom
from heliograph.gateway.intake import Limits
from heliograph.gateway.metering import Metering
from heliograph.gateway.operations import Lives
from heliograph.gateway.policy import load_policy
from heliograph.gateway.ports import Exchange, UsageRecord
from heliograph.gateway.submitting import Submitting
from heliograph.gateway.sweeping import Rhythm, Sweeping
from heliograph.store.database import Database
from heliograph.store.files import FileRows, new_id
from heliograph.store.media import MediaFolder
from heliograph.store.operations import OperationRows

T = TypeVar("T")
CATALOGUE = Catalogue.load()
MODEL = "veo-2.0-generate-001"


class Clock:
    def __init__(self) -> None:
        self.ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


class Ledger:
    def __init__(self) -> None:
        self.rows: list[UsageRecord] = []

    def record(self, record: UsageRecord) -> None:
        self.rows.append(record)


@dataclass
class Studio:
    """An engine. Each list is what it says next; when one is used up, all is well."""

    free: bool = False
    keys: bool = False
    tells: bool = False
    submits: list[Exception] = field(default_factory=list)
    states: list[FilmState | Exception] = field(default_factory=list)
    fetches: list[Exception] = field(default_factory=list)
    orders: list[FilmOrder] = field(default_factory=list)
    cancelled: list[Ticket] = field(default_factory=list)
    forgotten: list[Ticket] = field(default_factory=list)
    name: str = "studio"
    emulates: bool = False
    poll_seconds: float = 0.01
    films: int = 1

    def can_film(self, ask: GenerateVideos, model: Model) -> bool:
        return True

    async def submit(self, order: FilmOrder) -> Ticket:
        self.orders.append(order)
        if self.submits:
            raise self.submits.pop(0)
        return f"ticket-{len(self.orders)}"

    async def find(self, order: FilmOrder) -> Ticket | None:
        return "found" if self.tells else None

    async def poll(self, ticket: Ticket) -> FilmState:
        if self.states:
            said = self.states.pop(0)
            if isinstance(said, Exception):
                raise said
            return said
        return FilmState(done=True, films=tuple(Film(name=f"{number}") for number in range(self.films)))

    async def fetch(self, ticket: Ticket, film: Film) -> AsyncIterator[bytes]:
        yield b"film "
        if self.fetches:
            raise self.fetches.pop(0)
        yield film.name.encode()

    async def cancel(self, ticket: Ticket) -> None:
        self.cancelled.append(ticket)

    async def forget(self, ticket: Ticket) -> None:
        self.forgotten.append(ticket)

    async def close(self) -> None:
        pass


class Hands:
    """A Durable whose work is lost with the process."""

    def __init__(self, lives: Lives) -> None:
        self.lives = lives
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self.idle = False

    async def start(self, id: str) -> None:
        if id not in self.tasks and not self.idle:
            self.tasks[id] = asyncio.ensure_future(self._carry(id))

    async def cancel(self, id: str) -> None:
        pass

    async def resume(self, id: str) -> None:
        self.tasks.pop(id, None)
        await self.start(id)

    async def status(self, id: str) -> str:
        task = self.tasks.get(id)
        return "unknown" if task is None else "over" if task.done() else "running"

    async def close(self) -> None:
        for task in self.tasks.values():
            task.cancel()

    async def _carry(self, id: str) -> None:
        for step in (self.lives.submit, self.lives.wait, self.lives.settle):
            await step(id)


class House:
    """Everything that a process has; make another on the same folder to be the process after it."""

    def __init__(self, folder: Path, studio: Studio) -> None:
        self.studio = studio
        self.clock = Clock()
        self.ledger = Ledger()
        self.database = Database.open(sa.URL.create("sqlite", database=str(folder / "h.db")))
        self.store = MediaFolder(folder / "media")
        self.rows = OperationRows(self.database, self.store, self.clock)
        rules = Rules(
            catalogue=CATALOGUE, policy=load_policy(), limits=Limits(), metering=Metering(self.ledger, self.clock)
        )
        shelves = Shelves(rows=self.rows, files=FileRows(self.database, self.clock), store=self.store, new_id=new_id)
        endings = Endings(self.rows, {studio.name: studio}, CATALOGUE, self.clock)
        self.lives = Lives(endings, Submitting(endings, CATALOGUE), self.store, new_id)
        self.hands = Hands(self.lives)
        self.sweeping = Sweeping(self.rows, self.lives, self.hands, self.clock, Rhythm())
        self.room = FilmRoom(Accepting(rules, shelves, [studio]), shelves, self.lives, endings, self.hands)

    async def ask(self, ask: FilmRequest, tenant: str = "t") -> Any:
        caller = Caller(tenant=tenant, key_id="k")
        return await self.room.answer(Exchange(caller=caller, ask=ask, dialect="d", request_id="r"), ask, "verb")

    async def film(self, **more: Any) -> Operation:
        operation: Operation = await self.ask(GenerateVideos(model=MODEL, prompt="a calm sea", **more))
        return operation

    async def done(self, id: str) -> Operation:
        for _ in range(500):
            found = await self.rows.read("t", id)
            if found is not None and found.done:
                return found
            await asyncio.sleep(0.01)
        raise AssertionError("it is not done after five seconds")

    def bills(self) -> list[tuple[str, int]]:
        """Verdict and price of every line that an operation has in the books."""
        with self.database.read() as connection:
            rows = connection.execute(sa.text("SELECT verdict, cost_nanos FROM usage_rows ORDER BY id")).all()
        return [(row.verdict, row.cost_nanos) for row in rows]


def living(folder: Path, studio: Studio, go: Callable[[House], Coroutine[Any, Any, T]]) -> T:
    """What ``go`` gives, in a house that is closed afterwards."""

    async def live() -> T:
        house = House(folder, studio)
        try:
            return await go(house)
        finally:
            await house.room.close()
            house.database.close()

    return asyncio.run(live())
