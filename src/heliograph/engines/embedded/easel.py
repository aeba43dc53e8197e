"""Sets a drawing worker up. It runs in a process of its own; whatever it imports never touches the server's memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from heliograph.engines.embedded.drawing import Drawn, Job


@dataclass(frozen=True, slots=True)
class Studio:
    """Set-up of a worker: where remembered scene graphs lie. Call it in the worker to get the drawing function."""

    memory: Path

    def __call__(self) -> Callable[[Job], Drawn]:
        from heliograph.engines.embedded.desk import Desk

        return Desk(self.memory).draw
