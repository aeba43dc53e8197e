"""From TOML rows to models. Every row is read strictly: what is unknown, undated or unsourced is an error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from heliograph.catalogue.parameters import ParameterFacts, known_parameters
from heliograph.catalogue.toml_rows import CatalogueError, Row
from heliograph.domain.model import Capability, Lifecycle, Model, Parameter, Rate, State
from heliograph.domain.usage import Meter

Grid = Mapping[str, Mapping[str, tuple[int, int]]]
"""Size class (``1K``, ``720p``) -> ratio -> pixels."""

FACTS = ("image_size", "size", "quality", "resolution")
"""What a rate may depend on."""

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Source:
    says: str
    read: date


@dataclass(slots=True)
class Shelf:
    """All rows of all files, before they become models."""

    sources: dict[str, Source] = field(default_factory=dict)
    grids: dict[str, Grid] = field(default_factory=dict)
    families: dict[str, Row] = field(default_factory=dict)
    models: dict[str, Row] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    as_of: date | None = None

    def add(self, document: Row) -> None:
        """Takes one file in. Raises CatalogueError for names said twice and keys that nobody knows."""
        as_of = document.take_date("as_of")
        self.as_of = as_of or self.as_of
        for kind, name in document.take("defaults", dict, {}).items():
            self.defaults[kind] = str(name)
        for name, row in document.take_named_rows("source"):
            self.sources[name] = read_source(row)
        for name, row in document.take_named_rows("grid"):
            _put(self.grids, name, read_grid(row), row)
        for name, row in document.take_named_rows("family"):
            _put(self.families, name, row, row)
        for name, row in document.take_named_rows("model"):
            _put(self.models, name, row, row)
        document.close()


def _put(shelf: dict[str, Any], name: str, value: object, row: Row) -> None:
    if name in shelf:
        raise CatalogueError(row.place, "is said twice")
    shelf[name] = value


def read_source(row: Row) -> Source:
    says = row.take_text("says", needed=True)
    day = row.take_date("read", needed=True)
    row.close()
    assert day is not None
    return Source(says, day)


def read_grid(row: Row) -> Grid:
    """``1K = ["16:9 1376x768", ...]``."""
    return {str(size): dict(_pixels(row, size, cell) for cell in cells) for size, cells in row.take_rest().items()}


def _pixels(row: Row, size: str, cell: str) -> tuple[str, tuple[int, int]]:
    ratio, _, pixels = cell.partition(" ")
    width, _, height = pixels.partition("x")
    if not (width.isdigit() and height.isdigit() and ":" in ratio):
        raise row.wrong(size, f"{cell!r} is not ratio and pixels")
    return ratio, (int(width), int(height))


def read_model(name: str, row: Row, shelf: Shelf, today: date) -> Model:
    """The model of one row and its families. ``today`` decides whether it is live, deprecated or retired."""
    family = row.take_text("family", needed=True)
    row = inherit(row, family, shelf)
    parameters = {rule.name: rule for rule in read_rules(row)}
    model = Model(
        id=name,
        family=family,
        title=row.take_text("title", needed=True),
        owner=row.take_text("owner", needed=True),
        description=row.take_text("description"),
        capabilities=frozenset(_word(row, "capabilities", Capability, word) for word in row.take_texts("capabilities")),
        parameters=parameters,
        sizes=read_sizes(row, parameters, shelf),
        rates=tuple(read_rate(rate, shelf) for rate in row.take_rows("rates")),
        tokens_per_image=read_counts(row, "tokens_per_image"),
        input_tokens_per_image=row.take("input_tokens_per_image", int, 0),
        languages=row.take_texts("languages"),
        limits=read_counts(row, "limits"),
        lifecycle=read_lifecycle(row.take_row("lifecycle"), shelf, today),
        emulated=row.take_text("emulated"),
    )
    for alias in row.take_texts("aliases"):
        _put(shelf.aliases, alias, name, row)
    row.close()
    if not model.rates:
        raise CatalogueError(row.place, "has no rate: a model without a price cannot be offered")
    return model


def inherit(row: Row, family: str, shelf: Shelf) -> Row:
    """``row`` over its family, over that family's family, and so on."""
    seen: set[str] = set()
    while family:
        if family not in shelf.families or family in seen:
            raise row.wrong("family", f"{family!r} is not a family, or inherits from itself")
        seen.add(family)
        row = row.under(shelf.families[family])
        family = row.take_text("inherits")
    return row


def read_rules(row: Row) -> Iterator[Parameter]:
    for name, rule in row.take_named_rows("parameters"):
        facts = known_parameters().get(name)
        if facts is None:
            raise CatalogueError(rule.place, "is a parameter of no known kind")
        yield _rule(facts, rule)


