from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import wait
from typing import Any

import pytest
import sqlalchemy as sa

from heliograph.domain.errors import InsufficientStorage, Unavailable
from heliograph.store.data_folder import DataFolder
from heliograph.store.database import Database
from heliograph.store.schema import house
from tests.store.programs import end, line, start

Job = Callable[[sa.Connection], Any]


def put(name: str, value: str = "v") -> Job:
    return lambda connection: connection.execute(house.insert().values(name=name, value=value)).rowcount


def names(database: Database) -> list[str]:
    with database.read() as connection:
        return list(connection.execute(sa.select(house.c.name).order_by(house.c.name)).scalars())


def test_what_was_written_can_be_read(database: Database) -> None:
    assert database.write(put("a")).result() == 1
    assert names(database) == ["a"]


def test_a_job_that_fails_is_undone_alone(database: Database) -> None:
    def half(connection: sa.Connection) -> None:
        put("half")(connection)
        raise RuntimeError("no")

    gate = threading.Event()
    jobs: list[Job] = [lambda connection: gate.wait(5), put("a"), half, put("a"), put("b")]
    futures = [database.write(job) for job in jobs]
    gate.set()
    wait(futures, 10)
    assert [type(future.exception()) for future in futures] == [
        type(None),
        type(None),
        RuntimeError,
        sa.exc.IntegrityError,
        type(None),
    ]
    assert names(database) == ["a", "b"]


def test_many_writers_share_commits_and_nothing_is_lost(database: Database) -> None:
    def work(number: int) -> None:
        for index in range(25):
            database.write(put(f"{number:02}-{index:02}")).result(10)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names(database)) == 400


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(Unavailable), database.read() as connection:
        put("a")(connection)


def test_a_commit_waits_for_the_disk_and_the_log_is_ahead(database: Database) -> None:
    def pragmas(connection: sa.Connection) -> list[Any]:
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]

    assert database.write(pragmas).result() == ["wal", 2]


def test_files_of_the_database_are_private(folder: DataFolder, database: Database) -> None:
    database.write(put("a")).result()
    files = [file for file in folder.path.iterdir() if file.name.startswith("heliograph.db")]
    assert len(files) == 3
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


def test_close_writes_what_is_queued_and_can_be_called_twice(folder: DataFolder) -> None:
    database = Database.open(folder.database_url)
    futures = [database.write(put(str(number))) for number in range(600)]
    database.close()
    database.close()
    assert all(future.result() == 1 for future in futures)
    with pytest.raises(Unavailable):
        database.write(put("late"))
    again = Database.open(folder.database_url)
    assert len(names(again)) == 600
    again.close()


def test_a_full_disk_is_told_to_everybody_and_leaves_no_half(database: Database) -> None:
    """The limit on pages stands in for the disk: SQLite gives the same error for both."""
    database.write(put("before")).result()
    database.write(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=1").scalar()).result()
    futures = [database.write(put(f"big-{number}", "x" * 50_000)) for number in range(3)]
    wait(futures, 10)
    assert {type(future.exception()) for future in futures} == {InsufficientStorage}
    assert names(database) == ["before"]
    database.write(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count=100000").scalar()).result()
    assert database.write(put("after")).result() == 1


def test_a_database_that_is_none_is_refused(folder: DataFolder) -> None:
    folder.database.write_bytes(b"not a database at all" * 100)
    with pytest.raises(Exception, match="not a database"):
        Database.open(folder.database_url)


WRITE = """
import sqlalchemy as sa
from heliograph.store.database import Database
from heliograph.store.schema import house
database = Database.open(sa.URL.create('sqlite', database=sys.argv[1]))
print("open", flush=True)
for number in range(100000):
    database.write(lambda c: c.execute(house.insert().values(name=f"{number:06}", value="v" * 200))).result()
    print(number, flush=True)
"""


@pytest.mark.parametrize("rows", [1, 40, 150])
def test_killed_in_the_middle_every_commit_that_was_answered_is_there(folder: DataFolder, rows: int) -> None:
    writer = start(WRITE, folder.database)
    assert line(writer) == "open"
    answered = [line(writer) for _ in range(rows)]
    end(writer)
    with sqlite3.connect(folder.database) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    raw.close()
    database = Database.open(folder.database_url)
    assert {f"{int(number):06}" for number in answered} <= set(names(database))
    assert database.write(put("life goes on")).result() == 1
    database.close()
