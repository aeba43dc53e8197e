"""Rows of operations: every step a compare-and-set, every end one transaction with its files and its line in the books.

Nobody reads a row but by tenant and id together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from functools import partial
from typing import Any

import sqlalchemy as sa

from heliograph.domain.films import ListOperations, OperationPage
from heliograph.domain.operation import STEPS, Failure, Operation, State
from heliograph.domain.usage import Money
from heliograph.gateway.film_ports import Attempt, Job, Outcome, Ticket
from heliograph.gateway.ports import Clock
from heliograph.store import asks
from heliograph.store.database import Database
from heliograph.store.failpoints import reach
from heliograph.store.files import film_rows, input_rows
from heliograph.store.media import MediaFolder
from heliograph.store.moments import to_micros
from heliograph.store.operation_rows import operation_of, row_of_job, seen
from heliograph.store.schema import attempts, media, operations, usage_rows
from heliograph.store.usage import row_of

LIVE = frozenset({State.ACCEPTED, State.SUBMITTING, State.RUNNING})
UNDER_WAY = frozenset({State.SUBMITTING, State.RUNNING, State.AMBIGUOUS})
SWEEP_ROWS = 10_000


class OperationRows:
    """An Operations port for the core. ``executor`` names the process that carries what is opened here; the sweep
    looks at its own rows only."""

    def __init__(
        self, database: Database, folder: MediaFolder, clock: Clock, executor: str = "heliograph", zone: tzinfo = UTC
    ) -> None:
        self._database = database
        self._folder = folder
        self._clock = clock
        self._executor = executor
        self._zone = zone

    async def open(self, job: Job) -> None:
        """On the disk when this returns."""
        row = row_of_job(job, self._executor)
        inputs = input_rows(job.operation, asks.inputs(job.ask))

        def insert(connection: sa.Connection) -> None:
            connection.execute(operations.insert(), row)
            if inputs:
                connection.execute(media.insert(), inputs)

        reach("row.open")
        await self._database.written(insert)
        reach("row.opened")

    async def read(self, tenant: str, id: str) -> Operation | None:
        """None alike for an unknown id and for another tenant's."""
        mine = sa.and_(operations.c.id == id, operations.c.tenant == tenant, operations.c.deleted_at.is_(None))
        found = await self._database.looked(partial(_operations, mine))
        return found[0] if found else None

    async def page(self, tenant: str, ask: ListOperations) -> OperationPage:
        """In the order of acceptance. An unknown ``after`` starts at the beginning."""
        return await self._database.looked(partial(_page, tenant, ask))

    async def delete(self, tenant: str, id: str) -> bool:
        """Its words and its files go at once, the bytes with the next sweep; what it cost stays in the books."""
        now = to_micros(self._clock.now())

        def forget(connection: sa.Connection) -> bool:
            gone = connection.execute(
                operations.update()
                .where(operations.c.id == id, operations.c.tenant == tenant, operations.c.deleted_at.is_(None))
                .values(deleted_at=now, prompt="", ask="")
            )
            if gone.rowcount:
                connection.execute(media.delete().where(media.c.operation == id, media.c.tenant == tenant))
            return bool(gone.rowcount)

        return await self._database.written(forget)

    async def job(self, id: str) -> Job | None:
        """For those who drive it; None when it is unknown or deleted."""
        return await self._database.looked(partial(self._job, id))

    async def intend(self, job: Job, attempt: Attempt) -> Job | None:
        """The intent is on the disk when this returns a job; None when somebody was quicker."""
        then = State.RUNNING if job.operation.state is State.RUNNING else State.SUBMITTING
        row = {"id": attempt.id, "operation": job.operation.id, "epoch": job.epoch + 1, "boot": attempt.boot}
        values = {"epoch": job.epoch + 1, "attempt": attempt.id, "boot": attempt.boot, "ticket": ""}

        def write(connection: sa.Connection) -> bool:
            if not self._set(connection, job, LIVE, state=then, **values):
                return False
            connection.execute(attempts.insert(), {**row, "ticket": "", "intended_at": to_micros(self._clock.now())})
            return True

        reach("row.intend")
        written = await self._database.written(write)
        reach("row.intended")
        return await self.job(job.operation.id) if written else None

    async def running(self, job: Job, ticket: Ticket) -> Job | None:
        """The engine has taken it, and this is its ticket."""
        now = to_micros(self._clock.now())

        def write(connection: sa.Connection) -> bool:
            connection.execute(
                attempts.update()
                .where(attempts.c.id == (job.attempt.id if job.attempt else ""))
                .values(ticket=ticket, answered_at=now)
            )
            return self._set(connection, job, UNDER_WAY, state=State.RUNNING, ticket=ticket)

        reach("row.running")
        written = await self._database.written(write)
        reach("row.ran")
        return await self.job(job.operation.id) if written else None

    async def progress(self, job: Job, progress: float) -> bool:
        """False when this job is no longer the one that runs."""
        parts = round(min(1.0, max(0.0, progress)) * 1_000_000)
        return await self._database.written(lambda c: self._set(c, job, {State.RUNNING}, progress=parts))

    async def ambiguous(self, job: Job, failure: Failure) -> bool:
        """Nobody knows whether the engine has it. What it may cost stays held."""
        values = _failure(failure)
        return await self._database.written(
            lambda c: self._set(c, job, {State.SUBMITTING}, state=State.AMBIGUOUS, **values)
        )

    async def end(self, job: Job, outcome: Outcome) -> bool:
        """State, files and the line in the books, all or nothing; False when it had ended before."""
        now = self._clock.now()
        moment = to_micros(now)
        before = {state for state, steps in STEPS.items() if outcome.state in steps}
        values = {
            "state": outcome.state,
            "finished_at": moment,
            "filtered": seen(outcome.filtered),
            "notes": seen(outcome.notes),
            "held_nanos": 0,
            "cost_nanos": (outcome.record.cost if outcome.record else Money()).nanos,
            **(_failure(outcome.failure) if outcome.failure else {"failure_code": None}),
            **({"progress": 1_000_000} if outcome.state is State.SUCCEEDED else {}),
        }
        films = film_rows(job.operation, outcome.films, moment)
        books = [row_of(outcome.record, self._zone)] if outcome.record else []

        def write(connection: sa.Connection) -> bool:
            if not self._set(connection, job, before, **values):
                return False
            for table, rows in ((media, films), (usage_rows, books)):
                if rows:
                    connection.execute(table.insert(), rows)
            return True

        reach("row.end")
        written = await self._database.written(write)
        reach("row.ended")
        return written

    async def unfinished(self, before: datetime) -> Sequence[str]:
        """Ids of live operations that nobody has touched since; the oldest first."""
        return await self._database.looked(partial(self._ids, LIVE, before))

    async def undecided(self, before: datetime) -> Sequence[str]:
        """Ids of operations that are ambiguous since before that moment."""
        return await self._database.looked(partial(self._ids, {State.AMBIGUOUS}, before))

    def _ids(self, states: set[State] | frozenset[State], before: datetime, connection: sa.Connection) -> list[str]:
        query = (
            sa.select(operations.c.id)
            .where(
                operations.c.state.in_(sorted(states)),
                operations.c.updated_at <= to_micros(before),
                operations.c.executor == self._executor,
                operations.c.deleted_at.is_(None),
            )
            .order_by(operations.c.updated_at)
            .limit(SWEEP_ROWS)
        )
        return list(connection.execute(query).scalars())

    def _job(self, id: str, connection: sa.Connection) -> Job | None:
        query = sa.select(operations).where(operations.c.id == id, operations.c.deleted_at.is_(None))
        row = connection.execute(query).one_or_none()
        if row is None:
            return None
        return Job(
            operation=operation_of(row, ()),
            ask=asks.from_json(row.ask, self._folder.path),
            dialect=row.dialect,
            verb=row.verb,
            request_id=row.request_id,
            model_asked=row.model_asked,
            held_nanos=row.held_nanos,
            epoch=row.epoch,
            attempt=Attempt(id=row.attempt, boot=row.boot, ticket=row.ticket) if row.attempt else None,
        )

    def _set(self, connection: sa.Connection, job: Job, states: set[State] | frozenset[State], **values: Any) -> bool:
        """The compare-and-set that every step is."""
        changed = connection.execute(
            operations.update()
            .where(
                operations.c.id == job.operation.id,
                operations.c.epoch == job.epoch,
                operations.c.state.in_(sorted(states)),
            )
            .values(updated_at=to_micros(self._clock.now()), **values)
        )
        return bool(changed.rowcount)


