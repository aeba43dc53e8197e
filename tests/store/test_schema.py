"""The same tables and queries on PostgreSQL: they must at least be sayable there."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.schema import CreateIndex, CreateTable

from heliograph.store.schema import METERS, api_keys, metadata, usage_report, usage_rows
from heliograph.store.usage import METER_COLUMNS, TEXTS

POSTGRESQL = sa.make_url("postgresql://").get_dialect()()
SQLITE = sa.make_url("sqlite://").get_dialect()()


def test_every_table_can_be_said_in_postgresql() -> None:
    dialect = POSTGRESQL
    for table in metadata.tables.values():
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
    (active,) = [index for index in api_keys.indexes if index.unique]
    assert "WHERE revoked_at IS NULL" in str(CreateIndex(active).compile(dialect=dialect))
    assert "id BIGSERIAL" in str(CreateTable(usage_rows).compile(dialect=dialect))


def test_money_and_moments_have_64_bits_on_both() -> None:
    for dialect in (POSTGRESQL, SQLITE):
        text = str(CreateTable(usage_rows).compile(dialect=dialect))
        for column in ("cost_nanos", "started_at", *METERS):
            assert f"{column} BIGINT NOT NULL" in text


def test_every_meter_has_a_column() -> None:
    assert set(METER_COLUMNS.values()) == set(METERS)
    assert {*TEXTS, *METERS} <= set(usage_rows.columns.keys())
    assert set(usage_rows.columns.keys()) < set(usage_report.columns.keys())


def test_sums_can_be_said_in_postgresql() -> None:
    query = sa.select(sa.func.sum(usage_report.c.cost_nanos)).group_by(usage_report.c.day)
    assert "GROUP BY usage_report.day" in str(query.compile(dialect=POSTGRESQL))
