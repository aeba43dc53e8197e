"""An engine that costs money, as a server of its own: it counts every paid call, and can bill and then say nothing."""

from __future__ import annotations

import asyncio
import hashlib
import json
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

FILM_BYTES = 40_000


def film_of(ticket: str) -> bytes:
    """The bytes of a film: different for every ticket, and known to who checks."""
    return hashlib.sha256(ticket.encode()).digest() * (FILM_BYTES // 32)


@dataclass
class Upstream:
    """``seconds`` is how long a film takes; ``delay`` how long a submission does; with ``drops`` it takes the work and
    hangs up; with ``tells`` it can say afterwards what it has taken."""

    seconds: float = 1.0
    delay: float = 0.05
    drops: bool = False
    tells: bool = False
    paid: Counter[str] = field(default_factory=Counter)
    begun: dict[str, float] = field(default_factory=dict)
    polled: dict[str, float] = field(default_factory=dict)
    port: int = 0

    def start(self) -> None:
        """Serves from a thread, until the process ends."""
        up = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve(up)), daemon=True).start()
        assert up.wait(10)

    async def _serve(self, up: threading.Event) -> None:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, backlog=1024)
        self.port = server.sockets[0].getsockname()[1]
        up.set()
        await asyncio.Event().wait()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
        except asyncio.IncompleteReadError:  # killed before it had said what it wants
            return writer.close()
        verb, _, name = head.split(" ")[1].strip("/").partition("/")
        body = await self._answer(verb, name)
        if body is not None:
            status = "404 Not Found" if body == b"" else "200 OK"
            writer.write(f"HTTP/1.1 {status}\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()
        writer.close()

    async def _answer(self, verb: str, name: str) -> bytes | None:
        match verb:
            case "submit":
                return await self._submit(name)
            case "find":
                return _json({"ticket": name if self.tells and name in self.begun else None})
            case "poll" if name in self.begun:
                self.polled[name] = time.time()
                return _json({"done": time.time() - self.begun[name] >= self.seconds})
            case "fetch" if name in self.begun:
                return film_of(name)
        return b""

    async def _submit(self, name: str) -> bytes | None:
        self.paid[name] += 1
        self.begun.setdefault(name, time.time())
        await asyncio.sleep(self.delay)
        return None if self.drops else _json({"ticket": name})


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()
