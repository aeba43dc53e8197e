"""A figure in a group and the group itself, in layout units (see sizes.py); y = 0 is the ground, y points down."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..canvas.paths import Box
from ..rigs.figure import Figure
from ..scene import Node


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
    def airborne(self) -> bool:
        """Whether it flies, floats or swims instead of standing."""
        return not self.root.figure.grounded or self.root.node.pose == "fly"

    @property
    def ids(self) -> frozenset[str]:
        """The node ids in it."""
        return frozenset(part.node.id for part in self.parts)


def grown(group: Group, factor: float) -> Group:
    """The same group, everything in it that much larger."""
    parts = tuple(
        replace(
            part,
            x=part.x * factor,
            y=part.y * factor,
            scale=part.scale * factor,
            clip_below=None if part.clip_below is None else part.clip_below * factor,
        )
        for part in group.parts
    )
    return replace(group, parts=parts)


_LEAST = 0.24


def readable(order: list[Group]) -> list[Group]:
    """Nobody so small beside the largest that he cannot be made out: a mouse beside a car is still seen."""
    most = max(_extent(group) for group in order)
    return [grown(group, max(1.0, _LEAST * most / max(_extent(group), 1e-6))) for group in order]


def _extent(group: Group) -> float:
    left, top, right, bottom = group.box
    return max(bottom - top, 0.6 * (right - left))
