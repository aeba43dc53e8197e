"""Nodes that hang together: a rider on a horse, a book in a hand, a cat under a tree become one group.

A group is laid out in its own units (see sizes.py): x = 0 is the middle of its root, y = 0 the ground, y down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..canvas.paths import Box
from ..rigs.figure import Figure
from ..scene import Node, Relation
from .sizes import apparent_height, is_scenery


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One figure in a group: its local origin stands at (x, y), ``scale`` is layout units per local unit."""

    index: int
    node: Node
    figure: Figure
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    mirrored: bool = False
    depth: int = 0
    """Painter's order inside the group: lower is painted earlier."""
    lifted: bool = False
    """Rests on another part: no shadow of its own on the ground."""
    clip_below: float | None = None
    """Nothing of it shows below this row of the group (it stands inside something)."""
    holds: bool = False
    """Something lies in its hand: what the figure draws in front (fingers) is painted after that."""

    @property
    def box(self) -> Box:
        """Where it lies in the group."""
        left, top, right, bottom = self.figure.bounds
        if self.mirrored:
            left, right = -right, -left
        s = self.scale
        return self.x + left * s, self.y + top * s, self.x + right * s, self.y + bottom * s

    def at(self, anchor: str) -> tuple[float, float]:
        """An anchor of the figure in the group's units."""
        ax, ay = self.figure.at(anchor)
        return self.x + (-ax if self.mirrored else ax) * self.scale, self.y + ay * self.scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Parts with a common root, which is ``parts[0]``."""

    parts: tuple[Part, ...]
    beside: tuple[tuple[str, str], ...] = ()
    """Wishes toward other groups: (relation kind, node id of the target)."""

    @property
    def root(self) -> Part:
        """The part that stands on the ground (or flies)."""
        return self.parts[0]

    @property
    def box(self) -> Box:
        """The union of the parts' boxes."""
        boxes = [part.box for part in self.parts]
        return (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )

    @property
    def ids(self) -> frozenset[str]:
        """The node ids in it."""
        return frozenset(part.node.id for part in self.parts)


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
    return groups


def _hosts(by_id: Mapping[str, tuple[int, Node, Figure]]) -> dict[str, tuple[str, str]]:
    """guest id -> (host id, relation kind); a chain that would bite its tail is cut."""
    hosts: dict[str, tuple[str, str]] = {}
    for _, node, _ in by_id.values():
        for relation in node.relations:
            if relation.kind not in ATTACHING or relation.target not in by_id or relation.target == node.id:
                continue
            guest, host = (relation.target, node.id) if relation.kind in _CARRIED else (node.id, relation.target)
            if guest in hosts or _reaches(hosts, host, guest) or _apart(relation.kind, by_id[guest], by_id[host]):
                continue
            hosts[guest] = (host, relation.kind)
    return hosts


def _apart(kind: str, guest: tuple[int, Node, Figure], host: tuple[int, Node, Figure]) -> bool:
    """Before a castle or behind a dog stands no part of a group: scenery has its own place in the depth."""
    far_host = is_scenery(host[2]) and not is_scenery(guest[2])
    far_guest = is_scenery(guest[2]) and not is_scenery(host[2])
    return (kind == "in_front_of" and far_host) or (kind == "behind" and far_guest)


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
        part = _PLACERS[kind](loose, host, number, totals[kind])
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
    fitting = replace(host, scale=host.scale * min(1.0, 1.9 * needed / max(1e-6, _width(host))))
    parts[:] = [fitting if part is host else part for part in parts]
    return fitting


Placer = Callable[[Part, Part, int, int], Part]


def _height(part: Part) -> float:
    return part.box[3] - part.box[1]


def _width(part: Part) -> float:
    return part.box[2] - part.box[0]


def _limited(part: Part, *, least: float = 0.0, most: float = float("inf")) -> Part:
    """The part with its height held between two bounds (layout units)."""
    height = _height(part)
    wanted = min(most, max(least, height))
    return replace(part, scale=part.scale * wanted / max(1e-6, height))


