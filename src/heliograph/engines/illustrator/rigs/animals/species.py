"""The species table and the coat an animal wears: which colour is where, before anything is drawn."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from heliograph.engines.illustrator.canvas.paint import mix, shade, tint
from heliograph.engines.illustrator.rigs.palette import asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Species:
    """One row of ``species.toml``; the file's head says what each word means."""

    name: str = ""
    unit_m: float
    base: str
    dark: str
    belly: str
    eye: str
    marks: str = "none"
    ears: str = "pointed"
    nose: str = "small"
    nose_colour: str = ""
    tail: str = "curl"
    tail_tip: str = ""
    mane: str = ""
    limbs: str = ""
    ear_colour: str = ""
    head: float = 1.0
    body: float = 1.0
    plump: float = 1.0
    eyes: float = 1.0
    cheeks: float = 0.35
    whiskers: bool = False
    tongue: bool = False
    teeth: bool = False
    tears: bool = False
    socks: bool = False
    ear_tips: bool = False
    wings: bool = False
    feathered: bool = False
    crest: bool = False
    frog_eyes: bool = False
    toy: bool = False


@cache
def species_table() -> Mapping[str, Species]:
    """Every species by its noun. Raises ``TypeError`` for an unknown key in the table."""
    text = (files(__package__) / "species.toml").read_text("utf-8")
    return {name: Species(name=name, **row) for name, row in tomllib.loads(text).items()}


YOUNG = frozenset({"young", "baby", "child", "newborn", "little"})
COATS: Mapping[str, Mapping[str, Any]] = {
    "calico": {"base": "#fdf6ea", "dark": "#4b3b37", "marks": "calico"},
    "tabby": {"marks": "tabby"},
    "tuxedo": {"base": "#3d3a45", "dark": "#2a2730", "belly": "#fffaf2", "marks": "mask", "socks": False},
    "siamese": {"base": "#f1e3cd", "dark": "#5f4638", "marks": "siamese", "eye": "#4a9bd1"},
    "ginger": {"base": "#ee9440", "dark": "#c0641f", "marks": "tabby"},
    "spotted": {"marks": "spots"},
    "striped": {"marks": "tabby"},
    "dalmatian": {"base": "#fbfaf7", "dark": "#35323b", "marks": "spots"},
    "husky": {"base": "#7d8796", "dark": "#4f5866", "belly": "#fbfbfb", "marks": "mask", "ears": "tall",
              "tail": "bushy", "eye": "#5fb4dd"},
    "corgi": {"base": "#e09a4c", "dark": "#b36f2c", "belly": "#fffaf2", "marks": "mask", "ears": "tall"},
    "golden": {"base": "#e6b566", "dark": "#c08a3e", "marks": "muzzle"},
    "shepherd": {"base": "#b07a45", "dark": "#3f332e", "belly": "#e6c596", "marks": "siamese", "ears": "tall",
    "tail": "bushy"},
    "pug": {"base": "#e3c193", "dark": "#40332f", "belly": "#54443f", "marks": "muzzle", "plump": 1.18},
    "shiba": {"base": "#de9348", "dark": "#b36f2c", "belly": "#fffaf2", "marks": "mask", "ears": "pointed",
    "tail": "bushy",
              "tail_tip": "#fffaf2"},
    "polar": {"base": "#f5f3ee", "dark": "#c9ccd4", "belly": "#fffdf8"},
    "white": {"base": "#fbf9f4", "dark": "#cfc8bf", "belly": "#ffffff", "marks": "none"},
    "brown": {"base": "#8f5f3c", "dark": "#5c3b24", "belly": "#cda57c"},
    "tan": {"base": "#d9ab73", "dark": "#9c6f40", "belly": "#f6e4c8"},
    "fluffy": {"cheeks": 0.9},
    "golden retriever": {"base": "#e6b566", "dark": "#c08a3e", "marks": "muzzle"},
    "poodle": {"base": "#f4ede4", "dark": "#d8cabb", "marks": "none"},
    "beagle": {"base": "#b9743c", "dark": "#4b3328", "marks": "blaze"},
}  # fmt: skip


def dressed(species: Species, attributes: Mapping[str, str]) -> Species:
    """The species in the coat and the colour that the prompt asked for."""
    changes: dict[str, Any] = {}
    for key in ("breed", "coat", "pattern"):
        changes.update(COATS.get(attributes.get(key, "").lower(), {}))
    colour = asked(attributes)
    if colour:
        changes.update(base=colour, dark=marking(colour), belly=mix(colour, "#fffaf2", 0.62))
    second = asked(attributes, "second_colour")
    if second:
        changes["dark"] = second
        if changes.get("marks", species.marks) in ("none", "muzzle"):
            changes["belly"] = second
    if attributes.get("age", "") in YOUNG and species.head < 1.15:
        changes.update(
            head=1.2,
            body=0.85,
            eyes=1.1,
            unit_m=species.unit_m * 0.58,
            mane="" if species.mane == "full" else species.mane,
        )
    known = {entry.name for entry in fields(Species)}
    values = {name: getattr(species, name) for name in known} | changes
    return Species(**values)


def marking(colour: str) -> str:
    """Markings that read on a coat: darker on light fur, lighter on dark fur."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    light = 0.3 * red + 0.59 * green + 0.11 * blue
    return tint(colour, 0.22) if light < 75 else shade(colour, 0.42)
