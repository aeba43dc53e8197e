"""The tables as the code sees them. migrations/ makes them; a test compares the two."""

from __future__ import annotations

import sqlalchemy as sa

HEAD = "0002"
"""The revision that this code speaks: the last one in migrations/versions."""

metadata = sa.MetaData()

Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""A row number: only INTEGER counts up by itself on SQLite, where it has 64 bits all the same."""

house = sa.Table(
    "house",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

api_keys = sa.Table(
    "api_keys",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("tenant", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False, unique=True),
    sa.Column("prefix", sa.Text, nullable=False),
    sa.Column("last_four", sa.Text, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("expires_at", sa.BigInteger),
    sa.Column("revoked_at", sa.BigInteger),
    sa.Index(
        "api_keys_active_name",
        "tenant",
        "name",
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    ),
)
"""Moments are microseconds since 1970 in UTC. A key's secret is nowhere; ``digest`` is its HMAC."""

METERS = (
    "images",
    "video_seconds",
    "input_text_tokens",
    "input_image_tokens",
    "output_text_tokens",
    "output_image_tokens",
)

OPERATION_TEXTS = (
    "tenant",
    "key_id",
    "kind",
    "model",
    "model_asked",
    "state",
    "prompt",
    "ask",
    "facts",
    "filtered",
    "failure_status",
    "failure_message",
    "notes",
    "parent",
    "engine",
    "dialect",
    "verb",
    "request_id",
    "executor",
    "attempt",
    "boot",
    "ticket",
)

usage_rows = sa.Table(
    "usage_rows",
    metadata,
    sa.Column("id", Number, primary_key=True),
    sa.Column("request_id", sa.Text, nullable=False),
    sa.Column("tenant", sa.Text, nullable=False),
    sa.Column("key_id", sa.Text, nullable=False),
    sa.Column("dialect", sa.Text, nullable=False),
    sa.Column("verb", sa.Text, nullable=False),
    sa.Column("model_asked", sa.Text, nullable=False),
    sa.Column("model_served", sa.Text, nullable=False),
    sa.Column("engine", sa.Text, nullable=False),
    sa.Column("verdict", sa.Text, nullable=False),
    sa.Column("emulated", sa.Boolean, nullable=False),
    sa.Column("started_at", sa.BigInteger, nullable=False),
    sa.Column("day", sa.Text, nullable=False),
    sa.Column("milliseconds", sa.BigInteger, nullable=False),
    *(sa.Column(meter, sa.BigInteger, nullable=False) for meter in METERS),
    sa.Column("cost_nanos", sa.BigInteger, nullable=False),
    sa.CheckConstraint("cost_nanos >= 0", name="usage_rows_cost"),
    sa.Index("usage_rows_tenant_day", "tenant", "day"),
    sa.Index("usage_rows_key_day", "key_id", "day"),
    sa.Index("usage_rows_request", "request_id"),
)
"""``day`` is the day in the house's time zone, set when the row is made, so that no two readers cut days differently.
``cost_nanos`` is in billionths of a dollar."""

operations = sa.Table(
    "operations",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    *(sa.Column(name, sa.Text, nullable=False) for name in OPERATION_TEXTS),
    sa.Column("emulated", sa.Boolean, nullable=False),
    sa.Column("epoch", sa.BigInteger, nullable=False),
    sa.Column("progress", sa.BigInteger, nullable=False),
    sa.Column("failure_code", sa.BigInteger),
    sa.Column("held_nanos", sa.BigInteger, nullable=False),
    sa.Column("cost_nanos", sa.BigInteger),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("updated_at", sa.BigInteger, nullable=False),
    sa.Column("expires_at", sa.BigInteger),
    sa.Column("finished_at", sa.BigInteger),
    sa.Column("deleted_at", sa.BigInteger),
    sa.Index("operations_tenant", "tenant", "created_at", "id"),
    sa.Index("operations_state", "state", "updated_at"),
)
"""One accepted piece of long work. ``ask``, ``facts``, ``filtered`` and ``notes`` are JSON without any media;
``progress`` is in millionths. ``attempt``, ``boot`` and ``ticket`` are those of the last attempt."""

attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("operation", sa.Text, nullable=False),
    sa.Column("epoch", sa.BigInteger, nullable=False),
    sa.Column("boot", sa.Text, nullable=False),
    sa.Column("ticket", sa.Text, nullable=False),
    sa.Column("intended_at", sa.BigInteger, nullable=False),
    sa.Column("answered_at", sa.BigInteger),
    sa.Index("attempts_operation", "operation"),
)
"""Every intent to call an engine, committed before the call."""

media = sa.Table(
    "media",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("tenant", sa.Text, nullable=False),
    sa.Column("operation", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("position", sa.BigInteger, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("mime_type", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("expires_at", sa.BigInteger),
    sa.Index("media_tenant", "tenant", "created_at", "id"),
    sa.Index("media_operation", "operation"),
    sa.Index("media_sha256", "sha256"),
)
"""A use of a file by content. ``role``: film (made), input (came with an ask; no caller sees it), upload."""

usage_report = sa.Table(
    "usage_report",
    sa.MetaData(),
    *(sa.Column(column.name, column.type) for column in usage_rows.columns),
    sa.Column("key_name", sa.Text),
)
"""The one view that every reader of usage reads."""
