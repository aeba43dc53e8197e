"""The illustrator's films: real workers, real files, and what happens when they are stopped or forgotten."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

import av
import pytest

from heliograph.catalogue.catalogue import Catalogue
from heliograph.catalogue.rules import apply
from heliograph.domain.films import GenerateVideos
from heliograph.engines.embedded.film_engine import FilmIllustrator
from heliograph.engines.embedded.film_job import Filmed, FilmJob, progress_of, tell_progress
from heliograph.gateway.film_ports import FilmOrder, FilmState, Forgotten

T = TypeVar("T")
MODEL = Catalogue.load().resolve("veo-2.0-generate-001")


def quick() -> Callable[[FilmJob], Filmed]:
    return film


def film(job: FilmJob) -> Filmed:
    if "invalid" in job.prompt:
        return Filmed(invalid="That cannot be opened.")
    if "crowd" in job.prompt and job.seed == 7:
        return Filmed(only_people=True)
    if "bug" in job.prompt:
        raise ValueError("a bug")
    if "slow" in job.prompt:
        tell_progress(job.to, 0.5)
        (job.to.parent / "pid").write_text(str(os.getpid()))
        time.sleep(60)
    job.to.write_bytes(f"{job.prompt} {job.seed} {job.width}x{job.height} {job.seconds:g} {job.audio}".encode())
    return Filmed(notes=("A note.",))


def order(prompt: str = "a sea") -> FilmOrder:
    ask = apply(MODEL, GenerateVideos(model=MODEL.id, prompt=prompt, seed=7, number_of_videos=2))
    return FilmOrder(key="k", ask=ask, model=MODEL)


def made(folder: Path, go: Callable[[FilmIllustrator], Awaitable[T]]) -> T:
    async def live() -> T:
        engine = FilmIllustrator(folder / "films", folder / "memory", films=2, studio=quick)
        try:
            return await go(engine)
        finally:
            await engine.close()

    return asyncio.run(live())


async def finished(engine: FilmIllustrator, ticket: str) -> FilmState:
    for _ in range(6000):
        state = await engine.poll(ticket)
        if state.done:
            return state
        await asyncio.sleep(0.02)
    raise AssertionError("it is not done after two minutes")


def test_films_count_their_seeds_up_and_can_be_fetched_until_they_are_forgotten(tmp_path: Path) -> None:
    async def go(engine: FilmIllustrator) -> None:
        ticket = await engine.submit(order())
        state = await finished(engine, ticket)
        assert state.failure is None
        assert "A note." in state.notes
        for _ in range(2):
            films = [b"".join([piece async for piece in engine.fetch(ticket, one)]) for one in state.films]
            assert films == [b"a sea 7 1280x720 8 False", b"a sea 8 1280x720 8 False"]
        await engine.forget(ticket)
        with pytest.raises(Forgotten):
            await engine.poll(ticket)
        with pytest.raises(Forgotten):
            await anext(engine.fetch(ticket, state.films[0]))

    made(tmp_path, go)
    assert list((tmp_path / "films").iterdir()) == []


@pytest.mark.parametrize(("prompt", "status"), [("invalid", "INVALID_ARGUMENT"), ("bug", "INTERNAL")])
def test_what_goes_wrong_is_told(tmp_path: Path, prompt: str, status: str) -> None:
    async def go(engine: FilmIllustrator) -> None:
        state = await finished(engine, await engine.submit(order(prompt)))
        assert state.failure is not None
        assert state.failure.status == status

    made(tmp_path, go)


def test_a_film_of_people_only_is_withheld_and_the_other_is_made(tmp_path: Path) -> None:
    async def go(engine: FilmIllustrator) -> None:
        state = await finished(engine, await engine.submit(order("crowd")))
        assert (len(state.films), len(state.filtered), state.failure) == (1, 1, None)

    made(tmp_path, go)


def test_cancelling_ends_the_worker_and_what_a_dead_process_left_is_cleared(tmp_path: Path) -> None:
    async def go(engine: FilmIllustrator) -> None:
        ticket = await engine.submit(order("slow"))
        while (await engine.poll(ticket)).progress < 0.5:
            await asyncio.sleep(0.02)
        pid = int((tmp_path / "films" / "pid").read_text())
        await engine.cancel(ticket)
        for _ in range(250):
            if not Path(f"/proc/{pid}").exists():
                break
            await asyncio.sleep(0.02)
        else:
            raise AssertionError("the worker works on")
        with pytest.raises(Forgotten):
            await engine.poll(ticket)

    if not Path("/proc").exists():
        pytest.skip("needs /proc to see that a worker is gone")
    made(tmp_path, go)
    (tmp_path / "films" / "left.mp4").touch()
    FilmIllustrator(tmp_path / "films", tmp_path / "memory", studio=quick)
    assert list((tmp_path / "films").iterdir()) == []


def test_progress_of_a_film_that_nobody_makes_is_nothing(tmp_path: Path) -> None:
    assert progress_of(tmp_path / "a.mp4") == 0.0
    tell_progress(tmp_path / "a.mp4", 0.25)
    assert progress_of(tmp_path / "a.mp4") == 0.25


@pytest.mark.slow
def test_a_real_film_has_the_size_rate_length_and_streams_that_were_asked_for(tmp_path: Path) -> None:
    async def go() -> None:
        engine = FilmIllustrator(tmp_path / "films", tmp_path / "memory")
        try:
            ask = replace(order().ask, number_of_videos=1, duration_seconds=5, generate_audio=True)
            ticket = await engine.submit(replace(order(), ask=ask))
            state = await finished(engine, ticket)
            data = b"".join([piece async for piece in engine.fetch(ticket, state.films[0])])
        finally:
            await engine.close()
        (tmp_path / "film.mp4").write_bytes(data)

    asyncio.run(go())
    data = (tmp_path / "film.mp4").read_bytes()
    with av.open(str(tmp_path / "film.mp4")) as found:
        video, audio = found.streams.video[0], found.streams.audio[0]
        assert (video.width, video.height, video.average_rate, video.frames) == (1280, 720, Fraction(24), 120)
        assert (video.codec_context.name, video.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (audio.codec_context.name, audio.rate, audio.channels) == ("aac", 48_000, 2)
    assert data.index(b"moov") < data.index(b"mdat"), "its index comes first"
