"""The core: one line per concern, in order. Knows ports and facts, never parts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Protocol

from heliograph.catalogue.catalogue import Catalogue
from heliograph.catalogue.pricing import facts, price
from heliograph.catalogue.rules import apply
from heliograph.catalogue.tokens import count_input
from heliograph.domain.content import Modality
from heliograph.domain.errors import GatewayError, Internal, InvalidArgument, Unavailable
from heliograph.domain.films import (
    AnyRequest,
    FilmRequest,
    FilmResult,
    GenerateVideos,
    GetOperation,
    Interact,
    WatchOperation,
)
from heliograph.domain.model import Model
from heliograph.domain.operation import Operation
from heliograph.domain.requests import CountTokens, GenerateContent, GenerateImages, GetModel, ListModels, Work
from heliograph.domain.results import Delta, Generation, ModelPage, Result, TokenCount
from heliograph.gateway.capability import require
from heliograph.gateway.fetching import Fetch, has_addresses, with_pictures
from heliograph.gateway.intake import Limits, check_pictures
from heliograph.gateway.metering import Entry, Metering
from heliograph.gateway.policy import Policy
from heliograph.gateway.ports import Engine, Exchange
from heliograph.gateway.routing import Routing
from heliograph.gateway.watching import Read, finished, states

WAIT_SECONDS = 600.0
"""How long an answer that waits for its films waits for them."""


class FilmDesk(Protocol):
    """Who answers for films, operations and files. Raises GatewayError."""

    async def answer(self, exchange: Exchange, ask: FilmRequest, verb: str) -> FilmResult: ...
    async def close(self) -> None: ...
    async def own(self, ask: Work, tenant: str) -> Work:
        """The ask with files of this tenant in the place of their addresses."""
        ...


@dataclass(frozen=True, slots=True)
class Prepared:
    """An ask that may go to an engine: valid, complete, and with a line open in the books."""

    model: Model
    ask: Work
    entry: Entry
    refused: Generation | None = None


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer still coming, and the ask as the rules left it: what is known before the first piece."""

    ask: AnyRequest
    deltas: AsyncIterator[Delta]


