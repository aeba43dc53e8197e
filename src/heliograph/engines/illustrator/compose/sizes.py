"""How large things look: real heights, compressed so that a cat stays readable beside a house."""

from __future__ import annotations

import math

from ..rigs.figure import Figure
from ..scene import Node

# About a square root: it keeps the order of sizes and halves the range in orders of magnitude.
COMPRESSION = 0.56
_SIZE_WORDS = {
    "tiny": 0.5,
    "miniature": 0.5,
    "little": 0.78,
    "small": 0.75,
    "short": 0.85,
    "medium": 1.0,
    "tall": 1.25,
    "big": 1.35,
    "large": 1.35,
    "long": 1.15,
    "huge": 1.8,
    "giant": 2.0,
    "enormous": 2.0,
    "gigantic": 2.2,
    "massive": 1.8,
}


def apparent_height(figure: Figure, node: Node) -> float:
    """Height in layout units: 1 is how tall a thing of one metre looks."""
    real = max(0.02, figure.height_m)
    return math.pow(real, COMPRESSION) * _SIZE_WORDS.get(node.attributes.get("size", ""), 1.0)


def is_scenery(figure: Figure) -> bool:
    """Trees, houses, towers: they stand behind the others and frame them. What has a head or drives does not."""
    acts = bool({"head", "mouth"} & figure.anchors.keys())
    acts = acts or (figure.facing != "front" and figure.width > 1.2 * figure.height)
    return figure.grounded and figure.height_m >= 3.2 and not acts
