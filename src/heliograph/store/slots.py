"""A process's slot among those that share a database: its name, and the proof that nobody else has it."""

from __future__ import annotations

import secrets

import sqlalchemy as sa

from heliograph.domain.errors import Conflict
from heliograph.store.data_folder import DataFolder, write_private

LOCK = 0x48454C49
"""The first half of our advisory locks on PostgreSQL, so that they meet nobody else's."""


def slot_name(folder: DataFolder) -> str:
    """The name of this data folder's slot, drawn once. The folder's own lock keeps a second process out of it."""
    file = folder.path / "slot"
    if not file.exists():
        write_private(file, f"slot-{secrets.token_hex(6)}".encode())
    return file.read_text("ascii")


class SlotLock:
    """Where several machines share one PostgreSQL, a copied data folder must not run twice: its slot is locked there
    too. On SQLite the folder's lock is enough, and this does nothing."""

    def __init__(self, url: sa.URL, slot: str) -> None:
        self._connection: sa.Connection | None = None
        if url.get_backend_name() != "postgresql":
            return
        engine = sa.create_engine(url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
        connection = engine.connect()
        query = sa.text("SELECT pg_try_advisory_lock(:house, hashtext(:slot))")
        if not connection.execute(query, {"house": LOCK, "slot": slot}).scalar():
            connection.close()
            raise Conflict(
                message=f"Another process works on this database as {slot}.",
                hint="Was the data folder copied? Remove the file 'slot' from the copy.",
            )
        self._connection = connection

    def release(self) -> None:
        """No effect when nothing is held."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
