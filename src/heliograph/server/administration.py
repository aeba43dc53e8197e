"""What the administrator may do, as actions over the store: keys, usage. Words in, plain values out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from heliograph.domain.errors import InvalidArgument
from heliograph.domain.usage import Meter, Usage
from heliograph.server.admin import Action, text_of
from heliograph.store.database import Database
from heliograph.store.keys import KeyInfo, KeyStore
from heliograph.store.reports import Scope, UsageSum, sums
from heliograph.store.usage import UsageBooks


def actions(database: Database, keys: KeyStore, books: UsageBooks) -> Mapping[str, Action]:
    """Every action by method and path."""
    room = _Room(database, keys, books)
    return {
        "GET keys": room.list_keys,
        "POST keys": room.create_key,
        "POST keys/revoke": room.revoke_key,
        "GET usage": room.usage,
    }


class _Room:
    def __init__(self, database: Database, keys: KeyStore, books: UsageBooks) -> None:
        self._database = database
        self._keys = keys
        self._books = books

    def list_keys(self, query: Mapping[str, str], body: Mapping[str, Any]) -> Any:
        return {"keys": [_key(info) for info in self._keys.list()]}

    def create_key(self, query: Mapping[str, str], body: Mapping[str, Any]) -> Any:
        made = self._keys.create(text_of(body, "name", required=True))
        return {**_key(made.info), "key": made.secret}

    def revoke_key(self, query: Mapping[str, str], body: Mapping[str, Any]) -> Any:
        return _key(self._keys.revoke(text_of(body, "key", required=True)))

    def usage(self, query: Mapping[str, str], body: Mapping[str, Any]) -> Any:
        self._books.flush()
        by = [word for word in text_of(query, "by").split(",") if word] or ["model"]
        scope = Scope(since=_day(query, "since"), until=_day(query, "until"))
        (total,) = sums(self._database, scope=scope)
        return {"rows": [_sum(row) for row in sums(self._database, by, scope)], "total": _sum(total)}


def _key(info: KeyInfo) -> dict[str, Any]:
    return {
        "id": info.id,
        "name": info.name,
        "key": f"{info.prefix}...{info.last_four}",
        "tenant": info.tenant,
        "created": info.created.isoformat(timespec="seconds"),
        "expires": info.expires.isoformat(timespec="seconds") if info.expires else None,
        "state": "revoked" if info.revoked else "active",
    }


def _sum(row: UsageSum) -> dict[str, Any]:
    return {**row.group, "requests": row.requests, **_counts(row.usage), "cost_usd": str(row.cost)}


def _counts(usage: Usage) -> dict[str, int]:
    return {"images": usage[Meter.IMAGE], "input_tokens": usage.input_tokens(), "output_tokens": usage.output_tokens()}


def _day(query: Mapping[str, str], name: str) -> date | None:
    text = text_of(query, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidArgument(message=f"{name} must be a day like 2026-11-01, not {text!r}.", field=name) from None