class Gateway:
    """What the product does, for any dialect, by any engine."""

    def __init__(
        self,
        catalogue: Catalogue,
        routing: Routing,
        metering: Metering,
        policy: Policy,
        limits: Limits,
        films: FilmDesk | None = None,
        fetch: Fetch | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._routing = routing
        self._metering = metering
        self._policy = policy
        self._limits = limits
        self._films = films
        self._fetch = fetch

    async def answer(self, exchange: Exchange, verb: str) -> Result:
        """The whole answer to an ask. Raises GatewayError."""
        match exchange.ask:
            case ListModels() as ask:
                return self._page(ask)
            case GetModel() as ask:
                return self._catalogue.resolve(ask.model)
            case CountTokens() as ask:
                return TokenCount(model=self._catalogue.resolve(ask.model), usage=count_input(ask.contents, ask.system))
            case GenerateImages() | GenerateContent() as ask:
                return await self._generate(await self._prepare(exchange, ask, verb))
            case Interact() as ask:
                return await self.answer(replace(exchange, ask=self._wanted(ask)), verb)
            case WatchOperation() as ask:
                return await self._reading(exchange, ask.id, verb, inline=ask.inline)()
            case GenerateVideos(wait=True) as ask:
                first = await self._film_desk().answer(exchange, ask, verb)
                assert isinstance(first, Operation)  # for the type checker: that is its answer
                return await finished(first, self._reading(exchange, first.id, verb, inline=True), WAIT_SECONDS)
            case _ as ask:
                return await self._film_desk().answer(exchange, ask, verb)

    async def stream(self, exchange: Exchange, verb: str) -> Stream:
        """The answer in pieces. What is wrong with the ask is raised here, before the first piece."""
        match exchange.ask:
            case Interact() as ask:
                return await self.stream(replace(exchange, ask=self._wanted(ask)), verb)
            case GenerateVideos() | WatchOperation() as ask:
                first = await self.answer(replace(exchange, ask=_at_once(ask)), verb)
                assert isinstance(first, Operation)  # for the type checker: these two are answered with one
                return Stream(ask, self._states(exchange, first, verb))
            case GenerateImages() | GenerateContent() as ask:
                prepared = await self._prepare(exchange, ask, verb)
                engine = None if prepared.refused else self._engine(prepared)
                return Stream(prepared.ask, self._deltas(prepared, engine))
            case _:
                raise Internal(message="This request has no stream.")

    async def close(self) -> None:
        """Close the engines, after those who use them."""
        if self._films is not None:
            await self._films.close()
        await self._routing.close()

    def _film_desk(self) -> FilmDesk:
        if self._films is None:
            raise Unavailable(message="This gateway makes no films.")
        return self._films

    def _wanted(self, ask: Interact) -> GenerateVideos | GenerateContent:
        """What kind of answer: the caller's word, or else what the model is made for. Raises InvalidArgument."""
        films = ask.wanted is Modality.VIDEO
        if ask.wanted is None:
            model = self._catalogue.resolve(ask.model)
            films = model.makes_videos and not model.makes_images
        for name, why in () if films else ask.films_only.items():
            raise InvalidArgument(message=why, field=name)
        return ask.films if films else ask.content

    def _reading(self, exchange: Exchange, id: str, verb: str, *, inline: bool) -> Read:
        async def read() -> Operation:
            ask = GetOperation(id=id, inline=inline)
            found = await self._film_desk().answer(replace(exchange, ask=ask), ask, verb)
            assert isinstance(found, Operation)  # for the type checker: that is its answer
            return found

        return read

    async def _states(self, exchange: Exchange, first: Operation, verb: str) -> AsyncIterator[Delta]:
        inline = getattr(exchange.ask, "inline", True)
        async for state in states(first, self._reading(exchange, first.id, verb, inline=inline)):
            yield Delta(operation=state)

    async def _prepare(self, exchange: Exchange, ask: Work, verb: str) -> Prepared:
        entry = self._metering.open(exchange, verb, ask.model)
        model = None
        try:
            model = self._catalogue.resolve(ask.model)
            require(model, ask)
            ask = await self._with_pictures(apply(model, ask), exchange.caller.tenant)
            check_pictures(ask, self._limits)
        except GatewayError as error:
            self._metering.fail(entry, model, error)
            raise
        refusal = self._policy.judge(ask)
        refused = self._finished(Generation(model=model, engine="", refusal=refusal), ask, entry) if refusal else None
        return Prepared(model=model, ask=ask, entry=entry, refused=refused)

    async def _with_pictures(self, ask: Work, tenant: str) -> Work:
        """Addresses of the tenant's own files are opened; others are fetched, where that is allowed."""
        if self._films is not None:
            ask = await self._films.own(ask, tenant)
        if self._fetch is None or not has_addresses(ask):
            return ask
        return await asyncio.to_thread(with_pictures, ask, self._fetch)

    def _engine(self, prepared: Prepared) -> Engine:
        try:
            return self._routing.first_that_can(prepared.ask, prepared.model)
        except GatewayError as error:
            self._metering.fail(prepared.entry, prepared.model, error)
            raise

    async def _generate(self, prepared: Prepared) -> Generation:
        if prepared.refused:
            self._metering.settle(prepared.entry, prepared.refused)
            return prepared.refused
        engine = self._engine(prepared)
        try:
            made = self._finished(await engine.generate(prepared.ask, prepared.model), prepared.ask, prepared.entry)
            self._metering.settle(prepared.entry, made)
            return made
        except Exception as error:
            self._metering.fail(prepared.entry, prepared.model, error)
            raise
        finally:
            self._metering.abandon(prepared.entry, prepared.model)

    async def _deltas(self, prepared: Prepared, engine: Engine | None) -> AsyncIterator[Delta]:
        if engine is None:
            assert prepared.refused is not None  # for the type checker: one of the two is always set
            self._metering.settle(prepared.entry, prepared.refused)
            yield Delta(final=prepared.refused)
            return
        try:
            async for delta in engine.stream(prepared.ask, prepared.model):
                if delta.final is not None:
                    made = self._finished(delta.final, prepared.ask, prepared.entry)
                    self._metering.settle(prepared.entry, made)
                    delta = replace(delta, final=made)
                yield delta
        except Exception as error:
            self._metering.fail(prepared.entry, prepared.model, error)
            raise
        finally:
            self._metering.abandon(prepared.entry, prepared.model)

    def _finished(self, made: Generation, ask: Work, entry: Entry) -> Generation:
        """The engine's answer with what only the house knows: price, id, time, and what the rules set aside."""
        size = next((candidate.size for candidate in made.candidates if candidate.size), None)
        return replace(
            made,
            cost=price(made.model, made.usage, facts(made.model, ask, size)),
            ignored=ask.ignored,
            request_id=entry.exchange.request_id,
            created=int(entry.started.timestamp()),
        )

    def _page(self, ask: ListModels) -> ModelPage:
        models = self._catalogue.models()
        ids = [model.id for model in models]
        start = ids.index(ask.page_token) + 1 if ask.page_token in ids else 0
        page = models[start : start + (ask.page_size or len(models))]
        rest = start + len(page) < len(models)
        return ModelPage(models=tuple(page), next_page_token=page[-1].id if page and rest else None)


def _at_once(ask: GenerateVideos | WatchOperation) -> GenerateVideos | WatchOperation:
    return replace(ask, wait=False) if isinstance(ask, GenerateVideos) else ask
