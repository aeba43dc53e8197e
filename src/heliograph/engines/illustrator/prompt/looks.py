"""How it should look: kind of picture, style and its options, camera."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from heliograph.engines.illustrator.prompt.draft import Draft
from heliograph.engines.illustrator.prompt.marks import Mark
from heliograph.engines.illustrator.scene import Camera, SceneKind

_KINDS: tuple[SceneKind, ...] = ("logo", "pattern", "card", "poster", "portrait", "object")
_WEAK = ("flat", "photo", "illustration")
"""Styles that give way to a more telling one: "minimalist watercolor" is a watercolor."""
_LOGO_MAY_BE = frozenset({"watercolor", "pixel", "lineart", "ink", "comic", "lowpoly", "paper", "crayon", "pencil"})


def picture_kind(marks: Sequence[Mark]) -> SceneKind:
    """What sort of picture is asked for. "A room with a poster" is no poster: it must not hang on a "with"."""
    named: list[str] = []
    for before, mark in zip((None, *marks), marks, strict=False):
        values = [sense.value for sense in mark.whole if sense.kind == "kind"]
        held = before is not None and before.has("determiner") and _hangs(marks, mark)
        if values and not held:
            named += values
    return next((kind for kind in _KINDS if kind in named), "scene")


def _hangs(marks: Sequence[Mark], mark: Mark) -> bool:
    at = marks.index(mark)
    return at > 1 and (marks[at - 2].has("preposition") or marks[at - 2].has("verb"))


def style(draft: Draft, kind: str) -> str:
    """The style asked for, or the one that fits the kind of picture."""
    named = draft.whole.get("style", [])
    strong = [name for name in named if name not in _WEAK]
    if kind == "logo":
        return next((name for name in strong if name in _LOGO_MAY_BE), "logo")
    if strong:
        return strong[0]
    for name in _WEAK:
        if name in named:
            return name
    return "anime" if "anime" in named else "illustration"


def options(draft: Draft) -> tuple[str, ...]:
    """Options in the order named, each once."""
    return tuple(dict.fromkeys(draft.whole.get("option", ())))


def camera(whole: Mapping[str, Sequence[str]], kind: str) -> Camera:
    """The first shot, angle and move that were named."""
    shot = next(iter(whole.get("shot", ())), "close-up" if kind == "portrait" else "medium")
    return Camera(
        shot=shot,
        angle=next(iter(whole.get("angle", ())), "level"),
        move=next(iter(whole.get("move", ())), "static"),
    )
