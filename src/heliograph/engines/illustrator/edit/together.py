"""Several remembered scenes become one: "put the cat of the first picture on the sofa of the second"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import count

from ..prompt.lexicon import lexicon
from ..prompt.link import ANIMATE
from ..prompt.marks import mark_up
from ..prompt.tokens import tokenise
from ..scene import Node, Relation, Scene
from .targets import canonical, category, main_node
from .turns import revise

_PICTURE = r"(?:one|picture|image|photo|scene)"
_GROUND = re.compile(rf"\b(?:in|into|onto|to|on|of) the (first|second|third|fourth|last) {_PICTURE}")
_STAGE = re.compile(rf"\b(first|second|third|fourth|last) {_PICTURE}(?:'s)? (?:as|for) (?:the )?background")
_ORDER = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_SAID = re.compile(rf"\b(?:from|of|in|into|onto|to) the \w+ {_PICTURE}\b", re.IGNORECASE)
_CARRIED = frozenset({"wearing", "holding", "riding"})
_SEVERAL = re.compile(
    rf"\b(?:both|combine|merge|together|all (?:the |these |of )?(?:pictures|images|photos)|into one {_PICTURE}"
    rf"|(?:first|second|third|other) {_PICTURE})\b",
    re.IGNORECASE,
)


def speaks_of_several(instruction: str) -> bool:
    """Whether an instruction is about more than one picture."""
    return bool(_SEVERAL.search(instruction))


def combine(scenes: Sequence[Scene], instruction: str, *, drawn: Collection[str] | None = None) -> Scene:
    """One scene out of several, changed as the instruction says. ``scenes`` in the order of the pictures, not empty.

    The picture that the instruction calls the ground gives place, hour and style, else the first does. The others give
    the things that are named, or what they are about when nothing is named.
    """
    ground = _ground(scenes, instruction.lower())
    guests = [scene for at, scene in enumerate(scenes) if at != ground]
    wanted = _nouns(instruction)
    merged = scenes[ground]
    for guest in guests:
        merged = _joined(merged, _chosen(guest, wanted))
    return revise(merged, _SAID.sub("", instruction), drawn=drawn)


def _ground(scenes: Sequence[Scene], text: str) -> int:
    found = _STAGE.search(text) or next(iter(reversed(list(_GROUND.finditer(text)))), None)
    if found is None:
        return 0
    at = _ORDER[found[1]]
    return at % len(scenes) if at < len(scenes) else 0


def _nouns(instruction: str) -> set[str]:
    marks = mark_up(tokenise(instruction), lexicon())
    return {mark.value("noun") for mark in marks if mark.has("noun")}


def _chosen(scene: Scene, wanted: set[str]) -> list[Node]:
    """The things to take over, and what they wear, hold or ride."""
    named = [node for node in scene.nodes if canonical(node) in wanted]
    main = main_node(scene)
    if not named and main is not None:
        named = [node for node in scene.nodes if category(node) in ANIMATE] or [main]
    ids = {node.id for node in named}
    carried = {
        link.target for node in named for link in node.relations if link.kind in ("wearing", "holding", "riding")
    }
    return [node for node in scene.nodes if node.id in ids | carried]


def _joined(scene: Scene, guests: Sequence[Node]) -> Scene:
    """The scene with guests under free names; relations to what stayed behind are dropped."""
    taken = {node.id for node in scene.nodes}
    names: dict[str, str] = {}
    for node in guests:
        stem = node.noun.replace(" ", "-")
        names[node.id] = next(name for number in count(1) if (name := f"{stem}-{number}") not in taken)
        taken.add(names[node.id])
    moved = [replace(node, id=names[node.id], relations=_kept(node, names), place="") for node in guests]
    return scene.with_nodes(*scene.nodes, *moved)


def _kept(node: Node, names: dict[str, str]) -> tuple[Relation, ...]:
    return tuple(replace(link, target=names[link.target]) for link in node.relations if link.target in names)
