"""Every scenario with many kill points, on SQLite and on PostgreSQL, and a report of it.

``python -m tests.failures.driver [--points N] [--report FILE] [--only F1,F9] [--databases sqlite,postgresql]``"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.failures import postgres, scenarios
from tests.failures.scenarios import Place


@dataclass(frozen=True)
class Scenario:
    """``points`` is how many seeds it is run with at the most: where the seed decides little, a few are enough."""

    name: str
    says: str
    run: Callable[[Place, int], str]
    points: int
    databases: tuple[str, ...] = ("sqlite", "postgresql")


ALL = (
    Scenario("F1, F2", "300 accepts from 64 clients, killed in the burst", scenarios.killed_in_a_burst, 50),
    Scenario("F3", "killed before the ticket is written", scenarios.killed_before_the_ticket, 6, ("sqlite",)),
    Scenario("F3, found", "the same, at an engine that can tell", scenarios.reconciled, 6, ("sqlite",)),
    Scenario("F4", "billed, then the connection dropped", scenarios.billed_and_dropped, 1, ("sqlite",)),
    Scenario("F5", "killed while 1,000 wait", scenarios.killed_while_many_wait, 2),
    Scenario("F9", "killed at each step of keeping a film", scenarios.killed_while_a_film_is_kept, 50),
    Scenario("F14", "another release takes over 100", scenarios.another_release, 2, ("sqlite",)),
    Scenario("F15", "a worker killed, then a poisonous film", scenarios.a_worker_dies, 5, ("sqlite",)),
    Scenario("F16", "the disk is full", scenarios.the_disk_is_full, 3, ("sqlite",)),
    Scenario("lost file", "DBOS's database thrown away", scenarios.the_durable_file_is_lost, 3, ("sqlite",)),
)


@dataclass(frozen=True)
class Line:
    """What came of one scenario on one database."""

    scenario: Scenario
    database: str
    runs: int
    failures: tuple[str, ...]
    last: str
    seconds: float


def main(arguments: list[str]) -> int:
    """1 when anything was lost, doubled or damaged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=50)
    parser.add_argument("--report", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--databases", default="sqlite,postgresql")
    asked = parser.parse_args(arguments)
    only = [word.strip() for word in asked.only.split(",") if word.strip()]
    chosen = [one for one in ALL if not only or any(word in one.name.replace(",", "").split() for word in only)]
    lines = [line for name in asked.databases.split(",") for line in _all_on(name, chosen, asked.points)]
    if asked.report:
        asked.report.write_text(report(lines), encoding="utf-8")
    return int(any(line.failures for line in lines))


def _all_on(database: str, chosen: list[Scenario], points: int) -> Iterator[Line]:
    with _server(database) as url:
        for scenario in chosen:
            if database in scenario.databases:
                line = _line(scenario, database, url, points)
                print(_row(line), flush=True)
                yield line


@contextmanager
def _server(database: str) -> Iterator[str]:
    if database == "sqlite":
        yield ""
    else:
        with postgres.server() as url:
            yield url


def _line(scenario: Scenario, database: str, url: str, points: int) -> Line:
    failures, last, began = [], "", time.monotonic()
    runs = min(points, scenario.points)
    for seed in range(runs):
        try:
            last = _once(scenario, url, seed)
        except AssertionError as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            failures.append(f"seed {seed}: {str(error).partition(chr(10))[0]} (`{where.line}`)")
    return Line(scenario, database, runs, tuple(failures), last, time.monotonic() - began)


def _once(scenario: Scenario, url: str, seed: int) -> str:
    folder = Path(tempfile.mkdtemp(prefix="heliograph-failures-"))
    name = f"run_{time.monotonic_ns()}"
    place = None
    try:
        if not url:
            place = Place(folder)
            return scenario.run(place, seed)
        with postgres.database(url, name) as own:
            place = Place(folder, own)
            return scenario.run(place, seed)
    finally:
        if place is not None:
            place.close()
        shutil.rmtree(folder, ignore_errors=True)


def report(lines: list[Line]) -> str:
    """The page that docs keep."""
    day = datetime.now(UTC).date().isoformat()
    head = f"""# What happens when it is killed

Written by `python -m tests.failures.driver --report docs/failures.md` on {day}: Python {platform.python_version()},
SQLite {sqlite3.sqlite_version}. Each scenario starts the real server, ends it with SIGKILL at points
that its seed decides, starts it again on the same data, and then reads rows, files and books. The engine is a server
that counts every paid call; it has no idempotency keys, so that nothing but our own rows keeps a call from being made
twice. A handful of each runs with every full test run. The last run of a scenario is quoted. Times are those of a
machine with {os.cpu_count()} cores and a load of {os.getloadavg()[2]:.1f} over the last quarter of an hour.

| | scenario | database | runs | failed | last run | seconds |
|---|---|---|---:|---:|---|---:|
"""
    failures = [f"- {line.scenario.name} on {line.database}, {text}" for line in lines for text in line.failures]
    rest = "\n## Failed\n\n" + "\n".join(failures) + "\n" if failures else ""
    return head + "\n".join(map(_row, lines)) + "\n" + rest


def _row(line: Line) -> str:
    scenario = line.scenario
    cells = (scenario.name, scenario.says, line.database, line.runs, len(line.failures), line.last)
    return f"| {' | '.join(map(str, cells))} | {line.seconds:.0f} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
