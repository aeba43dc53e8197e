"""Following an operation: each change once, the end last, and no longer than one wants."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from heliograph.domain.errors import NotFound
from heliograph.domain.operation import Operation, State
from heliograph.gateway.watching import finished, states

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FIRST = Operation(
    id="a1", tenant="t", key_id="k", kind="video", model="veo", state=State.ACCEPTED, created=NOW, updated=NOW
)
LIFE = [
    FIRST,
    replace(FIRST, state=State.RUNNING),
    replace(FIRST, state=State.RUNNING),
    replace(FIRST, state=State.RUNNING, progress=0.5),
    replace(FIRST, state=State.SUCCEEDED, progress=1.0),
    replace(FIRST, state=State.FAILED),
]


class Row:
    """A row that changes with every look."""

    def __init__(self, life: list[Operation]) -> None:
        self.left = list(life)

    async def read(self) -> Operation:
        return self.left.pop(0)


def followed(first: Operation, row: Row) -> list[Operation]:
    async def collect() -> list[Operation]:
        return [one async for one in states(first, row.read, pause=0)]

    return asyncio.run(collect())


def test_each_change_once_and_the_end_last() -> None:
    row = Row(LIFE)
    seen = followed(FIRST, row)
    assert [(one.state, one.progress) for one in seen] == [
        (State.ACCEPTED, 0.0),
        (State.RUNNING, 0.0),
        (State.RUNNING, 0.5),
        (State.SUCCEEDED, 1.0),
    ]
    assert row.left == LIFE[-1:]


@pytest.mark.parametrize("state", [State.SUCCEEDED, State.AMBIGUOUS, State.CANCELLED])
def test_what_is_done_is_not_read_again(state: State) -> None:
    assert followed(replace(FIRST, state=state), Row([])) == [replace(FIRST, state=state)]


def test_a_row_that_goes_away_ends_the_series_with_its_error() -> None:
    async def gone() -> Operation:
        raise NotFound(message="No such operation.")

    async def follow() -> None:
        async for _ in states(FIRST, gone, pause=0):
            pass

    with pytest.raises(NotFound):
        asyncio.run(follow())


def test_a_wait_ends_with_the_end_or_with_patience() -> None:
    assert asyncio.run(finished(FIRST, Row(LIFE).read, 5, pause=0)).state is State.SUCCEEDED
    slow = Row([replace(FIRST, state=State.RUNNING)] * 1000)
    assert asyncio.run(finished(FIRST, slow.read, 0.05, pause=0.001)).state is State.RUNNING
