"""The model list."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from heliograph.catalogue.catalogue import Catalogue
from heliograph.domain.model import Capability, Lifecycle, Model, Parameter, Rate
from heliograph.domain.results import ModelPage
from heliograph.domain.usage import Meter
from heliograph.formats.openai.models import write_model, write_models

IMAGEN = Model(
    id="imagen-4.0-generate-001",
    family="imagen-4",
    title="Imagen 4",
    owner="google",
    capabilities=frozenset({Capability.TEXT_TO_IMAGE}),
    parameters={"number_of_images": Parameter(name="number_of_images", default=4, minimum=1, maximum=4)},
    sizes={"1K": {"16:9": (1408, 768)}},
    rates=(Rate(meter=Meter.IMAGE, price=Decimal("0.04"), source="the guide", since=date(2026, 6, 1)),),
    lifecycle=Lifecycle(
        state="retired", released=date(2025, 6, 24), retired=date(2026, 8, 17), successor="gemini-3.1-flash-image"
    ),
)


def test_what_openai_clients_read() -> None:
    listed = write_models(ModelPage(models=(IMAGEN,)))
    assert listed["object"] == "list"
    model = listed["data"][0]
    assert (model["id"], model["object"], model["owned_by"]) == ("imagen-4.0-generate-001", "model", "google")
    assert model["created"] == 1750723200


def test_what_it_says_beyond() -> None:
    model = write_model(IMAGEN)
    assert model["capabilities"] == ["text_to_image"]
    assert model["shutdown_date"] == "2026-08-17"
    assert model["substitute"] == "gemini-3.1-flash-image"
    assert model["parameters"] == {"number_of_images": {"default": 4, "minimum": 1, "maximum": 4}}
    assert model["sizes"] == {"1K": {"16:9": "1408x768"}}
    assert model["pricing"] == [
        {
            "meter": "image",
            "price": "0.04",
            "per": 1,
            "currency": "USD",
            "since": "2026-06-01",
            "source": "the guide",
        }
    ]


def test_what_a_picture_costs() -> None:
    models = {model.id: write_model(model) for model in Catalogue.load().models()}
    assert models["imagen-4.0-ultra-generate-001"]["price_per_image"] == "0.06"
    assert float(models["gemini-2.5-flash-image"]["price_per_image"]) == pytest.approx(0.0387)
    assert models["veo-2.0-generate-001"]["price_per_image"] is None
    for model in models.values():
        makes_images = {"text_to_image", "image_to_image"} & set(model["capabilities"])
        assert (model["price_per_image"] is not None) == bool(makes_images), model["id"]


def test_no_dates_are_no_dates() -> None:
    model = write_model(Model(id="x", family="x", title="X", owner="us"))
    assert model["created"] == 0
    assert model["shutdown_date"] is None
