from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from heliograph.domain.errors import InvalidArgument, Unavailable
from heliograph.domain.usage import Meter, Money, Usage
from heliograph.gateway.ports import UsageRecord
from heliograph.store.data_folder import DataFolder
from heliograph.store.database import Database
from heliograph.store.keys import KeyStore
from heliograph.store.reports import Scope, rows, sums
from heliograph.store.usage import UsageBooks, row_of
from tests.store.clocks import StillClock

RECORD = UsageRecord(
    request_id="req_1",
    tenant="default",
    key_id="key_1",
    dialect="openai",
    verb="images.generate",
    model_asked="models/imagen-4.0-generate-001",
    model_served="imagen-4.0-generate-001",
    engine="illustrator",
    usage=Usage({Meter.IMAGE: 2, Meter.INPUT_TEXT_TOKEN: 7}),
    cost=Money(Decimal("0.08")),
    verdict="ok",
    emulated=True,
    started=datetime(2026, 11, 22, 23, 30, 0, 123456, tzinfo=UTC),
    milliseconds=812,
)


@pytest.fixture
def books(database: Database) -> Iterator[UsageBooks]:
    opened = UsageBooks(database)
    yield opened
    opened.close()


def test_a_row_says_who_what_by_whom_and_what_it_cost(database: Database, books: UsageBooks) -> None:
    books.record(RECORD)
    assert books.flush()
    (row,) = rows(database)
    for name in ("request_id", "tenant", "key_id", "dialect", "verb", "model_asked", "model_served", "engine"):
        assert getattr(row, name) == getattr(RECORD, name)
    assert (row.usage, row.cost, row.verdict, row.emulated) == (RECORD.usage, RECORD.cost, "ok", True)
    assert (row.started, row.milliseconds, row.day) == (RECORD.started, 812, "2026-11-22")
    assert row.key_name == ""


def test_the_name_of_a_key_is_shown_and_its_sums_taken(
    folder: DataFolder, database: Database, books: UsageBooks
) -> None:
    keys = KeyStore(database, folder.pepper(), StillClock())
    ids = [keys.create(name).info.id for name in ("anna", "ben")]
    for index, key_id in enumerate([ids[0], ids[0], ids[1]]):
        books.record(replace(RECORD, key_id=key_id, request_id=f"r{index}"))
    books.flush()
    found = {one.group["key"]: (one.requests, one.cost) for one in sums(database, ["key"])}
    assert found == {"anna": (2, Money(Decimal("0.16"))), "ben": (1, Money(Decimal("0.08")))}
    assert [one.group["key_id"] for one in sums(database, ["key"])] == sorted(ids)


def test_days_are_those_of_the_house(database: Database) -> None:
    books = UsageBooks(database, timezone(timedelta(hours=8)))
    books.record(RECORD)
    books.close()
    assert rows(database)[0].day == "2026-11-23"
    assert sums(database, scope=Scope(since=date(2026, 11, 23), until=date(2026, 11, 23)))[0].requests == 1
    assert sums(database, scope=Scope(until=date(2026, 11, 22)))[0].requests == 0


def test_scopes_narrow_and_groups_combine(database: Database, books: UsageBooks) -> None:
    for day in (20, 21, 22):
        for model in ("a", "b"):
            started = RECORD.started.replace(day=day)
            books.record(replace(RECORD, started=started, model_served=model, tenant=f"t-{model}"))
    books.flush()
    both = sums(database, ["model", "day"], Scope(since=date(2026, 11, 21)))
    assert [(one.group["model"], one.group["day"], one.requests) for one in both] == [
        ("a", "2026-11-21", 1),
        ("a", "2026-11-22", 1),
        ("b", "2026-11-21", 1),
        ("b", "2026-11-22", 1),
    ]
    assert sums(database, scope=Scope(tenant="t-a"))[0].requests == 3
    assert sums(database, scope=Scope(model="b", key_id="key_1"))[0].usage[Meter.IMAGE] == 6
    assert [row.started.day for row in rows(database, Scope(tenant="t-a"), limit=2)] == [22, 21]


