"""The end of an operation as the books see it: what it used, what it cost, and how long it took."""

from __future__ import annotations

from datetime import datetime

from heliograph.catalogue.film_pricing import film_facts, film_usage
from heliograph.catalogue.pricing import price
from heliograph.catalogue.sizes import pixels, written
from heliograph.domain.errors import GatewayError
from heliograph.domain.films import GenerateVideos
from heliograph.domain.model import Model
from heliograph.domain.operation import Failure, State
from heliograph.domain.usage import Money, Usage
from heliograph.gateway.film_ports import Job, Outcome
from heliograph.gateway.ports import UsageRecord

CODES = {
    "CANCELLED": 1,
    "INVALID_ARGUMENT": 3,
    "DEADLINE_EXCEEDED": 4,
    "NOT_FOUND": 5,
    "PERMISSION_DENIED": 7,
    "RESOURCE_EXHAUSTED": 8,
    "ABORTED": 10,
    "UNIMPLEMENTED": 12,
    "INTERNAL": 13,
    "UNAVAILABLE": 14,
    "UNAUTHENTICATED": 16,
}
"""google.rpc.Code by name (github.com/googleapis/googleapis, google/rpc/code.proto)."""


def failure_of(error: GatewayError) -> Failure:
    """An error as the failure of an operation."""
    return Failure(code=CODES.get(error.status, 2), status=error.status, message=error.sentence())


def failure(status: str, message: str) -> Failure:
    """A failure by the name of its code."""
    return Failure(code=CODES[status], status=status, message=message)


def record_of(job: Job, model: Model, outcome: Outcome, now: datetime) -> UsageRecord:
    """The one line that an operation has in the books. Only finished films cost."""
    films = len(outcome.films)
    usage = film_usage(model, job.ask, films) if films else Usage()
    cost = price(model, usage, film_facts(model, job.ask)) if films else Money()
    operation = job.operation
    return UsageRecord(
        request_id=job.request_id,
        tenant=operation.tenant,
        key_id=operation.key_id,
        dialect=job.dialect,
        verb=job.verb,
        model_asked=job.model_asked,
        model_served=model.id,
        engine=operation.engine,
        usage=usage,
        cost=cost,
        verdict=_verdict(job.ask, outcome),
        emulated=operation.emulated,
        started=operation.created,
        milliseconds=max(0, round((now - operation.created).total_seconds() * 1000)),
    )


def _verdict(ask: GenerateVideos, outcome: Outcome) -> str:
    films = len(outcome.films)
    if outcome.state is not State.SUCCEEDED:
        return "refused" if outcome.filtered else str(outcome.state)
    asked = ask.number_of_videos or 1
    return "ok" if films >= asked else "partial" if films else "refused"


def told_facts(model: Model, ask: GenerateVideos) -> dict[str, str]:
    """The settings of an ask that the rules have passed, in the words of ``Operation.facts``; texts among its extras
    are a dialect's own, to be told back to it (``delivery``)."""
    extras = {name: value for name, value in ask.extras.items() if isinstance(value, str)}
    return {
        **extras,
        "seconds": str(ask.duration_seconds or ""),
        "size": written(pixels(model, ask)),
        "aspect_ratio": ask.aspect_ratio or "",
        "resolution": ask.resolution or "",
        "audio": "true" if ask.generate_audio else "false",
        "films": str(ask.number_of_videos or 1),
    }
