"""Who may be in the picture: people left out, adults only, or everybody; groups become their members."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import cycle, islice
from typing import Any

from heliograph.engines.illustrator.prompt.draft import Thing
from heliograph.engines.illustrator.scene import People


def admit(things: Sequence[Thing], people: People) -> tuple[list[Thing], list[str]]:
    """The things that may be drawn, and the words of those left out.

    ``none`` leaves out every human; ``adult`` leaves out children, but a "girl" without any word of childhood is drawn
    as a young woman.
    """
    kept: list[Thing] = []
    left_out: list[str] = []
    for thing in things:
        if _unwelcome(thing, people):
            left_out.append(thing.text)
        else:
            kept.append(thing)
    for thing in kept:
        thing.relations = [pair for pair in thing.relations if pair[1] in kept]
    return _with_members(kept, people), left_out


def _unwelcome(thing: Thing, people: People) -> bool:
    if people == "none":
        return thing.noun in _humans()
    return people == "adult" and is_child(thing) and not _grow_up(thing)


def is_child(thing: Thing) -> bool:
    """Whether the prompt speaks of a child."""
    return thing.category == "people" and thing.attributes.get("age") in _words(_table()["child"]["ages"])


def home(thing: Thing) -> str:
    """The setting that suits a person: a chef's is a kitchen."""
    homes: Mapping[str, str] = _table()["home"]
    return homes.get(thing.attributes.get("profession", ""), homes[""])


def costumed(things: Sequence[Thing], category: str) -> list[Thing]:
    """The things, and what animals among them wear to be an astronaut or a king. ``category`` is that of clothes."""
    found: list[Thing] = []
    for thing in things:
        found.append(thing)
        outfit = _table()["costume"].get(thing.attributes.get("profession", ""), "")
        if outfit and not is_human(thing.noun) and not any(kind == "wearing" for kind, _ in thing.relations):
            noun, _, said = outfit.partition(" ")
            worn = Thing(noun, noun, category, attributes=dict(re.findall(r"(\w+)=(\w+)", said)), words=noun)
            thing.relations.append(("wearing", worn))
            found.append(worn)
    return found


def is_human(noun: str) -> bool:
    """Whether the figure is a person, whatever it is called."""
    return noun in _humans()


def stand_in(noun: str) -> Mapping[str, str]:
    """How that figure is drawn as a person: attributes, empty when it is not one."""
    text = _table()["stand_in"].get(noun, "")
    return dict(re.findall(r"(\w+)=([^=]+?)(?=\s+\w+=|$)", text))


def _grow_up(thing: Thing) -> bool:
    cues = _words(_table()["child"]["cues"])
    if thing.text not in ("girl", "girls") or cues & set(thing.words.split()):
        return False
    thing.attributes["age"], thing.text = "young", "woman"
    if thing.attributes.get("size") == "small":
        del thing.attributes["size"]
    return True


def _with_members(things: Sequence[Thing], people: People) -> list[Thing]:
    found: list[Thing] = []
    for thing in things:
        group = thing.attributes.pop("group", "")
        found += _members(thing, group, people) if group else [thing]
    return found


def _members(thing: Thing, group: str, people: People) -> list[Thing]:
    genders = [word.strip() for word in _table()["group"][group].split(",")]
    if group == "friends" and thing.count > 1:
        genders = list(islice(cycle(genders), thing.count))
    members = []
    for gender in genders:
        attributes = {"gender": gender, **thing.attributes}
        members.append(Thing(thing.noun, thing.text, thing.category, 1, attributes, thing.verb, thing.pose))
        members[-1].words, members[-1].place = thing.words, thing.place
        members[-1].relations = list(thing.relations)
    if group == "family" and people == "all":
        members.append(Thing(thing.noun, "child", thing.category, 1, {"age": "child"}, thing.verb, thing.pose))
    return members


@cache
def _humans() -> frozenset[str]:
    return frozenset(_words(_table()["human"]))


def _words(text: str) -> set[str]:
    return {word.strip() for word in text.split(",")}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "people.toml").read_text("utf-8"))
