"""The film desk inside a drawing worker: one film at a time, from a job to a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import cast

import cv2

from heliograph.engines.embedded.film_job import Filmed, FilmJob, tell_progress
from heliograph.engines.illustrator.illustrate import Unreadable
from heliograph.engines.illustrator.memory import Memory
from heliograph.engines.illustrator.motion.film import film
from heliograph.engines.illustrator.motion.order import FilmOrder
from heliograph.engines.illustrator.scene import People


class FilmDesk:
    """Films. ``memory`` is a folder, shared by all workers."""

    def __init__(self, memory: Path) -> None:
        cv2.setNumThreads(1)
        memory.mkdir(parents=True, exist_ok=True)
        self._memory = Memory(memory)

    def film(self, job: FilmJob) -> Filmed:
        """The film in its place; what cannot be opened comes back as ``invalid``."""
        try:
            made = film(self._order(job), job.to, partial(tell_progress, job.to))
        except Unreadable as error:
            return Filmed(invalid=str(error))
        notes = list(made.notes)
        if made.drawn:
            notes.insert(0, f"Drawn: {', '.join(made.drawn)}.")
        if made.omitted:
            notes.append(f"Left out: {', '.join(made.omitted)}.")
        return Filmed(text=made.text, notes=tuple(notes), only_people=made.only_people)

    def _order(self, job: FilmJob) -> FilmOrder:
        return FilmOrder(
            prompt=job.prompt,
            width=job.width,
            height=job.height,
            seconds=job.seconds,
            fps=job.fps,
            seed=job.seed,
            people=cast(People, job.people),
            negative=job.negative,
            first=job.first,
            last=job.last,
            references=job.references,
            audio=job.audio,
            memory=self._memory,
        )