def _spread(number: int, total: int, width: float) -> float:
    return 0.0 if total < 2 else width * ((number + 0.5) / total - 0.5)


def _on(part: Part, host: Part, number: int, total: int) -> Part:
    """Resting on it: on its seat, top or back, side by side when there are several."""
    part = _limited(part, least=0.22 * _height(host), most=1.5 * max(_height(host), 0.7 * _width(host)))
    if total > 1:
        part = _limited(part, most=1.5 * _width(host) / total * _height(part) / max(1e-6, _width(part)))
    name = next((anchor for anchor in ("seat", "top", "back") if anchor in host.figure.anchors), "top")
    x, y = host.at(name)
    return _seated(part, x + _spread(number, total, _width(host) * 0.8), y, depth=host.depth + 2 + number)


def _riding(part: Part, host: Part, number: int, total: int) -> Part:
    """In the saddle: hips (or whatever it sits on) at the seat, looking the way the mount looks."""
    name = next((anchor for anchor in ("seat", "back", "top") if anchor in host.figure.anchors), "top")
    x, y = host.at(name)
    part = _limited(part, least=0.6 * _height(host), most=1.25 * _height(host))
    x += _spread(number, total, _width(host) * 0.5)
    part = replace(part, mirrored=_turned_like(part, host))
    return _seated(part, x, y, depth=host.depth + 2 + number)


def _seated(part: Part, x: float, y: float, depth: int) -> Part:
    anchors = part.figure.anchors
    seat = next((name for name in ("seat", "hips") if name in anchors and part.node.pose in ("ride", "sit")), "")
    below = anchors[seat][1] if seat else part.figure.bounds[3]
    # Thighs rest on the saddle: hips are a little above it.
    return replace(part, x=x, y=y - below * part.scale, depth=depth, lifted=True)


def _turned_like(part: Part, host: Part) -> bool:
    mine, other = part.figure.facing, host.figure.facing
    if "front" in (mine, other):
        return part.mirrored
    return (mine != other) != host.mirrored


def _holding(part: Part, host: Part, number: int, total: int) -> Part:
    part = _limited(part, least=0.16 * _height(host), most=0.5 * _height(host))
    x, y = host.at("hand" if number % 2 == 0 else "other_hand")
    if "grip" in part.figure.anchors:
        gx, gy = part.figure.at("grip")
    else:
        left, top, right, bottom = part.figure.bounds
        gx, gy = (left + right) / 2, top * 0.35 + bottom * 0.65
    return replace(part, x=x - gx * part.scale, y=y - gy * part.scale, depth=host.depth + 1, lifted=True)


_WORN_AT = {
    "hat": "head",
    "cap": "head",
    "crown": "head",
    "helmet": "head",
    "glasses": "eyes",
    "sunglasses": "eyes",
    "scarf": "neck",
    "tie": "neck",
    "bow tie": "neck",
    "necklace": "neck",
    "backpack": "back",
}


def _wearing(part: Part, host: Part, number: int, total: int) -> Part:
    spot = _WORN_AT.get(part.node.noun, "head")
    x, y = host.at(spot)
    share = 0.24 if spot == "head" else 0.14
    part = _limited(part, least=share * _height(host), most=share * _height(host))
    drop = 0.12 * _height(part) if spot == "head" else _height(part) / 2
    return replace(part, x=x, y=y + drop, depth=host.depth + 1, lifted=True)


