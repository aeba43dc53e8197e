"""Failures of process, engine and disk, each with what must be true afterwards. An assertion that fails is the report
of a lost, doubled or damaged film."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.failures.houses import HouseProcess, id_of
from tests.failures.rows import Rows
from tests.failures.upstream import Upstream, film_of
from tests.failures.usage import cpu_seconds, resident_mib

SUBMITS = 32
"""The house's own limit on orders that are on their way at a time."""


@dataclass(frozen=True)
class Place:
    """Where a scenario takes place: an empty folder, and the database (empty: SQLite in it)."""

    folder: Path
    url: str = ""
    houses: list[HouseProcess] = field(default_factory=list)

    def close(self) -> None:
        """Ends what a failed scenario has left behind."""
        for house in self.houses:
            house.end()

    def house(self, engine: str, *arguments: object) -> HouseProcess:
        self.folder.mkdir(parents=True, exist_ok=True)
        environment = {"HELIOGRAPH_STORE_URL": self.url} if self.url else {}
        house = HouseProcess(self.folder / "data", (engine, *map(str, arguments)), environment)
        self.houses.append(house)
        return house

    def rows(self) -> Rows:
        return Rows(self.url or f"sqlite:///{self.folder / 'data' / 'heliograph.db'}", self.folder / "data" / "media")


def upstream(**settings: object) -> Upstream:
    started = Upstream(**settings)  # type: ignore[arg-type]  # the caller's words are its fields
    started.start()
    return started


def killed_in_a_burst(place: Place, seed: int, accepts: int = 300, clients: int = 64) -> str:
    """F1 and F2: killed while many clients are being served. Every acknowledged name answers and ends, nothing is paid
    twice, and no more is ambiguous than was on its way."""
    fate = random.Random(seed)
    paid = upstream(seconds=1.0)
    house = place.house("paid", paid.port)
    house.start()
    names: list[str] = []
    last = fate.randint(accepts // 4, accepts * 3 // 4)

    def ask(number: int) -> None:
        if (name := house.film(f"a calm sea {number}")) is not None:
            names.append(name)
            if len(names) == last:
                time.sleep(fate.random() * 0.2)
                house.process.kill()  # type: ignore[union-attr]  # it was started above

    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(ask, range(accepts)))
    house.gone()
    again = house.start()
    done = house.wait_for(names)
    house.kill()
    ambiguous = [name for name, found in done.items() if "error" in found]
    assert len(done) == len(names), f"{len(names) - len(done)} of {len(names)} are pending after 60 s"
    assert all(count == 1 for count in paid.paid.values()), f"paid twice: {paid.paid.most_common(3)}"
    assert len(ambiguous) <= SUBMITS, f"{len(ambiguous)} ambiguous"
    _whole(place, done)
    return f"{len(names)} acknowledged, {len(ambiguous)} ambiguous, 0 paid twice, ready again in {again:.1f} s"


def killed_before_the_ticket(place: Place, seed: int) -> str:
    """F3: the engine has answered, the row does not know it yet. No second call; what is held stays held."""
    paid = upstream(seconds=0.5)
    house = place.house("paid", paid.port)
    house.start(HELIOGRAPH_FAILPOINT=f"row.running:{seed % 3 + 1}")
    names = [name for number in range(4) if (name := house.film(f"a calm sea {number}")) is not None]
    house.gone()
    house.start()
    done = house.wait_for(names)
    house.kill()
    lost = [name for name, found in done.items() if "error" in found]
    assert lost
    assert len(done) == len(names)
    assert all(count == 1 for count in paid.paid.values())
    with place.rows() as rows:
        for name in lost:
            assert id_of(name) in done[name]["error"]["message"]
            assert rows.value("SELECT held_nanos FROM operations WHERE id = :id", id=id_of(name)) > 0
            assert rows.value("SELECT state FROM operations WHERE id = :id", id=id_of(name)) == "ambiguous"
    return f"{len(names)} acknowledged, {len(lost)} ambiguous with their price held, 0 paid twice"


