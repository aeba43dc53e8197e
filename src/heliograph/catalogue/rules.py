"""Parameter rules: fill in defaults, check bounds and choices, and say in the caller's own words what is wrong.

The rules are the model's (TOML); what happens to a parameter without a rule is parameters.toml's."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

from heliograph.catalogue.draft import Ask, Draft
from heliograph.catalogue.parameters import ParameterFacts, known_parameters
from heliograph.catalogue.pixel_rules import settle_size
from heliograph.catalogue.sizes import class_name, ratio_of
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.model import Model, Parameter
from heliograph.domain.requests import Asked, GenerateContent


def apply(model: Model, ask: Ask) -> Ask:
    """The request with the model's defaults filled in and each value in the model's own spelling. Raises
    InvalidArgument for the first value that the model does not take; what has no effect is added to ``ignored``."""
    check_inputs(model, ask)
    draft = Draft(ask)
    known = [facts for facts in known_parameters().values() if draft.has(facts.name)]
    for facts in known:
        if facts.kind != "pixels":
            draft[facts.name] = _ruled(model, facts, draft)
    settle_size(model, draft)
    for facts in known:
        _beside_others(facts, draft)
    return draft.done()


def _ruled(model: Model, facts: ParameterFacts, draft: Draft[Any]) -> Any:
    """The value to go on with. A ratio has no default when pixels were asked for: they say the shape."""
    value, rule = draft[facts.name], model.parameters.get(facts.name)
    if isinstance(value, str) and value.lower() == "auto" and not (rule and "auto" in rule.one_of):
        value = None
    if value is None:
        by_pixels = facts.name in ("aspect_ratio", class_name(model)) and draft["size"] is not None
        return None if rule is None or by_pixels else _default(model, facts, rule, draft)
    spelled = draft.spelled(facts.name)
    _check_kind(facts, spelled, value)
    if rule is not None:
        return _checked(model, facts, rule, spelled, value)
    if facts.without_rule == "refuse":
        raise InvalidArgument(
            message=f"{model.id} does not take {facts.says} ({spelled}).",
            field=spelled,
            hint="Leave it out, or choose a model that takes it.",
        )
    if facts.without_rule == "ignore":
        draft.ignore(facts.name)
        return None
    _check_bounds(model, facts, spelled, value, (facts.minimum, facts.maximum))
    return value


def _default(model: Model, facts: ParameterFacts, rule: Parameter, draft: Draft[Any]) -> Any:
    if rule.required:
        spelled = draft.spelled(facts.name)
        raise InvalidArgument(
            message=f"{model.id} needs {facts.says}: {spelled} is missing.",
            field=spelled,
            allowed=_words(rule.one_of),
        )
    return rule.fixed if rule.default is None else rule.default


def _check_kind(facts: ParameterFacts, spelled: str, value: object) -> None:
    """Formats have read the wire; this keeps a slip of theirs from reaching an engine."""
    kinds = {"integer": int, "flag": bool, "text": str, "pixels": tuple}
    if not isinstance(value, kinds[facts.kind]) or (facts.kind == "integer" and isinstance(value, bool)):
        raise InvalidArgument(
            message=f"{spelled} must be {'an integer' if facts.kind == 'integer' else 'a ' + facts.kind}, "
            f"not {_shown(value)}.",
            field=spelled,
        )


def _checked(model: Model, facts: ParameterFacts, rule: Parameter, spelled: str, value: Any) -> Any:
    if rule.fixed is not None:
        if value != rule.fixed:
            raise InvalidArgument(
                message=f"{model.id} fixes {facts.says} at {rule.fixed}; {spelled} cannot be {_shown(value)}.",
                field=spelled,
                allowed=(str(rule.fixed),),
                nearest=str(rule.fixed),
            )
        return value
    _check_bounds(model, facts, spelled, value, (rule.minimum, rule.maximum))
    return _chosen(model, facts, rule, spelled, value) if rule.one_of else value


def _check_bounds(
    model: Model, facts: ParameterFacts, spelled: str, value: Any, bounds: tuple[int | None, int | None]
) -> None:
    low, high = bounds
    if facts.kind != "integer" or ((low is None or value >= low) and (high is None or value <= high)):
        return
    least, most = str(low if low is not None else "-"), str(high if high is not None else "-")
    short = low is not None and high is not None and high - low < 20
    assert low is not None or high is not None
    raise InvalidArgument(
        message=f"{spelled} must be {_span(low, high)} for {model.id}, not {_shown(value)}.",
        field=spelled,
        allowed=tuple(str(n) for n in range(low or 0, (high or 0) + 1)) if short else (f"{least} to {most}",),
        nearest=str(low if low is not None and value < low else high),
    )


def _span(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return f"at most {high}" if low is None else f"at least {low}"
    return f"from {low} to {high}" if low != high else str(low)


def _chosen(model: Model, facts: ParameterFacts, rule: Parameter, spelled: str, value: Any) -> Any:
    """The model's own spelling of the choice."""
    if not isinstance(value, str):
        if value in rule.one_of:
            return value
        near = min(rule.one_of, key=lambda choice: abs(choice - value))
    else:
        folded = {choice.casefold(): choice for choice in rule.one_of}
        for spelling in (value, *_spellings(facts, value)):
            if spelling.strip().casefold() in folded:
                return folded[spelling.strip().casefold()]
        near = _nearest(value, rule.one_of)
    raise InvalidArgument(
        message=f"{model.id} does not offer {_shown(value)} as {facts.says} ({spelled}).",
        field=spelled,
        allowed=_words(rule.one_of),
        nearest=str(near),
    )


