"""Reading the books: rows and sums by key, model, day and more, all from the one view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from heliograph.domain.errors import InvalidArgument
from heliograph.domain.usage import Money, Usage
from heliograph.store.database import Database
from heliograph.store.moments import from_micros
from heliograph.store.schema import METERS, usage_report
from heliograph.store.usage import METER_COLUMNS

_VIEW = usage_report.c

GROUPS: Mapping[str, tuple[sa.ColumnElement[Any], ...]] = {
    "key": (_VIEW.key_id, _VIEW.key_name),
    "model": (_VIEW.model_served,),
    "day": (_VIEW.day,),
    "tenant": (_VIEW.tenant,),
    "dialect": (_VIEW.dialect,),
    "engine": (_VIEW.engine,),
    "verdict": (_VIEW.verdict,),
}
"""What sums may be taken by, and the columns that make it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which rows count. Days are the house's own; both ends belong to it. None and empty mean all."""

    since: date | None = None
    until: date | None = None
    tenant: str | None = None
    key_id: str | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageSum:
    """``group`` names what was summed: ``{"key": "intern", "key_id": "key_..", "day": "2026-11-22"}``."""

    group: Mapping[str, str]
    requests: int
    usage: Usage
    cost: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageRow:
    """One request as the books hold it."""

    request_id: str
    tenant: str
    key_id: str
    key_name: str
    dialect: str
    verb: str
    model_asked: str
    model_served: str
    engine: str
    verdict: str
    emulated: bool
    started: datetime
    day: str
    milliseconds: int
    usage: Usage
    cost: Money


def sums(database: Database, by: Iterable[str] = (), scope: Scope | None = None) -> tuple[UsageSum, ...]:
    """One sum for each group, in the order of the groups; a single one without ``by``. Raises InvalidArgument for a
    grouping that there is not."""
    names = tuple(dict.fromkeys(by))
    for name in names:
        if name not in GROUPS:
            raise InvalidArgument(message=f"Usage has no grouping {name!r}.", field="by", allowed=tuple(GROUPS))
    columns = [column for name in names for column in GROUPS[name]]
    totals = [sa.func.coalesce(sa.func.sum(_VIEW[name]), 0).label(name) for name in (*METERS, "cost_nanos")]
    query = sa.select(*columns, sa.func.count().label("requests"), *totals).where(*_conditions(scope or Scope()))
    if columns:
        query = query.group_by(*columns).order_by(*columns)
    with database.read() as connection:
        return tuple(_sum(names, row._mapping) for row in connection.execute(query))


def rows(database: Database, scope: Scope | None = None, limit: int = 100) -> tuple[UsageRow, ...]:
    """The newest rows first."""
    query = sa.select(usage_report).where(*_conditions(scope or Scope())).order_by(_VIEW.id.desc()).limit(limit)
    with database.read() as connection:
        return tuple(_row(row._mapping) for row in connection.execute(query))


def _conditions(scope: Scope) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = []
    if scope.since is not None:
        conditions.append(_VIEW.day >= scope.since.isoformat())
    if scope.until is not None:
        conditions.append(_VIEW.day <= scope.until.isoformat())
    for column, wanted in (
        (_VIEW.tenant, scope.tenant),
        (_VIEW.key_id, scope.key_id),
        (_VIEW.model_served, scope.model),
    ):
        if wanted is not None:
            conditions.append(column == wanted)
    return conditions


def _usage(row: Mapping[Any, Any]) -> Usage:
    return Usage({meter: int(row[column]) for meter, column in METER_COLUMNS.items()})


def _sum(names: tuple[str, ...], row: Mapping[Any, Any]) -> UsageSum:
    group: dict[str, str] = {}
    for name in names:
        group[name] = row[GROUPS[name][-1].key] if name != "key" else row["key_name"] or row["key_id"]
        if name == "key":
            group["key_id"] = row["key_id"]
    # PostgreSQL sums BIGINT into a decimal; whole numbers either way
    return UsageSum(
        group=group, requests=row["requests"], usage=_usage(row), cost=Money.of_nanos(int(row["cost_nanos"]))
    )


def _row(row: Mapping[Any, Any]) -> UsageRow:
    plain = ("request_id", "tenant", "key_id", "key_name", "dialect", "verb", "model_asked", "model_served", "engine")
    return UsageRow(
        **{name: row[name] for name in plain},
        verdict=row["verdict"],
        emulated=bool(row["emulated"]),
        started=from_micros(row["started_at"]),
        day=row["day"],
        milliseconds=row["milliseconds"],
        usage=_usage(row),
        cost=Money.of_nanos(row["cost_nanos"]),
    )
