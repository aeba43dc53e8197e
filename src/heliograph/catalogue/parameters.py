"""What is known of each parameter whatever the model: its kind, its words, and what to do where a model has no rule.

The table itself is parameters.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

from heliograph.catalogue.toml_rows import CatalogueError, Row, read_toml

Kind = Literal["integer", "text", "flag", "pixels"]
WithoutRule = Literal["keep", "ignore", "refuse"]
Beside = Mapping[str, tuple[str, ...]]
"""Another parameter's name -> the values it must have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterFacts:
    """One parameter of the domain. ``name`` is its path on a request: ``aspect_ratio``, ``output.mime_type``."""

    name: str
    kind: Kind
    says: str
    without_rule: WithoutRule
    minimum: int | None = None
    maximum: int | None = None
    same: tuple[tuple[str, ...], ...] = ()
    needs: Mapping[str, Beside]
    only_with: Beside


@cache
def known_parameters() -> Mapping[str, ParameterFacts]:
    """All of them, by name. Raises CatalogueError when the table is wrong."""
    return read_parameters(read_toml(files("heliograph.catalogue") / "parameters.toml"))


def read_parameters(table: Row) -> Mapping[str, ParameterFacts]:
    """The table's rows. Raises CatalogueError for a key, kind or name that is not known."""
    names = tuple(table.take_rest().items())
    known = {name: _facts(name, Row(values, f"{table.place} {name}")) for name, values in names}
    for facts in known.values():
        for other in (*facts.only_with, *(name for beside in facts.needs.values() for name in beside)):
            if other not in known:
                raise CatalogueError(f"{table.place} {facts.name}", f"speaks of {other!r}, which is no parameter")
    return known


def _facts(name: str, row: Row) -> ParameterFacts:
    facts = ParameterFacts(
        name=name,
        kind=cast(Kind, _one_of(row, "kind", ("integer", "text", "flag", "pixels"))),
        says=row.take_text("says", needed=True),
        without_rule=cast(WithoutRule, _one_of(row, "without_rule", ("keep", "ignore", "refuse"))),
        minimum=row.take("minimum", int),
        maximum=row.take("maximum", int),
        same=tuple(tuple(spellings) for spellings in row.take("same", list, [])),
        needs={value: _beside(table) for value, table in row.take("needs", dict, {}).items()},
        only_with=_beside(row.take("only_with", dict, {})),
    )
    row.close()
    return facts


def _one_of(row: Row, key: str, allowed: tuple[str, ...]) -> str:
    word = row.take_text(key, needed=True)
    if word not in allowed:
        raise row.wrong(key, f"must be one of {', '.join(allowed)}, not {word!r}")
    return word


def _beside(table: Mapping[str, Any]) -> Beside:
    return {name: tuple(values) for name, values in table.items()}
