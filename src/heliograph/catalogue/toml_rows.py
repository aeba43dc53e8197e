"""Strict reading of TOML tables: each value is asked for once, by kind; what nobody asked for is an error.

Knows TOML and nothing about models."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from importlib.resources.abc import Traversable
from typing import Any


class CatalogueError(ValueError):
    """A data file says something that cannot be. ``place`` is file and key: ``veo.toml: model.veo-2.rates[0]``."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = place
        self.problem = problem


def read_toml(file: Traversable) -> Row:
    """The whole file as one row. Fractions become exact decimals."""
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(file.name, str(error)) from error
    return Row(values, f"{file.name}:")


class Row:
    """One table. Every ``take_*`` hands a key over; ``close`` raises if any is left."""

    def __init__(self, values: Mapping[str, Any], place: str) -> None:
        self._values = dict(values)
        self.place = place

    def _at(self, key: str) -> str:
        return f"{self.place} {key}" if self.place.endswith(":") else f"{self.place}.{key}"

    def wrong(self, key: str, problem: str) -> CatalogueError:
        return CatalogueError(self._at(key), problem)

    def take(self, key: str, kind: type | tuple[type, ...], default: Any = None, *, needed: bool = False) -> Any:
        """The value under ``key``, of one of the kinds (true and false count as numbers only when asked for)."""
        if key not in self._values:
            if needed:
                raise self.wrong(key, "is missing")
            return default
        value = self._values.pop(key)
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise self.wrong(key, f"must be {' or '.join(k.__name__ for k in kinds)}, not {value!r}")
        return value

    def take_text(self, key: str, default: str = "", *, needed: bool = False) -> str:
        text: str = self.take(key, str, default, needed=needed)
        if needed and not text:
            raise self.wrong(key, "must not be empty")
        return text

    def take_texts(self, key: str) -> tuple[str, ...]:
        texts = tuple(self.take(key, list, []))
        if not all(isinstance(text, str) and text for text in texts):
            raise self.wrong(key, "must be a list of texts")
        return texts

    def take_date(self, key: str, *, needed: bool = False) -> date | None:
        day = self.take(key, date, needed=needed)
        if isinstance(day, datetime):
            raise self.wrong(key, "must be a day without a time")
        return day if isinstance(day, date) else None

    def take_row(self, key: str) -> Row:
        """The table under ``key``; an empty one when there is none."""
        return Row(self.take(key, dict, {}), self._at(key))

    def take_rows(self, key: str) -> Iterator[Row]:
        """The tables of the list under ``key``."""
        for index, values in enumerate(self.take(key, list, [])):
            place = f"{self._at(key)}[{index}]"
            if not isinstance(values, dict):
                raise CatalogueError(place, "must be a table")
            yield Row(values, place)

    def take_named_rows(self, key: str) -> Iterator[tuple[str, Row]]:
        """The tables inside the table under ``key``, by name."""
        for name, values in self.take(key, dict, {}).items():
            place = f"{self._at(key)}.{name}"
            if not isinstance(values, dict):
                raise CatalogueError(place, "must be a table (a name with a dot needs quotation marks)")
            yield name, Row(values, place)

    def take_rest(self) -> Mapping[str, Any]:
        """Everything left, as it stands; for tables whose keys are data."""
        rest, self._values = self._values, {}
        return rest

    def under(self, parent: Row) -> Row:
        """This row over ``parent``: own values win; tables are merged key by key, one level deep."""
        merged = dict(parent._values)
        for key, value in self._values.items():
            below = merged.get(key)
            merged[key] = {**below, **value} if isinstance(below, dict) and isinstance(value, dict) else value
        return Row(merged, self.place)

    def close(self) -> None:
        """Raises CatalogueError naming the first key that nobody knows."""
        for key in self._values:
            raise self.wrong(key, "is not a known key")