def _failure(failure: Failure) -> dict[str, Any]:
    return {
        "failure_code": failure.code,
        "failure_status": failure.status,
        "failure_message": failure.message,
    }


def _operations(
    condition: sa.ColumnElement[bool], connection: sa.Connection, *order: Any, limit: int = 1
) -> list[Operation]:
    rows = connection.execute(sa.select(operations).where(condition).order_by(*order).limit(limit)).all()
    if not rows:
        return []
    files: dict[str, list[Any]] = {row.id: [] for row in rows}
    mine = sa.select(media).where(media.c.operation.in_(list(files)), media.c.role == "film").order_by(media.c.position)
    for file in connection.execute(mine):
        files[file.operation].append(file)
    return [operation_of(row, files[row.id]) for row in rows]


def _page(tenant: str, ask: ListOperations, connection: sa.Connection) -> OperationPage:
    place = sa.tuple_(operations.c.created_at, operations.c.id)
    condition = sa.and_(operations.c.tenant == tenant, operations.c.deleted_at.is_(None))
    if ask.kind is not None:
        condition = sa.and_(condition, operations.c.kind == ask.kind)
    if ask.after is not None:
        last = connection.execute(
            sa.select(operations.c.created_at).where(operations.c.id == ask.after, operations.c.tenant == tenant)
        ).scalar()
        if last is not None:
            beyond = sa.tuple_(sa.literal(last), sa.literal(ask.after))
            condition = sa.and_(condition, place > beyond if ask.ascending else place < beyond)
    way = sa.asc if ask.ascending else sa.desc
    order = (way(operations.c.created_at), way(operations.c.id))
    found = _operations(condition, connection, *order, limit=ask.limit + 1)
    return OperationPage(operations=tuple(found[: ask.limit]), more=len(found) > ask.limit)
