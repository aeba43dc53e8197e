"""Running houses: find the one that owns a data folder, or open one in this process for as long as it is needed."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from heliograph.cli.gate import Answer, Gate
from heliograph.cli.outcome import Exit, Stop
from heliograph.compose import House, SystemClock, build
from heliograph.domain.errors import GatewayError
from heliograph.server.admin import Admin
from heliograph.server.run import Listening, Server, listen, run
from heliograph.server.run import build as build_server
from heliograph.settings import Settings
from heliograph.store.admin import key_actions, usage_actions
from heliograph.store.data_folder import Announcement, DataFolder
from heliograph.store.database import Database
from heliograph.store.keys import KeyStore
from heliograph.store.locking import FolderInUse

PATIENCE = 15.0
"""Seconds that a command waits for a house that is just opening."""


@dataclass(frozen=True, slots=True)
class Running:
    """A house that answers at ``gate``; ``own`` when this process opened it."""

    gate: Gate
    own: bool


def find(data: Path) -> Announcement | None:
    """What the house on this folder says about itself; None when none is open. Waits for one that is opening."""
    if not data.exists():
        return None
    folder = DataFolder(data)
    deadline = time.monotonic() + PATIENCE
    while folder.lock.held_elsewhere():
        if (said := folder.announcement()) is not None:
            return said
        if time.monotonic() > deadline:
            raise Stop(Exit.UPSTREAM, f"Another process owns {folder.path} but does not answer.")
        time.sleep(0.05)
    return None


@contextmanager
def open_house(settings: Settings) -> Iterator[Running]:
    """The running house, or one opened for this command on a free loopback port."""
    if (said := find(settings.data)) is not None:
        yield Running(Gate(said.address, said.token), own=False)
        return
    with opened(settings, "127.0.0.1", 0) as running:
        yield running


@contextmanager
def opened(settings: Settings, host: str, port: int) -> Iterator[Running]:
    """A house in this process, served by a thread while the block runs."""
    house = composed(settings)
    try:
        sock, ready = bind(host, port), threading.Event()
        server = _server(house, ready.set)
        thread = threading.Thread(target=run, args=(server, sock), name="heliograph-server")
        thread.start()
        try:
            address = Listening(host, sock.getsockname()[1]).address
            while not ready.wait(0.1):
                if not thread.is_alive():
                    raise Stop(Exit.BUG, "The server did not start; its own words stand above.")
            house.folder.announce(address, house.token)
            yield Running(Gate(address, house.token), own=True)
        finally:
            server.should_exit = True
            thread.join()
    finally:
        asyncio.run(house.close())


def composed(settings: Settings) -> House:
    """The house, with the folder's lock. Stop when it cannot be had."""
    try:
        return build(settings)
    except FolderInUse as error:
        raise Stop(Exit.USAGE, error.sentence()) from error
    except GatewayError as error:
        raise Stop(Exit.UPSTREAM, error.sentence()) from error
    except OSError as error:
        raise Stop(Exit.USAGE, f"{settings.data} cannot be used: {error.strerror or error}.") from error


def bind(host: str, port: int) -> Any:
    """A listening socket. Stop when the address is taken."""
    try:
        return listen(host, port)
    except OSError as error:
        words = f"Nothing can listen at {host}:{port}: {error.strerror or error}. Choose another with --port."
        raise Stop(Exit.USAGE, words) from error


def _server(house: House, started: Any) -> Server:
    limits = house.settings.limits
    return build_server(
        house.app, header_seconds=limits.header_seconds, grace_seconds=limits.grace_seconds, started=started
    )


def serve(house: House, sock: Any, started: Any) -> None:
    """Serves in this thread until a signal; then closes the house."""
    try:
        run(_server(house, started), sock)
    finally:
        house.folder.withdraw()
        asyncio.run(house.close())


@dataclass(frozen=True, slots=True)
class Desk:
    """The administrator's paths without a server: the same actions, on the database that we hold the lock of."""

    admin: Admin

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None)

    def post(self, path: str, body: Any) -> Answer:
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: Any) -> Answer:
        place = urlsplit(path)
        reply = self.admin.answer(method, place.path, self.admin.token, dict(parse_qsl(place.query)), body)
        assert not hasattr(reply.body, "__aiter__")
        value = json.loads(b"".join(bytes(chunk) for chunk in reply.body))
        if reply.status >= 400:
            raise Stop(Exit.USAGE if reply.status < 500 else Exit.UPSTREAM, str(value["error"]["message"]))
        return Answer({}, value)


@contextmanager
def open_desk(settings: Settings) -> Iterator[Gate | Desk]:
    """The running house's administrator's door, or our own when no house is open."""
    if (said := find(settings.data)) is not None:
        yield Gate(said.address, said.token)
        return
    try:
        folder = DataFolder(settings.data)
        with folder.lock:
            database = Database.open(folder.database_url)
            try:
                keys = KeyStore(database, folder.pepper(), SystemClock())
                yield Desk(Admin("local", {**key_actions(keys), **usage_actions(database)}))
            finally:
                database.close()
    except FolderInUse as error:
        raise Stop(Exit.UPSTREAM, error.sentence()) from error
