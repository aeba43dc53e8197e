"""Left to right: who stands beside whom, by said places and by left/right/beside relations."""

from __future__ import annotations

from collections.abc import Sequence

from .part import Group

_PLACES = {"left": -1.0, "right": 1.0}
SIDEWAYS = frozenset({"left_of", "right_of"})


def ordered(groups: Sequence[Group]) -> list[Group]:
    """The groups from left to right; with nothing said, the first-named of three stands in the middle."""
    rank = {id(group): _PLACES.get(group.root.node.place, 0.0) for group in groups}
    order = sorted(groups, key=lambda group: rank[id(group)])
    if len(order) == 3 and not any(group.beside for group in order) and not any(rank.values()):
        order = [order[1], order[0], order[2]]
    for _ in range(len(order)):
        for group in list(order):
            for kind, target in group.beside:
                order = _moved(order, group, kind, target)
    return order


def tied(groups: Sequence[Group]) -> set[str]:
    """Node ids of groups that must share a row because one is to be left or right of the other."""
    names: set[str] = set()
    for group in groups:
        for kind, target in group.beside:
            if kind in SIDEWAYS:
                names |= {target, *group.ids}
    return names


def bias(group: Group) -> float:
    """-1 toward the left edge, 1 toward the right edge, 0 when no place was said."""
    return {"left": -0.75, "right": 0.75}.get(group.root.node.place, 0.0)


def _moved(order: list[Group], group: Group, kind: str, target: str) -> list[Group]:
    other = next((candidate for candidate in order if target in candidate.ids), None)
    if other is None or other is group:
        return order
    mine, its = order.index(group), order.index(other)
    wrong = (kind == "left_of" and mine > its) or (kind == "right_of" and mine < its)
    apart = kind in ("beside", "with", "near") and abs(mine - its) > 1
    if not (wrong or apart):
        return order
    rest = [candidate for candidate in order if candidate is not group]
    at = rest.index(other) + (0 if kind == "left_of" else 1)
    return [*rest[:at], group, *rest[at:]]
