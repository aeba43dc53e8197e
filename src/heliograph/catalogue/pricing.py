"""Prices: exact after the work, and the most it can cost before it, by the same code. Dollars as decimals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from heliograph.catalogue.sizes import Pixels, pixels, size_class, written
from heliograph.catalogue.tokens import chosen_quality, count_at_most
from heliograph.domain.content import Content
from heliograph.domain.errors import Internal
from heliograph.domain.model import Model, Rate
from heliograph.domain.requests import GenerateImages, Work
from heliograph.domain.usage import Meter, Money, Usage

Facts = Mapping[str, str]
"""What a rate may depend on: ``image_size``, ``size`` (``1024x1024``), ``quality``, ``resolution``."""

NO_FACTS: Facts = MappingProxyType({})


class Unpriced(Internal):
    """The catalogue has rates for a meter, and none for these facts. Never a price of zero."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bill: ``count`` units of a meter at a rate."""

    meter: Meter
    count: int
    rate: Rate

    @property
    def amount(self) -> Money:
        return Money(self.rate.price * self.count / Decimal(self.rate.per))


def bill(model: Model, usage: Usage, facts: Facts) -> tuple[Line, ...]:
    """The lines that make up the price. A meter that the model is not billed by has no line. Raises Unpriced, and
    ValueError for a negative count."""
    lines = []
    for meter, count in usage:
        if count < 0:
            raise ValueError(f"{meter} cannot be {count}")
        rate = rate_for(model, meter, facts)
        if rate is not None:
            lines.append(Line(meter, count, rate))
    return tuple(lines)


def rate_for(model: Model, meter: Meter, facts: Facts) -> Rate | None:
    """The first rate that the facts fit; None for a meter that the model is not billed by. Raises Unpriced."""
    rates = [rate for rate in model.rates if rate.meter == meter]
    for rate in rates:
        if all(facts.get(fact) in values for fact, values in rate.when.items()):
            return rate
    if not rates:
        return None
    raise Unpriced(message=f"There is no price of {model.id} per {meter} for {dict(facts)}.")


def price(model: Model, usage: Usage, facts: Facts = NO_FACTS) -> Money:
    """What a usage costs at list price. Models whose rates depend on size or quality need the facts of the ask."""
    return sum((line.amount for line in bill(model, usage, facts)), Money())


def quote(model: Model, ask: Work) -> Money:
    """The most that a request can cost which the rules have passed."""
    return max(
        (price(model, count_at_most(model, ask, size), facts(model, ask, size)) for size in _possible(model, ask)),
        key=lambda money: money.dollars,
    )


def facts(model: Model, ask: Work, size: Pixels | None = None) -> Facts:
    """What the prices of a request depend on. ``size`` is that of the pictures made; without it, the one that the
    request leads to when the caller sent no picture."""
    return {
        "image_size": size_class(model, ask),
        "size": written(size or pixels(model, ask)),
        "quality": chosen_quality(model, ask),
    }


def _possible(model: Model, ask: Work) -> tuple[Pixels, ...]:
    """The sizes that the pictures may come out with: one, unless a picture of the caller decides."""
    grid = model.sizes.get(size_class(model, ask), {})
    open_to_choice = ask.size is None and ask.aspect_ratio is None and _has_pictures(ask)
    return tuple(grid.values()) if open_to_choice and grid else (pixels(model, ask),)


def _has_pictures(ask: Work) -> bool:
    if isinstance(ask, GenerateImages):
        return bool(ask.references)
    turns: tuple[Content, ...] = ask.contents
    return any(turn.media for turn in turns)
