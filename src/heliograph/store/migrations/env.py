"""Alembic's entry: runs on the connection that the store hands over, inside the store's transaction."""

from __future__ import annotations

from alembic import context

from heliograph.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table only by making it anew
    transactional_ddl=True,  # so that a step that is killed midway leaves nothing behind
)
context.run_migrations()
