"""Keys, usage rows, and the view that reports them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

METERS = (
    "images",
    "video_seconds",
    "input_text_tokens",
    "input_image_tokens",
    "output_text_tokens",
    "output_image_tokens",
)
TEXTS = (
    "request_id",
    "tenant",
    "key_id",
    "dialect",
    "verb",
    "model_asked",
    "model_served",
    "engine",
    "verdict",
)


def upgrade() -> None:
    op.create_table(
        "house",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    _create_keys()
    _create_usage()
    columns = ("id", *TEXTS, "emulated", "started_at", "day", "milliseconds", *METERS, "cost_nanos")
    op.execute(
        f"CREATE VIEW usage_report AS SELECT {', '.join(f'u.{column}' for column in columns)}, "
        "COALESCE(k.name, '') AS key_name "
        "FROM usage_rows u LEFT JOIN api_keys k ON k.id = u.key_id AND k.tenant = u.tenant"
    )


def _create_keys() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("tenant", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        sa.Column("prefix", sa.Text, nullable=False),
        sa.Column("last_four", sa.Text, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger),
        sa.Column("revoked_at", sa.BigInteger),
    )
    active = sa.text("revoked_at IS NULL")
    op.create_index(
        "api_keys_active_name",
        "api_keys",
        ["tenant", "name"],
        unique=True,
        sqlite_where=active,
        postgresql_where=active,
    )


def _create_usage() -> None:
    op.create_table(
        "usage_rows",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in TEXTS),
        sa.Column("emulated", sa.Boolean, nullable=False),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("milliseconds", sa.BigInteger, nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in METERS),
        sa.Column("cost_nanos", sa.BigInteger, nullable=False),
        sa.CheckConstraint("cost_nanos >= 0", name="usage_rows_cost"),
    )
    op.create_index("usage_rows_tenant_day", "usage_rows", ["tenant", "day"])
    op.create_index("usage_rows_key_day", "usage_rows", ["key_id", "day"])
    op.create_index("usage_rows_request", "usage_rows", ["request_id"])
