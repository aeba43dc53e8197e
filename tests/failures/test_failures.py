"""A handful of every scenario, with the real process and SIGKILL. ``python -m tests.failures.driver`` runs them all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.failures import scenarios
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
