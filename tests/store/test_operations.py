"""Rows of operations: compare-and-set, one end, no look across tenants."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from heliograph.domain.films import GenerateVideos, ListFiles, ListOperations
from heliograph.domain.media import Media, Stored
from heliograph.domain.operation import STEPS, Failure, Operation, State, StoredMedia
from heliograph.domain.requests import Reference
from heliograph.domain.usage import Meter, Money, Usage
from heliograph.gateway.film_ports import Attempt, Job, Outcome
from heliograph.gateway.ports import UsageRecord
from heliograph.store import asks
from heliograph.store.database import Database
from heliograph.store.files import FileRows, damaged, new_id
from heliograph.store.media import MediaFolder, pieces_of
from heliograph.store.operations import OperationRows
from heliograph.store.schema import attempts, usage_rows

T = TypeVar("T")
START = datetime(2026, 1, 2, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.time = START

    def now(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


class Shelf:
    """Rows, files and a clock, and what every test does with them."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.store = MediaFolder(folder)
        self.clock = Clock()
        self.rows = OperationRows(database, self.store, self.clock)
        self.files = FileRows(database, self.clock)

    def open(self, id: str = "op1", tenant: str = "t", ask: GenerateVideos | None = None) -> Job:
        now = self.clock.now()
        operation = Operation(
            id=id, tenant=tenant, key_id="k", kind="video", model="veo", state=State.ACCEPTED, created=now, updated=now,
            prompt="a fox\0\ud800", facts={"seconds": "8"}, engine="paid",
        )  # fmt: skip
        asked = ask or GenerateVideos(model="veo", prompt="a fox")
        job = Job(operation=operation, ask=asked, dialect="d", verb="v", request_id="r", model_asked="m", held_nanos=7)
        wait(self.rows.open(job))
        return self.job(id)

    def job(self, id: str = "op1") -> Job:
        found = wait(self.rows.job(id))
        assert found is not None
        return found

    def running(self, id: str = "op1") -> Job:
        intended = wait(self.rows.intend(self.open(id), Attempt(id=f"a{id}", boot="b")))
        assert intended is not None
        running = wait(self.rows.running(intended, "ticket"))
        assert running is not None
        return running


def wait(work: Awaitable[T]) -> T:
    async def go() -> T:
        return await work

    return asyncio.run(go())


@pytest.fixture
def shelf(database: Database, tmp_path: Path) -> Shelf:
    return Shelf(database, tmp_path / "media")


def record(cost: int = 5) -> UsageRecord:
    return UsageRecord(
        request_id="r", tenant="t", key_id="k", dialect="d", verb="v", model_asked="m", model_served="m", engine="e",
        usage=Usage({Meter.VIDEO_SECOND: 8}), cost=Money.of_nanos(cost), verdict="ok", emulated=False, started=START,
        milliseconds=1,
    )  # fmt: skip


def success(*ids: str) -> Outcome:
    films = tuple(StoredMedia(id=id, mime_type="video/mp4", size=1, sha256="0" * 64) for id in ids)
    return Outcome(state=State.SUCCEEDED, films=films, notes=("drawn",), record=record())


def test_an_operation_is_read_by_its_tenant_only(shelf: Shelf) -> None:
    shelf.open()
    found = wait(shelf.rows.read("t", "op1"))
    assert found is not None
    assert (found.state, found.prompt, found.facts) == (State.ACCEPTED, "a fox\ufffd?", {"seconds": "8"})
    assert wait(shelf.rows.read("other", "op1")) is None
    assert not wait(shelf.rows.delete("other", "op1"))


def test_a_life_from_intent_to_bill(shelf: Shelf) -> None:
    job = shelf.running()
    assert job.operation.state is State.RUNNING
    assert job.attempt == Attempt(id="aop1", boot="b", ticket="ticket")
    assert wait(shelf.rows.progress(job, 0.25))
    assert wait(shelf.rows.end(job, success("f1", "f2")))
    done = wait(shelf.rows.read("t", "op1"))
    assert done is not None
    assert (done.state, done.progress, done.notes) == (State.SUCCEEDED, 1.0, ("drawn",))
    assert [film.id for film in done.media] == ["f1", "f2"]
    assert done.cost == Money.of_nanos(5)
    assert shelf.job().held_nanos == 0
    assert wait(shelf.files.read("t", "f1")) == done.media[0]
    with shelf.database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(usage_rows)).scalar() == 1
        assert connection.execute(sa.select(attempts.c.ticket)).scalars().all() == ["ticket"]


def test_only_one_of_two_ends_counts(shelf: Shelf) -> None:
    job = shelf.running()
    cancelled = Outcome(state=State.CANCELLED, failure=Failure(code=1, status="CANCELLED", message="no"))
    assert wait(shelf.rows.end(job, cancelled))
    assert not wait(shelf.rows.end(job, success("f1")))
    assert wait(shelf.files.read("t", "f1")) is None
    with shelf.database.read() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(usage_rows)).scalar() == 0


