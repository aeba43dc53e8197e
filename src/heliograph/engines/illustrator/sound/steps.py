"""Feet on the ground, in time with the legs of the picture: which feet, on what, how often."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from .samples import Sound, Take, clock, fading, lay, shaped, silence, single

FEET = ("shoes", "hooves", "paws", "heavy", "claws", "metal")
_FORCE = {"shoes": 0.8, "hooves": 1.0, "paws": 0.34, "heavy": 1.5, "claws": 0.22, "metal": 0.9}
_PITCH = {"shoes": 1.0, "hooves": 1.2, "paws": 1.3, "heavy": 0.55, "claws": 2.0, "metal": 1.5}


@cache
def table() -> Mapping[str, Any]:
    """``steps.toml``, read once."""
    return tomllib.loads((files(__package__) / "steps.toml").read_text("utf-8"))


def feet_of(noun: str) -> str:
    """One of FEET."""
    return next((feet for feet, nouns in table()["feet"].items() if noun in nouns.split()), "shoes")


def surface_of(setting: str) -> str:
    """What is under the feet there."""
    return next((surface for surface, places in table()["place"].items() if setting in places.split()), "earth")


def steps(take: Take, who: str, gait: str, feet: str, surface: str) -> Sound:
    """Footfalls for the whole take. Stereo; the moments are those at which the picture's feet touch the ground."""
    row, random, track = table()["gait"][gait], take.rng("steps", who), silence(take)
    legs = "four" if feet in ("hooves", "paws", "heavy") else "two"
    falls = [footfall(random, feet, surface) for _ in range(4)]
    for loop in range(int(take.seconds / row["period"]) + 1):
        for index, phase in enumerate(row[legs]):
            force = _FORCE[feet] * (1.0 if index % 2 == 0 else 0.82) * random.uniform(0.85, 1.0)
            fall = falls[(loop + index) % 4]
            lay(track, fall, (loop + phase) * row["period"], force, 0.12 if index % 2 else -0.12)
    return track


def footfall(random: np.random.Generator, feet: str, surface: str) -> Sound:
    """One step, mono, 0.3 s: a blow, the ground's answer, and what crumbles."""
    ground, t = table()["surface"][surface], clock(0.3)
    pitch = _PITCH[feet] * random.uniform(0.92, 1.08)
    tone = ground["tone"] * pitch
    blow = np.sin(2 * np.pi * tone * (t + 0.01 * np.exp2(-t / 0.01))) * fading(t.size, 0.002, 0.02)
    answer = shaped(random, t.size, ground["low"] * pitch**0.5, ground["high"], -1)
    answer *= fading(t.size, 0.002, ground["length"])
    crumbs = (random.random(t.size // 96 + 1) ** 3).repeat(96)[: t.size]
    answer = answer * (1 - ground["grit"] + ground["grit"] * 2.2 * crumbs)
    sound = 0.9 * ground["thump"] * blow + 0.35 * answer
    if feet in ("hooves", "metal") and ground["grit"] < 0.5:
        sound = sound + 0.5 * _clip(t, random.uniform(820, 1100) * (1.9 if feet == "metal" else 1.0))
    return single(sound)


def _clip(t: Sound, pitch: float) -> Sound:
    """The hollow knock of a hoof, or the ring of iron."""
    knock = np.sin(2 * np.pi * pitch * t) + 0.5 * np.sin(2 * np.pi * pitch * 1.62 * t)
    return single(knock * fading(t.size, 0.001, 0.014))
