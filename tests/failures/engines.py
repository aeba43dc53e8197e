"""Engines for the failure drivers: one that pays an upstream for every call, one whose workers can be made to die."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import time
from collections.abc import AsyncIterator, Callable

from heliograph.domain.errors import Unavailable
from heliograph.domain.films import GenerateVideos
from heliograph.domain.model import Model
from heliograph.engines.embedded.film_job import Filmed, FilmJob
from heliograph.gateway.film_ports import Film, FilmOrder, FilmState, Forgotten, Ticket, Unsure


class PaidEngine:
    """Talks to an Upstream. Neither free nor with idempotency keys: nothing may be sent twice."""

    name = "paid"
    emulates = False
    free = False
    keys = False

    def __init__(self, port: int, poll_seconds: float = 0.3) -> None:
        self._port = port
        self.poll_seconds = poll_seconds

    def can_film(self, ask: GenerateVideos, model: Model) -> bool:
        return True

    async def submit(self, order: FilmOrder) -> Ticket:
        try:
            return str(json.loads(await self._get(f"submit/{order.key}"))["ticket"])
        except (EOFError, ValueError) as error:
            raise Unsure from error

    async def find(self, order: FilmOrder) -> Ticket | None:
        found: Ticket | None = json.loads(await self._get(f"find/{order.key}"))["ticket"]
        return found

    async def poll(self, ticket: Ticket) -> FilmState:
        body = await self._get(f"poll/{ticket}")
        if not body:
            raise Forgotten
        done = json.loads(body)["done"]
        return FilmState(done=done, progress=0.5, films=(Film(name=ticket),) if done else ())

    async def fetch(self, ticket: Ticket, film: Film) -> AsyncIterator[bytes]:
        body = await self._get(f"fetch/{ticket}")
        for start in range(0, len(body), 4096):
            yield body[start : start + 4096]

    async def cancel(self, ticket: Ticket) -> None:
        pass

    async def forget(self, ticket: Ticket) -> None:
        pass

    async def close(self) -> None:
        pass

    async def _get(self, path: str) -> bytes:
        """Raises Unavailable when nothing was sent, EOFError when no answer came."""
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        except OSError as error:
            raise Unavailable(message="The upstream is away.") from error
        writer.write(f"GET /{path} HTTP/1.1\r\nconnection: close\r\n\r\n".encode())
        answer = await reader.read()
        writer.close()
        _, parted, body = answer.partition(b"\r\n\r\n")
        if not parted:
            raise EOFError
        return body


def quick_studio() -> Callable[[FilmJob], Filmed]:
    """A worker that writes the prompt as a film within a second, and its own number into a file's name; the word
    ``poison`` kills it."""
    return _film


def _film(job: FilmJob) -> Filmed:
    if "poison" in job.prompt:
        os.kill(os.getpid(), signal.SIGKILL)
    (job.to.parent / f"worker-{os.getpid()}").touch()
    time.sleep(0.7)
    job.to.write_bytes(job.prompt.encode() * 1000)
    return Filmed()
