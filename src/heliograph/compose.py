"""The only file that knows every part: settings in, running house out."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from heliograph.catalogue.catalogue import Catalogue
from heliograph.dialects.gemini import Gemini
from heliograph.dialects.openai import OpenAIDialect
from heliograph.dialects.vertex import Vertex
from heliograph.domain.caller import Caller
from heliograph.domain.operation import StoredMedia
from heliograph.engines.embedded.engine import Illustrator
from heliograph.engines.embedded.film_engine import FilmIllustrator
from heliograph.engines.embedded.stills import FilmStills
from heliograph.gateway.accepting import Accepting, Rules, Shelves
from heliograph.gateway.access import Access
from heliograph.gateway.endings import Endings
from heliograph.gateway.fetching import Fetch
from heliograph.gateway.film_ports import VideoEngine
from heliograph.gateway.film_room import FilmRoom
from heliograph.gateway.gateway import Gateway
from heliograph.gateway.intake import Limits
from heliograph.gateway.metering import Metering
from heliograph.gateway.operations import Lives
from heliograph.gateway.policy import load_policy
from heliograph.gateway.ports import Keys
from heliograph.gateway.routing import Routing
from heliograph.gateway.submitting import Submitting
from heliograph.gateway.sweeping import Rhythm, Sweeping
from heliograph.server import run
from heliograph.server.admin import Admin
from heliograph.server.administration import actions
from heliograph.server.app import App, Rooms
from heliograph.server.bodies import BodyLimits
from heliograph.server.log import AccessLog, take_over_logging
from heliograph.server.pages import Pages, json_page, readiness
from heliograph.settings import Settings
from heliograph.store.data_folder import DataFolder
from heliograph.store.database import Database, looking, with_driver
from heliograph.store.durable import DbosDurable
from heliograph.store.files import FileRows, damaged, new_id
from heliograph.store.keys import KeyStore
from heliograph.store.media import MediaFolder
from heliograph.store.operations import OperationRows
from heliograph.store.slots import SlotLock, slot_name
from heliograph.store.usage import UsageBooks
from heliograph.studio.documents import document
from heliograph.studio.pages import page
from heliograph.wire.fetching import Fetcher, FetchLimits

MIB = 1024 * 1024
LAUNCH_AGAIN_SECONDS = 5.0
log = logging.getLogger(__name__)
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
class FilmHouse:
    """The part of the house that makes films."""

    room: FilmRoom
    durable: DbosDurable
    sweeping: Sweeping
    files: FileRows
    store: MediaFolder

    async def tend(self) -> None:
        """Takes up what an earlier process left, as soon as somebody wants films, then looks after it for ever."""
        await self.durable.wanted()
        while self.durable.ailing:
            try:
                await self.durable.launch()
                await self.sweeping.begin()
            except Exception as error:  # noqa: BLE001 -- readiness tells; perhaps the database is only away for now
                log.error("operations cannot be taken up yet: %s: %s", type(error).__name__, error)
                await asyncio.sleep(LAUNCH_AGAIN_SECONDS)
        await self.sweeping.forever()


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
    films: FilmHouse
    slot: SlotLock

    def server(self, listening: Callable[[], None], *, at_once: bool = True) -> run.Server:
        """A server for this house; ``listening`` is called once it answers. Operations are taken up then, or, without
        ``at_once``, when the first is accepted: who only wants a picture need not wait for that."""
        limits = self.settings.limits
        background: list[asyncio.Task[None]] = []
        if at_once:
            self.films.durable.want()

        def started() -> None:
            background.append(asyncio.get_running_loop().create_task(self.films.tend()))
            listening()

        return run.build(
            self.app, header_seconds=limits.header_seconds, grace_seconds=limits.grace_seconds, started=started
        )

    def close(self) -> None:
        """Write what is left to write, and let go of the data folder."""
        with contextlib.ExitStack() as last:
            last.callback(self.folder.lock.release)
            last.callback(self.slot.release)
            last.callback(self.database.close)
            last.callback(self.books.close)
            last.callback(self.folder.withdraw)


def open_house(settings: Settings, engines: Sequence[VideoEngine] = ()) -> House:
    """Takes the data folder and puts every part together. ``engines`` make films in the illustrator's place. Raises
    GatewayError or OSError when that cannot be."""
    folder = DataFolder(settings.data)
    folder.lock.take()
    try:
        return _house(settings, folder, engines)
    except BaseException:
        folder.lock.release()
        raise


def _house(settings: Settings, folder: DataFolder, engines: Sequence[VideoEngine]) -> House:
    url = database_url(settings, folder)
    slot = slot_name(folder)
    lock = SlotLock(url, slot)
    database = Database.open(url)
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
    rules = _rules(settings, books, clock)
    films = _films(settings, folder, database, rules, engines or [_film_illustrator(settings, folder)], slot)
    gateway = Gateway(
        rules.catalogue,
        Routing([illustrator]),
        rules.metering,
        rules.policy,
        rules.limits,
        films.room,
        _fetch(settings),
    )
    app = App(
        gateway,
        Access(LocalKeys(token, keys)),
        [Vertex(), Gemini(), OpenAIDialect()],
        Rooms(pages=_pages(books, films.durable), admin=Admin(token, actions(database, keys, books))),
        AccessLog(quiet=not settings.log.requests),
        _body_limits(settings),
        settings.listen.public_url,
    )
    return House(settings, app, token, folder, database, keys, books, illustrator, films, lock)


def _rules(settings: Settings, books: UsageBooks, clock: SystemClock) -> Rules:
    return Rules(
        catalogue=Catalogue.load(clock.now().date()),
        policy=load_policy(
            refuse=settings.policy.refuse,
            disable=settings.policy.disable,
            refuse_people=settings.policy.refuse_people,
        ),
        limits=_picture_limits(settings),
        metering=Metering(books, clock),
        hours=settings.films.hours,
    )


def database_url(settings: Settings, folder: DataFolder) -> sa.URL:
    """Where the house's own rows are."""
    return with_driver(sa.make_url(settings.store.url)) if settings.store.url else folder.database_url


