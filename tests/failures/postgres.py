"""A real PostgreSQL that a test run starts by itself, from Debian's package, on loopback, as nobody."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")


def binaries() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``; None where there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = sorted(DEBIAN.glob("*/bin"), key=lambda folder: int(folder.parent.name)) if DEBIAN.exists() else []
    return folders[-1] if folders else None


@contextmanager
def server() -> Iterator[str]:
    """The address of an empty database on a server of its own. Ends it afterwards."""
    folder = binaries()
    assert folder is not None, "no PostgreSQL: apt-get install postgresql"
    with tempfile.TemporaryDirectory(prefix="heliograph-pg-") as name:
        home, port = Path(name), _free_port()
        if os.getuid() == 0:  # the server refuses to run as root
            shutil.chown(home, "nobody")
        data = home / "data"
        _run(folder / "initdb", "-D", data, "-U", "heliograph", "-A", "trust", "-N", "-E", "UTF8")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c max_connections=100"
        _run(folder / "pg_ctl", "start", "-w", "-D", data, "-o", options, "-l", home / "log")
        try:
            yield f"postgresql://heliograph@127.0.0.1:{port}/postgres"
        finally:
            _run(folder / "pg_ctl", "stop", "-m", "immediate", "-D", data)


@contextmanager
def database(server_url: str, name: str) -> Iterator[str]:
    """A fresh database of that name."""
    import psycopg

    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    yield server_url.rpartition("/")[0] + f"/{name}"


def _run(program: Path, *arguments: object) -> None:
    command = [str(program), *map(str, arguments)]
    if os.getuid() == 0:
        command = ["setpriv", "--reuid=nobody", "--clear-groups", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", timeout=60)


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port
