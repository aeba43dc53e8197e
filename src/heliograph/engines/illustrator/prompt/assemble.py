"""Things become nodes: one node for each single thing, relations between nodes, stable names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from heliograph.engines.illustrator.prompt.draft import Thing
from heliograph.engines.illustrator.prompt.lexicon import Lexicon
from heliograph.engines.illustrator.prompt.people import is_human, stand_in
from heliograph.engines.illustrator.scene import Node, Relation

MOST = 30
"""Nodes of one noun phrase at the most: more cannot be told apart in a picture."""
MOST_IN_ALL = 80
"""Nodes of one picture at the most; what is named later is left out."""
_SHARED_OUT = frozenset({"wearing", "holding", "riding"})
_BODY = {
    "body": ("clothes", "clothes_colour"),
    "lower": ("trousers", "trousers_colour"),
    "feet": ("shoes", "shoes_colour"),
}


def drawable_name(thing: Thing, drawn: Collection[str] | None, words: Lexicon) -> str:
    """The noun to draw the thing by: the word itself when somebody draws just that, else its canonical noun.

    Empty when nobody draws it. ``drawn`` None means that everything can be drawn.
    """
    own = [thing.text, *words.singulars(thing.text.split())]
    if drawn is None:
        return thing.noun
    for name in (*own, thing.noun, *words.nouns[thing.noun].synonyms):
        if name in drawn:
            return name
    if stand_in(thing.noun) and "person" in drawn:
        thing.attributes = {**stand_in(thing.noun), **thing.attributes}
        return "person"
    return ""


def dress(things: Sequence[Thing], words: Lexicon) -> list[Thing]:
    """Clothes that a person wears become attributes of that person: the person's drawing wears them."""
    garments = {noun: slot for slot, nouns in words.tables["garment"].items() for noun in nouns}
    worn: set[int] = set()
    for thing in things:
        if not is_human(thing.noun):
            continue
        for kind, target in list(thing.relations):
            if kind == "wearing" and target.noun in garments:
                _put_on(thing, target, _BODY[garments[target.noun]])
                thing.relations.remove((kind, target))
                worn.add(id(target))
    return [thing for thing in things if id(thing) not in worn]


def _put_on(person: Thing, garment: Thing, names: tuple[str, str]) -> None:
    name, colour = names
    person.attributes[name] = garment.noun
    if "colour" in garment.attributes:
        person.attributes[colour] = garment.attributes["colour"]
    if "pattern" in garment.attributes:
        person.attributes["clothes_pattern"] = garment.attributes["pattern"]


def share_out(things: Sequence[Thing]) -> None:
    """ "Two dogs with hats": as many hats as dogs."""
    for thing in things:
        for kind, target in thing.relations:
            if kind in _SHARED_OUT and thing.count > 1 and not target.counted and target.count > 1:
                target.count = thing.count


def nodes(things: Sequence[Thing], names: Mapping[int, str]) -> dict[int, list[Node]]:
    """``id(thing)`` to its nodes, with relations. ``names`` maps ``id(thing)`` to the noun to draw."""
    numbers: Counter[str] = Counter()
    ids: dict[int, list[str]] = {}
    left = MOST_IN_ALL
    for thing in things:
        noun = names[id(thing)]
        count = min(thing.count, MOST, left)
        left -= count
        ids[id(thing)] = [f"{noun.replace(' ', '-')}-{numbers[noun] + k + 1}" for k in range(count)]
        numbers[noun] += count
    return {id(thing): [_node(thing, names[id(thing)], k, ids) for k in range(len(ids[id(thing)]))] for thing in things}


def _node(thing: Thing, noun: str, index: int, ids: Mapping[int, Sequence[str]]) -> Node:
    mine = ids[id(thing)]
    return Node(
        id=mine[index],
        noun=noun,
        words=thing.words,
        attributes={**thing.attributes, **({"colour": thing.each[index]} if index < len(thing.each) else {})},
        pose=thing.pose,
        verb=thing.verb,
        relations=_relations(thing, index, ids),
        place=thing.place,
    )


def _relations(thing: Thing, index: int, ids: Mapping[int, Sequence[str]]) -> tuple[Relation, ...]:
    found: list[Relation] = []
    for kind, target in thing.relations:
        others = ids.get(id(target), ())
        if not others:
            continue
        if kind == "between":
            found += [Relation(kind="right_of", target=others[0]), Relation(kind="left_of", target=others[-1])]
            continue
        spread = len(ids[id(thing)]) == 1 and kind in ("holding", "with", "wearing", "near", "beside")
        chosen = others if spread else (others[index % len(others)],)
        found += [Relation(kind=kind, target=other) for other in chosen]  # type: ignore[arg-type]  # from grammar.toml
    return tuple(dict.fromkeys(found))
