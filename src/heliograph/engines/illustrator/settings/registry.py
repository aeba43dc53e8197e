"""Settings by name: which there are, what people call them, and the way from a scene to its backdrop."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from ..canvas.noise import rng
from ..canvas.pen import Mode
from ..light import light_of, time_of
from ..scene import Scene
from . import depths
from .city import city
from .outdoors import outdoors
from .rooms import room, studio, table
from .sketched.paper import sketched
from .stage import Backdrop, Stage
from .underwater import underwater

FAMILIES: Mapping[str, Callable[[Stage], Backdrop]] = {
    "outdoors": outdoors,
    "room": room,
    "table": table,
    "studio": studio,
    "underwater": underwater,
    "space": depths.space,
    "moon": depths.moon,
    "sky": depths.sky,
    "cave": depths.cave,
    "city": city,
}
DEFAULT = "meadow"


@cache
def settings() -> Mapping[str, Mapping[str, Any]]:
    """The rows of ``settings.toml`` by name."""
    return tomllib.loads((files(__package__) / "settings.toml").read_text(encoding="utf-8"))


@cache
def _by_word() -> Mapping[str, str]:
    return {word: name for name, row in settings().items() for word in (name.replace("_", " "), *row["words"])}


def named(words: str) -> str | None:
    """The setting that these words mean (``sandy beach``, ``living_room``), or None."""
    text = " ".join(words.lower().replace("_", " ").replace("-", " ").split())
    known = _by_word()
    if text in known:
        return known[text]
    found = [word for word in known if f" {word} " in f" {text} "]
    return known[max(found, key=len)] if found else None


def shows(scene: Scene, word: str) -> bool:
    """Whether the setting itself shows what the word names: the table of a still life, the window of a room."""
    row = settings()[named(scene.setting) or DEFAULT]
    return word.lower() in row.get("shows", ())


def backdrop(scene: Scene, mode: Mode = "soft", *, name: str = "", wood: str = "") -> Backdrop:
    """Paint the scene's setting; ``name`` overrides the scene's own. An unknown one counts as DEFAULT.

    Soft backdrops are painted, flat and line ones sketched in plain shapes.
    """
    chosen = named(name or scene.setting) or DEFAULT
    row = {**settings()[chosen], **dict.fromkeys(scene.sky, True)}
    if "horizon" in row:
        row["horizon"] = float(row["horizon"]) + float(rng(scene.seed, "horizon").uniform(-0.045, 0.045))
    if wood:
        row["wood"] = wood
    if scene.background:
        row["background"] = scene.background
    if any(node.noun in ("rug", "carpet", "mat") for node in scene.nodes):
        row["rug"] = False
    stage = Stage(
        width=scene.width,
        height=scene.height,
        seed=scene.seed,
        light=light_of(scene),
        time=time_of(scene),
        weather=scene.weather or "clear",
        season=str(row.get("season", scene.season or "summer")),
        options=row,
    )
    family = str(row["family"])
    return FAMILIES[family](stage) if mode == "soft" else sketched(stage, family, mode)
