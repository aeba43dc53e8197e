"""Workers are real processes: they die, hang and fail, and the jobs of others never notice."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from heliograph.domain.errors import DeadlineExceeded, Internal
from heliograph.engines.embedded.workers import Workers

Job = tuple[str, Any]


def prepare() -> Callable[[Job], Any]:
    return work


def work(job: Job) -> Any:
    verb, value = job
    if verb == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if verb == "die once" and not Path(value).exists():
        Path(value).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if verb == "fail":
        raise ValueError(value)
    if verb == "hang":
        time.sleep(value)
    return os.getpid() if verb == "pid" else value


def running(size: int, go: Callable[[Workers], Awaitable[Any]], seconds: float = 60.0) -> Any:
    async def all_of_it() -> Any:
        workers = Workers(prepare, size=size, seconds=seconds)
        try:
            return await go(workers)
        finally:
            await workers.close()

    return asyncio.run(all_of_it())


def test_jobs_run_in_other_processes_that_are_used_again() -> None:
    async def go(workers: Workers) -> list[int]:
        return [await workers.run(("pid", None)) for _ in range(3)]

    pids = running(1, go)
    assert len(set(pids)) == 1
    assert os.getpid() not in pids


def test_a_job_whose_worker_died_is_done_again(tmp_path: Path) -> None:
    mark = str(tmp_path / "mark")

    async def go(workers: Workers) -> list[Any]:
        return await asyncio.gather(workers.run(("die once", mark)), *(workers.run(("echo", i)) for i in range(4)))

    assert running(2, go) == [mark, 0, 1, 2, 3]


def test_a_poisonous_job_ends_in_an_error_and_harms_no_other() -> None:
    async def go(workers: Workers) -> list[Any]:
        jobs = [("die", None), ("echo", 1), ("echo", 2)]
        return await asyncio.gather(*(workers.run(job) for job in jobs), return_exceptions=True)

    poison, one, two = running(2, go)
    assert isinstance(poison, Internal)
    assert (one, two) == (1, 2)


def test_a_failing_job_keeps_its_worker() -> None:
    async def go(workers: Workers) -> tuple[int, int]:
        before = await workers.run(("pid", None))
        with pytest.raises(Internal, match="ValueError: wrong"):
            await workers.run(("fail", "wrong"))
        return before, await workers.run(("pid", None))

    before, after = running(1, go)
    assert before == after


def test_a_hanging_job_is_ended_and_its_worker_replaced() -> None:
    async def go(workers: Workers) -> tuple[int, int]:
        before = await workers.run(("pid", None))
        with pytest.raises(DeadlineExceeded):
            await workers.run(("hang", 60))
        return before, await workers.run(("pid", None))

    before, after = running(1, go, seconds=3.0)
    assert before != after
