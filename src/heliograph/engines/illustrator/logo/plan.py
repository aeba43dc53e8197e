"""What a logo is to look like: read from the scene, completed by the seed so that every seed differs visibly."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..canvas.lettering import mood_of
from ..scene import Node, Scene
from .palette import Palette, palette
from .symbols import symbol, symbols

Container = Literal["circle", "square", "shield", "hexagon", "diamond", "none"]
Treatment = Literal["gradient", "solid", "ring", "tint"]
Where = Literal["below", "above", "right", "left", "around"]

_CONTAINERS: dict[str, Container] = {
    "circle": "circle", "circular": "circle", "round": "circle", "ring": "circle", "disc": "circle", "disk": "circle",
    "oval": "circle", "square": "square", "rectangle": "square", "app icon": "square", "crest": "shield",
    "coat of arms": "shield", "shield": "shield", "hexagon": "hexagon", "hexagonal": "hexagon", "rhombus": "diamond",
    "diamond shape": "diamond", "diamond frame": "diamond",
}  # fmt: skip
_INSIDE = re.compile(rf"\b(?:in|inside|within|on)\s+(?:an?\s+|the\s+)?(?:\w+\s+){{0,2}}?({'|'.join(_CONTAINERS)})\b")
_SAYS_NOTHING = frozenset(
    {"shop", "store", "market", "place", "view", "up", "flash", "box", "data", "hot", "auto", "direction"}
)
"""Words of trades that would suggest a mark too literally."""
_MONOGRAM = re.compile(r"\b(?:letter ?marks?|monogram|initials?)\b", re.I)
_MOODS = ("clean", "clean", "friendly", "elegant", "clean", "loud")
_FRAMES: tuple[Container, ...] = ("circle", "square", "none", "hexagon", "circle", "shield")
_TREATMENTS: tuple[Treatment, ...] = ("gradient", "solid", "ring", "tint")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A logo before it is drawn."""

    marks: tuple[Node, ...]
    container: Container
    treatment: Treatment
    colours: Palette
    word: str
    tagline: str
    where: Where
    mood: str
    tracking: float
    weight: float
    """Thickness of a ring, as a share of the emblem."""


def plan(scene: Scene) -> Plan:
    """Everything asked is kept; what was left open goes round with the seed, so neighbouring seeds never look alike."""
    turn = scene.seed + int.from_bytes(hashlib.sha256(scene.prompt.encode()).digest()[:4], "big")
    nodes = [node for node in scene.nodes if node.noun not in _CONTAINERS or _meant(node, scene)]
    container = _container(scene, nodes)
    nodes = nodes or _suggested(scene)
    if _MONOGRAM.search(scene.prompt):
        nodes = []
    words = [item for item in scene.lettering if item.text.strip()]
    word = words[0].text.strip() if words else ""
    asked_mood = next((m for item in words if (m := mood_of(item.mood)) != "clean"), "")
    return Plan(
        marks=tuple(nodes[:3]),
        container=container or _FRAMES[turn % 6],
        treatment=_TREATMENTS[turn % 4],
        colours=palette(_hues(scene, nodes), scene.background or "white", turn, _mark(nodes)),
        word=word,
        tagline=words[1].text.strip() if len(words) > 1 else "",
        where=_where(words[0].place if words else "", scene.prompt),
        mood=asked_mood or _mood(scene, turn),
        tracking=(0.0, 0.015, 0.05, -0.01)[(turn // 2) % 4],
        weight=(0.055, 0.035, 0.075)[turn % 3],
    )


def _suggested(scene: Scene) -> list[Node]:
    """A mark that the trade suggests when none was asked for: a cup for a coffee shop. Quoted words do not count."""
    text = re.sub(r"[\"“'‘][^\"”'’]*[\"”'’]", " ", scene.prompt.lower())
    known = symbols()
    for size in (2, 1):
        words = re.findall(r"[a-z]+", text)
        for start in range(len(words) - size + 1):
            phrase = " ".join(words[start : start + size])
            if phrase not in _SAYS_NOTHING and (phrase in known or phrase.removesuffix("s") in known):
                found = symbol(phrase)
                return [Node(id="suggested", noun=found.name)] if found else []
    return []


def _mark(nodes: Sequence[Node]) -> str:
    found = symbol(nodes[0].noun) if nodes else None
    return found.name if found else ""


def _meant(node: Node, scene: Scene) -> bool:
    """A circle is the mark itself, rather than the frame, when there is nothing else."""
    return all(other.noun in _CONTAINERS for other in scene.nodes) and node is scene.nodes[0]


def _container(scene: Scene, marks: Sequence[Node]) -> Container | None:
    own = {node.noun for node in marks}
    for node in scene.nodes:
        if node.noun in _CONTAINERS and node.noun not in own:
            return _CONTAINERS[node.noun]
        frame = node.attributes.get("frame") or node.attributes.get("shape") or ""
        if frame in _CONTAINERS:
            return _CONTAINERS[frame]
    text = scene.prompt.lower()
    inside = _INSIDE.search(text)
    if inside:
        return _CONTAINERS[inside.group(1)]
    if re.search(r"\b(?:no frame|no container|without (?:a )?(?:frame|circle|container)|wordmark)\b", text):
        return "none"
    return next((_CONTAINERS[word] for word in ("circular", "round", "hexagonal", "app icon") if word in text), None)


def _hues(scene: Scene, marks: Sequence[Node]) -> tuple[str, ...]:
    own = [node.attributes[key] for node in marks for key in ("colour", "second_colour") if node.attributes.get(key)]
    plain = ["black"] if re.search(r"\b(?:black and white|monochrome|b&w)\b", scene.prompt.lower()) else []
    return tuple(dict.fromkeys([*plain, *scene.palette, *own]))


def _where(place: str, prompt: str) -> Where:
    text = f"{place} {prompt}".lower()
    for pattern, where in _PLACES:
        if re.search(pattern, text):
            return where
    return "below"


_PLACES: tuple[tuple[str, Where], ...] = (
    (r"\b(?:below|beneath|underneath|under it)\b", "below"),
    (r"\b(?:around|circling|along the (?:rim|edge|border))\b", "around"),
    (r"\b(?:to the|on the) right\b|^right|\bbeside\b|\bnext to\b|\bhorizontal\b", "right"),
    (r"\b(?:text|word|name|words|lettering)\b[^.]*\babove\b|^(?:top|above)\b", "above"),
    (r"\b(?:text|word|name|words|lettering)\b[^.]*\bleft\b|^left", "left"),
)


def _mood(scene: Scene, turn: int) -> str:
    words = re.findall(r"[a-z-]+", scene.prompt.lower())
    asked = [m for word in words if word not in ("logo", "simple", "book") and (m := mood_of(word)) != "clean"]
    if asked:
        return asked[0]
    plain = {"minimalist", "minimal", "modern", "tech", "geometric", "corporate", "clean"} & set(words)
    return "clean" if plain else _MOODS[(turn // 3) % len(_MOODS)]
