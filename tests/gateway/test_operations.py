"""The life of an operation with an engine that does as it is told: made once, paid once, never forgotten."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from heliograph.domain.errors import InsufficientStorage, InvalidArgument, ResourceExhausted, Unavailable
from heliograph.domain.operation import Failure, State
from heliograph.gateway.film_ports import Attempt, FilmState, Forgotten, Unsure
from tests.gateway.films import House, Studio, living

PRICE = 8 * 350_000_000
"""Eight seconds of Veo 2 in nano-dollars."""


def test_a_film_is_made_kept_and_paid(tmp_path: Path) -> None:
    studio = Studio(states=[FilmState(progress=0.3)], films=2)

    async def go(house: House) -> None:
        done = await house.done((await house.film()).id)
        assert done.state is State.SUCCEEDED
        assert [house.store.path(film.sha256).read_bytes() for film in done.media] == [b"film 0", b"film 1"]
        assert done.cost is not None
        assert done.cost.nanos == 2 * PRICE
        assert house.bills() == [("ok", 2 * PRICE)]
        assert len(studio.orders) == 1
        assert studio.orders[0].key == done.id
        assert studio.orders[0].ask.seed is not None
        async with asyncio.timeout(10):  # the engine is told after the row is written
            while studio.forgotten != ["ticket-1"]:
                await asyncio.sleep(0.01)

    living(tmp_path, studio, go)


def test_fewer_films_cost_less_and_withheld_ones_are_named(tmp_path: Path) -> None:
    withheld = FilmState(done=True, filtered=("not this one", "nor this"))

    async def go(house: House) -> None:
        done = await house.done((await house.film()).id)
        assert (done.state, done.filtered, done.media) == (State.SUCCEEDED, withheld.filtered, ())
        assert house.bills() == [("refused", 0)]

    living(tmp_path, Studio(states=[withheld, withheld]), go)


@pytest.mark.parametrize(
    ("studio", "status"),
    [
        (Studio(submits=[InvalidArgument(message="no")]), "INVALID_ARGUMENT"),
        (
            Studio(states=[FilmState(done=True, failure=Failure(code=13, status="INTERNAL", message="no"))] * 2),
            "INTERNAL",
        ),
        (Studio(states=[Forgotten()]), "INTERNAL"),
        (Studio(free=True, submits=[RuntimeError("bug")]), "INTERNAL"),
    ],
)
def test_a_failure_costs_nothing_and_is_told(tmp_path: Path, studio: Studio, status: str) -> None:
    async def go(house: House) -> None:
        done = await house.done((await house.film()).id)
        assert done.state is State.FAILED
        assert done.failure is not None
        assert done.failure.status == status
        assert house.bills() == [("failed", 0)]
        assert len(studio.orders) == 1

    living(tmp_path, studio, go)


def test_an_engine_without_room_is_asked_again(tmp_path: Path) -> None:
    studio = Studio(submits=[ResourceExhausted(message="later", retry_after=0.01), Unavailable(message="away")])

    async def go(house: House) -> None:
        assert (await house.done((await house.film()).id)).state is State.SUCCEEDED
        assert len(studio.orders) == 3

    living(tmp_path, studio, go)


@pytest.mark.parametrize("error", [Unsure(), ConnectionError("reset"), RuntimeError("bug")])
def test_what_may_have_been_paid_is_not_sent_again(tmp_path: Path, error: Exception) -> None:
    studio = Studio(submits=[error])

    async def go(house: House) -> None:
        done = await house.done((await house.film()).id)
        assert done.state is State.AMBIGUOUS
        assert done.failure is not None
        assert done.id in done.failure.message
        assert "$5.60 is held" in done.failure.message
        await house.hands.resume(done.id)
        await house.hands.tasks[done.id]
        assert len(studio.orders) == 1
        assert house.bills() == []
        studio.tells = True
        await house.sweeping.reconcile()
        await house.hands.tasks[done.id]
        assert (await house.done(done.id)).state is State.SUCCEEDED
        assert (len(studio.orders), house.bills()) == (1, [("ok" if studio.films == 2 else "partial", PRICE)])

    living(tmp_path, studio, go)


def test_what_is_held_is_let_go_once(tmp_path: Path) -> None:
    async def go(house: House) -> None:
        done = await house.done((await house.film()).id)
        house.clock.ahead += house.clock.now() - done.created
        await house.sweeping.reconcile()
        assert (await house.done(done.id)).state is State.AMBIGUOUS
        house.clock.ahead += timedelta(days=2)
        await house.sweeping.reconcile()
        await house.sweeping.reconcile()
        assert (await house.done(done.id)).state is State.FAILED
        assert house.bills() == [("failed", 0)]

    living(tmp_path, Studio(submits=[Unsure()]), go)


@pytest.mark.parametrize(
    ("engine", "orders", "state"),
    [
        (Studio(), 0, State.AMBIGUOUS),
        (Studio(tells=True), 0, State.SUCCEEDED),
        (Studio(keys=True), 1, State.SUCCEEDED),
        (Studio(free=True), 1, State.SUCCEEDED),
    ],
)
def test_the_process_after_the_one_that_died_while_submitting(
    tmp_path: Path, engine: Studio, orders: int, state: State
) -> None:
    async def dies(house: House) -> str:
        house.hands.idle = True
        accepted = await house.film()
        job = await house.rows.job(accepted.id)
        assert job is not None
        assert await house.rows.intend(job, Attempt(id="a", boot="another")) is not None
        return accepted.id

    async def goes_on(house: House) -> None:
        await house.sweeping.begin()
        assert (await house.done(accepted)).state is state
        assert len(engine.orders) == orders

    accepted = living(tmp_path, Studio(), dies)
    living(tmp_path, engine, goes_on)


def test_a_free_engine_that_forgot_makes_it_again_and_a_deadly_film_ends(tmp_path: Path) -> None:
    studio = Studio(free=True, states=[Forgotten(), FilmState(), Forgotten()])

    async def go(house: House) -> None:
        assert (await house.done((await house.film()).id)).state is State.SUCCEEDED
        assert len(studio.orders) == 3
        studio.states = [Forgotten() for _ in range(50)]
        poison = await house.done((await house.film()).id)
        assert poison.state is State.FAILED
        assert "20 times" in (poison.failure.message if poison.failure else "")

    living(tmp_path, studio, go)


def test_a_full_disk_is_waited_for_and_the_film_is_not_made_again(tmp_path: Path) -> None:
    studio = Studio(fetches=[InsufficientStorage(message="full", retry_after=0.01)] * 3)

    async def go(house: House) -> None:
        done = await house.done((await house.film()).id)
        assert done.state is State.SUCCEEDED
        assert (len(studio.orders), len(house.bills())) == (1, 1)
        assert list(house.store.path("").parent.glob(".draft-*")) == []

    living(tmp_path, studio, go)


def test_an_engine_that_is_away_while_it_works_says_nothing_about_the_work(tmp_path: Path) -> None:
    studio = Studio(states=[Unavailable(message="away", retry_after=0.01)] * 4)

    async def go(house: House) -> None:
        assert (await house.done((await house.film()).id)).state is State.SUCCEEDED

    living(tmp_path, studio, go)


def test_what_is_not_done_in_time_expires_and_the_engine_is_told(tmp_path: Path) -> None:
    studio = Studio(states=[FilmState() for _ in range(500)])

    async def go(house: House) -> None:
        accepted = await house.film()
        await asyncio.sleep(0.05)
        house.clock.ahead = timedelta(hours=25)
        done = await house.done(accepted.id)
        assert done.state is State.EXPIRED
        assert studio.cancelled == ["ticket-1"]
        assert house.bills() == [("expired", 0)]

    living(tmp_path, studio, go)


def test_carried_twice_at_a_time_it_is_made_once(tmp_path: Path) -> None:
    studio = Studio(states=[FilmState() for _ in range(5)])

    async def go(house: House) -> None:
        house.hands.idle = True
        id = (await house.film()).id
        for step in (house.lives.submit, house.lives.wait, house.lives.settle):
            await asyncio.gather(*(step(id) for _ in range(8)))
        assert (await house.done(id)).state is State.SUCCEEDED
        assert (len(studio.orders), len(house.bills())) == (1, 1)

    living(tmp_path, studio, go)


def test_the_sweep_takes_up_what_is_in_nobodys_hands(tmp_path: Path) -> None:
    async def go(house: House) -> None:
        house.hands.idle = True
        id = (await house.film()).id
        await asyncio.sleep(0.05)
        house.hands.idle = False
        await house.sweeping.sweep()
        assert house.hands.tasks == {}, "too young"
        house.clock.ahead = timedelta(seconds=10)
        await house.sweeping.sweep()
        assert (await house.done(id)).state is State.SUCCEEDED

    living(tmp_path, Studio(), go)
