"""A real server on loopback, in a thread, with a quick engine of its own behind the real core and dialects."""

from __future__ import annotations

import io
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from heliograph.catalogue.catalogue import Catalogue
from heliograph.catalogue.tokens import count_work
from heliograph.dialects.gemini import Gemini
from heliograph.dialects.openai import OpenAIDialect
from heliograph.dialects.vertex import Vertex
from heliograph.domain.caller import Caller
from heliograph.domain.content import Part
from heliograph.domain.errors import Unavailable
from heliograph.domain.media import Decoded, Media
from heliograph.domain.model import Model
from heliograph.domain.requests import Work
from heliograph.domain.results import Candidate, Delta, Generation
from heliograph.gateway.access import Access
from heliograph.gateway.gateway import Gateway
from heliograph.gateway.intake import Limits
from heliograph.gateway.metering import Metering
from heliograph.gateway.policy import load_policy
from heliograph.gateway.ports import UsageRecord
from heliograph.gateway.routing import Routing
from heliograph.server import run
from heliograph.server.admin import Admin
from heliograph.server.app import App, Rooms
from heliograph.server.bodies import BodyLimits
from heliograph.server.log import AccessLog
from heliograph.server.pages import Pages, json_page
from tests.server.desk import Desk

KEY = "sk-test"
OTHER_KEY = "sk-other"


class Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class OneKey:
    def caller(self, secret: str) -> Caller | None:
        tenants = {KEY: "t", OTHER_KEY: "u"}
        return Caller(tenant=tenants[secret], key_id="k") if secret in tenants else None


@dataclass
class Ledger:
    rows: list[UsageRecord] = field(default_factory=list)

    def record(self, record: UsageRecord) -> None:
        self.rows.append(record)


class Echo:
    """Answers with its prompt as the bytes of a picture; words in the prompt make it fail."""

    name = "echo"
    emulates = False

    def can(self, ask: Work, model: Model) -> bool:
        return model.makes_images

    async def generate(self, ask: Work, model: Model) -> Generation:
        if "BUG" in ask.prompt:
            raise RuntimeError(f"secret {ask.prompt}")
        if "AWAY" in ask.prompt:
            raise Unavailable(message="The engine is away.", retry_after=7)
        picture = Media("image/png", Decoded(ask.prompt.encode()))
        parts = (Part(text="Here."), Part(media=picture))
        count = ask.number_of_images or 1
        usage = count_work(model, ask, count, size=(1024, 1024))
        return Generation(model=model, engine=self.name, candidates=(Candidate(parts=parts),) * count, usage=usage)

    async def stream(self, ask: Work, model: Model) -> AsyncIterator[Delta]:
        yield Delta(part=Part(text="Here."))
        whole = await self.generate(ask, model)
        yield Delta(part=whole.candidates[0].parts[1])
        yield Delta(final=whole)

    async def close(self) -> None:
        pass


@dataclass(frozen=True)
class Served:
    host: str
    port: int
    ledger: Ledger
    log: io.StringIO
    desk: Desk


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    ledger, log = Ledger(), io.StringIO()
    desk = Desk(tmp_path_factory.mktemp("films"))
    gateway = Gateway(Catalogue.load(), Routing([Echo()]), Metering(ledger, Clock()), load_policy(), Limits(), desk)
    rooms = Rooms(Pages({"/healthz": lambda: json_page({"status": "ok"})}, lambda path: None), Admin("boss", {}))
    limits = BodyLimits(bytes=100_000, seconds=1.5, idle_seconds=0.6)
    app = App(gateway, Access(OneKey()), [Vertex(), Gemini(), OpenAIDialect()], rooms, AccessLog(log), limits)
    sock = run.listen("127.0.0.1", 0)
    up = threading.Event()
    server = run.build(app, header_seconds=0.7, grace_seconds=5, started=up.set)
    thread = threading.Thread(target=run.run, args=(server, sock))
    thread.start()
    assert up.wait(10)
    yield Served("127.0.0.1", sock.getsockname()[1], ledger, log, desk)
    server.should_exit = True
    thread.join(10)
    assert not thread.is_alive()