def _rule(facts: ParameterFacts, row: Row) -> Parameter:
    kind: tuple[type, ...] = {"integer": (int,), "flag": (bool,), "text": (str,), "pixels": (str,)}[facts.kind]
    rule = Parameter(
        name=facts.name,
        default=row.take("default", kind),
        minimum=row.take("minimum", int, facts.minimum),
        maximum=row.take("maximum", int, facts.maximum),
        one_of=tuple(row.take("one_of", list, [])),
        fixed=row.take("fixed", kind),
        required=row.take("required", bool, False),
    )
    row.close()
    if not all(isinstance(value, kind) for value in rule.one_of):
        raise row.wrong("one_of", f"must hold values of kind {facts.kind}")
    if rule.one_of and rule.default is not None and rule.default not in rule.one_of:
        raise row.wrong("default", f"{rule.default!r} is none of the allowed values")
    return rule


def read_sizes(row: Row, parameters: Mapping[str, Parameter], shelf: Shelf) -> Grid:
    """The grid of the row, kept to the size classes and ratios that the model's own rules allow."""
    name = row.take_text("grid")
    if not name:
        return {}
    if name not in shelf.grids:
        raise row.wrong("grid", f"{name!r} is not a grid")
    classes = _allowed(parameters, "image_size") or _allowed(parameters, "resolution")
    ratios = _allowed(parameters, "aspect_ratio")
    grid = shelf.grids[name]
    for size in classes:
        if missing := [ratio for ratio in ratios if ratio not in grid.get(size, {})]:
            raise row.wrong("grid", f"{name} has no pixels for {size} at {', '.join(missing)}")
    return {size: {ratio: grid[size][ratio] for ratio in ratios} for size in classes}


def _allowed(parameters: Mapping[str, Parameter], name: str) -> tuple[str, ...]:
    rule = parameters.get(name)
    if rule is None:
        return ()
    return rule.one_of or (() if rule.fixed is None else (rule.fixed,))


def read_rate(row: Row, shelf: Shelf) -> Rate:
    """``{ meter, price, per, when, source, since }``; the price in dollars per ``per`` units."""
    source = read_source_name(row, shelf)
    when = row.take("when", dict, {})
    for fact, values in when.items():
        if fact not in FACTS or not isinstance(values, list):
            raise row.wrong("when", f"{fact!r} is not a fact that a price may depend on")
    rate = Rate(
        meter=_word(row, "meter", Meter, row.take_text("meter", needed=True)),
        price=Decimal(row.take("price", (int, Decimal), needed=True)),
        per=row.take("per", int, 1),
        when={fact: tuple(values) for fact, values in when.items()},
        source=source.says,
        since=row.take_date("since") or source.read,
    )
    row.close()
    if rate.price < 0 or rate.per < 1:
        raise row.wrong("price", "must not be negative, and per must be at least 1")
    return rate


def read_source_name(row: Row, shelf: Shelf) -> Source:
    name = row.take_text("source", needed=True)
    if name not in shelf.sources:
        raise row.wrong("source", f"{name!r} is not a source")
    return shelf.sources[name]


def read_counts(row: Row, key: str) -> Mapping[str, int]:
    counts = row.take_row(key)
    place, values = counts.place, counts.take_rest()
    for name, count in values.items():
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            raise CatalogueError(f"{place}.{name}", f"must be a whole number, not {count!r}")
    return values


def read_lifecycle(row: Row, shelf: Shelf, today: date) -> Lifecycle:
    source, note = read_source_name(row, shelf), row.take_text("note")
    released, deprecated, retired = (row.take_date(key) for key in ("released", "deprecated", "retired"))
    successor = row.take_text("successor") or None
    row.close()
    days = [day for day in (released, deprecated, retired) if day is not None]
    if days != sorted(days):
        raise row.wrong("released", "the dates must follow one another")
    return Lifecycle(
        state=state_on(today, deprecated, retired),
        released=released,
        deprecated=deprecated,
        retired=retired,
        successor=successor,
        source=f"{source.says}. {note}".strip(),
    )


def state_on(today: date, deprecated: date | None, retired: date | None) -> State:
    """Deprecated from its date on, or as soon as the day of its end is known."""
    if retired is not None and retired <= today:
        return "retired"
    return "deprecated" if retired is not None or (deprecated is not None and deprecated <= today) else "live"


def _word(row: Row, key: str, words: type[Word], text: str) -> Word:
    try:
        return words(text)
    except ValueError as error:
        raise row.wrong(key, f"{text!r} is none of {', '.join(words)}") from error
