"""What real clients send for films, recorded on 2026-11-22 (`recorded_films.json`; pictures put in again here)."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from heliograph.dialects.gemini import Gemini, methods
from heliograph.dialects.protocol import Call
from heliograph.dialects.vertex import Vertex
from heliograph.domain.films import GenerateVideos, Interact
from heliograph.domain.media import Media
from heliograph.domain.model import Capability, Model
from heliograph.server.paths import Paths
from heliograph.wire import armour, holes

PATHS = Paths([Vertex(), Gemini()])
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 30
RECORDED = json.loads(Path(__file__).with_name("recorded_films.json").read_text("utf-8"))


def pictures(ask: Any) -> list[Media]:
    if isinstance(ask, Interact):
        given = pictures(ask.films)
        assert given == [media for turn in ask.content.contents for media in turn.media]
        return given
    if not isinstance(ask, GenerateVideos):
        return []
    return [one for one in (ask.image, ask.last_frame, *(reference.media for reference in ask.references)) if one]


@pytest.mark.parametrize("row", RECORDED, ids=[row["client"] for row in RECORDED])
@pytest.mark.parametrize("alphabet", [base64.b64encode, base64.urlsafe_b64encode])
def test_what_clients_send(row: dict[str, Any], alphabet: Any) -> None:
    match = PATHS.find("POST", row["path"])
    assert match is not None
    assert match.endpoint is not None
    body = json.dumps(row["body"]).replace("(picture)", alphabet(PNG).decode()).encode()
    ask = match.endpoint.read(Call(method="POST", path=match.path, json=holes.read(body)))
    found = pictures(ask)
    assert all(armour.raw(media) == PNG and media.mime_type == "image/png" for media in found)
    for name, value in row["means"].items():
        got: Any = ask
        for step in name.split("."):
            got = len(found) if step == "pictures" else getattr(got, step)
        assert got == (tuple(value) if isinstance(value, list) else value), name


def test_film_models_say_what_may_be_called_on_them() -> None:
    def model(*capabilities: Capability) -> Model:
        return Model(id="m", family="m", title="M", owner="o", capabilities=frozenset(capabilities))

    films = methods(model(Capability.TEXT_TO_VIDEO))
    assert list(films) == ["predictLongRunning", "countTokens"]
    assert "predictLongRunning" not in methods(model(Capability.TEXT_TO_IMAGE))
    assert {"predictLongRunning", "predict"} <= set(methods(model(Capability.TEXT_TO_IMAGE, Capability.TEXT_TO_VIDEO)))
