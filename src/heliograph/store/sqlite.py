"""What SQLite needs to be told: one writer that alone checkpoints, readers that cannot write, commits on the disk.

Versions 3.7.0 to 3.51.2 can damage a WAL file when two connections write or checkpoint at one moment
(sqlite.org/wal.html#walresetbug); with a single writing connection that moment does not come."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import sqlalchemy as sa

BUSY_MILLISECONDS = 5_000


def writing_engine(url: sa.URL) -> sa.Engine:
    """Transactions begin IMMEDIATE; a commit returns when it is on the disk."""
    _create_private(url)
    engine = _engine(url)
    _on_connect(engine, "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "journal_size_limit=67108864")
    _on_begin(engine, "BEGIN IMMEDIATE")
    return engine


def reading_engine(url: sa.URL) -> sa.Engine:
    """Connections that may look only, each transaction at one state of the database."""
    engine = _engine(url)
    _on_connect(engine, "query_only=ON", "wal_autocheckpoint=0")
    _on_begin(engine, "BEGIN")
    return engine


def _engine(url: sa.URL) -> sa.Engine:
    # The driver's own guesses about transactions are switched off: they would commit before each DDL statement.
    return sa.create_engine(url, connect_args={"isolation_level": None, "check_same_thread": False})


def _create_private(url: sa.URL) -> None:
    """Only its owner may read the file; SQLite gives the files beside it the same mode."""
    if url.database:
        path = Path(url.database)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _on_connect(engine: sa.Engine, *pragmas: str) -> None:
    def tell(connection: sqlite3.Connection, record: object) -> None:
        cursor = connection.cursor()
        for pragma in (f"busy_timeout={BUSY_MILLISECONDS}", *pragmas):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    sa.event.listen(engine, "connect", tell)


def _on_begin(engine: sa.Engine, statement: str) -> None:
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(statement)

    sa.event.listen(engine, "begin", begin)
