"""A long piece of work and its legal steps, as a pure function. Our rows hold this; whoever drives them may die.

accepted -> submitting -> running -> succeeded | failed | cancelled | expired
            submitting -> ambiguous                  (nobody knows whether a paid engine took it: never sent again)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from heliograph.domain.media import Media
from heliograph.domain.usage import Money


class State(StrEnum):
    ACCEPTED = "accepted"
    SUBMITTING = "submitting"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    AMBIGUOUS = "ambiguous"


STEPS: Mapping[State, frozenset[State]] = {
    State.ACCEPTED: frozenset({State.SUBMITTING, State.FAILED, State.CANCELLED, State.EXPIRED}),
    State.SUBMITTING: frozenset({State.RUNNING, State.SUCCEEDED, State.FAILED, State.CANCELLED, State.AMBIGUOUS}),
    State.RUNNING: frozenset({State.SUCCEEDED, State.FAILED, State.CANCELLED, State.EXPIRED}),
    State.AMBIGUOUS: frozenset({State.RUNNING, State.SUCCEEDED, State.FAILED}),
    State.SUCCEEDED: frozenset(),
    State.FAILED: frozenset(),
    State.CANCELLED: frozenset(),
    State.EXPIRED: frozenset(),
}
FINAL = frozenset(state for state, steps in STEPS.items() if not steps)
SHOWN_DONE = FINAL | {State.AMBIGUOUS}
"""States in which a caller is told that the operation is done."""


class IllegalStep(Exception):
    """A step that no operation may take: a fault of ours, or a writer that has been overtaken."""


def step(now: State, then: State) -> State:
    """The new state. Raises IllegalStep; a final state stays what it is."""
    if then not in STEPS[now]:
        raise IllegalStep(f"{now} -> {then}")
    return then


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredMedia:
    """A finished file of ours. ``id`` is ``[a-z0-9]+``: SDKs cut it out of addresses. ``content`` leads to its bytes on
    the disk, and is set only where an ask wants them."""

    id: str
    mime_type: str
    size: int
    sha256: str
    name: str = ""
    created: datetime | None = None
    expires: datetime | None = None
    content: Media | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why an operation did not succeed; ``code`` is google.rpc's number."""

    code: int
    status: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One accepted piece of long work, as a caller may see it. ``progress`` is 0..1."""

    id: str
    tenant: str
    key_id: str
    kind: str
    model: str
    state: State
    created: datetime
    updated: datetime
    expires: datetime | None = None
    progress: float = 0.0
    prompt: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What was asked, with the model's defaults filled in, for dialects that repeat it: ``seconds`` (``8``), ``size``
    (``1280x720``), ``aspect_ratio``, ``resolution``, ``audio`` (``true`` or ``false``), ``films`` (``2``)."""
    finished: datetime | None = None
    media: tuple[StoredMedia, ...] = ()
    filtered: tuple[str, ...] = ()
    """One reason for each film that policy withheld."""
    failure: Failure | None = None
    notes: tuple[str, ...] = ()
    engine: str = ""
    emulated: bool = False
    cost: Money | None = None
    parent: str = ""
    """The operation this one is a remix of."""

    @property
    def done(self) -> bool:
        return self.state in SHOWN_DONE
