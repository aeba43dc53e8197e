"""Which rig draws which noun. The only door into this wing for those who compose pictures."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files

from heliograph.engines.illustrator.rigs.animals.herd import hoofed_figure
from heliograph.engines.illustrator.rigs.animals.hoofed_species import hoofed_table
from heliograph.engines.illustrator.rigs.animals.pets import pet_figure
from heliograph.engines.illustrator.rigs.animals.species import species_table
from heliograph.engines.illustrator.rigs.figure import Figure
from heliograph.engines.illustrator.rigs.people.centaur import centaur_figure
from heliograph.engines.illustrator.rigs.people.figures import is_person, person_figure
from heliograph.engines.illustrator.rigs.people.mermaid import mermaid_figure
from heliograph.engines.illustrator.rigs.people.wardrobe import outfits
from heliograph.engines.illustrator.rigs.plants import trees
from heliograph.engines.illustrator.rigs.sketch import sketch_figure
from heliograph.engines.illustrator.rigs.sketch_format import Sketch, read_sketches
from heliograph.engines.illustrator.scene import Node


@cache
def sketches() -> dict[str, Sketch]:
    """Every sketch that lies in ``sketches/``, by noun."""
    found: dict[str, Sketch] = {}
    folder = files(__package__) / "sketches"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".sketch"):
            found.update(read_sketches(entry.read_text("utf-8")))
    return found


def figure(node: Node, *, seed: int) -> Figure | None:
    """The figure that draws this node, or None when nobody draws that noun."""
    if node.noun in species_table():
        return pet_figure(node)
    if node.noun in hoofed_table():
        return hoofed_figure(node)
    if node.noun in trees.NOUNS:
        return trees.tree_figure(node, seed)
    if node.noun == "centaur":
        return centaur_figure(node, seed)
    if node.noun == "mermaid":
        return mermaid_figure(node)
    if is_person(node.noun):
        return person_figure(node, seed)
    sketch = _sketch_of(node)
    if sketch is not None:
        return sketch_figure(sketch, node.attributes, sketches())
    return None


def _sketch_of(node: Node) -> Sketch | None:
    """The sketch of its kind (``open book`` for a book of kind ``open``) where there is one, else of its noun."""
    if node.noun.startswith("_"):
        return None
    if node.pose == "fly" and node.noun in _HEAD_ON_THE_WING:
        return _on_the_wing(sketches()[node.noun])
    kind = node.attributes.get("kind", "")
    return sketches().get(f"{kind} {node.noun}") or sketches().get(node.noun)


_HEAD_ON_THE_WING = {"bird": "base", "crow": "base", "eagle": "second", "parrot": "base",
    "pelican": "base", "pigeon": "base", "puffin": "base", "quail": "base", "seagull": "base",
    "stork": "base", "toucan": "base"}  # fmt: skip
"""Birds that are drawn standing and share one flying body, and the role that colours their head there."""


def _on_the_wing(bird: Sketch) -> Sketch:
    """The flying body in that bird's colours and size."""
    body = sketches()["_flying bird"]
    roles = {**body.roles, **bird.roles}
    roles["head"] = roles[_HEAD_ON_THE_WING[bird.name]]
    return replace(body, name=bird.name, height_m=bird.height_m, roles=roles)


def drawable(noun: str) -> bool:
    """Whether a thing of this canonical noun can be drawn."""
    return noun in NOUNS


NOUNS: frozenset[str] = (
    frozenset(name for name in sketches() if not name.startswith("_"))
    | frozenset(name for name in outfits() if "_" not in name)
    | trees.NOUNS
    | {"person", "mermaid", "centaur"}
    | frozenset(hoofed_table())
    | frozenset(species_table())
)