def _spellings(facts: ParameterFacts, value: str) -> Iterable[str]:
    for group in facts.same:
        if value.strip().upper() in group:
            yield from group


def _nearest(value: str, choices: tuple[str, ...]) -> str:
    """By ratio for ratios, by letters for words."""
    shape = ratio_of(value.strip())
    if shape and all(ratio_of(choice) for choice in choices):
        return min(choices, key=lambda choice: abs(ratio_of(choice) / shape - shape / ratio_of(choice)))
    return max(
        choices, key=lambda choice: difflib.SequenceMatcher(None, value[:100].casefold(), choice.casefold()).ratio()
    )


def _words(choices: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(str(choice) for choice in choices)


def _shown(value: object) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def _beside_others(facts: ParameterFacts, draft: Draft[Any]) -> None:
    """Values that ask something of another parameter, or are idle without it."""
    value = draft[facts.name]
    if value is None:
        return
    for other, allowed in facts.needs.get(str(value), {}).items():
        if draft[other] is not None and draft[other] not in allowed:
            raise InvalidArgument(
                message=f"{draft.spelled(facts.name)} {value!r} does not go with "
                f"{draft.spelled(other)} {draft[other]!r}.",
                field=draft.spelled(other),
                allowed=allowed,
                nearest=allowed[0],
            )
    if any(draft[other] not in allowed for other, allowed in facts.only_with.items()):
        draft.ignore(facts.name)
        draft[facts.name] = None


def check_inputs(model: Model, ask: Asked) -> None:
    """Raises InvalidArgument for more pictures or a longer prompt than the model takes."""
    given = len(_pictures(ask))
    most = model.limits.get("max_input_images")
    if most is not None and given > most:
        names = ("contents",) if isinstance(ask, GenerateContent) else ("references.raw", "references", "image")
        raise InvalidArgument(
            message=f"{model.id} takes at most {most} pictures in one turn; this one has {given}.",
            field=next((ask.spelling[name] for name in names if name in ask.spelling), names[-1]),
        )
    longest = model.limits.get("prompt_characters")
    length = len(getattr(ask, "prompt", ""))
    if longest is not None and length > longest:
        raise InvalidArgument(
            message=f"{model.id} takes prompts of at most {longest} characters; this one has {length}.",
            field=ask.spelling.get("prompt", "prompt"),
        )


def _pictures(ask: Asked) -> tuple[object, ...]:
    """What came with the prompt itself; pictures of earlier turns are the conversation's memory."""
    if isinstance(ask, GenerateContent):
        return next((turn.media for turn in reversed(ask.contents) if turn.role == "user"), ())
    return tuple(reference for reference in getattr(ask, "references", ()) if reference.kind != "mask")
