"""The page about models, written from the catalogue so that it cannot differ from it.

``python -m heliograph.catalogue.page > FILE`` writes it; a test compares the file that the package carries."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from heliograph.catalogue.catalogue import Catalogue
from heliograph.catalogue.parameters import known_parameters
from heliograph.catalogue.pricing import facts, price
from heliograph.catalogue.rules import apply
from heliograph.catalogue.sizes import written
from heliograph.catalogue.tokens import count_work
from heliograph.domain.model import Capability, Model, Parameter, Rate
from heliograph.domain.requests import GenerateImages
from heliograph.domain.usage import Meter, Money, Usage

INTRO = """# Models

Every picture model below answers here, also where its vendor has switched it off: the offline illustrator draws for it,
and says so in every answer. What an endpoint takes is decided by what a model can do, never by the path. Prices are
list prices in US dollars; each says where it was read and when. `heliograph models` and `GET /v1/models` show the same
facts. The table gives the price of one picture, or of one second of film, with nothing asked for but the prompt.

Parameters are named as the house names them; each dialect has its own spelling (`sampleCount`, `n` and
`number_of_images` are one). A value that a model does not take is refused with the nearest that it does take.
"""

UNITS = {
    Meter.IMAGE: "a picture",
    Meter.VIDEO_SECOND: "a second of film",
    Meter.INPUT_TEXT_TOKEN: "text in",
    Meter.INPUT_IMAGE_TOKEN: "pictures in",
    Meter.OUTPUT_TEXT_TOKEN: "text out",
    Meter.OUTPUT_IMAGE_TOKEN: "pictures out",
}
ABILITIES = {
    Capability.TEXT_TO_IMAGE: "pictures from words",
    Capability.IMAGE_TO_IMAGE: "pictures from pictures",
    Capability.MASKED_EDIT: "edits under a mask",
    Capability.UPSCALE: "enlarging",
    Capability.CONVERSATION: "conversation",
    Capability.TEXT_OUTPUT: "words beside pictures",
    Capability.TEXT_TO_VIDEO: "films from words",
    Capability.IMAGE_TO_VIDEO: "films from a picture",
    Capability.LAST_FRAME: "a last picture",
    Capability.REFERENCE_TO_VIDEO: "films with reference pictures",
    Capability.AUDIO: "sound",
}


def models_page(catalogue: Catalogue) -> str:
    """The whole page in Markdown: a table of all, then a section for each model."""
    return "\n".join([INTRO, *_overview(catalogue.models()), *_sections(catalogue)])


def _overview(models: Iterable[Model]) -> Iterator[str]:
    yield "| model | does | list price | at its vendor | successor |"
    yield "|---|---|---|---|---|"
    for model in models:
        does = "films" if model.makes_videos else "pictures"
        cells = (_code(model.id), does, f"${typical_price(model)}", _state(model), _code(model.lifecycle.successor))
        yield f"| {' | '.join(cells)} |"
    yield ""


def typical_price(model: Model) -> Money:
    """What one picture, or one second of film, costs when the model's own defaults decide. Words are left out."""
    if model.makes_images:
        ask = apply(model, GenerateImages(model=model.id, prompt=""))
        return price(model, count_work(model, ask, 1), facts(model, ask))
    rule = model.parameters["resolution"]
    return price(model, Usage({Meter.VIDEO_SECOND: 1}), {"resolution": str(rule.default or rule.fixed)})


def _sections(catalogue: Catalogue) -> Iterator[str]:
    for model in catalogue.models():
        yield f"## {model.id}"
        yield f"{model.title}. {model.description} {model.emulated}".strip() + "\n"
        yield f"- Can: {', '.join(says for can, says in ABILITIES.items() if model.can(can))}."
        if aliases := catalogue.aliases(model):
            yield f"- Also called: {', '.join(map(_code, aliases))}."
        yield f"- At its vendor: {_state(model)}. Source: {model.lifecycle.source}"
        yield f"- Prompts: {', '.join(model.languages) or 'any language'}."
        yield from (f"- `{name}`: {_rule(name, rule)}" for name, rule in model.parameters.items() if _rule(name, rule))
        yield from _sizes(model)
        yield from _tokens(model)
        yield from (f"- {_price(rate)}. Source: {rate.source}, {rate.since}." for rate in model.rates)
        yield ""


def _sizes(model: Model) -> Iterator[str]:
    for name, grid in model.sizes.items():
        yield f"- Pixels at {name}: {', '.join(f'{ratio} {written(size)}' for ratio, size in grid.items())}."


def _tokens(model: Model) -> Iterator[str]:
    if model.tokens_per_image:
        cells = ", ".join(f"{tokens} ({what})" for what, tokens in model.tokens_per_image.items())
        yield f"- Tokens of a picture out: {cells}."
    if model.input_tokens_per_image:
        yield f"- Tokens of a picture in: {model.input_tokens_per_image}."


def _rule(name: str, rule: Parameter) -> str:
    """A rule in words; empty when it only lets the parameter in."""
    if rule.fixed is not None:
        return f"always {_said(rule.fixed)}."
    parts = []
    if rule.one_of:
        parts.append(", ".join(map(_said, rule.one_of)))
    elif (rule.minimum, rule.maximum) != (known_parameters()[name].minimum, known_parameters()[name].maximum):
        parts.append(f"{rule.minimum} to {rule.maximum}")
    if rule.default is not None:
        parts.append(f"{_said(rule.default)} when left out")
    return "; ".join(parts) + "." if parts else ""


def _said(value: object) -> str:
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else str(value)


def _price(rate: Rate) -> str:
    dollars = f"${Money(rate.price)}"
    when = " and ".join(f"{fact} {' or '.join(values)}" for fact, values in rate.when.items())
    unit = UNITS[rate.meter] if rate.per == 1 else f"per million tokens, {UNITS[rate.meter]}"
    return f"{dollars} {unit}" + (f" at {when}" if when else "")


def _state(model: Model) -> str:
    life = model.lifecycle
    day = {"live": life.released, "deprecated": life.retired or life.deprecated, "retired": life.retired}[life.state]
    words = {"live": "live since", "deprecated": "ends", "retired": "switched off"}
    if life.state == "deprecated" and life.retired is None:
        words["deprecated"] = "deprecated since"
    return f"{words[life.state]} {day}" if day else "live"


def _code(name: str | None) -> str:
    return f"`{name}`" if name else ""


if __name__ == "__main__":
    sys.stdout.write(models_page(Catalogue.load()))
