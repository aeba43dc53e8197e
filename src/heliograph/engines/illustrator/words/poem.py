"""A poem about a picture, in rhymed couplets of four beats, and a haiku. Every couplet rests on something seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..canvas.noise import rng
from ..scene import Scene
from .facts import Group, bare, groups, indoors, lines, phrases
from .naming import the

_KINDS = {
    "people": "people",
    "fantasy": "fantasy",
    "vehicle": "vehicle",
    "vessel": "vehicle",
    "aircraft": "vehicle",
    "building": "building",
    "plant": "plant",
    "flower": "flower",
    "fruit": "food",
    "vegetable": "food",
    "food": "food",
    "drink": "food",
}
_CARRIED = frozenset({"holding", "wearing", "riding"})
_SUBJECTS = 2
"""Couplets about things, at the most."""


def poem(scene: Scene) -> str:
    """A titled poem of eight to twelve lines."""
    random = rng(scene.seed, "poem")
    couplets = [*_scenery(scene, random), *_things(scene, random), _pick(_closing(scene), random)]
    stanzas = ["\n".join(couplets[at : at + 2]) for at in range(0, len(couplets), 2)]
    return f"{title(scene)}\n\n" + "\n\n".join(stanzas)


def haiku(scene: Scene) -> str:
    """Three lines of about five, seven and five syllables."""
    random = rng(scene.seed, "haiku")
    table = lines()
    outside = not indoors(scene) and not bare(scene)
    first = table["haiku_first"].get(scene.weather if outside else "") or table["haiku_first"].get(scene.time, [""])
    found = groups(scene)
    places = table["haiku_place"]
    middle = f"{found[0].text}, and around it light" if found else places.get(scene.setting, places["any"])[0]
    if found and found[0].many:
        middle = f"{found[0].text}, and around them light"
    return "\n".join((_pick(first, random), middle, _pick(table["haiku_last"]["any"], random)))


def title(scene: Scene) -> str:
    """ "Sunset by the Lake", "The Fox"."""
    found = groups(scene)
    place = phrases()["place"].get(scene.setting, "").replace(" a ", " the ").replace(" an ", " the ")
    if found:
        head = the(found[0].nodes)
        return _titled(head if bare(scene) or found[0].first.relations else f"{head} {place}")
    hour = {"day": "Daylight", "golden": "Golden Hour"}.get(scene.time, scene.time)
    return _titled(f"{hour} {place}")


def _scenery(scene: Scene, random: np.random.Generator) -> list[str]:
    table = lines()
    if bare(scene):
        return [_pick(table["setting"]["plain"], random)]
    found = []
    if scene.weather in table["weather"] and not indoors(scene):
        found.append(_pick(table["weather"][scene.weather], random))
    if not found or scene.time != "day":
        hour = table["time"].get(scene.time, table["time"]["day"])
        found.insert(0, _pick(hour if scene.style != "lineart" else table["setting"]["plain"], random))
    found += [_pick(table["setting"][scene.setting], random)] if scene.setting in table["setting"] else []
    if not indoors(scene):
        found += [_pick(table["sky"][name], random) for name in scene.sky[:1] if name in table["sky"]]
        found += [_pick(table["season"][scene.season], random)] if _seasonal(scene) else []
    return found if scene.nodes else [*found, _pick(table["view"]["any"], random)]


def _seasonal(scene: Scene) -> bool:
    trees = scene.setting in ("forest", "lake", "meadow", "park", "garden", "village", "river", "mountains", "farm")
    return trees and scene.season in lines()["season"] and scene.weather != "snow"


def _things(scene: Scene, random: np.random.Generator) -> list[str]:
    table = lines()
    found: list[str] = []
    said: set[str] = set()
    carried = {link.target for node in scene.nodes for link in node.relations if link.kind in _CARRIED}
    for group in groups(scene):
        if group.first.id in carried:
            continue
        pose = group.first.pose if group.living else ""
        key = pose if pose in table["act"] else _kind(group)
        if key in said or len(found) == _SUBJECTS:
            continue
        said.add(key)
        choices = table["act"].get(key) or table["kind"][key]
        found.append(_filled(_pick(choices, random), group))
    return found


def _kind(group: Group) -> str:
    return "animal" if group.living and group.category not in _KINDS else _KINDS.get(group.category, "thing")


def _filled(couplet: str, group: Group) -> str:
    """Names and pronouns put in. A couplet made for one thing is said of several by leaving its verb bare."""
    text = couplet.replace("is {np}", "are {np}") if group.many else couplet
    gender = group.first.attributes.get("gender", "")
    its = (
        "their" if group.many else {"man": "his", "woman": "her"}.get(gender, "its" if not _person(group) else "their")
    )
    return text.format(np=group.text, its=its, it="them" if group.many else "it")


def _person(group: Group) -> bool:
    return group.category == "people"


def _closing(scene: Scene) -> Sequence[str]:
    return lines()["close"]["night" if scene.time == "night" and not bare(scene) else "any"]


def _pick(choices: Sequence[str], random: np.random.Generator) -> str:
    return choices[int(random.integers(len(choices)))]


def _titled(text: str) -> str:
    small = {"a", "an", "the", "of", "in", "on", "by", "at", "and", "among", "under", "beside", "near", "with"}
    words = text.split()
    return " ".join(w if k and w in small else w[:1].upper() + w[1:] for k, w in enumerate(words))
