"""Brings a database to the shape that this code speaks. Alembic is loaded only when there is something to do."""

from __future__ import annotations

import sqlalchemy as sa

from heliograph.domain.errors import Internal
from heliograph.store.schema import HEAD


class SchemaTooNew(Internal):
    """The database was made by a later Heliograph than this one."""


def revision_of(connection: sa.Connection) -> str | None:
    """The revision that the database is at; None for an empty one."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return found


def migrate(connection: sa.Connection) -> None:
    """Runs the steps that are missing, all in one transaction: a process killed midway leaves the database as it was.
    Raises SchemaTooNew for a database that knows steps which this code does not."""
    with connection.begin():
        if revision_of(connection) == HEAD:
            return
        _upgrade(connection)


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", "heliograph.store:migrations")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise SchemaTooNew(
            message=f"The database is at revision {revision_of(connection)}, which this Heliograph does not know.",
            hint="Start the version of Heliograph that made it, or a later one.",
        ) from error
