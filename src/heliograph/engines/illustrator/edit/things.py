"""Changes to the things of a scene: add, remove, replace, recolour, count, dress, put somewhere else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from ..prompt import assemble
from ..prompt.draft import Draft, Thing
from ..prompt.lexicon import lexicon
from ..prompt.link import ANIMATE, WORN
from ..prompt.people import admit
from ..scene import Node, Relation, Scene
from .targets import canonical, category, main_node, matching, without

_POSITIONS = frozenset(
    ("on", "in", "under", "beside", "behind", "in_front_of", "riding", "left_of", "right_of", "above", "below", "near")
)
_MORE = re.compile(r"\b(more|another|second|third|fourth|extra|additional|other|new)\b")
_AWAY = frozenset({"fly", "run", "swim", "jump"})
"""Poses that end a position: a bird that flies no longer sits on the fence."""
_LOOKS = ("colour", "second_colour", "size", "age", "expression", "pattern", "material", "state", "hair", "hair_colour")


def removed(scene: Scene, draft: Draft, text: str) -> Scene:
    """Without the things named; "everything except the cat" keeps only the cat."""
    named = {node.id for thing in draft.things for node in matching(scene, thing)}
    for noun in draft.without:
        named |= {node.id for node in scene.nodes if canonical(node) == noun}
    if re.search(r"\b(everything|everyone|all)\b.*\b(except|but)\b", text):
        kept = {node.id for node in scene.nodes if canonical(node) in draft.without} | named
        return scene.with_nodes(*without(scene.nodes, {node.id for node in scene.nodes} - kept))
    if re.search(r"\b(people|everyone|everybody|persons|humans)\b", text):
        named |= {node.id for node in scene.nodes if category(node) == "people"}
    left = without(scene.nodes, named)
    ids = {node.id for node in left}
    lettering = tuple(words for words in scene.lettering if not words.target or words.target in ids)
    return replace(scene, nodes=left, lettering=lettering)


def replaced(scene: Scene, old: Sequence[Node], new: Thing, drawn: Collection[str] | None) -> Scene:
    """Another thing in the place of each old one: same id, same place, same relations."""
    noun = assemble.drawable_name(new, drawn, lexicon())
    if not noun:
        return replace(scene, omitted=(*scene.omitted, new.text))
    ids = {node.id for node in old}
    kept = {"colour", "second_colour"} if new.category in WORN else set[str]()

    def turned(node: Node) -> Node:
        attributes = {key: value for key, value in node.attributes.items() if key in kept}
        return replace(node, noun=noun, words=new.words, attributes={**attributes, **new.attributes})

    return scene.with_nodes(*(turned(node) if node.id in ids else node for node in scene.nodes))


def relooked(scene: Scene, nodes: Sequence[Node], draft: Draft) -> Scene:
    """Other colours and looks for these nodes."""
    change = {key: value for key, value in draft.attributes.items() if key in _LOOKS}
    for key, colour in zip(("colour", "second_colour"), draft.colours, strict=False):
        change[key] = colour
    ids = {node.id for node in nodes}
    if not change or not ids:
        return scene
    return scene.with_nodes(*(_looking(node, change) if node.id in ids else node for node in scene.nodes))


def counted(scene: Scene, thing: Thing, wanted: int) -> Scene:
    """As many of a thing as asked: more are added like the last one, too many are taken away from the end."""
    have = [node for node in scene.nodes if canonical(node) == thing.noun]
    if len(have) > wanted:
        return scene.with_nodes(*without(scene.nodes, {node.id for node in have[wanted:]}))
    names = _free_ids(scene.nodes, have[-1].noun)
    added = [replace(have[-1], id=next(names), attributes={**have[-1].attributes}) for _ in range(wanted - len(have))]
    return scene.with_nodes(*scene.nodes, *added)


def amended(scene: Scene, draft: Draft, it: Thing, text: str, drawn: Collection[str] | None, *, adding: bool) -> Scene:
    """Everything else: new things come in, known things change pose, place, clothes and relations.

    ``it`` stands for what the picture is about; what was said of it is done to that node.
    """
    more = bool(_MORE.search(text))
    known: dict[int, list[Node]] = {}
    for thing in draft.things:
        found = [] if adding and (more or not thing.definite) else matching(scene, thing)
        if found:
            known[id(thing)] = found
    main = main_node(scene)
    if main is not None:
        known[id(it)] = [main]
        _wear_alone(draft.things, it, known, adding=adding)
    new = [thing for thing in draft.things if id(thing) not in known]
    said = {id(thing): list(thing.relations) for thing in new}
    fresh, left_out = admit(new, scene.people)
    for thing in fresh:
        thing.relations = said.get(id(thing), thing.relations)
    names = {id(thing): assemble.drawable_name(thing, drawn, lexicon()) for thing in fresh}
    omitted = (*left_out, *(thing.text for thing in fresh if not names[id(thing)]), *draft.unknown)
    kept = [thing for thing in fresh if names[id(thing)]]
    return replace(_merged(scene, kept, known, [*draft.things, it], names), omitted=(*scene.omitted, *omitted))


def _wear_alone(things: Sequence[Thing], it: Thing, known: Mapping[int, list[Node]], *, adding: bool) -> None:
    """A hat that is added without a wearer is worn by what the picture is about."""
    targets = {id(target) for thing in (*things, it) for _, target in thing.relations}
    for thing in things:
        alone = id(thing) not in known and id(thing) not in targets and not thing.relations
        if adding and alone and thing.category in WORN and it.category in ANIMATE:
            it.relations.append(("wearing", thing))


def _merged(
    scene: Scene,
    fresh: Sequence[Thing],
    known: Mapping[int, list[Node]],
    said: Sequence[Thing],
    names: Mapping[int, str],
) -> Scene:
    """The scene with its new nodes, and with what was said of the known ones."""
    assemble.share_out(fresh)
    ids = {key: [node.id for node in nodes] for key, nodes in known.items()}
    taken = list(scene.nodes)
    made: list[Node] = []
    for thing in fresh:
        free = _free_ids((*taken, *made), names[id(thing)])
        new = assemble.nodes([thing], names)[id(thing)][: max(0, assemble.MOST_IN_ALL - len(taken) - len(made))]
        made += [replace(node, id=next(free)) for node in new]
        ids[id(thing)] = [node.id for node in made[len(made) - len(new) :]]
    by_id = {node.id: node for node in (*taken, *made)}
    for thing in said:
        for index, name in enumerate(ids.get(id(thing), ())):
            links = _links(thing, index, ids)
            by_id[name] = _told(by_id[name], thing, links, known=id(thing) in known)
    return scene.with_nodes(*by_id.values())


def _links(thing: Thing, index: int, ids: Mapping[int, Sequence[str]]) -> tuple[Relation, ...]:
    found = []
    for kind, target in thing.relations:
        others = [name for name in ids.get(id(target), ()) if name not in ids[id(thing)]]
        if others:
            found.append(Relation(kind=kind, target=others[index % len(others)]))  # type: ignore[arg-type]  # from data
    return tuple(found)


def _told(node: Node, thing: Thing, links: Sequence[Relation], *, known: bool) -> Node:
    """The node after what was said: a new position takes the place of the old one."""
    if known:
        node = _looking(node, {key: value for key, value in thing.attributes.items() if key not in ("size", "colour")})
    positioned = any(link.kind in _POSITIONS for link in links) or (known and thing.pose in _AWAY)
    kept = [link for link in node.relations if known and not (positioned and link.kind in _POSITIONS)]
    return replace(
        node,
        pose=thing.pose or node.pose,
        verb=thing.verb or node.verb,
        place=thing.place or node.place,
        relations=tuple(dict.fromkeys((*kept, *links))),
    )


def _looking(node: Node, change: Mapping[str, str]) -> Node:
    attributes = {**node.attributes, **change}
    if "colour" in change:
        attributes.pop("coat", None)
        if "second_colour" not in change:
            attributes.pop("second_colour", None)
    return replace(node, attributes=attributes)


def _free_ids(nodes: Sequence[Node], noun: str) -> Iterator[str]:
    used = {node.id for node in nodes}
    stem = noun.replace(" ", "-")
    return (name for number in count(1) if (name := f"{stem}-{number}") not in used)
