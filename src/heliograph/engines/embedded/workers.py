"""Drawing workers: spawned processes, one thread each, started when first needed and replaced when they die.

Drawing is deterministic and free, so a job whose worker died is drawn again, a few times; a job that kills every
worker it meets ends in an error, and the others never notice. Knows no scene and no picture, only jobs.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from heliograph.domain.errors import DeadlineExceeded, Internal

Task = Callable[[Any], Any]


class Failed(Exception):
    """The task itself raised inside the worker: its type and words, since tracebacks do not travel."""


class Died(Exception):
    """The worker went away in the middle of a task."""


class Worker:
    """One process and the pipe to it."""

    def __init__(self, prepare: Callable[[], Task]) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, prepare), daemon=True, name="illustrator")
        self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def run(self, job: Any) -> Any:
        """Blocks until the job is done. Raises Died or Failed."""
        try:
            self._pipe.send(job)
            done, value = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise Died from error
        if not done:
            raise Failed(value)
        return value

    def stop(self) -> None:
        """End the process now."""
        self._process.kill()
        self._process.join(5)
        self._pipe.close()


class Workers:
    """At most ``size`` workers; jobs wait their turn. ``seconds`` bounds one job, ``tries`` how many workers a job
    may kill."""

    def __init__(self, prepare: Callable[[], Task], size: int, seconds: float = 120.0, tries: int = 3) -> None:
        self._prepare = prepare
        self._seconds = seconds
        self._tries = tries
        self._turns = asyncio.Semaphore(size)
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._closed = False

    async def run(self, job: Any) -> Any:
        """The job's value. Raises Internal when it fails or kills its workers, DeadlineExceeded when it hangs."""
        async with self._turns:
            for _ in range(self._tries):
                with contextlib.suppress(Died):
                    return await self._attempt(job)
        raise Internal(message="The illustrator's worker died repeatedly on this request.")

    async def warm(self) -> None:
        """Start one worker ahead of the first job."""
        async with self._turns:
            self._idle.append(await asyncio.to_thread(Worker, self._prepare))

    async def close(self) -> None:
        """End every worker."""
        self._closed = True
        for worker in [*self._idle, *self._busy]:
            await asyncio.to_thread(worker.stop)
        self._idle.clear()

    async def _attempt(self, job: Any) -> Any:
        worker = self._idle.pop() if self._idle else await asyncio.to_thread(Worker, self._prepare)
        self._busy.add(worker)
        healthy = False
        try:
            running = asyncio.ensure_future(asyncio.to_thread(worker.run, job))
            running.add_done_callback(_looked_at)
            value = await asyncio.wait_for(asyncio.shield(running), self._seconds)
            healthy = True
            return value
        except Failed as error:
            healthy = True
            raise Internal(message=f"The illustrator failed: {error}") from error
        except TimeoutError:
            raise DeadlineExceeded(message=f"The illustrator took longer than {self._seconds:g} seconds.") from None
        finally:
            self._busy.discard(worker)
            if healthy and not self._closed:
                self._idle.append(worker)
            else:
                worker.stop()


def _looked_at(running: asyncio.Future[Any]) -> None:
    """A worker that is stopped in the middle of a job that nobody waits for any more has nothing to tell."""
    if not running.cancelled():
        running.exception()


def _serve(pipe: Connection, prepare: Callable[[], Task]) -> None:
    """The worker's life: prepare once, then one job after another until the pipe closes."""
    _behave()
    task = prepare()
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            job = pipe.recv()
            try:
                answer = (True, task(job))
            except Exception as error:  # noqa: BLE001 -- whatever a job raises is told to its caller
                answer = (False, f"{type(error).__name__}: {error}")
            pipe.send(answer)


def _behave() -> None:
    """One thread, behind the server in the queue for the processor, and deaf to Ctrl-C: the server ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    if hasattr(os, "nice"):
        os.nice(5)