def reconciled(place: Place, seed: int) -> str:
    """F3 again, at an engine that can say what it took: found, carried on, one bill. Only what never reached it stays
    ambiguous."""
    paid = upstream(seconds=0.5, tells=True)
    house = place.house("paid", paid.port)
    house.start(HELIOGRAPH_FAILPOINT=f"row.running:{seed % 3 + 1}")
    names = [name for number in range(4) if (name := house.film(f"a calm sea {number}")) is not None]
    house.gone()
    house.start()
    done = house.wait_for(names)
    house.kill()
    assert len(done) == len(names)
    lost = {id_of(name) for name, found in done.items() if "error" in found}
    assert not lost & set(paid.paid), "the engine has it, and it was not found"
    assert all(count == 1 for count in paid.paid.values())
    _whole(place, done)
    return f"{len(paid.paid)} reached the engine, all found again and finished, {len(lost)} had not, 0 paid twice"


def billed_and_dropped(place: Place, seed: int) -> str:
    """F4: the engine takes the work and hangs up, the house stays up. Nothing is sent again."""
    paid = upstream(drops=True)
    house = place.house("paid", paid.port)
    house.start()
    names = [name for number in range(3) if (name := house.film(f"a calm sea {number}")) is not None]
    done = house.wait_for(names)
    house.kill()
    assert len(done) == 3
    assert all("error" in found for found in done.values())
    assert sorted(paid.paid.values()) == [1, 1, 1]
    return "3 billed and dropped, 3 ambiguous, none sent again"


def killed_while_many_wait(place: Place, seed: int, waiting: int = 1000) -> str:
    """F5: killed while all of them wait. They are polled again soon, and nothing is paid again."""
    paid = upstream(seconds=3600.0, delay=0.0)
    house = place.house("paid", paid.port, 5.0)
    house.start()
    with ThreadPoolExecutor(32) as pool:
        names = list(pool.map(house.film, (f"a calm sea {number}" for number in range(waiting))))
    assert None not in names
    _until(lambda: len(paid.polled) == waiting, 120.0)
    house.kill()
    polled = paid.polled
    polled.clear()
    began = time.monotonic()
    house.start()
    _until(lambda: len(polled) == waiting, 60.0)
    took = time.monotonic() - began
    time.sleep(3)
    used, memory = cpu_seconds(house.pid), resident_mib(house.pid)
    time.sleep(10)
    share = (cpu_seconds(house.pid) - used) / 10
    house.kill()
    assert all(count == 1 for count in paid.paid.values())
    return f"{waiting} polled again {took:.1f} s after the start, {memory:.0f} MiB, {share:.0%} of a core, 0 paid again"


def killed_while_a_film_is_kept(place: Place, seed: int) -> str:
    """F9: killed at each step from the first byte to the bill. A done operation has its file, whole; drafts go."""
    points = ("media.write", "media.fsync", "media.rename", "media.renamed", "row.end", "row.ended")
    point = points[seed % len(points)]
    paid = upstream(seconds=0.2)
    house = place.house("paid", paid.port)
    house.start(HELIOGRAPH_FAILPOINT=f"{point}:{seed // len(points) % 3 + 1}")
    names = [name for number in range(3) if (name := house.film(f"a calm sea {number}")) is not None]
    house.gone()
    house.start()
    done = house.wait_for(names)
    house.kill()
    assert len(done) == len(names)
    assert all("error" not in found for found in done.values())
    assert all(count == 1 for count in paid.paid.values())
    _whole(place, done)
    with place.rows() as rows:
        left = rows.sweep()
        assert rows.bills() == len(done)
        assert rows.sweep() == []
    _whole(place, done)
    return f"killed at {point}: {len(done)} films whole, {len(left)} orphans swept, one bill each"


