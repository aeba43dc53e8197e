"""The illustrator as an engine of films: free, so that what a dead process had begun is simply made again."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

from heliograph.catalogue.sizes import pixels
from heliograph.domain.errors import GatewayError
from heliograph.domain.films import GenerateVideos
from heliograph.domain.model import Model
from heliograph.engines.embedded.asking import PEOPLE
from heliograph.engines.embedded.film_easel import FilmStudio
from heliograph.engines.embedded.film_job import Filmed, FilmJob, progress_of
from heliograph.engines.embedded.workers import Workers
from heliograph.gateway.film_books import failure, failure_of
from heliograph.gateway.film_ports import Film, FilmOrder, FilmState, Forgotten, Ticket
from heliograph.wire.armour import raw

PIECE = 1024 * 1024
NO_PEOPLE = (
    "The prompt asks for people only, and personGeneration does not allow people. Set personGeneration to "
    "allow_adult, or describe the scene without people."
)
SAYS_WHO = "Drawn by Heliograph's offline illustrator."


@dataclass(slots=True)
class Making:
    """Work in hand: one task and one file for each film."""

    jobs: tuple[FilmJob, ...]
    tasks: tuple[asyncio.Task[Filmed], ...] = field(default=())


class FilmIllustrator:
    """A VideoEngine. ``folder`` is its own, and holds films until the house has taken them; ``films`` is how many are
    made at a time (0: one for every two cores); ``studio`` sets a worker up."""

    name = "illustrator"
    emulates = True
    free = True
    keys = False
    poll_seconds = 0.5

    def __init__(
        self,
        folder: Path,
        memory: Path,
        films: int = 0,
        seconds: float = 900.0,
        studio: Callable[[], Callable[[FilmJob], Filmed]] | None = None,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.iterdir():  # of a process that is no more
            left.unlink()
        self._folder = folder
        size = films or max(1, (os.cpu_count() or 1) // 2)
        self._workers = Workers(studio or FilmStudio(memory), size=size, seconds=seconds)
        self._making: dict[Ticket, Making] = {}

    def can_film(self, ask: GenerateVideos, model: Model) -> bool:
        """It stands in for every model that makes films, where PyAV is installed."""
        return model.makes_videos and importlib.util.find_spec("av") is not None

    async def submit(self, order: FilmOrder) -> Ticket:
        """Takes everything; films wait their turn."""
        ticket = secrets.token_hex(8)
        jobs = await asyncio.to_thread(self._jobs, ticket, order)
        tasks = tuple(asyncio.ensure_future(self._workers.run(job)) for job in jobs)
        for task in tasks:
            task.add_done_callback(_looked_at)
        self._making[ticket] = Making(jobs, tasks)
        return ticket

    async def find(self, order: FilmOrder) -> Ticket | None:
        return None

    async def poll(self, ticket: Ticket) -> FilmState:
        making = self._known(ticket)
        if not all(task.done() for task in making.tasks):
            told = [
                1.0 if task.done() else progress_of(job.to) for job, task in zip(making.jobs, making.tasks, strict=True)
            ]
            return FilmState(progress=min(0.99, sum(told) / len(told)))
        if any(task.cancelled() for task in making.tasks):
            raise Forgotten
        return _finished(making)

    async def fetch(self, ticket: Ticket, film: Film) -> AsyncIterator[bytes]:
        self._known(ticket)
        path = self._folder / film.name
        if not path.exists():
            raise Forgotten
        with path.open("rb") as file:
            while piece := await asyncio.to_thread(file.read, PIECE):
                yield piece

    async def cancel(self, ticket: Ticket) -> None:
        """A film in the making stops, and its worker with it."""
        for task in self._known(ticket).tasks:
            task.cancel()
        await self.forget(ticket)

    async def forget(self, ticket: Ticket) -> None:
        making = self._making.pop(ticket, None)
        for job in making.jobs if making else ():
            for path in (job.to, job.to.with_suffix(".progress")):
                path.unlink(missing_ok=True)

    async def close(self) -> None:
        for making in self._making.values():
            for task in making.tasks:
                task.cancel()
        await self._workers.close()

    def _known(self, ticket: Ticket) -> Making:
        if ticket not in self._making:
            raise Forgotten
        return self._making[ticket]

    def _jobs(self, ticket: Ticket, order: FilmOrder) -> tuple[FilmJob, ...]:
        """One job for each film. Seeds count up from the first."""
        ask = order.ask
        width, height = pixels(order.model, ask)
        return tuple(
            FilmJob(
                to=self._folder / f"{ticket}-{number}.mp4",
                prompt=ask.prompt,
                width=width,
                height=height,
                seconds=float(ask.duration_seconds or 8),
                seed=((ask.seed or 0) + number) % 2**32,
                fps=ask.fps or 24,
                people=PEOPLE.get((ask.person_generation or "allow_adult").lower(), "adult"),
                negative=ask.negative_prompt or "",
                first=raw(ask.image) if ask.image else None,
                last=raw(ask.last_frame) if ask.last_frame else None,
                references=tuple(raw(one.media) for one in ask.references),
                audio=bool(ask.generate_audio),
            )
            for number in range(ask.number_of_videos or 1)
        )


def _finished(making: Making) -> FilmState:
    """The films, or why there are none. One film that fails fails them all."""
    for task in making.tasks:
        error = task.exception()
        if isinstance(error, GatewayError):
            return FilmState(done=True, failure=failure_of(error))
        if error is not None:
            return FilmState(done=True, failure=failure("INTERNAL", f"The illustrator failed: {type(error).__name__}."))
    made = [task.result() for task in making.tasks]
    if invalid := next((filmed.invalid for filmed in made if filmed.invalid), ""):
        return FilmState(done=True, failure=failure("INVALID_ARGUMENT", invalid))
    notes = dict.fromkeys(note for filmed in made for note in filmed.notes)
    pairs = list(zip(making.jobs, made, strict=True))
    return FilmState(
        done=True,
        progress=1.0,
        films=tuple(Film(name=job.to.name) for job, filmed in pairs if not filmed.only_people),
        filtered=tuple(NO_PEOPLE for _, filmed in pairs if filmed.only_people),
        notes=(SAYS_WHO, *notes),
    )


def _looked_at(task: asyncio.Task[Filmed]) -> None:
    """An error is told when somebody polls; asyncio need not complain before."""
    if not task.cancelled():
        task.exception()
