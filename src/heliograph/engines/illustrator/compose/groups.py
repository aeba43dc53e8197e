"""Nodes that hang together: a rider on a horse, a book in a hand, a cat under a tree become one group.

A group is laid out in its own units (see sizes.py): x = 0 is the middle of its root, y = 0 the ground, y down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..rigs.figure import Figure
from ..scene import Node, Relation
from .attach import PLACERS
from .part import Group, Part, grown
from .sizes import apparent_height, is_scenery

ATTACHING = frozenset({"on", "in", "under", "behind", "in_front_of", "riding", "holding", "wearing", "above", "below"})
_CARRIED = frozenset({"holding", "wearing"})


def groups_of(drawn: Sequence[tuple[int, Node, Figure]]) -> list[Group]:
    """Gather nodes by their attaching relations; each node is in exactly one group, order kept."""
    by_id = {node.id: (index, node, figure) for index, node, figure in drawn}
    hosts = _hosts(by_id)
    groups: list[Group] = []
    for index, node, figure in drawn:
        if node.id in hosts:
            continue
        root = Part(
            index=index, node=node, figure=figure, scale=apparent_height(figure, node) / max(1e-6, figure.height)
        )
        parts = [root]
        _attach_guests(parts, root, hosts, by_id)
        groups.append(Group(parts=tuple(parts), beside=_wishes(parts, by_id)))
    return [_handy(group, groups) for group in groups]


_HANDY = 0.4


def _handy(group: Group, groups: Sequence[Group]) -> Group:
    """What somebody plays with is small enough to be played with."""
    if {"head", "mouth"} & group.root.figure.anchors.keys():
        return group
    wanted = Relation(kind="with", target=group.root.node.id)
    players = [
        part.box[3] - part.box[1]
        for other in groups
        for part in other.parts
        if part.node.pose == "play" and wanted in part.node.relations
    ]
    size = group.box[3] - group.box[1]
    return grown(group, min([1.0, *(_HANDY * player / max(1e-6, size) for player in players)]))


def _hosts(by_id: Mapping[str, tuple[int, Node, Figure]]) -> dict[str, tuple[str, str]]:
    """guest id -> (host id, relation kind); a chain that would bite its tail is cut."""
    hosts: dict[str, tuple[str, str]] = {}
    for _, node, _ in by_id.values():
        for relation in node.relations:
            if relation.target not in by_id or relation.target == node.id:
                continue
            found = _bond(relation, node, by_id[relation.target][1])
            if found is None:
                continue
            guest, host, kind = found
            if guest in hosts or _reaches(hosts, host, guest) or _apart(kind, by_id[guest], by_id[host]):
                continue
            hosts[guest] = (host, kind)
    return hosts


def _bond(relation: Relation, node: Node, target: Node) -> tuple[str, str, str] | None:
    """(guest, host, kind) when the relation ties two nodes into one group. What is with an island is on it."""
    if relation.kind in _CARRIED:
        return target.id, node.id, relation.kind
    if relation.kind in ATTACHING:
        return node.id, target.id, relation.kind
    if relation.kind in ("with", "near", "beside"):
        if node.noun in _ISLANDS:
            return target.id, node.id, "ashore"
        if target.noun in _ISLANDS:
            return node.id, target.id, "ashore"
    return None


_ISLANDS = frozenset({"island", "iceberg", "raft"})


def _apart(kind: str, guest: tuple[int, Node, Figure], host: tuple[int, Node, Figure]) -> bool:
    """Before a castle or behind a dog stands no part of a group: scenery has its own place in the depth."""
    far_host = is_scenery(host[2]) and not is_scenery(guest[2])
    far_guest = is_scenery(guest[2]) and not is_scenery(host[2])
    open_vessel = "rim" in host[2].anchors  # a vase holds sunflowers much taller than itself
    dwarfed = kind == "in" and not open_vessel and host[2].height_m < 0.3 * guest[2].height_m  # a windmill in tulips
    return (kind == "in_front_of" and far_host) or (kind == "behind" and far_guest) or dwarfed


def _reaches(hosts: Mapping[str, tuple[str, str]], start: str, goal: str) -> bool:
    while start in hosts:
        start = hosts[start][0]
        if start == goal:
            return True
    return start == goal


def _attach_guests(
    parts: list[Part],
    host: Part,
    hosts: Mapping[str, tuple[str, str]],
    by_id: Mapping[str, tuple[int, Node, Figure]],
) -> None:
    guests = [(guest, kind) for guest, (at, kind) in hosts.items() if at == host.node.id]
    host = _underlay(parts, host, [by_id[guest] for guest, kind in guests if kind == "on"])
    counts: dict[str, int] = {}
    totals: dict[str, int] = {}
    for _, kind in guests:
        totals[kind] = totals.get(kind, 0) + 1
    for guest, kind in guests:
        index, node, figure = by_id[guest]
        number = counts.get(kind, 0)
        counts[kind] = number + 1
        scale = apparent_height(figure, node) / max(1e-6, figure.height)
        loose = Part(index=index, node=node, figure=figure, scale=scale)
        part = PLACERS[kind](loose, host, number, totals[kind])
        parts.append(part)
        if kind == "holding":
            parts[:] = [
                replace(one, holds=True) if one is host or one.node.id == host.node.id else one for one in parts
            ]
        _attach_guests(parts, part, hosts, by_id)


def _underlay(parts: list[Part], host: Part, guests: Sequence[tuple[int, Node, Figure]]) -> Part:
    """A rug, a lily pad, a tray: a flat thing is only so much wider than what stands on it."""
    flat = host.figure.height < 0.42 * host.figure.width and host.figure.height_m < 1.2
    if not guests or not flat:
        return host
    needed = sum(apparent_height(figure, node) * figure.width / max(1e-6, figure.height) for _, node, figure in guests)
    fitting = replace(host, scale=host.scale * min(1.0, 1.9 * needed / max(1e-6, (host.box[2] - host.box[0]))))
    parts[:] = [fitting if part is host else part for part in parts]
    return fitting


def _wishes(parts: Sequence[Part], by_id: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    relations: list[Relation] = [relation for part in parts for relation in part.node.relations]
    own = {part.node.id for part in parts}
    return tuple(
        (relation.kind, relation.target)
        for relation in relations
        if relation.kind not in ATTACHING and relation.target in by_id and relation.target not in own
    )
