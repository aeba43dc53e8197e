"""Set-up of a drawing worker. The server imports this; what draws is imported in the worker alone, where it is big."""

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
