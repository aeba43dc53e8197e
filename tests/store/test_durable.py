"""The durable engine itself: every id through every step, across the end of a process, and nothing but ids in it."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from heliograph.store.durable import DbosDurable


class Steps:
    """A Carrier that writes down what it is asked to do; ``waits`` holds everybody up in ``wait``."""

    def __init__(self, waits: bool = False, fails: bool = False) -> None:
        self.seen: list[tuple[str, str]] = []
        self.loops: set[asyncio.AbstractEventLoop] = set()
        self.waits = waits
        self.fails = fails

    async def submit(self, id: str) -> None:
        self.loops.add(asyncio.get_running_loop())
        self.seen.append(("submit", id))
        if self.fails:
            self.fails = False
            raise RuntimeError("a bug")

    async def wait(self, id: str) -> None:
        self.seen.append(("wait", id))
        if self.waits:
            await asyncio.Event().wait()

    async def settle(self, id: str) -> None:
        self.seen.append(("settle", id))


def running(file: Path, steps: Steps, go: Callable[[DbosDurable], Awaitable[None]]) -> None:
    async def live() -> None:
        durable = DbosDurable(sa.URL.create("sqlite", database=str(file)), steps)
        assert durable.ailing == "", "nobody wants it yet"
        await durable.start("too early")
        assert durable.ailing
        await durable.launch()
        try:
            await go(durable)
        finally:
            await durable.close()
        assert steps.loops <= {asyncio.get_running_loop()}

    asyncio.run(live())


async def until(true: Callable[[], bool]) -> None:
    for _ in range(400):
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come to that")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a höuse? #1" / "durable.db"


@pytest.fixture(autouse=True)
def folder(file: Path) -> None:
    file.parent.mkdir()


def test_every_step_in_order_and_nothing_twice(file: Path) -> None:
    steps = Steps()

    async def go(durable: DbosDurable) -> None:
        assert durable.ailing == ""
        assert await durable.status("a") == "unknown"
        await asyncio.gather(*(durable.start("a") for _ in range(5)))
        await until(lambda: ("settle", "a") in steps.seen)
        for _ in range(100):
            if await durable.status("a") == "over":
                break
            await asyncio.sleep(0.02)
        await durable.start("a")
        assert await durable.status("a") == "over"

    running(file, steps, go)
    assert steps.seen == [("submit", "a"), ("wait", "a"), ("settle", "a")]


def test_the_next_process_goes_on_where_this_one_was(file: Path) -> None:
    first, second = Steps(waits=True), Steps()

    async def begin(durable: DbosDurable) -> None:
        await asyncio.gather(durable.start("a"), durable.start("b"))
        await until(lambda: len(first.seen) == 4)

    async def go_on(durable: DbosDurable) -> None:
        await until(lambda: len(second.seen) == 4)

    running(file, first, begin)
    running(file, second, go_on)
    assert sorted(second.seen) == [("settle", "a"), ("settle", "b"), ("wait", "a"), ("wait", "b")]


def test_what_failed_can_be_taken_up_again(file: Path) -> None:
    steps = Steps(fails=True)

    async def go(durable: DbosDurable) -> None:
        await durable.resume("a")
        while await durable.status("a") != "over":
            await asyncio.sleep(0.02)
        assert steps.seen == [("submit", "a")]
        await durable.resume("a")
        await until(lambda: ("settle", "a") in steps.seen)

    running(file, steps, go)
    assert steps.seen == [("submit", "a"), ("submit", "a"), ("wait", "a"), ("settle", "a")]


def test_no_column_holds_a_pickle_and_no_row_holds_more_than_ids(file: Path) -> None:
    steps = Steps(waits=True)

    async def go(durable: DbosDurable) -> None:
        await durable.start("a")
        await until(lambda: ("wait", "a") in steps.seen)

    running(file, steps, go)
    cells = list(_cells(file))
    assert {value for column, value in cells if column == "serialization"} <= {"portable_json", None}
    assert '{"namedArgs":{},"positionalArgs":["a"]}' in [value for _, value in cells]
    pickled = [cell for cell in cells if isinstance(cell[1], bytes) or str(cell[1]).startswith("gA")]
    assert pickled == [], "a pickle in base64 begins with gA"


def _cells(file: Path) -> Iterator[tuple[str, object]]:
    """Every value in every table, with its column."""
    look = sqlite3.connect(file)
    look.row_factory = sqlite3.Row
    for (table,) in look.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for row in look.execute(f"SELECT * FROM {table}"):
            yield from zip(row.keys(), tuple(row), strict=True)
    look.close()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs /proc to see who has a file open")
def test_sqlite_gets_a_single_connection(file: Path) -> None:
    steps = Steps()
    seen: list[int] = []

    async def go(durable: DbosDurable) -> None:
        for number in range(20):
            await durable.start(f"id{number}")
            seen.append(_open(file))
        await until(lambda: len(steps.seen) == 60)
        seen.append(_open(file))

    running(file, steps, go)
    assert set(seen) == {1}


def _open(file: Path) -> int:
    found = 0
    for entry in Path("/proc/self/fd").iterdir():
        try:
            found += os.readlink(entry) == str(file)
        except OSError:
            continue  # closed meanwhile
    return found
