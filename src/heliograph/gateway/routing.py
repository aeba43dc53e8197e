"""Which engine serves an ask, in what order. Knows engines only as the port."""

from __future__ import annotations

from collections.abc import Sequence

from heliograph.domain.errors import Unavailable
from heliograph.domain.model import Model
from heliograph.domain.requests import Work
from heliograph.gateway.ports import Engine


class Routing:
    """Engines in order of preference."""

    def __init__(self, engines: Sequence[Engine]) -> None:
        self._engines = tuple(engines)

    def first_that_can(self, ask: Work, model: Model) -> Engine:
        """Raises Unavailable when nobody here can do this."""
        for engine in self._engines:
            if engine.can(ask, model):
                return engine
        raise Unavailable(
            message=f"No engine of this gateway can serve {model.id} for this request.",
            hint="An administrator can switch on an upstream or the illustrator.",
        )

    async def close(self) -> None:
        """Close every engine."""
        for engine in self._engines:
            await engine.close()
