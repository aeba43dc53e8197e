"""Which sounds a scene asks for, how loud and from where: the reading of ``cues.toml``. It makes no sound itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from ..scene import Node, Scene
from .steps import feet_of, surface_of

_AIRLESS = frozenset({"space", "moon", "underwater"})
_PANS = {"left": -0.5, "right": 0.5}
_FASTEN = ("walk", "run", "dance", "jump")
_FLIERS = frozenset({"bird", "eagle", "owl", "pigeon", "dove", "dragon", "pegasus", "crow", "swan"})
_RESTING = frozenset({"sleep", "lie"})
_UNDER = -14.0
"""How much quieter the second and third of a kind are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One sound of the track. ``level`` in dB; ``gait``, ``feet`` and ``surface`` serve steps only; ``higher`` lifts
    the voice of a young or small creature."""

    sound: str
    level: float
    pan: float = 0.0
    who: str = ""
    gait: str = ""
    feet: str = ""
    surface: str = ""
    higher: float = 1.0


@cache
def table() -> Mapping[str, Any]:
    """``cues.toml``, read once."""
    return tomllib.loads((files(__package__) / "cues.toml").read_text("utf-8"))


def inside() -> frozenset[str]:
    """Settings with a roof."""
    return frozenset(table()["indoors"]["settings"].split())


def cues(scene: Scene, prompt: str) -> tuple[Cue, ...]:
    """All cues, the loudest of each sound only. Never empty: where nothing else sounds, the room does."""
    found: dict[tuple[str, str], Cue] = {}
    for cue in (*_place(scene), *_things(scene), *_words(scene, prompt)):
        key = (cue.sound, cue.gait and cue.feet)
        if key not in found or cue.level > found[key].level:
            found[key] = cue
    muted = {cue for key, cue in found.items() if _denied(key[0], prompt)}
    left = tuple(cue for cue in found.values() if cue not in muted)
    return left or (Cue(sound="room", level=-36),)


def _layers(row: Mapping[str, float], pan: float = 0.0) -> Iterator[Cue]:
    for sound, level in row.items():
        yield Cue(sound=sound, level=level, pan=pan)


def _place(scene: Scene) -> Iterator[Cue]:
    table_of = table()
    setting = scene.setting or "studio"
    yield from _layers(table_of["place"]["always"].get(setting, {"room": -36}))
    dark = scene.time in ("night", "dusk")
    if scene.season != "winter" and scene.weather not in ("storm", "snow", "rain"):
        yield from _layers(table_of["place"]["night" if dark else "day"].get(setting, {}))
    if setting in _AIRLESS:
        return
    yield from _layers(table_of["weather"]["inside" if setting in inside() else "outside"].get(scene.weather, {}))
    for sight in scene.sky:
        yield from _layers(table_of["sky"].get(sight, {}))


def _things(scene: Scene) -> Iterator[Cue]:
    nouns: dict[str, int] = {}
    for node in scene.nodes:
        before = nouns.get(node.noun, 0)
        nouns[node.noun] = before + 1
        if before < 2:
            for cue in _thing(node, scene):
                yield cue if before == 0 else _quieter(cue)


def _quieter(cue: Cue) -> Cue:
    return Cue(**{name: getattr(cue, name) for name in Cue.__slots__} | {"level": cue.level + _UNDER})


def _thing(node: Node, scene: Scene) -> Iterator[Cue]:
    pan, rows = _PANS.get(node.place, 0.0), table()
    far = -8.0 if node.place == "background" else 0.0
    for row in (rows["thing"], rows["moving"] if _moves(node) else {}):
        for cue in _layers(row.get(node.noun, {}), pan):
            yield Cue(sound=_engine(cue.sound, node), level=cue.level + far, pan=pan)
    yield from _layers(rows["doing"].get(node.pose, {}), pan)
    yield from _ball(node, scene)
    yield from _cry(node, pan, far)
    yield from _feet(node, scene, pan, far)
    if node.pose == "fly" and node.noun in _FLIERS:
        yield Cue(sound="wings", level=-22 + far, pan=pan)


def _engine(sound: str, node: Node) -> str:
    return "steam" if sound == "train" and node.attributes.get("kind") == "steam" else sound


def _moves(node: Node) -> bool:
    still = ("parked", "standing", "stopped", "abandoned")
    return node.verb not in still and not any(word in node.words for word in still)


def _ball(node: Node, scene: Scene) -> Iterator[Cue]:
    played = any(other.pose in ("play", "jump", "run") for other in scene.nodes)
    if "ball" in node.noun and (played or node.pose == "jump"):
        soft = node.attributes.get("kind") == "yarn"
        yield Cue(sound="bounce", level=-30 if soft else -15)


def _cry(node: Node, pan: float, far: float) -> Iterator[Cue]:
    small = node.attributes.get("age") == "young" or node.attributes.get("size") == "small"
    higher = 1.45 if small else 0.8 if node.attributes.get("size") == "big" else 1.0
    if node.pose in _RESTING:
        purrs = node.noun == "cat"
        yield Cue(sound="purr" if purrs else "breathing", level=-17 if purrs else -24, pan=pan)
        return
    cry = table()["says"].get(node.noun)
    if cry:
        yield Cue(sound=cry, level=-18 + far, pan=pan, who=node.id, higher=higher)
    if node.noun == "cat" and node.pose == "sit":
        yield Cue(sound="purr", level=-21, pan=pan)


def _feet(node: Node, scene: Scene, pan: float, far: float) -> Iterator[Cue]:
    if node.pose not in _FASTEN or scene.setting in _AIRLESS or not _legs(node.noun):
        return
    surface = surface_of("snow" if scene.weather == "snow" and scene.setting not in inside() else scene.setting)
    feet = feet_of(node.noun)
    yield Cue(sound="steps", level=-13 + far, pan=pan, who=node.id, gait=node.pose, feet=feet, surface=surface)


def _legs(noun: str) -> bool:
    """Balls, fish and vehicles jump and run without feet."""
    rows = table()
    legless = "fish shark whale orca dolphin octopus jellyfish snake snail caterpillar mermaid ghost seahorse stingray"
    return noun not in legless.split() and "ball" not in noun and noun not in {**rows["moving"], **rows["thing"]}


def _words(scene: Scene, prompt: str) -> Iterator[Cue]:
    text = prompt.lower()
    for words, row in table()["word"].items():
        if not re.search(rf"\b(?:{'|'.join(re.escape(word.strip()) for word in words.split(','))})\b", text):
            continue
        for sound, level in row.items():
            if sound in ("steps", "hooves"):
                feet = "hooves" if sound == "hooves" else "shoes"
                yield Cue(sound="steps", level=level, gait="run" if sound == "hooves" else "walk", feet=feet,
                          surface=surface_of(scene.setting))  # fmt: skip
            elif not (sound in ("rain", "wind") and scene.setting in inside()):
                yield Cue(sound=sound, level=level)


def _denied(sound: str, prompt: str) -> bool:
    """True when the prompt says "no SOUND" or "without SOUND"."""
    words = [words for words, row in table()["word"].items() if sound in row]
    said = "|".join(re.escape(word.strip()) for row in words for word in row.split(","))
    refusing = table()["quiet"]["before"].replace(", ", "|")
    return bool(said) and re.search(rf"\b(?:{refusing})\s+(?:\w+\s+)?(?:{said})\b", prompt.lower()) is not None
