"""What there is to say about a scene: its things in groups, and phrases for place, hour, weather and style."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ..prompt.lexicon import lexicon
from ..prompt.link import ANIMATE
from ..scene import Node, Scene
from .naming import names, noun_word

_LIE = frozenset({"fruit", "vegetable", "food", "sport", "toy", "tool", "weapon", "clothing", "office", "creeping"})
_STAND = frozenset(
    {"furniture", "building", "vehicle", "tree", "plant", "kitchenware", "drink", "flower", "electronics", "music"}
)


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind that do the same: "three penguins"."""

    nodes: tuple[Node, ...]

    @property
    def first(self) -> Node:
        """One of them."""
        return self.nodes[0]

    @property
    def many(self) -> bool:
        """Whether they are more than one."""
        return len(self.nodes) > 1 or (self.category in ("clothing",) and noun_word(self.first)[0].endswith("es"))

    @property
    def category(self) -> str:
        """The noun's category, empty when unknown."""
        known = lexicon().nouns.get(lexicon().canonical(self.first.noun) or "")
        return known.category if known else ""

    @property
    def living(self) -> bool:
        """Animals, people and creatures of fantasy."""
        return self.category in ANIMATE

    @property
    def text(self) -> str:
        """With number or article."""
        return names(self.nodes)


def groups(scene: Scene) -> list[Group]:
    """The things of a scene, living ones first."""
    found: dict[tuple[object, ...], list[Node]] = {}
    for node in scene.nodes:
        found.setdefault(_key(scene, node), []).append(node)
    made = [Group(tuple(nodes)) for nodes in found.values()]
    return sorted(made, key=lambda group: not group.living)


def _key(scene: Scene, node: Node) -> tuple[object, ...]:
    links = tuple((link.kind, target.noun) for link in node.relations if (target := scene.node(link.target)))
    return (noun_word(node)[0], tuple(sorted(node.attributes.items())), node.pose, node.place, frozenset(links))


def group_of(found: list[Group], node_id: str) -> Group | None:
    """The group a node belongs to."""
    return next((group for group in found if any(node.id == node_id for node in group.nodes)), None)


def indoors(scene: Scene) -> bool:
    """Whether the scene has a roof."""
    return scene.setting in lexicon().tables["indoors"]["settings"]


def bare(scene: Scene) -> bool:
    """Whether the picture has no surroundings: a plain ground, a logo, a colouring page."""
    return bool(scene.background) or scene.setting in ("", "studio") or scene.kind in ("logo", "pattern")


def rest_verb(group: Group, many: bool) -> str:
    """How a thing is where it is: apples lie, houses stand."""
    if group.category in _LIE:
        return "lie" if many else "lies"
    if group.category in _STAND:
        return "stand" if many else "stands"
    return "are" if many else "is"


def surroundings(scene: Scene) -> str:
    """Place, hour and weather as one phrase: "by a mountain lake at sunset"."""
    table = phrases()
    hour = table["time"].get(scene.time, "")
    if bare(scene):
        return ""
    weather = table["indoor_weather"].get(scene.weather, "") if indoors(scene) else table["weather"][scene.weather]
    return " ".join(filter(None, (table["place"].get(scene.setting, ""), weather, hour)))


@cache
def phrases() -> Mapping[str, Mapping[str, str]]:
    """``prose.toml``."""
    return _read("prose.toml")


@cache
def lines() -> Mapping[str, Mapping[str, list[str]]]:
    """``poem.toml``."""
    return _read("poem.toml")


def _read(file: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / file).read_text("utf-8"))