def test_nothing_sums_to_nothing(database: Database) -> None:
    (total,) = sums(database)
    assert (total.requests, total.usage, total.cost) == (0, Usage(), Money())
    assert sums(database, ["day"]) == ()
    with pytest.raises(InvalidArgument) as caught:
        sums(database, ["colour"])
    assert "model" in caught.value.allowed


amounts = st.lists(st.decimals(0, 1_000_000, places=12, allow_nan=False), max_size=30)


@settings(max_examples=20, deadline=None)
@given(amounts)
def test_sums_are_exact_to_the_nano_dollar(costs: list[Decimal]) -> None:
    with TemporaryDirectory() as path:
        database = Database.open(DataFolder(Path(path)).database_url)
        books = UsageBooks(database)
        for cost in costs:
            books.record(replace(RECORD, cost=Money(cost)))
        books.close()
        (total,) = sums(database)
        database.close()
    assert total.cost.nanos == sum(Money(cost).nanos for cost in costs)
    assert total.usage[Meter.IMAGE] == 2 * len(costs)


def test_a_token_price_is_not_lost_in_rounding(database: Database, books: UsageBooks) -> None:
    """0.30 dollars per million tokens is 300 nano-dollars a token: micro-dollars would lose it."""
    for _ in range(1000):
        books.record(replace(RECORD, cost=Money(Decimal("0.30") / 1_000_000)))
    books.flush()
    assert sums(database)[0].cost == Money(Decimal("0.0003"))


def test_many_threads_at_once_lose_no_row(database: Database, books: UsageBooks) -> None:
    def work() -> None:
        for _ in range(400):
            books.record(RECORD)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert books.flush()
    assert books.backlog == 0
    assert sums(database)[0].requests == 3200


def test_close_writes_what_waits(database: Database) -> None:
    books = UsageBooks(database)
    for _ in range(1200):
        books.record(RECORD)
    books.close()
    books.close()
    assert sums(database)[0].requests == 1200
    with pytest.raises(Unavailable):
        books.record(RECORD)


def test_while_the_disk_refuses_rows_wait_and_are_written_after(database: Database, books: UsageBooks) -> None:
    def room(pages: int) -> None:
        database.write(lambda c: c.exec_driver_sql(f"PRAGMA max_page_count={pages}").scalar()).result()

    room(1)
    for _ in range(500):
        books.record(replace(RECORD, model_asked="x" * 500))
    assert not books.flush(timeout=0.5)
    assert books.backlog > 0
    assert sums(database)[0].requests == 0
    room(100_000)
    assert books.flush()
    assert sums(database)[0].requests == 500


def test_rows_that_can_not_be_written_before_the_end_are_counted(database: Database) -> None:
    books = UsageBooks(database)
    database.close()
    books.record(RECORD)
    with pytest.raises(Unavailable, match="1 rows"):
        books.close()


@pytest.mark.parametrize(
    "record",
    [
        replace(RECORD, cost=Money(Decimal(-1))),
        replace(RECORD, cost=Money(Decimal(10**10))),
        replace(RECORD, usage=Usage({Meter.IMAGE: 2**63})),
    ],
)
def test_what_no_column_can_hold_is_refused_at_the_door(books: UsageBooks, record: UsageRecord) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        books.record(record)


def test_whatever_a_caller_names_a_model_can_be_stored(database: Database, books: UsageBooks) -> None:
    for name in ("\ud800", "a\0b", "x" * 100_000, "模型 ☀", "'; DROP TABLE usage_rows; --"):
        books.record(replace(RECORD, model_asked=name))
    assert books.flush()
    assert len(rows(database)) == 5
    assert all(len(row.model_asked) <= 500 for row in rows(database))


def test_a_clock_that_went_back_does_not_spoil_a_row() -> None:
    assert row_of(replace(RECORD, milliseconds=-5), UTC)["milliseconds"] == 0


def test_the_books_are_read_through_one_view(database: Database, books: UsageBooks) -> None:
    books.record(RECORD)
    books.flush()
    with database.read() as connection:
        raw = connection.execute(sa.text("SELECT count(*), sum(cost_nanos) FROM usage_report")).one()
    assert tuple(raw) == (1, 80_000_000)
