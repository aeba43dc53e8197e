"""The policy refuses what it must and leaves styles, penguins and mole rats alone."""

import pytest

from heliograph.domain.content import Content, Part
from heliograph.domain.requests import GenerateContent, GenerateImages
from heliograph.gateway.policy import load_policy


def image(prompt: str, people: str | None = None) -> GenerateImages:
    return GenerateImages(model="m", prompt=prompt, person_generation=people)


@pytest.mark.parametrize(
    ("prompt", "code"),
    [
        ("a hentai drawing", "PROHIBITED_CONTENT"),
        ("A NAKED man in a park", "PROHIBITED_CONTENT"),
        ("soldiers, gore and blood", "PROHIBITED_CONTENT"),
        ("a flag with a swastika", "PROHIBITED_CONTENT"),
        ("self-harm scene", "PROHIBITED_CONTENT"),
        ("一张色情图片", "PROHIBITED_CONTENT"),
    ],
)
def test_prohibited_content_is_refused_with_a_reason_and_a_hint(prompt: str, code: str) -> None:
    refusal = load_policy().judge(image(prompt))
    assert refusal is not None
    assert refusal.code == code
    assert refusal.reason.startswith("The prompt asks for")
    assert refusal.hint


@pytest.mark.parametrize(
    "prompt",
    [
        "fill color as children's crayon style",
        "an adorable mermaid in the style of Children coloring book",
        "stars visible to the naked eye",
        "a naked mole rat",
        "a phonograph in a drawing room",
        "Essex cottage in spring",
    ],
)
def test_harmless_words_that_look_alike_are_not(prompt: str) -> None:
    assert load_policy().judge(image(prompt)) is None


def test_words_of_the_house_are_refused_and_rules_can_be_switched_off() -> None:
    policy = load_policy(refuse=["acme rocket*"], disable=["PROHIBITED_CONTENT"])
    refusal = policy.judge(image("two ACME rockets"))
    assert refusal is not None
    assert refusal.code == "BLOCKLIST"
    assert policy.judge(image("gore")) is None


def test_people_are_refused_only_where_both_sides_say_so() -> None:
    strict, lenient = load_policy(refuse_people=True), load_policy()
    assert strict.judge(image("a woman on a bench", "DONT_ALLOW")) is not None
    assert strict.judge(image("a woman on a bench", "allow_adult")) is None
    assert strict.judge(image("king penguins, children's crayon style", "dont_allow")) is None
    assert lenient.judge(image("a woman on a bench", "dont_allow")) is None


def test_every_turn_of_a_person_is_judged_and_no_turn_of_the_model() -> None:
    def chat(*turns: tuple[str, str]) -> GenerateContent:
        contents = tuple(Content("user" if who == "user" else "model", (Part(text=text),)) for who, text in turns)
        return GenerateContent(model="m", contents=contents)

    policy = load_policy()
    assert policy.judge(chat(("user", "hentai please"), ("user", "never mind, a cat"))) is not None
    assert policy.judge(chat(("user", "a cat"), ("model", "no hentai here"), ("user", "bluer"))) is None
