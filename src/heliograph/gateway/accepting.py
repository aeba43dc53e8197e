"""From an ask for films to an accepted operation: checked, priced, its pictures kept, its row on the disk."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from heliograph.catalogue.catalogue import Catalogue
from heliograph.catalogue.film_pricing import film_quote
from heliograph.catalogue.rules import apply
from heliograph.domain.errors import GatewayError, InvalidArgument, NotFound, Unavailable
from heliograph.domain.films import GenerateVideos
from heliograph.domain.media import Media, Stored
from heliograph.domain.model import Model
from heliograph.domain.operation import Operation, State
from heliograph.domain.results import Refusal
from heliograph.gateway.capability import require_film
from heliograph.gateway.film_books import told_facts
from heliograph.gateway.film_ports import Files, Job, MediaStore, Operations, VideoEngine
from heliograph.gateway.intake import Limits, check_pictures
from heliograph.gateway.metering import Metering
from heliograph.gateway.own_files import with_own_files
from heliograph.gateway.policy import Policy
from heliograph.gateway.ports import Exchange
from heliograph.wire.armour import raw

INHERITED = ("duration_seconds", "size", "seed", "generate_audio", "person_generation", "negative_prompt")
"""What a film made from another one takes over, where the ask does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What decides about an ask. ``hours`` is how long an operation may take in all."""

    catalogue: Catalogue
    policy: Policy
    limits: Limits
    metering: Metering
    hours: float = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """Where operations, files and their bytes lie; ``new_id`` names them (``[a-z0-9]+``, not to be guessed)."""

    rows: Operations
    files: Files
    store: MediaStore
    new_id: Callable[[], str]


class Accepting:
    """Opens operations."""

    def __init__(self, rules: Rules, shelves: Shelves, engines: Sequence[VideoEngine]) -> None:
        self._rules = rules
        self._shelves = shelves
        self._engines = tuple(engines)

    async def accept(self, exchange: Exchange, ask: GenerateVideos, verb: str) -> tuple[Job, Refusal | None]:
        """The job, whose row is on the disk, and why policy refuses it if it does. Raises GatewayError, with a line in
        the books, for an ask that cannot be taken."""
        entry = self._rules.metering.open(exchange, verb, ask.model)
        model = None
        try:
            ask = await self._remade(exchange.caller.tenant, ask)
            model = self._rules.catalogue.resolve(ask.model)
            ask = await self._valid(exchange.caller.tenant, model, ask)
            refusal = self._rules.policy.judge(ask)
            engine = None if refusal else self._engine(model, ask)
            job = self._job(exchange, await self._kept(ask), model, engine, verb)
            await self._shelves.rows.open(job)
        except GatewayError as error:
            self._rules.metering.fail(entry, model, error)
            raise
        return job, refusal

    async def _remade(self, tenant: str, ask: GenerateVideos) -> GenerateVideos:
        """A remix takes over what the first film was asked with."""
        if not ask.parent:
            return ask
        mine = await self._shelves.rows.read(tenant, ask.parent)
        first = await self._shelves.rows.job(ask.parent) if mine is not None else None
        if first is None:
            raise NotFound(message=f"There is no film named {ask.parent[:80]}.")
        taken: dict[str, Any] = {name: getattr(first.ask, name) for name in INHERITED if getattr(ask, name) is None}
        if ask.size is None and ask.aspect_ratio is None and ask.resolution is None:
            taken |= {"aspect_ratio": first.ask.aspect_ratio, "resolution": first.ask.resolution}
        return replace(ask, model=ask.model or first.model_asked, **taken)

    async def _valid(self, tenant: str, model: Model, ask: GenerateVideos) -> GenerateVideos:
        require_film(model, ask)
        ask = apply(model, ask)
        ask = await with_own_files(ask, tenant, self._shelves.files, self._shelves.store)
        check_pictures(ask, self._rules.limits)
        if ask.video is not None:
            raise InvalidArgument(
                message="Films cannot be gone on from here.",
                field=ask.spelling.get("video", "video"),
                hint="Send the film's last picture as the image instead.",
            )
        return ask if ask.seed is not None else replace(ask, seed=secrets.randbelow(2**31))

    def _engine(self, model: Model, ask: GenerateVideos) -> VideoEngine:
        for engine in self._engines:
            if engine.can_film(ask, model):
                return engine
        raise Unavailable(
            message=f"No engine of this gateway can make films for {model.id}.",
            hint="An administrator can switch on an upstream or the illustrator.",
        )

    async def _kept(self, ask: GenerateVideos) -> GenerateVideos:
        """Its pictures on our disk, so that they outlive this process."""
        frames = {name: getattr(ask, name) for name in ("image", "last_frame")}
        kept: dict[str, Any] = {name: await self._keep(media) for name, media in frames.items() if media is not None}
        references = tuple([replace(one, media=await self._keep(one.media)) for one in ask.references])
        return replace(ask, references=references, **kept)

    async def _keep(self, media: Media) -> Media:
        file = await self._shelves.store.keep(_one(raw(media)))
        return replace(media, source=Stored(self._shelves.store.path(file.sha256), file.size))

    def _job(self, exchange: Exchange, ask: GenerateVideos, model: Model, engine: VideoEngine | None, verb: str) -> Job:
        """Without an engine nobody can carry it on: what policy refuses is never sent, whatever happens next."""
        now = self._rules.metering.now()
        operation = Operation(
            id=self._shelves.new_id(),
            tenant=exchange.caller.tenant,
            key_id=exchange.caller.key_id,
            kind="video",
            model=model.id,
            state=State.ACCEPTED,
            created=now,
            updated=now,
            expires=now + timedelta(hours=self._rules.hours),
            prompt=ask.prompt,
            facts=told_facts(model, ask),
            engine=engine.name if engine else "",
            emulated=engine.emulates if engine else False,
            parent=ask.parent,
        )
        return Job(
            operation=operation,
            ask=ask,
            dialect=exchange.dialect,
            verb=verb,
            request_id=exchange.request_id,
            model_asked=ask.model,
            held_nanos=film_quote(model, ask).nanos if engine else 0,
        )


async def _one(data: bytes) -> AsyncIterator[bytes]:
    yield data