def durable_url(settings: Settings, folder: DataFolder) -> sa.URL:
    """Where the durable engine keeps its own: a file that can be rebuilt, or a schema beside our tables."""
    local = sa.URL.create("sqlite", database=str(folder.path / "durable.db"))
    return database_url(settings, folder) if settings.store.url else local


def _film_illustrator(settings: Settings, folder: DataFolder) -> FilmIllustrator:
    return FilmIllustrator(
        folder=folder.folder("filming"),
        memory=folder.folder("scenes"),
        films=settings.films.at_once,
        seconds=settings.films.seconds,
    )


def _films(
    settings: Settings,
    folder: DataFolder,
    database: Database,
    rules: Rules,
    engines: Sequence[VideoEngine],
    slot: str,
) -> FilmHouse:
    clock = SystemClock()
    store = MediaFolder(folder.folder("media"))
    rows, files = OperationRows(database, store, clock, slot), FileRows(database, clock)
    by_name = {engine.name: engine for engine in engines}
    endings = Endings(rows, by_name, rules.catalogue, clock)
    lives = Lives(endings, Submitting(endings, rules.catalogue), store, new_id)
    durable = DbosDurable(durable_url(settings, folder), lives, slot)
    shelves = Shelves(rows=rows, files=files, store=store, new_id=new_id)
    room = FilmRoom(Accepting(rules, shelves, engines), shelves, lives, endings, durable, FilmStills())

    async def tidy() -> None:
        await asyncio.to_thread(store.sweep, files.wanted)

    return FilmHouse(room, durable, Sweeping(rows, lives, durable, clock, Rhythm(), [tidy]), files, store)


def damaged_files(settings: Settings) -> list[tuple[StoredMedia, str]]:
    """Every stored file that is not what was written, with what ails it. Only looks, so a house may be open meanwhile.
    Raises FileNotFoundError where there is no house yet, GatewayError for a database that cannot be read."""
    if not settings.data.is_dir():
        raise FileNotFoundError(settings.data)
    folder = DataFolder(settings.data)
    with looking(database_url(settings, folder)) as connection:
        return list(damaged(connection, MediaFolder(folder.folder("media"))))


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


def _pages(books: UsageBooks, durable: DbosDurable) -> Pages:
    def usage() -> str:
        return f"{books.backlog} rows of usage wait for the disk" if books.backlog > BACKLOG else ""

    return Pages(
        {
            "/": page,
            "/healthz": lambda: json_page({"status": "ok"}),
            "/readyz": lambda: readiness({"books": usage, "operations": lambda: durable.ailing}),
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
