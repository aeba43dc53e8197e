"""A very short story about a picture: four or five sentences, nothing in them that the picture does not show."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from ..canvas.noise import rng
from ..scene import Scene
from .facts import Group, bare, groups, indoors, surroundings
from .naming import the
from .poem import title


def story(scene: Scene) -> str:
    """A titled story, worded by the scene's seed."""
    random = rng(scene.seed, "story")
    found = groups(scene)
    if not found:
        return f"{title(scene)}\n\n{_quiet(scene)} {_pick(_table()['close'].get(scene.time, ['']), random)}".strip()
    hero = found[0]
    sentences = [_opening(scene, hero, random), _turn(hero, random)]
    if len(found) > 1:
        sentences.append(_filled(_pick(_table()["other"]["any"], random), hero, found[1], scene))
    sentences.append(_close(scene, random))
    return f"{title(scene)}\n\n" + " ".join(sentences)


def _opening(scene: Scene, hero: Group, random: np.random.Generator) -> str:
    key = "opening" if surroundings(scene) and not bare(scene) else "bare_opening"
    return _filled(_pick(_table()[key], random), hero, None, scene)


def _turn(hero: Group, random: np.random.Generator) -> str:
    table = _table()["turn"]
    if not hero.living:
        return "Nothing happened there, and that was the beauty of it."
    return _filled(_pick(table.get(hero.first.pose) or table["any"], random), hero, None, None)


def _close(scene: Scene, random: np.random.Generator) -> str:
    table = _table()["close"]
    weather = scene.weather if not indoors(scene) and not bare(scene) else ""
    return _pick(table.get(weather) or table.get(scene.time) or table["day"], random)


def _quiet(scene: Scene) -> str:
    where = surroundings(scene)
    if not where:
        return "Some pictures have no story. They are simply there, like weather."
    return f"There is a place {where} that waits for no one. The way to it is short: you only have to look."


def _filled(text: str, hero: Group, other: Group | None, scene: Scene | None) -> str:
    called = the(hero.nodes)
    second = the(other.nodes) if other else ""
    where = surroundings(scene) if scene else ""
    return text.format(
        np=hero.text,
        the=called,
        The=_capital(called),
        was="were" if hero.many else "was",
        where=where,
        Where=_capital(where),
        other=second,
        Other=_capital(second),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _pick(choices: Sequence[str], random: np.random.Generator) -> str:
    return choices[int(random.integers(len(choices)))]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "story.toml").read_text("utf-8"))
