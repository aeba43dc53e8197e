"""Quoted words become lettering: their role, where they stand and what carries them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from heliograph.engines.illustrator.prompt.draft import Draft, Thing, Words
from heliograph.engines.illustrator.scene import Lettering, Node

Role = Literal["title", "caption", "sign", "logo", "label"]
_SMALL = frozenset({"subtitle", "tagline", "slogan", "caption", "captioned", "quote"})
_SIGNS = frozenset({"sign", "blackboard", "billboard", "banner", "flag", "shop", "road sign", "stop sign"})
_NO_WORDS = frozenset({"text", "texts", "word", "words", "letters", "lettering", "caption", "title", "typography"})


def lettering(
    draft: Draft, quoted: Sequence[str], kind: str, nodes: Mapping[int, Sequence[Node]]
) -> tuple[Lettering, ...]:
    """The lettering of a scene. ``nodes`` maps ``id(thing)`` to the nodes that it became."""
    if _NO_WORDS & set(draft.without):
        return ()
    made: list[Lettering] = []
    for words in draft.words:
        text = quoted[int(words.text.strip("⟦⟧"))]
        target = _target(words.carrier, nodes)
        role = _role(words, kind, words.carrier if target else None, first=not made)
        made.append(Lettering(text=text, role=role, place=words.place, colour=words.colour, target=target))
    return tuple(made)


def _target(carrier: Thing | None, nodes: Mapping[int, Sequence[Node]]) -> str:
    found = nodes.get(id(carrier), ()) if carrier is not None else ()
    return found[0].id if found else ""


def _role(words: Words, kind: str, carrier: Thing | None, *, first: bool) -> Role:
    if kind == "logo":
        return "logo" if first else "caption"
    if carrier is not None:
        return "sign" if carrier.noun in _SIGNS else "label"
    if words.cue in _SMALL:
        return "caption"
    return "title" if first else "caption"
