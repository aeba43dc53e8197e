from __future__ import annotations

from datetime import date

import pytest

from heliograph.catalogue.catalogue import Catalogue
from heliograph.domain.errors import NotFound
from heliograph.domain.model import Capability, Model

CATALOGUE = Catalogue.load()
MODELS = CATALOGUE.models()

SEED = (
    "imagen-4.0-ultra-generate-001",
    "imagen-4.0-generate-001",
    "imagen-4.0-fast-generate-001",
    "imagen-4.0-fast-generate-preview-06-06",
    "imagen-3.0-generate-002",
    "gemini-2.5-flash-image-preview",
    "veo-3.0-generate-preview",
    "veo-2.0-generate-001",
)


@pytest.mark.parametrize("name", SEED)
def test_every_model_of_the_seed_answers_to_its_own_id(name: str) -> None:
    assert CATALOGUE.resolve(name).id == name


@pytest.mark.parametrize(
    "name",
    [
        "imagen-4.0-generate-001",
        "models/imagen-4.0-generate-001",
        "publishers/google/models/imagen-4.0-generate-001",
        "projects/p/locations/us-central1/publishers/google/models/imagen-4.0-generate-001",
        "Imagen-4.0-Generate-001",
    ],
)
def test_a_model_is_found_by_every_form_of_its_name(name: str) -> None:
    assert CATALOGUE.resolve(name).id == "imagen-4.0-generate-001"


def test_an_alias_leads_to_its_model() -> None:
    assert CATALOGUE.resolve("gemini-3-pro-image-preview").id == "gemini-3-pro-image"
    assert CATALOGUE.aliases(CATALOGUE.resolve("gpt-image-2")) == ("gpt-image-2-2026-04-21",)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("imagen-4", "imagen-4.0-fast-generate-001"),
        ("imagen-4.0-generate-01", "imagen-4.0-generate-001"),
        ("gemini-2.5-flash-imge", "gemini-2.5-flash-image"),
        ("gpt-image-1.6", "gpt-image-1.5"),
    ],
)
def test_an_unknown_name_comes_back_with_the_nearest(wrong: str, right: str) -> None:
    with pytest.raises(NotFound) as caught:
        CATALOGUE.resolve(wrong)
    assert right in caught.value.allowed
    assert caught.value.nearest == caught.value.allowed[0]


@pytest.mark.parametrize("name", ["", "models/", "../../etc/passwd", "x" * 100_000, "é\ud800"])
def test_nonsense_is_not_found_and_not_repeated_at_length(name: str) -> None:
    with pytest.raises(NotFound) as caught:
        CATALOGUE.resolve(name)
    assert len(caught.value.sentence()) < 600


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_every_price_and_date_says_where_it_comes_from(model: Model) -> None:
    assert model.rates
    assert all(rate.source and rate.since for rate in model.rates)
    assert model.lifecycle.source
    assert model.title
    assert model.capabilities


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_nobody_is_sent_on_to_a_model_that_is_dead_too(model: Model) -> None:
    """On the day the facts were gathered: a map of successors that leads into the ground helps nobody."""
    if model.lifecycle.state != "live" and model.lifecycle.state != "deprecated":
        assert model.lifecycle.successor
    if model.lifecycle.successor:
        assert CATALOGUE.resolve(model.lifecycle.successor).lifecycle.state != "retired"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_every_size_has_the_ratio_it_claims(model: Model) -> None:
    """Within eight per cent: Google's Imagen calls 768x1408 9:16, and it is three per cent off."""
    for grid in model.sizes.values():
        for ratio, (width, height) in grid.items():
            left, right = map(int, ratio.split(":"))
            assert width * right / (height * left) == pytest.approx(1, rel=0.08)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_what_belongs_to_openai_is_said_to_be_drawn_by_the_illustrator(model: Model) -> None:
    assert bool(model.emulated) == (model.owner == "openai")


def test_the_calendar_decides_who_is_retired() -> None:
    name = "gpt-image-1.5"
    assert Catalogue.load(date(2026, 11, 30)).resolve(name).lifecycle.state == "deprecated"
    assert Catalogue.load(date(2026, 12, 1)).resolve(name).lifecycle.state == "retired"


def test_the_defaults_are_live() -> None:
    assert CATALOGUE.default("image").lifecycle.state == "live"
    assert CATALOGUE.default("image").makes_images
    assert CATALOGUE.default("video").makes_videos


def test_films_and_pictures_are_told_apart() -> None:
    veo = CATALOGUE.resolve("veo-3.0-generate-preview")
    assert veo.makes_videos
    assert not veo.makes_images
    assert veo.can(Capability.AUDIO)
    assert not CATALOGUE.resolve("veo-2.0-generate-001").can(Capability.AUDIO)


def test_imagen_and_veo_of_the_seed_understand_english_only() -> None:
    for name in SEED:
        assert CATALOGUE.resolve(name).languages == (() if name.startswith("gemini") else ("en",))


def test_the_catalogue_is_in_the_order_of_names() -> None:
    ids = [model.id for model in MODELS]
    assert ids == sorted(ids)
