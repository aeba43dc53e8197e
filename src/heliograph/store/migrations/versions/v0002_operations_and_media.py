"""Operations that outlive the process, the attempts at them, and the files they make."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TEXTS = (
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


def upgrade() -> None:
    _create_operations()
    op.create_table(
        "attempts",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("operation", sa.Text, nullable=False),
        sa.Column("epoch", sa.BigInteger, nullable=False),
        sa.Column("boot", sa.Text, nullable=False),
        sa.Column("ticket", sa.Text, nullable=False),
        sa.Column("intended_at", sa.BigInteger, nullable=False),
        sa.Column("answered_at", sa.BigInteger),
    )
    op.create_index("attempts_operation", "attempts", ["operation"])
    _create_media()


def _create_operations() -> None:
    op.create_table(
        "operations",
        sa.Column("id", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in TEXTS),
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
    )
    op.create_index("operations_tenant", "operations", ["tenant", "created_at", "id"])
    op.create_index("operations_state", "operations", ["state", "updated_at"])


def _create_media() -> None:
    op.create_table(
        "media",
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
    )
    op.create_index("media_tenant", "media", ["tenant", "created_at", "id"])
    op.create_index("media_operation", "media", ["operation"])
    op.create_index("media_sha256", "media", ["sha256"])
