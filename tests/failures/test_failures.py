"""A handful of every scenario, with the real process and SIGKILL. ``python -m tests.failures.driver`` runs them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from heliograph.domain.errors import Conflict
from heliograph.store.database import with_driver
from heliograph.store.slots import SlotLock
from tests.failures import postgres, scenarios
from tests.failures.scenarios import Place

SMALL: dict[str, Callable[[Place, int], str]] = {
    "F1 and F2": partial(scenarios.killed_in_a_burst, accepts=60, clients=24),
    "F3": scenarios.killed_before_the_ticket,
    "F3, an engine that tells": scenarios.reconciled,
    "F4": scenarios.billed_and_dropped,
    "F5": partial(scenarios.killed_while_many_wait, waiting=40),
    "F9": scenarios.killed_while_a_film_is_kept,
    "F14": partial(scenarios.another_release, flying=10),
    "F15": scenarios.a_worker_dies,
    "F16": scenarios.the_disk_is_full,
    "a lost file": scenarios.the_durable_file_is_lost,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SMALL)
def test_nothing_is_lost_and_nothing_is_made_twice(name: str, tmp_path: Path) -> None:
    place = Place(tmp_path)
    try:
        assert SMALL[name](place, 2)
    finally:
        place.close()


@pytest.fixture(scope="module")
def postgresql() -> Iterator[str]:
    if postgres.binaries() is None:
        pytest.skip("no PostgreSQL here: apt-get install postgresql")
    with postgres.server() as url:
        yield url


@pytest.mark.slow
@pytest.mark.parametrize("name", ["F1 and F2", "F5", "F9"])
def test_the_same_on_postgresql(name: str, tmp_path: Path, postgresql: str) -> None:
    with postgres.database(postgresql, name) as url:
        place = Place(tmp_path, url)
        try:
            assert SMALL[name](place, 3)
        finally:
            place.close()


@pytest.mark.slow
def test_a_copied_data_folder_is_not_run_twice(postgresql: str) -> None:
    url = with_driver(sa.make_url(postgresql))
    first = SlotLock(url, "slot-a")
    other = SlotLock(url, "slot-b")
    with pytest.raises(Conflict, match="slot-a"):
        SlotLock(url, "slot-a")
    first.release()
    again = SlotLock(url, "slot-a")
    for lock in (again, other):
        lock.release()
