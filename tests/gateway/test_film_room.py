"""The desk of films: what is accepted, what is refused, and that no tenant sees another's."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from heliograph.domain.errors import InvalidArgument, NotFound, WrongCapability
from heliograph.domain.films import (
    AppendUpload,
    CancelOperation,
    DeleteFile,
    DeleteOperation,
    DownloadFile,
    FilmRequest,
    GenerateVideos,
    GetFile,
    GetOperation,
    ListFiles,
    ListOperations,
    StartUpload,
)
from heliograph.domain.media import Decoded, Media, Remote, Stored
from heliograph.domain.operation import State
from heliograph.domain.requests import GenerateImages, Reference
from heliograph.gateway.film_ports import FilmState
from tests.gateway.films import MODEL, House, Studio, living

HEAD = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x10\x08\x02\x00\x00\x00"
PICTURE = Media("image/png", Decoded(HEAD))


def test_what_is_asked_for_is_told_back_with_the_models_defaults(tmp_path: Path) -> None:
    async def go(house: House) -> None:
        film = await house.film(aspect_ratio="9:16", extras={"delivery": "uri"})
        assert (film.state, film.model, film.prompt) == (State.ACCEPTED, MODEL, "a calm sea")
        assert film.facts == {
            "seconds": "8", "size": "720x1280", "aspect_ratio": "9:16", "resolution": "720p", "audio": "false",
            "films": "2", "delivery": "uri",
        }  # fmt: skip

    living(tmp_path, Studio(), go)


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (GenerateVideos(model="imagen-4.0-generate-001", prompt="x"), WrongCapability),
        (GenerateVideos(model=MODEL, prompt="x", duration_seconds=7), InvalidArgument),
        (GenerateVideos(model="nothing-like-it", prompt="x"), NotFound),
        (GenerateVideos(model=MODEL, prompt="x", image=Media("", Decoded(b"<svg>"))), InvalidArgument),
        (GenerateVideos(model=MODEL, prompt="x", image=Media("", Remote("files/abcdefgh"))), NotFound),
        (GenerateVideos(model=MODEL, prompt="x", parent="nobody"), NotFound),
        (GenerateVideos(model="veo-3.0-generate-preview", prompt="x", image=PICTURE), InvalidArgument),
    ],
)
def test_a_wrong_ask_opens_nothing_and_is_in_the_books(tmp_path: Path, ask: GenerateVideos, error: type) -> None:
    async def go(house: House) -> None:
        with pytest.raises(error):
            await house.ask(ask)
        assert (await house.ask(ListOperations())).operations == ()
        assert [row.cost.nanos for row in house.ledger.rows] == [0]

    living(tmp_path, Studio(), go)


def test_what_policy_refuses_is_an_operation_that_failed_and_reaches_no_engine(tmp_path: Path) -> None:
    studio = Studio()

    async def go(house: House) -> None:
        film = await house.ask(GenerateVideos(model=MODEL, prompt="hentai"))
        assert film.state is State.FAILED
        assert film.failure is not None
        assert film.filtered == (film.failure.message,)
        assert studio.orders == []
        assert house.bills() == [("refused", 0)]
        await house.lives.submit(film.id)
        assert studio.orders == []

    living(tmp_path, studio, go)


def test_a_foreign_id_is_answered_as_one_that_never_was(tmp_path: Path) -> None:
    async def go(house: House) -> None:
        film = await house.done((await house.film()).id)
        verbs = [
            (GetOperation, film.id), (CancelOperation, film.id), (DeleteOperation, film.id),
            (GetFile, film.media[0].id), (DownloadFile, film.media[0].id), (DeleteFile, film.media[0].id),
        ]  # fmt: skip
        for verb, id in verbs:
            answers = []
            for tenant, name in (("other", id), ("t", "never0was")):
                with pytest.raises(NotFound) as caught:
                    await house.ask(verb(id=name), tenant)
                answers.append(caught.value.sentence().replace(name, "ID"))
            assert answers[0] == answers[1]
        assert (await house.ask(ListOperations(), "other")).operations == ()
        assert (await house.ask(ListFiles(), "other")).files == ()
        assert (await house.ask(GetOperation(id=film.id))).state is State.SUCCEEDED

    living(tmp_path, Studio(), go)


def test_a_finished_operation_leads_to_its_bytes_where_they_are_wanted(tmp_path: Path) -> None:
    async def go(house: House) -> None:
        id = (await house.done((await house.film()).id)).id
        bare, full = [await house.ask(GetOperation(id=id, inline=inline)) for inline in (False, True)]
        assert bare.media[0].content is None
        assert isinstance(full.media[0].content.source, Stored)
        file = await house.ask(DownloadFile(id=full.media[0].id))
        assert file.content.source.path.read_bytes() == b"film 0"
        assert (await house.ask(GetFile(id=file.id))).content is None
        await house.ask(DeleteFile(id=file.id))
        with pytest.raises(NotFound):
            await house.ask(GetFile(id=file.id))

    living(tmp_path, Studio(), go)


@pytest.mark.parametrize("verb", [CancelOperation, DeleteOperation])
def test_cancelling_stops_the_engine_and_costs_nothing(tmp_path: Path, verb: type[FilmRequest]) -> None:
    studio = Studio(states=[FilmState() for _ in range(1000)])

    async def go(house: House) -> None:
        id = (await house.film()).id
        for _ in range(100):
            if (await house.ask(GetOperation(id=id))).state is State.RUNNING:
                break
            await asyncio.sleep(0.01)
        assert (await house.ask(verb(id=id))).state is State.CANCELLED  # type: ignore[call-arg]  # both have an id
        await asyncio.wait_for(house.hands.tasks[id], 5)
        assert studio.cancelled == ["ticket-1"]
        assert house.bills() == [("cancelled", 0)]

    living(tmp_path, studio, go)


def test_a_finished_operation_is_not_cancelled(tmp_path: Path) -> None:
    async def go(house: House) -> None:
        id = (await house.done((await house.film()).id)).id
        assert (await house.ask(CancelOperation(id=id))).state is State.SUCCEEDED

    living(tmp_path, Studio(), go)


def test_a_remix_takes_over_what_it_does_not_say(tmp_path: Path) -> None:
    studio = Studio()

    async def go(house: House) -> None:
        first = await house.film(duration_seconds=5, aspect_ratio="9:16", seed=7)
        remix = await house.ask(GenerateVideos(model="", prompt="at night", parent=first.id, verb="remix"))
        assert (remix.model, remix.parent, remix.facts["seconds"]) == (MODEL, first.id, "5")
        await house.done(remix.id)
        order = next(order for order in studio.orders if order.key == remix.id)
        assert (order.ask.seed, order.ask.aspect_ratio, order.ask.prompt) == (7, "9:16", "at night")

    living(tmp_path, studio, go)


def test_a_picture_outlives_the_request_and_an_upload_may_stand_for_it(tmp_path: Path) -> None:
    studio = Studio()

    async def go(house: House) -> None:
        upload = await house.ask(StartUpload(mime_type="image/png", name="a.png", size=len(HEAD)))
        done = await house.ask(AppendUpload(token=upload.token, offset=0, data=(HEAD,), finish=True), "")
        assert (done.file.mime_type, done.file.name, done.file.size) == ("image/png", "a.png", len(HEAD))
        for uri in (f"files/{done.file.id}", f"http://x/gemini/v1beta/files/{done.file.id}:download?alt=media"):
            film = await house.film(image=Media("image/png", Remote(uri)))
            await house.done(film.id)
            image = studio.orders[-1].ask.image
            assert image is not None
            assert isinstance(image.source, Stored)
            assert image.source.path.read_bytes() == HEAD
        asked = GenerateImages(
            model="gpt-image-1", prompt="x", references=(Reference(media=Media("", Remote(f"files/{done.file.id}"))),)
        )
        swapped = await house.room.own(asked, "t")
        assert isinstance(swapped, GenerateImages)
        assert isinstance(swapped.references[0].media.source, Stored)
        with pytest.raises(NotFound):
            await house.room.own(asked, "other")

    living(tmp_path, studio, go)
