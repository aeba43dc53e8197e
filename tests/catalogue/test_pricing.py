"""Prices by table and by law. The golden table is the pages', to the letter."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.catalogue.pricing import Unpriced, bill, facts, price, quote
from heliograph.catalogue.rules import apply
from heliograph.catalogue.tokens import count_text, count_work
from heliograph.domain.content import Modality
from heliograph.domain.model import Model
from heliograph.domain.usage import Meter, Money, Usage
from tests.catalogue.asks import CATALOGUE, content, images

MILLION = 1_000_000
IMAGE_MODELS = [model for model in CATALOGUE.models() if model.makes_images]
TOKENS = (Meter.INPUT_TEXT_TOKEN, Meter.INPUT_IMAGE_TOKEN, Meter.OUTPUT_TEXT_TOKEN, Meter.OUTPUT_IMAGE_TOKEN)

PER_PICTURE = {
    "imagen-4.0-ultra-generate-001": "0.06",
    "imagen-4.0-generate-001": "0.04",
    "imagen-4.0-fast-generate-001": "0.02",
    "imagen-4.0-fast-generate-preview-06-06": "0.02",
    "imagen-3.0-generate-002": "0.03",
    "imagen-3.0-capability-001": "0.04",
    "imagen-4.0-upscale-preview": "0.06",  # ours: see its source
}
PER_MILLION = {
    # text in, picture in, text out, picture out
    "gemini-2.5-flash-image-preview": ("0.30", "0.30", "2.50", "30"),
    "gemini-2.5-flash-image": ("0.30", "0.30", "2.50", "30"),
    "gemini-nano-banana-2.1": ("1.50", "1.50", "7.50", "30"),
    "gemini-3-pro-image": ("2", "2", "12", "120"),
    "gemini-3.1-flash-lite-image": ("0.25", "0.25", "1.50", "30"),
    "gemini-3.1-flash-image": ("0.50", "0.50", "3", "60"),
    "gpt-image-1": ("5", "10", None, "40"),
    "gpt-image-1-mini": ("2", "2.5", None, "8"),
    "gpt-image-1.5": ("5", "8", None, "32"),
    "gpt-image-2": ("5", "8", None, "30"),
    "gpt-image-2.5-sunburst": ("5", "8", None, "30"),
    "gpt-image-2.5-flare": ("5", "8", None, "30"),
    "gpt-image-2.6-sunburst": ("5", "8", None, "30"),
    "gpt-image-2.6-flare": ("5", "8", None, "30"),
}
PER_SECOND = {
    "veo-3.0-generate-preview": {"720p": "0.675"},
    "veo-2.0-generate-001": {"720p": "0.35"},
    "veo-3.1-generate-001": {"720p": "0.40", "1080p": "0.40", "4k": "0.60"},
    "veo-3.1-fast-generate-001": {"720p": "0.10", "1080p": "0.12", "4k": "0.30"},
    "veo-3.1-lite-generate-001": {"720p": "0.05", "1080p": "0.08"},
    "gemini-omni-1.2-flash": {"360p": "0.023", "720p": "0.07", "1080p": "0.105", "4k": "0.21"},
    "gemini-omni-1.1-flash": {"360p": "0.03", "720p": "0.10", "1080p": "0.15", "4k": "0.30"},
    "sora-2": {"720p": "0.10"},
    "sora-2-pro": {"720p": "0.30", "1024p": "0.50"},
    "gemini-omni-flash-preview": {"360p": "0.03", "720p": "0.10", "1080p": "0.15", "4k": "0.30"},
}
DALL_E = {
    "dall-e-2": {("standard", "256x256"): "0.016", ("standard", "512x512"): "0.018", ("standard", "1024x1024"): "0.02"},
    "dall-e-3": {
        ("standard", "1024x1024"): "0.04",
        ("standard", "1792x1024"): "0.08",
        ("standard", "1024x1792"): "0.08",
        ("hd", "1024x1024"): "0.08",
        ("hd", "1792x1024"): "0.12",
        ("hd", "1024x1792"): "0.12",
    },
}


def test_every_model_stands_in_the_golden_table() -> None:
    assert {*PER_PICTURE, *PER_MILLION, *PER_SECOND, *DALL_E} == {model.id for model in CATALOGUE.models()}


@pytest.mark.parametrize(("name", "dollars"), PER_PICTURE.items())
def test_prices_by_the_picture(name: str, dollars: str) -> None:
    assert price(CATALOGUE.resolve(name), Usage({Meter.IMAGE: 3, Meter.INPUT_TEXT_TOKEN: 9})) == Money(
        3 * Decimal(dollars)
    )


@pytest.mark.parametrize(("name", "rates"), PER_MILLION.items())
def test_prices_by_the_token(name: str, rates: tuple[str | None, ...]) -> None:
    model = CATALOGUE.resolve(name)
    for meter, dollars in zip(TOKENS, rates, strict=True):
        assert price(model, Usage({meter: MILLION})) == Money(Decimal(dollars or 0))


@pytest.mark.parametrize(("name", "rates"), PER_SECOND.items())
def test_prices_by_the_second(name: str, rates: dict[str, str]) -> None:
    model = CATALOGUE.resolve(name)
    assert set(rates) == set(model.sizes)
    for resolution, dollars in rates.items():
        got = price(model, Usage({Meter.VIDEO_SECOND: 8}), {"resolution": resolution})
        assert got == Money(8 * Decimal(dollars))


@pytest.mark.parametrize(("name", "rates"), DALL_E.items())
def test_prices_by_quality_and_size(name: str, rates: dict[tuple[str, str], str]) -> None:
    model = CATALOGUE.resolve(name)
    for (quality, size), dollars in rates.items():
        got = price(model, Usage({Meter.IMAGE: 1}), {"quality": quality, "size": size})
        assert got == Money(Decimal(dollars))


PICTURES = [
    ("gemini-2.5-flash-image-preview", {}, "0.0387"),
    ("gemini-nano-banana-2.1", {"image_size": "1K"}, "0.0336"),
    ("gemini-nano-banana-2.1", {"image_size": "2K"}, "0.0504"),
    ("gemini-nano-banana-2.1", {"image_size": "4K"}, "0.1134"),
    ("gemini-3-pro-image", {"image_size": "1K"}, "0.1344"),
    ("gemini-3-pro-image", {"image_size": "2K"}, "0.1344"),
    ("gemini-3-pro-image", {"image_size": "4K"}, "0.24"),
    ("gemini-3.1-flash-lite-image", {}, "0.0336"),
    ("gemini-3.1-flash-image", {"image_size": "512"}, "0.04482"),
    ("gemini-3.1-flash-image", {"image_size": "1K"}, "0.0672"),
    ("gemini-3.1-flash-image", {"image_size": "2K"}, "0.1008"),
    ("gemini-3.1-flash-image", {"image_size": "4K"}, "0.1512"),
    ("gpt-image-1", {"quality": "low"}, "0.01088"),
    ("gpt-image-1", {"quality": "high", "size": (1024, 1536)}, "0.2496"),
    ("gpt-image-1.5", {"quality": "medium", "size": (1536, 1024)}, "0.050176"),
    ("gpt-image-1-mini", {"quality": "high"}, "0.03328"),
    ("gpt-image-2", {"quality": "low"}, "0.00588"),  # 196 tokens, as measured
    ("gpt-image-2", {"quality": "high"}, "0.21072"),  # 7024 tokens, as OpenAI's calculator shows
    ("gpt-image-2", {"quality": "high", "size": (1536, 1024)}, "0.16464"),  # 5488
]


@pytest.mark.parametrize(("name", "values", "dollars"), PICTURES)
def test_what_one_picture_costs(name: str, values: dict[str, Any], dollars: str) -> None:
    """The picture alone: the words of the prompt are taken off."""
    model = CATALOGUE.resolve(name)
    ask = apply(model, images(name, prompt="", **values))
    assert price(model, count_work(model, ask, 1), facts(model, ask)) == Money(Decimal(dollars))


def test_an_input_picture_costs_what_the_tables_say() -> None:
    for name, dollars in [
        ("gemini-nano-banana-2.1", "0.00168"),
        ("gemini-3-pro-image", "0.00112"),
        ("gemini-3.1-flash-lite-image", "0.00028"),
        ("gemini-3.1-flash-image", "0.00056"),
    ]:
        model = CATALOGUE.resolve(name)
        assert price(model, Usage({Meter.INPUT_IMAGE_TOKEN: model.input_tokens_per_image})) == Money(Decimal(dollars))


def test_a_price_that_is_missing_is_an_error_and_never_zero() -> None:
    with pytest.raises(Unpriced):
        price(CATALOGUE.resolve("dall-e-3"), Usage({Meter.IMAGE: 1}), {"quality": "hd", "size": "1x1"})
    with pytest.raises(Unpriced):
        price(CATALOGUE.resolve("veo-3.1-generate-001"), Usage({Meter.VIDEO_SECOND: 1}))


def test_usage_below_zero_is_an_error_and_never_a_credit() -> None:
    with pytest.raises(ValueError, match="cannot be -1"):
        price(CATALOGUE.resolve("imagen-4.0-generate-001"), Usage({Meter.IMAGE: -1}))


def test_a_bill_says_how_it_came_about() -> None:
    model = CATALOGUE.resolve("gemini-2.5-flash-image-preview")
    usage = Usage({Meter.INPUT_TEXT_TOKEN: 10, Meter.OUTPUT_IMAGE_TOKEN: 1290, Meter.IMAGE: 1})
    lines = bill(model, usage, {})
    assert [(line.meter, line.count, str(line.amount)) for line in lines] == [
        (Meter.INPUT_TEXT_TOKEN, 10, "0.000003"),
        (Meter.OUTPUT_IMAGE_TOKEN, 1290, "0.0387"),
    ]


counts = st.dictionaries(st.sampled_from([Meter.IMAGE, *TOKENS]), st.integers(0, 10**9)).map(Usage)


def any_facts(model: Model) -> dict[str, str]:
    return dict(facts(model, apply(model, images(model.id))))


@given(st.sampled_from(IMAGE_MODELS), counts, counts)
def test_a_price_is_the_sum_of_its_parts(model: Model, one: Usage, other: Usage) -> None:
    known = any_facts(model)
    assert price(model, one + other, known) == price(model, one, known) + price(model, other, known)


@given(st.sampled_from(IMAGE_MODELS), counts, counts)
def test_more_never_costs_less(model: Model, one: Usage, more: Usage) -> None:
    known = any_facts(model)
    assert price(model, one + more, known).nanos >= price(model, one, known).nanos


@given(st.sampled_from(IMAGE_MODELS), st.data())
def test_a_quote_is_never_below_the_price(model: Model, data: st.DataObject) -> None:
    ask = apply(model, images(model.id, **chosen(model, data)))
    made = data.draw(st.integers(0, ask.number_of_images or 1))
    room = model.limits.get("output_tokens", 0) * made
    text = "x" * data.draw(st.integers(0, 4000)) if room else ""
    used = count_work(model, ask, made, text)
    if used.output_tokens() <= room or not text:
        assert price(model, used, facts(model, ask)).nanos <= quote(model, ask).nanos


def chosen(model: Model, data: st.DataObject) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in ("aspect_ratio", "image_size", "quality"):
        rule = model.parameters.get(name)
        if rule is not None and rule.one_of:
            values[name] = data.draw(st.sampled_from((None, *rule.one_of)))
    rule = model.parameters["number_of_images"]
    if rule.maximum:
        values["number_of_images"] = data.draw(st.none() | st.integers(1, rule.maximum))
    return values


@given(st.sampled_from(IMAGE_MODELS), st.integers(1, 9), st.text(max_size=200))
def test_a_quote_grows_with_pictures_and_words(model: Model, pictures: int, prompt: str) -> None:
    most = model.parameters["number_of_images"].maximum or 1
    few = apply(model, images(model.id, number_of_images=min(pictures, most), prompt=prompt))
    many = apply(model, images(model.id, number_of_images=min(pictures + 1, most), prompt=prompt + "more"))
    assert quote(model, few).nanos <= quote(model, many).nanos


@given(st.tuples(st.integers(64, 4000), st.integers(64, 4000)))
def test_a_quote_covers_whatever_shape_the_callers_picture_has(picture: tuple[int, int]) -> None:
    from heliograph.catalogue.sizes import pixels

    for model in IMAGE_MODELS:
        if model.input_tokens_per_image:
            ask = apply(model, content(model.id, pictures=1))
            size = pixels(model, ask, picture)
            paid = price(model, count_work(model, ask, 1, size=size), facts(model, ask, size))
            assert paid.nanos <= quote(model, ask).nanos


def test_an_answer_in_words_alone_is_quoted_without_a_picture() -> None:
    name = "gemini-2.5-flash-image-preview"
    model = CATALOGUE.resolve(name)
    words = apply(model, content(name, response_modalities=frozenset({Modality.TEXT})))
    assert quote(model, words).dollars == Decimal("0.30") * 2 / MILLION + Decimal("2.50") * 32768 / MILLION


@given(st.text(max_size=300), st.text(max_size=300))
def test_tokens_of_a_text_grow_with_it(one: str, other: str) -> None:
    together = count_text(one + other)
    assert max(count_text(one), count_text(other)) <= together <= count_text(one) + count_text(other)


def test_tokens_of_words_and_of_chinese() -> None:
    assert count_text("") == 0
    assert count_text("a fox in the snow") == 5
    assert count_text("一只戴着红围巾的狐狸") == 10
