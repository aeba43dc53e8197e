"""What films use and cost: seconds of film, by resolution. The same price code as for pictures."""

from __future__ import annotations

from typing import Protocol

from heliograph.catalogue.pricing import Facts, price
from heliograph.catalogue.sizes import Shaped, pixels, size_class, written
from heliograph.domain.model import Model
from heliograph.domain.usage import Meter, Money, Usage


class FilmAsk(Shaped, Protocol):
    """A request for films that the rules have passed."""

    @property
    def number_of_videos(self) -> int | None: ...
    @property
    def duration_seconds(self) -> int | None: ...


def film_usage(model: Model, ask: FilmAsk, films: int | None = None) -> Usage:
    """Seconds of film for ``films`` finished ones, or for all that were asked for. A film is as long as asked."""
    count = films if films is not None else ask.number_of_videos or 1
    return Usage({Meter.VIDEO_SECOND: count * (ask.duration_seconds or 0)})


def film_facts(model: Model, ask: FilmAsk) -> Facts:
    """What the price of a film depends on."""
    return {"resolution": size_class(model, ask), "size": written(pixels(model, ask))}


def film_quote(model: Model, ask: FilmAsk) -> Money:
    """What all films asked for cost when all are made: the most it can be, since a film that is not made costs
    nothing."""
    return price(model, film_usage(model, ask), film_facts(model, ask))