def another_release(place: Place, seed: int, flying: int = 100) -> str:
    """F14: the next release carries work in other steps. All of it finishes."""
    paid = upstream(seconds=8.0)
    house = place.house("paid", paid.port)
    house.start()
    with ThreadPoolExecutor(32) as pool:
        names = [name for name in pool.map(house.film, (f"a calm sea {n}" for n in range(flying))) if name]
    _until(lambda: len(paid.polled) == flying, 60.0)
    house.kill()
    house.start(TEST_OTHER_RELEASE="1")
    done = house.wait_for(names, 120.0)
    house.kill()
    assert len(done) == len(names) == flying, f"{len(done)} of {len(names)}"
    assert all(count == 1 for count in paid.paid.values())
    return f"{len(done)} of {flying} finished under the other release, 0 paid twice"


def a_worker_dies(place: Place, seed: int) -> str:
    """F15: one worker of two is killed, then a poisonous film comes. The others never notice."""
    house = place.house("workers")
    house.start()
    names = [house.film(f"a calm sea {number}") for number in range(6)]
    _until(lambda: len(_workers(place)) == 2, 30.0)
    time.sleep(0.3)
    victim = random.Random(seed).choice(_workers(place))
    signal_to(victim)
    poison = house.film("poison")
    names += [house.film(f"a calm lake {number}") for number in range(3)]
    assert poison is not None
    good = [name for name in names if name is not None]
    done = house.wait_for([*good, poison])
    house.kill()
    assert len(done) == len(good) + 1 == 10
    assert "error" in done.pop(poison)
    assert all("error" not in found for found in done.values())
    return "9 films finished, the poisonous one ended in an error"


def the_disk_is_full(place: Place, seed: int) -> str:
    """F16: no room while a film is kept. It waits, is not paid again, and costs nothing before its bytes are safe."""
    paid = upstream(seconds=0.2)
    house = place.house("paid", paid.port)
    full = place.folder / "full"
    place.folder.mkdir(parents=True, exist_ok=True)
    full.touch()
    house.start(HELIOGRAPH_FAILPOINT="media.write:1:ENOSPC", HELIOGRAPH_FAILPOINT_WHILE=str(full))
    name = house.film()
    assert name is not None
    time.sleep(3)
    assert "done" not in house.operation(name)
    with place.rows() as rows:
        assert rows.bills() == 0
    full.unlink()
    done = house.wait_for([name])
    house.kill()
    assert "error" not in done[name]
    assert list(paid.paid.values()) == [1]
    _whole(place, done)
    return "waited while the disk was full, then kept; one paid call, one bill"


def the_durable_file_is_lost(place: Place, seed: int) -> str:
    """DBOS's database is thrown away between two starts: our rows know all that is needed."""
    paid = upstream(seconds=2.0)
    house = place.house("paid", paid.port)
    house.start()
    names = [name for number in range(10) if (name := house.film(f"a calm sea {number}")) is not None]
    time.sleep(1.0)
    house.kill()
    for file in (place.folder / "data").glob("durable.db*"):
        file.unlink()
    house.start()
    done = house.wait_for(names)
    house.kill()
    assert len(done) == 10
    assert all(count == 1 for count in paid.paid.values())
    return "10 of 10 finished, 0 paid twice"


def _whole(place: Place, done: dict[str, dict[str, object]]) -> None:
    """Every film of a finished operation is on the disk, byte for byte, and in the books once."""
    with place.rows() as rows:
        for name, found in done.items():
            if "error" not in found:
                assert rows.film(id_of(name)) == film_of(id_of(name)), f"the film of {name} is damaged"
                assert rows.bills(id_of(name)) == 1


def _until(true: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to that in time"
        time.sleep(0.1)


def _workers(place: Place) -> list[int]:
    """The workers that have begun a film."""
    return sorted(int(path.name.partition("-")[2]) for path in (place.folder / "data/filming").glob("worker-*"))


def signal_to(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
