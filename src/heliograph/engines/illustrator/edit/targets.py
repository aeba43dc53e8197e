"""Which nodes of a scene an instruction speaks of: "the red ball", "the left cat", "it"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..prompt.draft import Thing
from ..prompt.lexicon import lexicon
from ..prompt.link import ANIMATE
from ..scene import Node, Scene


def canonical(node: Node) -> str:
    """The canonical noun of a node, whichever closer drawing it has."""
    return lexicon().canonical(node.noun) or node.noun


def category(node: Node) -> str:
    """The noun's category, empty when the table does not know it."""
    known = lexicon().nouns.get(canonical(node))
    return known.category if known else ""


def main_node(scene: Scene) -> Node | None:
    """What the picture is about: the first living thing, else the first thing at all."""
    living = [node for node in scene.nodes if category(node) in ANIMATE]
    return next(iter((*living, *scene.nodes)), None)


def matching(scene: Scene, thing: Thing) -> list[Node]:
    """The nodes that a noun phrase may mean: same noun, and what it says of them holds where anything is said.

    A singular "the cat" means the first of several cats, "the cats" all of them.
    """
    same = [node for node in scene.nodes if canonical(node) == thing.noun]
    same += [] if same else [node for node in scene.nodes if _known_as(node, thing)]
    closer = [node for node in same if _fits(node, thing)] or same
    if thing.place:
        closer = [node for node in closer if node.place == thing.place] or closer
    return closer if thing.count > 1 else closer[:1]


def _known_as(node: Node, thing: Thing) -> bool:
    """A king drawn as a person is still "the king"; "the person" is anybody, "the animal" any animal."""
    words = node.words.split()
    return thing.text in words or node.attributes.get("profession") == thing.noun


def _fits(node: Node, thing: Thing) -> bool:
    said = {key: value for key, value in thing.attributes.items() if key in ("colour", "size", "age", "gender", "coat")}
    return bool(said) and all(node.attributes.get(key) == value for key, value in said.items())


def without(nodes: Sequence[Node], gone: set[str]) -> tuple[Node, ...]:
    """The nodes but for those ids, and no relation that led to them. Things only they wore or held go too."""
    alone = {
        link.target
        for node in nodes
        if node.id in gone
        for link in node.relations
        if link.kind in ("wearing", "holding") and not _shared(nodes, link.target, gone)
    }
    gone = gone | alone
    return tuple(_freed(node, gone) for node in nodes if node.id not in gone)


def _shared(nodes: Sequence[Node], target: str, gone: set[str]) -> bool:
    return any(link.target == target for node in nodes if node.id not in gone for link in node.relations)


def _freed(node: Node, gone: set[str]) -> Node:
    kept = tuple(link for link in node.relations if link.target not in gone)
    return node if kept == node.relations else replace(node, relations=kept)
