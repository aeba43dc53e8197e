"""Grading a picture: another time of day, another mood, other colours. Pure functions of pixels."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import cv2
import numpy as np

from ...canvas.paint import hex_colour, named
from ...styles.sheet import Image, Plane, real
from ...styles.texture import smoothstep
from ...styles.tone import toned


@cache
def tones() -> Mapping[str, Mapping[str, Any]]:
    """All tones by name, from ``tones.toml``."""
    return tomllib.loads((files(__package__) / "tones.toml").read_text("utf-8"))


def tones_in(text: str) -> list[str]:
    """The tones that a text asks for, in the order of their first word; words inside longer ones do not count."""
    low = text.lower()
    found: list[tuple[int, int, str]] = []
    for name, row in tones().items():
        for word in row["words"]:
            found += [(m.start(), -len(word), name) for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", low)]
    chosen: list[str] = []
    end = -1
    for start, negative, name in sorted(found):
        if start >= end:
            end = start - negative
            if name not in chosen:
                chosen.append(name)
    return chosen


def tone(image: Image, name: str) -> Image:
    """The picture in that tone. Raises KeyError for an unknown one."""
    return toned(image, tones()[name])


def colour_mask(image: Image, word: str) -> Plane:
    """Where a picture has the named colour, 0..1. Raises KeyError for an unknown word."""
    own = _lab(np.array(hex_colour(named(word))[:3], np.float32).reshape(1, 1, 3))[0, 0]
    lab = _lab(image)
    strength = np.hypot(own[1], own[2])
    if strength < 12:
        distance = np.abs(lab[..., 0] - own[0]) * 1.2 + np.hypot(lab[..., 1], lab[..., 2])
        return smoothstep(46, 22, real(distance))
    angle = np.arctan2(lab[..., 2], lab[..., 1]) - np.arctan2(own[2], own[1])
    turn = np.abs(np.arctan2(np.sin(angle), np.cos(angle)))
    return smoothstep(0.5, 0.3, real(turn)) * smoothstep(10, 26, real(np.hypot(lab[..., 1], lab[..., 2])))


def recolour(image: Image, mask: Plane, word: str) -> Image:
    """What the mask covers in another colour, its light and shade kept. Raises KeyError for an unknown word."""
    target = _lab(np.array(hex_colour(named(word))[:3], np.float32).reshape(1, 1, 3))[0, 0]
    lab = _lab(image)
    weight = float(mask.sum()) or 1.0
    mean = [float((lab[..., i] * mask).sum()) / weight for i in range(3)]
    strength = float((np.hypot(lab[..., 1], lab[..., 2]) * mask).sum()) / weight
    own = np.hypot(lab[..., 1], lab[..., 2]) / max(strength, 4.0)
    painted = lab.copy()
    lift = float(np.clip(target[0] - mean[0], -35, 35)) * 0.75
    painted[..., 0] = np.clip(lab[..., 0] + lift, 0, 100)
    painted[..., 1:] = target[1:] * np.clip(own, 0.35, 1.3)[..., None]
    changed = np.clip(cv2.cvtColor(real(painted), cv2.COLOR_LAB2RGB), 0, 1)
    return real(image + (changed - image) * mask[..., None])


def _lab(image: Image) -> Image:
    return real(cv2.cvtColor(real(image), cv2.COLOR_RGB2LAB))
