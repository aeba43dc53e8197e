"""The life of an operation: submit, wait, fetch, settle. Whoever carries it may die at any line of this file."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from heliograph.domain.errors import GatewayError
from heliograph.domain.operation import State, StoredMedia
from heliograph.gateway.endings import LONGEST_PAUSE, Endings, insist
from heliograph.gateway.film_books import failure
from heliograph.gateway.film_ports import Film, FilmState, Forgotten, Job, MediaStore, Outcome, VideoEngine
from heliograph.gateway.submitting import Submitting

POLLS = 64
"""Polls of one engine at a time."""
ATTEMPTS = 20
"""An operation of a free engine that has been begun so often takes its process down with it: no more."""
HEARTBEAT = 20.0
"""Seconds after which a running operation's row is touched even if nothing has moved."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Watch:
    """What is known of one wait: the progress told, when, how often in a row the engine could not answer."""

    told: float
    beat: float
    failures: int = 0


class Lives:
    """A Carrier: the steps of a life, for any operation, each begun again as often as need be."""

    def __init__(self, endings: Endings, submitting: Submitting, store: MediaStore, new_id: Callable[[], str]) -> None:
        self._endings = endings
        self._rows = endings.rows
        self._submitting = submitting
        self._store = store
        self._new_id = new_id
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._ended: dict[str, asyncio.Event] = {}
        self._polling = {name: asyncio.Semaphore(POLLS) for name in endings.engines}

    @property
    def at_work(self) -> frozenset[str]:
        """Operations that this process is carrying at this moment."""
        return frozenset(self._busy)

    async def submit(self, id: str) -> None:
        """To ``running``, to its end, or to ``ambiguous``."""
        await self._alone(id, self._submit)

    async def wait(self, id: str) -> None:
        """Until the engine is done with it, or it has ended otherwise."""
        await self._alone(id, self._wait)

    async def settle(self, id: str) -> None:
        """Its films on our disk, and its end in the rows."""
        await self._alone(id, self._settle)

    async def cancel(self, id: str) -> None:
        """Ends what has not ended, and stops who carries it here."""
        said = failure("CANCELLED", f"Operation {id} was cancelled.")
        while (job := await self._rows.job(id)) is not None and not job.operation.done:
            if await self._endings.end(job, Outcome(state=State.CANCELLED, failure=said)):
                if (ended := self._ended.get(id)) is not None:
                    ended.set()
                await self._endings.call_off(job)

    async def reconcile(self, id: str, *, give_up: bool) -> bool:
        """True for an ambiguous operation that was found at its engine and runs on. With ``give_up``, one that was not
        found fails, and what was held for it is let go."""
        job = await self._rows.job(id)
        if job is None or job.operation.state is not State.AMBIGUOUS:
            return False
        engine = self._endings.engines.get(job.operation.engine)
        ticket = await self._submitting.find(engine, job) if engine else None
        if ticket is not None:
            return await self._rows.running(job, ticket) is not None
        if give_up:
            await self._endings.end(job, Outcome(state=State.FAILED, failure=job.operation.failure))
        return False

    async def stop(self) -> None:
        """Lets go of everything at once, wherever it is: the next process goes on."""
        tasks = list(self._busy.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _alone(self, id: str, work: Callable[[str], Awaitable[None]]) -> None:
        """One at a time for each operation: who comes second waits for the first, then looks at what is left."""
        while (task := self._busy.get(id)) is not None:
            await asyncio.wait([task])
        self._busy[id] = task = asyncio.ensure_future(work(id))
        try:
            await task
        finally:
            self._busy.pop(id, None)
            self._ended.pop(id, None)

    async def _submit(self, id: str) -> None:
        job = await self._rows.job(id)
        if job is not None and not job.operation.done and job.operation.state is not State.RUNNING:
            await self._submitting.go_on(job)

    async def _wait(self, id: str) -> None:
        job = await self._rows.job(id)
        if job is not None and job.operation.state is State.RUNNING:
            await self._until_done(job)

    async def _settle(self, id: str) -> None:
        while (job := await self._rows.job(id)) is not None and job.operation.state is State.RUNNING:
            found = await self._until_done(job)
            if found is None:
                return
            job, state = found
            films = await self._fetch_all(job, state)
            if films is None:
                continue
            then = State.FAILED if state.failure is not None else State.SUCCEEDED
            outcome = Outcome(
                state=then, films=films, filtered=state.filtered, failure=state.failure, notes=state.notes
            )
            if await self._endings.end(job, outcome):
                await self._endings.forget(job)
                return

    # waiting

    async def _until_done(self, job: Job) -> tuple[Job, FilmState] | None:
        """What the engine made, and the job as it is then; None when the operation has ended otherwise."""
        engine = self._endings.engines.get(job.operation.engine)
        if engine is None:
            await self._submitting.gone(job)
            return None
        ended = self._ended.setdefault(job.operation.id, asyncio.Event())
        watch = Watch(job.operation.progress, _now())
        while not ended.is_set():
            state = await self._poll(engine, job, watch)
            if state is None:
                again = await self._begin_again(engine, job)
                if again is None:
                    return None
                job = again
            elif state.done:
                return job, state
            elif not await self._still_ours(job, watch, state):
                return None
            else:
                await _pause(ended, state.retry_after or engine.poll_seconds * 2 ** min(watch.failures, 6))
        return None

    async def _poll(self, engine: VideoEngine, job: Job, watch: Watch) -> FilmState | None:
        """What the engine says; None when it has forgotten. That it cannot answer now says nothing about the work."""
        assert job.attempt is not None
        try:
            async with self._polling[engine.name]:
                state = await engine.poll(job.attempt.ticket)
        except Forgotten:
            return None
        except GatewayError as error:
            watch.failures += 1
            log.warning("engine %s cannot be asked about %s: %s", engine.name, job.operation.id, error)
            return FilmState(progress=watch.told, retry_after=error.retry_after)
        watch.failures = 0
        return state

    async def _still_ours(self, job: Job, watch: Watch, state: FilmState) -> bool:
        """Tells the row how far it is, now and then, and learns from it whether somebody has ended the operation."""
        if state.progress >= watch.told + 0.01 or _now() - watch.beat > HEARTBEAT:
            watch.told, watch.beat = max(watch.told, state.progress), _now()
            if not await insist(lambda: self._rows.progress(job, watch.told)):
                return False
        return not await self._endings.overdue(job)

    async def _begin_again(self, engine: VideoEngine, job: Job) -> Job | None:
        """An engine without a memory of this work gets it anew if that is free; else it is lost."""
        if engine.free and job.epoch < ATTEMPTS:
            return await self._submitting.attempt(engine, job)
        often = f" It was begun {job.epoch} times." if engine.free else ""
        said = f"Engine {engine.name} has lost operation {job.operation.id}.{often}"
        await self._endings.fail(job, "INTERNAL", said)
        return None

    # fetching

    async def _fetch_all(self, job: Job, state: FilmState) -> tuple[StoredMedia, ...] | None:
        """Every film on our disk; None when the engine has forgotten meanwhile or the operation has ended."""
        engine = self._endings.engines[job.operation.engine]
        films = []
        for film in state.films:
            kept = await self._fetch(engine, job, film)
            if kept is None:
                return None
            films.append(kept)
        return tuple(films)

    async def _fetch(self, engine: VideoEngine, job: Job, film: Film) -> StoredMedia | None:
        """Tried again while the disk is full or the engine away, and never asked to be made again for that."""
        assert job.attempt is not None
        ended = self._ended.setdefault(job.operation.id, asyncio.Event())
        pause = 0.5
        while not ended.is_set() and not await self._endings.overdue(job):
            try:
                kept = await self._store.keep(engine.fetch(job.attempt.ticket, film))
            except Forgotten:
                if not engine.free:
                    await self._begin_again(engine, job)
                return None
            except GatewayError as error:
                log.warning("a film of %s cannot be kept yet: %s", job.operation.id, error)
                await _pause(ended, error.retry_after or pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                whole = StoredMedia(id=self._new_id(), mime_type=film.mime_type, size=kept.size, sha256=kept.sha256)
                return whole
        return None


def _now() -> float:
    return asyncio.get_running_loop().time()


async def _pause(ended: asyncio.Event, seconds: float) -> None:
    """About so long, or until the operation ends. No two operations keep step."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(ended.wait(), min(seconds, LONGEST_PAUSE) * random.uniform(0.8, 1.2))
