"""A house for the failure drivers, as a process of its own: the real server, with an engine that can be counted.

``python house.py DATA ENGINE [UPSTREAM-PORT] [POLL-SECONDS]``; the rest comes from the environment."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from heliograph.compose import open_house, serve
from heliograph.engines.embedded.film_engine import FilmIllustrator
from heliograph.gateway.film_ports import VideoEngine
from heliograph.settings import load
from heliograph.store import durable
from tests.failures.engines import PaidEngine, quick_studio


def main(data: str, kind: str, *upstream: str) -> None:
    """Serves until it is killed."""
    if os.environ.get("TEST_OTHER_RELEASE"):
        durable.STEPS = ("wait", "submit", "settle")  # a release whose workflow has its steps in another order
    settings = load(None, os.environ, {"data": data, "listen.port": 0, "log.requests": False})
    house = open_house(settings, [_engine(kind, Path(data), *upstream)])
    serve(house, lambda where: print(where.address, flush=True))
    house.close()


def _engine(kind: str, data: Path, port: str = "0", poll: str = "0.3") -> VideoEngine:
    if kind == "paid":
        return PaidEngine(int(port), float(poll))
    return FilmIllustrator(data / "filming", data / "scenes", films=2, studio=quick_studio)


if __name__ == "__main__":
    main(*sys.argv[1:])