def _in(part: Part, host: Part, number: int, total: int) -> Part:
    """Inside a container: what is below its rim does not show; inside a larger thing: small, in its middle."""
    wide, tall = _width(host), _height(host)
    hull = wide > 1.5 * tall
    if not hull and "rim" not in host.figure.anchors and host.figure.height_m >= 1.2:
        x, y = host.at("inside")
        return replace(_limited(part, most=0.45 * tall), x=x, y=y, depth=host.depth + 1, lifted=True)
    x = (host.at("inside") if "inside" in host.figure.anchors else host.at("top"))[0]
    bouquet = part.figure.height > 1.5 * part.figure.width and not hull and host.figure.height_m < 1.2
    if bouquet:
        aside = _spread(number, total, 1.0)
        high = 1.45 - 0.5 * abs(aside)
        part = _limited(part, least=high * tall, most=high * tall)
        x += aside * wide * 1.15
    else:
        room = wide * 0.8 / max(1, total)
        part = replace(part, scale=part.scale * min(1.0, room / max(1e-6, _width(part))))
        part = _limited(part, least=0.3 * tall, most=1.5 * tall)
        x += _spread(number, total, wide * 0.7)
    rim = _rim(host, hull)
    sunk = rim + min(0.42 * _height(part), 0.75 * (host.box[3] - rim))
    foot = sunk - part.figure.bounds[3] * part.scale
    return replace(part, x=x, y=foot, depth=host.depth + 1, lifted=True, clip_below=rim)


def _rim(host: Part, hull: bool) -> float:
    """The row below which nothing inside can be seen."""
    if "rim" in host.figure.anchors:
        return host.at("rim")[1]
    if hull and "inside" in host.figure.anchors:
        return host.at("inside")[1]
    return host.box[1] + 0.12 * _height(host)


def _under(part: Part, host: Part, number: int, total: int) -> Part:
    """Below its top, on the ground before it; beside the trunk of a tree."""
    part = _limited(part, least=0.34 * _height(host), most=0.62 * _height(host))
    aside = 0.26 * _width(host) if host.figure.height_m > 3 else 0.0
    x = host.x + (aside if number % 2 == 0 else -aside) + _spread(number // 2, (total + 1) // 2, _width(host) * 0.5)
    return replace(part, x=x, y=0.05 * _height(host) if host.y == 0 else host.y, depth=host.depth + 1 + number)


def _behind(part: Part, host: Part, number: int, total: int) -> Part:
    part = replace(part, scale=part.scale * 0.86)
    part = _limited(part, least=0.75 * _height(host))
    side = 1 if number % 2 == 0 else -1
    x = host.x + side * (0.42 * _width(host) + 0.28 * _width(part))
    return replace(part, x=x, y=host.y - 0.14 * _height(part), depth=host.depth - 1 - number)


def _in_front_of(part: Part, host: Part, number: int, total: int) -> Part:
    part = _limited(part, least=0.2 * _height(host), most=max(0.7 * _height(host), 0.6))
    side = -1 if number % 2 == 0 else 1
    x = host.x + side * 0.3 * _width(host) + _spread(number, total, _width(host))
    return replace(part, x=x, y=host.y + 0.1 * max(_height(part), 0.6 * _height(host)), depth=host.depth + 2 + number)


def _above(part: Part, host: Part, number: int, total: int) -> Part:
    part = _limited(part, least=0.42 * _height(host), most=1.6 * _height(host))
    gap = 0.12 * max(_height(part), _height(host))
    x = host.x + _spread(number, total, max(_width(host), total * _width(part)))
    bottom = host.box[1] - gap
    return replace(part, x=x, y=bottom - part.figure.bounds[3] * part.scale, depth=host.depth + 1, lifted=True)


def _below(part: Part, host: Part, number: int, total: int) -> Part:
    part = _limited(part, least=0.3 * _height(host), most=1.6 * _height(host))
    gap = 0.14 * max(_height(part), _height(host))
    x = host.x + _spread(number, total, max(_width(host), total * _width(part)))
    top = host.box[3] + gap
    return replace(part, x=x, y=top - part.figure.bounds[1] * part.scale, depth=host.depth + 1)


_PLACERS: Mapping[str, Placer] = {
    "on": _on,
    "riding": _riding,
    "holding": _holding,
    "wearing": _wearing,
    "in": _in,
    "under": _under,
    "behind": _behind,
    "in_front_of": _in_front_of,
    "above": _above,
    "below": _below,
}


def _wishes(parts: Sequence[Part], by_id: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    relations: list[Relation] = [relation for part in parts for relation in part.node.relations]
    own = {part.node.id for part in parts}
    return tuple(
        (relation.kind, relation.target)
        for relation in relations
        if relation.kind not in ATTACHING and relation.target in by_id and relation.target not in own
    )
