"""What the core needs of others, as small protocols. The core knows these and never the parts behind them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from heliograph.domain.caller import Caller
from heliograph.domain.films import AnyRequest
from heliograph.domain.model import Model
from heliograph.domain.requests import GenerateContent, GenerateImages, Work
from heliograph.domain.results import Delta, Generation
from heliograph.domain.usage import Money, Usage


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, in UTC."""
        ...


class Engine(Protocol):
    """Who makes pictures. Knows no money, keys, archive or dialects. Raises GatewayError only.

    ``generate`` gets an ask whose defaults are filled in and whose values are valid for ``model``."""

    @property
    def name(self) -> str: ...
    @property
    def emulates(self) -> bool:
        """True when it stands in for a vendor's model: answers say so."""
        ...

    def can(self, ask: Work, model: Model) -> bool: ...
    async def generate(self, ask: Work, model: Model) -> Generation: ...
    def stream(self, ask: GenerateContent | GenerateImages, model: Model) -> AsyncIterator[Delta]: ...
    async def close(self) -> None: ...


class Keys(Protocol):
    def caller(self, secret: str) -> Caller | None:
        """Who holds this key; None for an absent, unknown, revoked or expired one, alike."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class UsageRecord:
    """One request in the books. ``verdict``: ok, partial, refused, or a google.rpc code word."""

    request_id: str
    tenant: str
    key_id: str
    dialect: str
    verb: str
    model_asked: str
    model_served: str
    engine: str
    usage: Usage
    cost: Money
    verdict: str
    emulated: bool
    started: datetime
    milliseconds: int


class Books(Protocol):
    def record(self, record: UsageRecord) -> None:
        """Never blocks: rows are written in batches behind it."""
        ...


class Observer(Protocol):
    """May look, never touch."""

    def finished(self, record: UsageRecord) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request on its way through the core: who asks what, by which dialect, when."""

    caller: Caller
    ask: AnyRequest
    dialect: str
    request_id: str
