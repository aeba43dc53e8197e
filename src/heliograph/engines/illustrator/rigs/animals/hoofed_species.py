"""The table of animals seen from the side (``hoofed.toml``) and the coat they wear."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from heliograph.engines.illustrator.canvas.paint import mix
from heliograph.engines.illustrator.rigs.animals.species import YOUNG, marking
from heliograph.engines.illustrator.rigs.palette import asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Hoofed:
    """One row of ``hoofed.toml``; the file's head says what the lengths mean."""

    name: str = ""
    unit_m: float
    base: str
    dark: str
    belly: str
    mane: str
    leg: float
    girth: float
    length: float
    neck: float
    rise: float
    head: float = 1.0
    slope: float = 0.0
    leg_width: float = 1.0
    mane_second: str = ""
    mane_style: str = "none"
    hoof: str = "#4a3a38"
    skin: str = ""
    muzzle: str = ""
    socks: str = ""
    snout: str = "horse"
    ears: str = "leaf"
    horns: str = "none"
    tail: str = "flow"
    marks: str = "none"
    eye: str = "#4a2c1c"
    wool: bool = False
    wings: bool = False
    udder: bool = False
    beard: bool = False
    humps: int = 0

    @property
    def face(self) -> str:
        """The colour of the face: bare skin where the wool stops, else the coat."""
        return self.skin or self.base


@cache
def hoofed_table() -> Mapping[str, Hoofed]:
    """Every row by its noun. Raises ``TypeError`` for an unknown key."""
    text = (files(__package__) / "hoofed.toml").read_text("utf-8")
    return {name: Hoofed(name=name, **row) for name, row in tomllib.loads(text).items()}


def groomed(species: Hoofed, attributes: Mapping[str, str]) -> Hoofed:
    """The species in the colour that the prompt asked for."""
    colour, second = asked(attributes), asked(attributes, "second_colour")
    if attributes.get("age", "") in YOUNG and species.head < 1.15:
        species = replace(species, unit_m=species.unit_m * 0.66, head=1.22, neck=species.neck * 0.8,
            length=species.length * 0.84,
                          girth=species.girth * 0.9,
                          horns="unicorn" if species.horns == "unicorn" else "none")  # fmt: skip
    if colour:
        species = replace(species, base=colour, dark=marking(colour), belly=mix(colour, "#fffaf2", 0.45),
                          mane=species.mane if species.mane_second else marking(colour))  # fmt: skip
    if second:
        species = replace(species, dark=second, mane=second)
    return species
