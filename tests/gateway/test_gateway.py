"""The core with hand-made parts: whatever happens, one line in the books, with the right price and verdict."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from heliograph.catalogue.catalogue import Catalogue
from heliograph.catalogue.tokens import count_work
from heliograph.domain.caller import Caller
from heliograph.domain.content import Content, Modality, Part
from heliograph.domain.errors import GatewayError, InvalidArgument, NotFound, Unavailable, WrongCapability
from heliograph.domain.media import Decoded, Encoded, Media, Remote
from heliograph.domain.model import Model
from heliograph.domain.requests import (
    CountTokens,
    GenerateContent,
    GenerateImages,
    GetModel,
    ListModels,
    Reference,
    Request,
    Work,
)
from heliograph.domain.results import Candidate, Delta, Generation, ModelPage, Refusal, TokenCount
from heliograph.domain.usage import Meter
from heliograph.gateway.gateway import Gateway
from heliograph.gateway.intake import Limits
from heliograph.gateway.metering import Metering
from heliograph.gateway.policy import load_policy
from heliograph.gateway.ports import Exchange, UsageRecord
from heliograph.gateway.routing import Routing

CATALOGUE = Catalogue.load()
PICTURE = Media(
    "image/png", Decoded(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x02\x00\x00\x00")
)


class Clock:
    def now(self) -> datetime:
        return datetime(2026, 1, 2, tzinfo=UTC)


class Ledger:
    """Keeps what it is told, as the port of the books."""

    def __init__(self) -> None:
        self.rows: list[UsageRecord] = []

    def record(self, record: UsageRecord) -> None:
        self.rows.append(record)


class Painter:
    """An engine that makes as many pictures as asked, withholding some, or fails."""

    name = "painter"
    emulates = True

    def __init__(self, withheld: int = 0, error: Exception | None = None) -> None:
        self.withheld = withheld
        self.error = error
        self.asked: list[Work] = []

    def can(self, ask: Work, model: Model) -> bool:
        return True

    async def generate(self, ask: Work, model: Model) -> Generation:
        self.asked.append(ask)
        if self.error is not None:
            raise self.error
        count = ask.number_of_images or 1
        made = [Candidate(parts=(Part(media=PICTURE),)) for _ in range(count - self.withheld)]
        refused = [Candidate(refusal=Refusal(code="X", reason="no")) for _ in range(self.withheld)]
        usage = count_work(model, ask, len(made), size=(1024, 1024))
        return Generation(model=model, engine=self.name, candidates=(*made, *refused), usage=usage, emulated=True)

    async def stream(self, ask: Work, model: Model) -> AsyncIterator[Delta]:
        whole = await self.generate(ask, model)
        for candidate in whole.candidates:
            for part in candidate.parts:
                yield Delta(part=part)
        yield Delta(final=whole)

    async def close(self) -> None:
        pass


def house(painter: Painter | None) -> tuple[Gateway, Ledger]:
    ledger = Ledger()
    routing = Routing([painter] if painter else [])
    gateway = Gateway(CATALOGUE, routing, Metering(ledger, Clock()), load_policy(), Limits(pictures=2))
    return gateway, ledger


def exchange(ask: Request) -> Exchange:
    return Exchange(caller=Caller(tenant="t", key_id="k"), ask=ask, dialect="d", request_id="r")


def answer(ask: Request, painter: Painter | None = None) -> tuple[object, Ledger]:
    gateway, ledger = house(painter or Painter())
    return asyncio.run(gateway.answer(exchange(ask), "verb")), ledger


def refusal_of(ask: Request, painter: Painter | None = None) -> tuple[GatewayError, Ledger]:
    gateway, ledger = house(painter)
    with pytest.raises(GatewayError) as caught:
        asyncio.run(gateway.answer(exchange(ask), "verb"))
    return caught.value, ledger


def images(model: str = "imagen-4.0-generate-001", **more: object) -> GenerateImages:
    make: Callable[..., GenerateImages] = GenerateImages
    return make(model=model, prompt="a fox", **more)


def test_the_models_default_count_is_made_and_paid() -> None:
    made, ledger = answer(images())
    assert isinstance(made, Generation)
    assert len(made.media) == 4
    assert made.cost is not None
    assert made.cost.dollars == Decimal("0.16")
    assert (made.request_id, made.created) == ("r", 1767312000)
    (row,) = ledger.rows
    assert (row.verdict, row.tenant, row.key_id, row.engine) == ("ok", "t", "k", "painter")
    assert row.usage[Meter.IMAGE] == 4
    assert row.cost.nanos == 160_000_000


def test_only_delivered_pictures_are_paid() -> None:
    made, ledger = answer(images(number_of_images=3), Painter(withheld=1))
    assert isinstance(made, Generation)
    assert ledger.rows[0].verdict == "partial"
    assert ledger.rows[0].cost.dollars == Decimal("0.08")
    _, ledger = answer(images(number_of_images=2), Painter(withheld=2))
    assert (ledger.rows[0].verdict, ledger.rows[0].cost.nanos) == ("refused", 0)


def test_a_refusal_by_policy_reaches_no_engine_and_costs_nothing() -> None:
    painter = Painter()
    made, ledger = answer(GenerateImages(model="imagen-4.0-generate-001", prompt="hentai"), painter)
    assert isinstance(made, Generation)
    assert made.refusal is not None
    assert painter.asked == []
    assert (ledger.rows[0].verdict, ledger.rows[0].cost.nanos) == ("refused", 0)


@pytest.mark.parametrize(
    ("ask", "error", "field"),
    [
        (images("imagen-4.0-ultra-generate-001", number_of_images=2), InvalidArgument, "number_of_images"),
        (images("veo-3.0-generate-preview"), WrongCapability, "model"),
        (images("no-such-model"), NotFound, "model"),
        (
            images("gpt-image-1", references=(Reference(media=Media("", Remote("http://x/"))),)),
            InvalidArgument,
            "image",
        ),
        (images("gpt-image-1", references=(Reference(media=Media("", Decoded(b"<svg>"))),)), InvalidArgument, "image"),
        (images("gpt-image-1", references=(Reference(media=Media("", Encoded(b"@@@@"))),)), InvalidArgument, "image"),
        (
            GenerateContent(
                model="gemini-2.5-flash-image",
                contents=(Content("user", (Part(text="night"), Part(media=Media("", Decoded(b"<svg>"))))),),
            ),
            InvalidArgument,
            "contents[0].parts[1]",
        ),
        (images("gpt-image-1", references=(Reference(media=PICTURE),) * 3), InvalidArgument, "image"),
    ],
)
def test_a_wrong_ask_is_refused_and_written_down(ask: Work, error: type[GatewayError], field: str) -> None:
    found, ledger = refusal_of(ask, Painter())
    assert type(found) is error
    assert found.field == field
    assert len(ledger.rows) == 1
    assert ledger.rows[0].cost.nanos == 0
    assert ledger.rows[0].verdict in {"invalid_argument", "not_found"}


def test_addresses_are_fetched_where_an_administrator_allows_it_and_judged_like_any_picture() -> None:
    painter, ledger = Painter(), Ledger()
    files = {"https://a/": PICTURE, "https://b/": Media("image/svg+xml", Decoded(b"<svg>"))}
    gateway = Gateway(
        CATALOGUE, Routing([painter]), Metering(ledger, Clock()), load_policy(), Limits(), fetch=files.__getitem__
    )

    def edit(uri: str) -> Exchange:
        return exchange(images("gpt-image-2", references=(Reference(media=Media("", Remote(uri))),)))

    asyncio.run(gateway.answer(edit("https://a/"), "verb"))
    (asked,) = painter.asked
    assert isinstance(asked, GenerateImages)
    assert asked.references[0].media is PICTURE
    with pytest.raises(InvalidArgument, match="none of the kinds"):
        asyncio.run(gateway.answer(edit("https://b/"), "verb"))
    part = Part(media=Media("", Remote("https://a/")))
    asyncio.run(gateway.answer(exchange(replace(chat(), contents=(Content("user", (part,)),))), "verb"))
    talked = painter.asked[-1]
    assert isinstance(talked, GenerateContent)
    assert talked.contents[0].media == (PICTURE,)


def test_a_house_without_engines_says_so() -> None:
    found, ledger = refusal_of(images(), None)
    assert isinstance(found, Unavailable)
    assert ledger.rows[0].verdict == "unavailable"


def test_a_failing_engine_costs_nothing_and_an_unforeseen_fault_leaves_a_line() -> None:
    _, ledger = refusal_of(images(), Painter(error=Unavailable(message="away")))
    assert (ledger.rows[0].verdict, ledger.rows[0].cost.nanos) == ("unavailable", 0)
    gateway, ledger = house(Painter(error=RuntimeError("bug")))
    with pytest.raises(RuntimeError):
        asyncio.run(gateway.answer(exchange(images()), "verb"))
    assert [(row.verdict, row.cost.nanos) for row in ledger.rows] == [("internal", 0)]


def chat(*modalities: Modality, model: str = "gemini-2.5-flash-image-preview", stream: bool = False) -> GenerateContent:
    contents = (Content("user", (Part(text="a fox"),)),)
    wanted = frozenset(modalities) or None
    return GenerateContent(
        model=model, contents=contents, number_of_images=1, response_modalities=wanted, stream=stream
    )


def test_a_stream_ends_with_the_bill_and_costs_what_the_whole_costs() -> None:
    gateway, ledger = house(Painter())

    async def go() -> list[Delta]:
        return [delta async for delta in (await gateway.stream(exchange(chat(stream=True)), "verb")).deltas]

    deltas = asyncio.run(go())
    assert deltas[0].part is not None
    final = deltas[-1].final
    assert final is not None
    whole, _ = answer(chat())
    assert isinstance(whole, Generation)
    assert final.cost == whole.cost
    assert whole.cost is not None
    assert whole.cost.nanos > 0
    assert [row.verdict for row in ledger.rows] == ["ok"]


def test_a_stream_that_nobody_reads_to_its_end_is_written_down_once() -> None:
    gateway, ledger = house(Painter())

    async def go() -> None:
        deltas = (await gateway.stream(exchange(chat(stream=True)), "verb")).deltas
        await anext(deltas)
        await deltas.aclose()  # type: ignore[attr-defined]  # an async generator in truth

    asyncio.run(go())
    assert [row.verdict for row in ledger.rows] == ["cancelled"]


def test_what_is_wrong_with_a_stream_is_raised_before_its_first_piece() -> None:
    gateway, ledger = house(Painter())
    with pytest.raises(WrongCapability):
        asyncio.run(gateway.stream(exchange(chat(model="veo-2.0-generate-001", stream=True)), "verb"))
    assert len(ledger.rows) == 1


def test_models_come_in_pages_and_by_name() -> None:
    first, _ = answer(ListModels(page_size=2))
    assert isinstance(first, ModelPage)
    rest, _ = answer(ListModels(page_token=first.next_page_token))
    assert isinstance(rest, ModelPage)
    assert [*first.models, *rest.models] == list(CATALOGUE.models())
    assert rest.next_page_token is None
    one, _ = answer(GetModel(model="models/imagen-3.0-generate-002"))
    assert isinstance(one, Model)


def test_tokens_are_counted_without_a_bill() -> None:
    counted, ledger = answer(CountTokens(model="gemini-2.5-flash-image-preview", contents=chat().contents))
    assert isinstance(counted, TokenCount)
    assert counted.usage.input_tokens() == 2
    assert ledger.rows == []
