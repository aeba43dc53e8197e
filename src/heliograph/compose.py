"""The only file that knows every part: settings in, running house out."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from heliograph.catalogue.catalogue import Catalogue
from heliograph.dialects.gemini import Gemini
from heliograph.dialects.openai import OpenAIDialect
from heliograph.dialects.vertex import Vertex
from heliograph.domain.caller import Caller
from heliograph.engines.embedded.engine import Illustrator
from heliograph.gateway.access import Access
from heliograph.gateway.fetching import Fetch
from heliograph.gateway.gateway import Gateway
from heliograph.gateway.intake import Limits
from heliograph.gateway.metering import Metering
from heliograph.gateway.policy import load_policy
from heliograph.gateway.ports import Keys
from heliograph.gateway.routing import Routing
from heliograph.server import run
from heliograph.server.admin import Admin
from heliograph.server.administration import actions
from heliograph.server.app import App, Rooms
from heliograph.server.bodies import BodyLimits
from heliograph.server.log import AccessLog, take_over_logging
from heliograph.server.pages import Pages, json_page, readiness
from heliograph.settings import Settings
from heliograph.store.data_folder import DataFolder
from heliograph.store.database import Database
from heliograph.store.keys import KeyStore
from heliograph.store.usage import UsageBooks
from heliograph.studio.documents import document
from heliograph.studio.pages import page
from heliograph.wire.fetching import Fetcher, FetchLimits

MIB = 1024 * 1024
BACKLOG = 10_000
"""More usage rows than this waiting for the disk: not ready."""


class SystemClock:
    """The wall clock, in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class LocalKeys:
    """The house's own command line comes in with the token of the data folder; everybody else with a key."""

    def __init__(self, token: str, keys: Keys) -> None:
        self._token = token.encode()
        self._keys = keys

    def caller(self, secret: str) -> Caller | None:
        if hmac.compare_digest(secret.encode("utf-8", "surrogatepass"), self._token):
            return Caller(tenant="default", key_id="local", key_name="command line")
        return self._keys.caller(secret)


@dataclass(frozen=True, slots=True)
class House:
    """A house that owns its data folder and can be served. ``token`` opens the administrator's door and, on this
    machine, every other. Close it when the server has stopped."""

    settings: Settings
    app: App
    token: str
    folder: DataFolder
    database: Database
    keys: KeyStore
    books: UsageBooks
    illustrator: Illustrator

    def server(self, listening: Callable[[], None]) -> run.Server:
        """A server for this house; ``listening`` is called once it answers."""
        limits = self.settings.limits
        return run.build(
            self.app,
            header_seconds=limits.header_seconds,
            grace_seconds=limits.grace_seconds,
            started=listening,
        )

    def close(self) -> None:
        """Write what is left to write, and let go of the data folder."""
        with contextlib.ExitStack() as last:
            last.callback(self.folder.lock.release)
            last.callback(self.database.close)
            last.callback(self.books.close)
            last.callback(self.folder.withdraw)


def open_house(settings: Settings) -> House:
    """Takes the data folder and puts every part together. Raises GatewayError or OSError when that cannot be."""
    folder = DataFolder(settings.data)
    folder.lock.take()
    try:
        return _house(settings, folder)
    except BaseException:
        folder.lock.release()
        raise


def _house(settings: Settings, folder: DataFolder) -> House:
    database = Database.open(folder.database_url)
    clock = SystemClock()
    keys = KeyStore(database, folder.pepper(), clock)
    books = UsageBooks(database)
    token = secrets.token_urlsafe(32)
    illustrator = Illustrator(
        memory=folder.folder("scenes"),
        workers=settings.illustrator.workers,
        seconds=settings.illustrator.seconds,
        metadata=settings.illustrator.metadata,
    )
    gateway = Gateway(
        Catalogue.load(clock.now().date()),
        Routing([illustrator]),
        Metering(books, clock),
        load_policy(
            refuse=settings.policy.refuse,
            disable=settings.policy.disable,
            refuse_people=settings.policy.refuse_people,
        ),
        _picture_limits(settings),
        fetch=_fetch(settings),
    )
    app = App(
        gateway,
        Access(LocalKeys(token, keys)),
        [Vertex(), Gemini(), OpenAIDialect()],
        Rooms(pages=_pages(books), admin=Admin(token, actions(database, keys, books))),
        AccessLog(quiet=not settings.log.requests),
        _body_limits(settings),
        settings.listen.public_url,
    )
    return House(settings, app, token, folder, database, keys, books, illustrator)


def serve(house: House, ready: Callable[[run.Listening], None]) -> None:
    """Listens, tells where, and serves until it is told to stop. Raises OSError when the address is taken."""
    take_over_logging()
    sock = run.listen(house.settings.listen.host, house.settings.listen.port)
    host, port = sock.getsockname()[:2]
    where = run.Listening(host=host, port=port)

    def listening() -> None:
        house.folder.announce(where.address, house.token)
        background.append(asyncio.get_running_loop().create_task(house.illustrator.warm()))
        ready(where)

    background: list[asyncio.Task[Any]] = []
    run.run(house.server(listening), sock)


def _pages(books: UsageBooks) -> Pages:
    def usage() -> str:
        return f"{books.backlog} rows of usage wait for the disk" if books.backlog > BACKLOG else ""

    return Pages(
        {
            "/": page,
            "/healthz": lambda: json_page({"status": "ok"}),
            "/readyz": lambda: readiness({"books": usage}),
        },
        document,
    )


def _fetch(settings: Settings) -> Fetch | None:
    """How addresses in requests are fetched; None where they are refused."""
    fetching = settings.fetching
    if not fetching.allow:
        return None
    return Fetcher(FetchLimits(bytes=fetching.mib * MIB, seconds=fetching.seconds)).fetch


def _picture_limits(settings: Settings) -> Limits:
    limits = settings.limits
    return Limits(
        picture_bytes=limits.picture_mib * MIB, pixels=limits.picture_megapixels * 1_000_000, pictures=limits.pictures
    )


def _body_limits(settings: Settings) -> BodyLimits:
    limits = settings.limits
    return BodyLimits(bytes=limits.body_mib * MIB, seconds=limits.body_seconds, idle_seconds=limits.idle_seconds)
