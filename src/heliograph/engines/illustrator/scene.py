"""The scene graph: what a picture shows, as plain values.

The parser writes it, the composer places it, rigs and settings draw it, edits change it, and it travels in the
file. It knows no canvas and no pixels. Every value survives a round trip through JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

People = Literal["none", "adult", "all"]
RelationKind = Literal[
    "on", "in", "under", "beside", "behind", "in_front_of", "holding", "riding", "wearing",
    "left_of", "right_of", "above", "below", "with", "near",
]  # fmt: skip
SceneKind = Literal["scene", "object", "portrait", "logo", "poster", "card", "pattern"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How a node stands to another one: ``cat --on--> sofa``."""

    kind: RelationKind
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One thing in the picture. ``id`` is stable over edits and names the node's own random stream."""

    id: str
    noun: str
    """Canonical noun of the noun table (``cat``), the key under which a rig is found."""
    words: str = ""
    """The noun phrase as the prompt said it (``a fluffy tabby kitten``)."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """colour, second_colour, size, age, gender, material, pattern, coat, hair, hair_colour, skin, clothes,
    clothes_colour, profession, expression, accessory ... : plain words, absent when not said."""
    pose: str = ""
    verb: str = ""
    relations: tuple[Relation, ...] = ()
    place: str = ""
    """Where the prompt put it in the frame: left, right, centre, top, bottom, foreground, background."""
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """Words to be set exactly as quoted."""

    text: str
    role: Literal["title", "caption", "sign", "logo", "label"] = "title"
    mood: str = ""
    place: str = ""
    colour: str = ""
    target: str = ""
    """Id of the node that carries the words (a sign, a mug), or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """Composition: ``shot`` close-up, medium, wide; ``angle`` level, above, below; ``move`` for film."""

    shot: str = "medium"
    angle: str = "level"
    move: str = "static"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A whole picture. Sizes in pixels."""

    prompt: str
    width: int = 1024
    height: int = 1024
    seed: int = 0
    kind: SceneKind = "scene"
    setting: str = ""
    time: str = "day"
    weather: str = "clear"
    season: str = "summer"
    sky: tuple[str, ...] = ()
    """What the sky shows besides its hour: aurora, stars, milky_way, full_moon, crescent_moon, fireworks, lightning,
    shooting_stars, rays, fireflies."""
    style: str = "illustration"
    style_options: tuple[str, ...] = ()
    """bold_outline, chibi, monochrome, pastel, vivid, minimal, cinematic ..."""
    background: str = ""
    """A plain ground when the prompt asks for one: ``white``, ``#ffeecc``, ``transparent``."""
    palette: tuple[str, ...] = ()
    camera: Camera = Camera()
    nodes: tuple[Node, ...] = ()
    lettering: tuple[Lettering, ...] = ()
    people: People = "adult"
    negative: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()
    """Nouns of the prompt that nobody here can draw, and things left out by rule: said in the answer."""

    def node(self, node_id: str) -> Node | None:
        """The node of that id, or None."""
        return next((node for node in self.nodes if node.id == node_id), None)

    def with_nodes(self, *nodes: Node) -> Scene:
        """The same scene with these nodes in place of its own."""
        return replace(self, nodes=tuple(nodes))


JSON = dict[str, Any]
