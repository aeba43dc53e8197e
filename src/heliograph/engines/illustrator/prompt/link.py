"""Relations while they are read: who stands how to whom, and when an ``and`` carries a relation on."""

from __future__ import annotations

from dataclasses import dataclass, field

from heliograph.engines.illustrator.prompt.draft import Thing


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


CARRIED = frozenset({"with", "holding", "wearing", "beside", "near", "between"})
"""Relations that ``and`` carries on to the next thing: a hat and a scarf are both worn."""
ANIMATE = frozenset({"pet", "farm", "wild", "bird", "sea", "creeping", "people", "fantasy"})
WORN = frozenset({"clothing"})
CONTAINERS = frozenset(
    {
        *_names("vase basket bowl box jar glass cup bottle plate pot bucket chest barrel jug mug tray pan wheelbarrow"),
        *("wine glass", "shopping cart", "suitcase", "aquarium", "handbag", "potted plant"),
    }
)
MOUNTS = _names(
    "bicycle motorcycle scooter skateboard surfboard snowboard skis sled broom horse donkey camel elephant unicorn "
    "dragon pegasus"
)
_LUGGAGE = frozenset({"umbrella", "handbag", "suitcase", "watch", "ring"})
_GROWING = frozenset({"flower", "plant", "fruit", "vegetable", "food", "drink"})
_TURNED = {"inside_out": "in", "on_it": "on", "worn": "wearing"}
HELD = frozenset({"music", "tool", "weapon", "toy", "flower", "office", "food", "drink", "fruit", "sport"})


@dataclass(slots=True)
class Link:
    """A relation that waits for its second thing. ``verb`` says that a verb opened it."""

    kind: str
    sources: list[Thing] = field(default_factory=list)
    verb: bool = False
    word: str = ""
    placed: bool = False
    """A setting stood before it: "a cat in a garden with roses" does not give the cat roses."""
    used: int = 0


def join(link: Link, target: Thing) -> None:
    """Write the relation down. Containers with "of" turn round: a vase of tulips has tulips in it."""
    for source in link.sources:
        if source is target:
            continue
        kind = _kind(link, source, target)
        if kind == "of":
            if source.noun in CONTAINERS:
                target.relations.append(("in", source))
        elif kind in _TURNED:
            target.relations.append((_TURNED[kind], source))
        elif kind:
            source.relations.append((kind, target))
    link.used += 1


def _kind(link: Link, source: Thing, target: Thing) -> str:
    if target.category == "skyward" and link.kind in ("beside", "near"):
        return ""
    if link.kind == "between":
        if target.count > 1:
            return "between"
        return "right_of" if link.used == 0 else "left_of"
    if link.kind == "out":
        return "in" if target.noun in CONTAINERS or target.noun == "hat" else ""
    if link.word == "through" and target.category in HELD | {"electronics"}:
        return "holding"
    if link.kind == "with":
        return _with(link, source, target)
    if link.word == "in" and target.category in WORN and source.category in ANIMATE:
        return "wearing"
    if link.kind == "on" and source.category in ANIMATE and target.noun in MOUNTS:
        return "riding"
    if link.kind == "on" and source.category in WORN and target.category in ANIMATE:
        return "worn"
    if link.kind == "riding" and target.noun in ("wave",):
        return "on"
    if link.kind == "holding" and link.verb:
        return _object(source, target)
    return link.kind if link.kind != "void" else ""


def _with(link: Link, source: Thing, target: Thing) -> str:
    living = source.category in ANIMATE
    if living and target.category in WORN and target.noun not in _LUGGAGE:
        return "wearing"
    if link.placed and target.category in _GROWING:
        return ""
    if (
        living
        and (not link.verb or source.category == "people")
        and (target.category in HELD or target.noun in ("umbrella", "handbag", "suitcase"))
    ):
        return "with" if source.pose in ("play", "fight", "dance") else "holding"
    if link.placed and not (living and target.category in ANIMATE):
        return ""
    if source.category == "furniture" and target.category in HELD | {"kitchenware", "electronics"}:
        return "on_it"
    if source.noun in CONTAINERS and target.category in ("flower", "fruit", "vegetable", "food", "plant"):
        return "inside_out"
    if target.noun == "candle" and source.noun == "cake":
        return "on_it"
    return "with"


def _object(source: Thing, target: Thing) -> str:
    """What "holding" comes to for this thing: nobody holds a sofa or a tree."""
    heavy = {"furniture", "building", "vehicle", "vessel", "aircraft", "land", "skyward"}
    if target.noun in ("kite", "balloon", "drone"):
        return "holding"
    if target.category in heavy or target.noun in ("tree", "pine", "palm", "piano", "drum", "harp", "easel"):
        return "near"
    return "holding"
