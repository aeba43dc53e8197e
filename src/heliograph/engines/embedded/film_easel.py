"""Sets a worker up for films. What it imports there never touches the server's memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from heliograph.engines.embedded.film_job import Filmed, FilmJob


@dataclass(frozen=True, slots=True)
class FilmStudio:
    """Where remembered scene graphs lie. Call it in the worker to get the filming function."""

    memory: Path

    def __call__(self) -> Callable[[FilmJob], Filmed]:
        from heliograph.engines.embedded.film_desk import FilmDesk

        return FilmDesk(self.memory).film
