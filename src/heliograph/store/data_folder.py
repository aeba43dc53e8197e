"""The folder that holds all state of a house: what lies where, who owns it, and how to reach the owner.

Layout: ``heliograph.db`` (SQLite), ``pepper`` (secret of the keys' digests), ``lock``, ``server.json`` (address of the
running server). The folder is 0700 and its files 0600."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

import sqlalchemy as sa

from heliograph.store.locking import FolderLock

PEPPER_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What a running server says about itself to commands on the same machine. ``token`` is theirs to show."""

    address: str
    pid: int
    token: str = ""


class DataFolder:
    """Made when it is not there. Raises OSError when it cannot be made."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.lock = FolderLock(self.path / "lock")

    @property
    def database(self) -> Path:
        return self.path / "heliograph.db"

    @property
    def database_url(self) -> sa.URL:
        """For Database.open; as an object, because a path may hold signs that mean something in a URL's text."""
        return sa.URL.create("sqlite", database=str(self.database))

    def folder(self, name: str) -> Path:
        """A folder of its own for one part of the house (``scenes``), made when it is not there."""
        path = self.path / name
        path.mkdir(mode=0o700, exist_ok=True)
        return path

    def pepper(self) -> bytes:
        """The secret that key digests are made with, drawn once. Keys die with it: back it up with the database."""
        file = self.path / "pepper"
        if not file.exists():
            write_private(file, secrets.token_bytes(PEPPER_BYTES))
        pepper = file.read_bytes()
        if len(pepper) != PEPPER_BYTES:
            raise ValueError(f"{file} is damaged: {len(pepper)} bytes instead of {PEPPER_BYTES}")
        return pepper

    def announce(self, address: str, token: str = "") -> None:
        """Tells commands where the server of this folder listens. Only the owner of the lock may."""
        said = Announcement(address=address, pid=os.getpid(), token=token)
        write_private(self._server_file, json.dumps(asdict(said)).encode())

    def withdraw(self) -> None:
        """Takes the announcement back."""
        self._server_file.unlink(missing_ok=True)

    def announcement(self) -> Announcement | None:
        """Where the running server listens; None when none is running or it has not said so yet. What one that died
        left behind does not count: the number must be that of the process that holds the lock."""
        if not self.lock.held_elsewhere():
            return None
        try:
            said = Announcement(**json.loads(self._server_file.read_bytes()))
        except FileNotFoundError:
            return None
        return said if said.pid == self.lock.holder() else None

    @property
    def _server_file(self) -> Path:
        return self.path / "server.json"


def write_private(file: Path, data: bytes) -> None:
    """Puts a whole file in place that only its owner may read; a reader sees the old one or the new one, and it is on
    the disk when this returns."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(file)
    _sync_folder(file.parent)


def _sync_folder(folder: Path) -> None:
    """A rename is durable once its folder is. Windows offers no such call and needs none."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
