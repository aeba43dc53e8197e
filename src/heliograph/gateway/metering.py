"""What a request used and what it costs, written into the books exactly once, whatever became of it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime

from heliograph.domain.errors import GatewayError, Internal
from heliograph.domain.model import Model
from heliograph.domain.results import Generation
from heliograph.domain.usage import Money, Usage
from heliograph.gateway.ports import Books, Clock, Exchange, Observer, UsageRecord


@dataclass(slots=True)
class Entry:
    """One open line of the books. Close it with what came of it; an entry left open closes as cancelled."""

    exchange: Exchange
    verb: str
    model_asked: str
    started: datetime
    tick: float = field(default_factory=time.monotonic)
    closed: bool = False


class Metering:
    """Opens and closes entries; tells the observers."""

    def __init__(self, books: Books, clock: Clock, observers: tuple[Observer, ...] = ()) -> None:
        self._books = books
        self._clock = clock
        self._observers = observers

    def now(self) -> datetime:
        return self._clock.now()

    def open(self, exchange: Exchange, verb: str, model_asked: str) -> Entry:
        return Entry(exchange=exchange, verb=verb, model_asked=model_asked, started=self._clock.now())

    def settle(self, entry: Entry, made: Generation) -> None:
        """The work was done, in whole or in part, or refused by policy."""
        self._close(entry, made.model, made, verdict=_verdict(made))

    def fail(self, entry: Entry, model: Model | None, error: Exception) -> None:
        """Nothing was delivered; nothing is charged. An unforeseen error is the house's own fault."""
        verdict = error.status if isinstance(error, GatewayError) else Internal.status
        self._close(entry, model, None, verdict=verdict.lower())

    def abandon(self, entry: Entry, model: Model) -> None:
        """The caller went away before the work was done; no effect on a closed entry."""
        if not entry.closed:
            self._close(entry, model, None, verdict="cancelled")

    def _close(self, entry: Entry, model: Model | None, made: Generation | None, verdict: str) -> None:
        entry.closed = True
        record = UsageRecord(
            request_id=entry.exchange.request_id,
            tenant=entry.exchange.caller.tenant,
            key_id=entry.exchange.caller.key_id,
            dialect=entry.exchange.dialect,
            verb=entry.verb,
            model_asked=entry.model_asked,
            model_served=model.id if model else "",
            engine=made.engine if made else "",
            usage=made.usage if made else Usage(),
            cost=(made.cost if made else None) or Money(),
            verdict=verdict,
            emulated=bool(made and made.emulated),
            started=entry.started,
            milliseconds=round((time.monotonic() - entry.tick) * 1000),
        )
        self._books.record(record)
        for observer in self._observers:
            observer.finished(record)


def _verdict(made: Generation) -> str:
    refused = [candidate for candidate in made.candidates if candidate.refusal is not None]
    if made.refusal is not None or (refused and len(refused) == len(made.candidates)):
        return "refused"
    return "partial" if refused else "ok"
