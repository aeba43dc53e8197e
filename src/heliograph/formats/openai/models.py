"""The model list of OpenAI's dialect, with what its own has not: capabilities, lifecycle, prices, a substitute."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from heliograph.catalogue.pricing import facts, price
from heliograph.catalogue.rules import apply
from heliograph.catalogue.tokens import count_work
from heliograph.domain.model import Model, Rate
from heliograph.domain.requests import GenerateImages
from heliograph.domain.results import ModelPage


def write_models(page: ModelPage) -> dict[str, Any]:
    """``{"object": "list", "data": [...]}``."""
    return {"object": "list", "data": [write_model(model) for model in page.models]}


def write_model(model: Model) -> dict[str, Any]:
    """One model. ``created`` is in Unix seconds (0 when no date is known). ``shutdown_date`` is the vendor's own
    date, as OpenAI's list carries it; the name goes on answering here. ``substitute`` is the successor's id.
    ``price_per_image`` is what one picture costs in dollars when nothing but a prompt is given, the prompt not
    counted; null for a model that makes none."""
    life = model.lifecycle
    return {
        "id": model.id,
        "object": "model",
        "created": _seconds(life.released),
        "owned_by": model.owner,
        "title": model.title,
        "description": model.description,
        "family": model.family,
        "capabilities": sorted(model.capabilities),
        "lifecycle": {"state": life.state, "released": _day(life.released), "deprecated": _day(life.deprecated)},
        "shutdown_date": _day(life.retired),
        "substitute": life.successor,
        "parameters": _parameters(model),
        "sizes": {size: {ratio: f"{w}x{h}" for ratio, (w, h) in grid.items()} for size, grid in model.sizes.items()},
        "pricing": [_price(rate) for rate in model.rates],
        "price_per_image": _price_per_image(model),
        "tokens_per_image": dict(model.tokens_per_image),
        "languages": list(model.languages),
        "emulated": model.emulated,
    }


def _parameters(model: Model) -> dict[str, dict[str, Any]]:
    rules = {}
    for name, rule in model.parameters.items():
        facts = {
            "default": rule.default,
            "minimum": rule.minimum,
            "maximum": rule.maximum,
            "one_of": list(rule.one_of) or None,
            "fixed": rule.fixed,
            "required": rule.required or None,
        }
        rules[name] = {fact: value for fact, value in facts.items() if value is not None}
    return rules


def _price_per_image(model: Model) -> str | None:
    if not (model.makes_images and model.rates):
        return None
    ask = apply(model, GenerateImages(model=model.id, prompt="", number_of_images=1))
    return str(price(model, count_work(model, ask, 1), facts(model, ask)))


def _price(rate: Rate) -> dict[str, Any]:
    """Dollars as text, so that no reader rounds them: ``price`` per ``per`` units of ``meter``."""
    facts: dict[str, Any] = {"meter": str(rate.meter), "price": format(rate.price, "f"), "per": rate.per}
    if rate.when:
        facts["when"] = {name: list(values) for name, values in rate.when.items()}
    return {**facts, "currency": "USD", "since": _day(rate.since), "source": rate.source}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _seconds(day: date | None) -> int:
    return 0 if day is None else int(datetime.combine(day, time(), UTC).timestamp())
