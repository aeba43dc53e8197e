"""Running houses: find the one that owns a data folder, or open one in this process for as long as it is needed."""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from heliograph import compose
from heliograph.cli.gate import Answer, Gate
from heliograph.cli.outcome import Exit, Stop
from heliograph.compose import House
from heliograph.domain.errors import GatewayError
from heliograph.server.admin import Admin
from heliograph.server.administration import actions
from heliograph.server.run import Listening, listen, run
from heliograph.settings import Settings
from heliograph.store.data_folder import Announcement, DataFolder
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
def open_house(settings: Settings, films: bool = False) -> Iterator[Running]:
    """The running house, or one opened for this command on a free loopback port; with ``films`` it takes up what
    earlier ones left unfinished."""
    if (said := find(settings.data)) is not None:
        yield Running(Gate(said.address, said.token), own=False)
        return
    with opened(settings, "127.0.0.1", 0, films) as running:
        yield running


@contextmanager
def opened(settings: Settings, host: str, port: int, films: bool = False) -> Iterator[Running]:
    """A house in this process, served by a thread while the block runs. It logs faults only: a person is watching."""
    with composed(replace(settings, log=replace(settings.log, requests=False))) as house:
        sock = bind(host, port)
        place = Listening(host, sock.getsockname()[1])
        ready = threading.Event()
        server = house.server(ready.set, at_once=films)
        thread = threading.Thread(target=run, args=(server, sock), name="heliograph-server")
        thread.start()
        try:
            while not ready.wait(0.1):
                if not thread.is_alive():
                    raise Stop(Exit.BUG, "The server did not start; its own words stand above.")
            house.folder.announce(place.address, house.token)
            yield Running(Gate(place.address, house.token), own=True)
        except KeyboardInterrupt:
            server.config.timeout_graceful_shutdown = 0  # nobody waits for the answers in progress,
            logging.disable()  # nor for what the server would say about them
            raise
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def composed(settings: Settings) -> Iterator[House]:
    """The house, with the folder's lock, while the block runs. Stop when it cannot be had."""
    try:
        house = compose.open_house(settings)
    except FolderInUse as error:
        raise Stop(Exit.USAGE, error.sentence()) from error
    except GatewayError as error:
        raise Stop(Exit.UPSTREAM, error.sentence()) from error
    except OSError as error:
        raise Stop(Exit.USAGE, f"{settings.data} cannot be used: {error.strerror or error}.") from error
    try:
        yield house
    finally:
        house.close()


def bind(host: str, port: int) -> socket.socket:
    """A listening socket. Stop when the address is taken."""
    try:
        return listen(host, port)
    except OSError as error:
        words = f"Nothing can listen at {host}:{port}: {error.strerror or error}. Choose another with --port."
        raise Stop(Exit.USAGE, words) from error


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
    with composed(settings) as house:
        yield Desk(Admin(house.token, actions(house.database, house.keys, house.books)))
