"""From an operation to its row and back. Texts of callers are made such that every database takes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from heliograph.domain.operation import Failure, Operation, State
from heliograph.domain.usage import Money
from heliograph.gateway.film_ports import Job
from heliograph.store import asks
from heliograph.store.files import file_of
from heliograph.store.moments import from_micros, to_micros


def row_of_job(job: Job, executor: str) -> dict[str, Any]:
    """The row of a job that nobody has attempted yet."""
    operation = job.operation
    texts = {
        "tenant": operation.tenant,
        "key_id": operation.key_id,
        "kind": operation.kind,
        "model": operation.model,
        "model_asked": job.model_asked,
        "state": operation.state,
        "prompt": operation.prompt,
        "facts": json.dumps(dict(operation.facts)),
        "filtered": seen(operation.filtered),
        "notes": seen(operation.notes),
        "parent": operation.parent,
        "engine": operation.engine,
        "dialect": job.dialect,
        "verb": job.verb,
        "request_id": job.request_id,
        "executor": executor,
    }
    return {
        "id": operation.id,
        **{name: clean(text) for name, text in texts.items()},
        "ask": asks.to_json(job.ask),
        **dict.fromkeys(("failure_status", "failure_message", "attempt", "boot", "ticket"), ""),
        "emulated": operation.emulated,
        "epoch": job.epoch,
        "progress": 0,
        "held_nanos": job.held_nanos,
        "created_at": to_micros(operation.created),
        "updated_at": to_micros(operation.updated),
        "expires_at": to_micros(operation.expires) if operation.expires else None,
    }


def operation_of(row: Any, films: Sequence[Any]) -> Operation:
    """What a caller may see of a row and of the rows of its films."""
    failure = None
    if row.failure_code is not None:
        failure = Failure(code=row.failure_code, status=row.failure_status, message=row.failure_message)
    return Operation(
        id=row.id,
        tenant=row.tenant,
        key_id=row.key_id,
        kind=row.kind,
        model=row.model,
        state=State(row.state),
        created=from_micros(row.created_at),
        updated=from_micros(row.updated_at),
        expires=from_micros(row.expires_at) if row.expires_at is not None else None,
        finished=from_micros(row.finished_at) if row.finished_at is not None else None,
        progress=row.progress / 1_000_000,
        prompt=row.prompt,
        facts=json.loads(row.facts),
        media=tuple(file_of(film) for film in films),
        filtered=tuple(json.loads(row.filtered)),
        failure=failure,
        notes=tuple(json.loads(row.notes)),
        engine=row.engine,
        emulated=row.emulated,
        cost=Money.of_nanos(row.cost_nanos) if row.cost_nanos is not None else None,
        parent=row.parent,
    )


def seen(texts: Sequence[str]) -> str:
    """A list of sentences as JSON."""
    return json.dumps(list(texts))


def clean(text: str) -> str:
    """No lone surrogates, no NUL: PostgreSQL refuses both."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")