def test_who_was_overtaken_writes_nothing(shelf: Shelf) -> None:
    first = shelf.running()
    second = wait(shelf.rows.intend(first, Attempt(id="later", boot="b2")))
    assert second is not None
    assert (second.epoch, second.operation.state) == (first.epoch + 1, State.RUNNING)
    assert not wait(shelf.rows.progress(first, 0.5))
    assert not wait(shelf.rows.end(first, success("f1")))
    assert wait(shelf.rows.intend(first, Attempt(id="third", boot="b"))) is None
    assert wait(shelf.rows.end(second, success("f1")))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_state_is_left_but_by_a_legal_step(
    database_file: Database, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shelf = Shelf(database_file, tmp_path_factory.getbasetemp() / "media")
    id = new_id()
    job = shelf.open(id)
    for step in data.draw(st.lists(st.sampled_from(["intend", "running", "ambiguous", "progress", "end"]), max_size=6)):
        before = shelf.job(id)
        match step:
            case "intend":
                wait(shelf.rows.intend(before, Attempt(id=new_id(), boot="b")))
            case "running":
                wait(shelf.rows.running(before, "ticket"))
            case "ambiguous":
                wait(shelf.rows.ambiguous(before, Failure(code=10, status="ABORTED", message="?")))
            case "progress":
                wait(shelf.rows.progress(before, 0.5))
            case _:
                state = data.draw(st.sampled_from([State.SUCCEEDED, State.FAILED, State.CANCELLED, State.EXPIRED]))
                wait(shelf.rows.end(before, Outcome(state=state)))
        then, now = before.operation.state, shelf.job(id).operation.state
        assert now == then or now in STEPS[then]
    assert job.operation.id == id


@pytest.fixture(scope="module")
def database_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    opened = Database.open(sa.URL.create("sqlite", database=str(tmp_path_factory.mktemp("db") / "h.db")))
    yield opened
    opened.close()


def test_what_nobody_touched_is_found_and_what_is_over_is_not(shelf: Shelf) -> None:
    shelf.open("old")
    young = shelf.running("young")
    wait(shelf.rows.end(shelf.running("done"), success()))
    late = shelf.clock.now()
    assert sorted(wait(shelf.rows.unfinished(late))) == ["old", "young"]
    wait(shelf.rows.progress(young, 0.1))
    assert wait(shelf.rows.unfinished(late)) == ["old"]
    wait(shelf.rows.intend(shelf.job("old"), Attempt(id="a", boot="b")))
    wait(shelf.rows.ambiguous(shelf.job("old"), Failure(code=10, status="ABORTED", message="?")))
    assert wait(shelf.rows.undecided(shelf.clock.now())) == ["old"]
    other = OperationRows(shelf.database, shelf.store, shelf.clock, "another slot")
    assert wait(other.unfinished(shelf.clock.now())) == []


def test_pages_hold_every_operation_once(shelf: Shelf) -> None:
    ids = [shelf.open(f"op{number}").operation.id for number in range(5)]
    shelf.open("foreign", tenant="other")
    for ascending in (True, False):
        found: list[str] = []
        page = wait(shelf.rows.page("t", ListOperations(limit=2, ascending=ascending)))
        found += [one.id for one in page.operations]
        while page.more:
            page = wait(shelf.rows.page("t", ListOperations(limit=2, after=found[-1], ascending=ascending)))
            found += [one.id for one in page.operations]
        assert found == (ids if ascending else ids[::-1])


def test_deleting_takes_words_and_files_and_leaves_the_bill(shelf: Shelf) -> None:
    wait(shelf.rows.end(shelf.running(), success("f1")))
    assert wait(shelf.rows.delete("t", "op1"))
    assert wait(shelf.rows.read("t", "op1")) is None
    assert wait(shelf.rows.job("op1")) is None
    assert wait(shelf.files.read("t", "f1")) is None
    assert not shelf.files.wanted("0" * 64)
    with shelf.database.read() as connection:
        assert connection.execute(sa.text("SELECT prompt, ask FROM operations")).one() == ("", "")
        assert connection.execute(sa.select(sa.func.count()).select_from(usage_rows)).scalar() == 1


def test_files_come_in_pages_newest_first_and_inputs_are_nobodys(shelf: Shelf) -> None:
    for number in range(3):
        wait(shelf.rows.end(shelf.running(f"op{number}"), success(f"file{number}")))
    kept = wait(shelf.store.keep(pieces_of([b"picture"])))
    picture = Media("image/png", Stored(shelf.store.path(kept.sha256), kept.size))
    shelf.open("with", ask=GenerateVideos(model="veo", prompt="x", image=picture))
    first = wait(shelf.files.page("t", ListFiles(page_size=2)))
    rest = wait(shelf.files.page("t", ListFiles(page_size=2, page_token=first.next_page_token)))
    assert [file.id for file in (*first.files, *rest.files)] == ["file2", "file1", "file0"]
    assert rest.next_page_token is None
    assert shelf.files.wanted(kept.sha256)


def test_an_ask_comes_back_as_it_went(shelf: Shelf) -> None:
    kept = wait(shelf.store.keep(pieces_of([b"picture"])))
    picture = Media("image/png", Stored(shelf.store.path(kept.sha256), kept.size), "a.png")
    ask = GenerateVideos(
        model="veo", prompt="ü\u2028\ud800", image=picture, references=(Reference(media=picture, kind="style"),),
        size=(1280, 720), seed=3, ignored=("fps",), spelling={"image": "instances[0].image"}, number_of_videos=2,
    )  # fmt: skip
    assert asks.from_json(asks.to_json(ask), shelf.store.path) == ask
    assert shelf.open("op9", ask=replace(ask, prompt="plain")).ask == replace(ask, prompt="plain")


def test_damage_is_listed(shelf: Shelf) -> None:
    kept = wait(shelf.store.keep(pieces_of([b"film"])))
    film = StoredMedia(id="f1", mime_type="video/mp4", size=kept.size, sha256=kept.sha256)
    wait(shelf.rows.end(shelf.running(), replace(success(), films=(film,))))
    with shelf.database.read() as connection:
        assert list(damaged(connection, shelf.store)) == []
    shelf.store.path(kept.sha256).write_bytes(b"flim")
    with shelf.database.read() as connection:
        ((file, ails),) = damaged(connection, shelf.store)
    assert file.id == "f1"
    assert "digest" in ails
