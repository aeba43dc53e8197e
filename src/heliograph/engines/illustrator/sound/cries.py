"""What creatures say: one voice with a melody and resonances, and a table of who says what. It knows no scene."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from .samples import Sound, Take, clock, decibels, lay, line, shaped, silence, single, turning

_HIGHEST = 9000.0
_PARTIALS = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Cry:
    """One row of ``cries.toml``, where the fields are explained."""

    pitch: Sequence[float]
    formants: Sequence[Sequence[float]]
    length: float
    breath: float = 0.1
    rough: float = 0.0
    shake: float = 30.0
    calls: int = 1
    gap: float = 0.2
    rest: float = 2.5
    level: float = 0.0


@cache
def cries() -> Mapping[str, Cry]:
    """The table, read once."""
    table = tomllib.loads((files(__package__) / "cries.toml").read_text("utf-8"))
    return {name: Cry(**row) for name, row in table.items()}


def crying(take: Take, name: str, who: str = "", higher: float = 1.0, rests: float = 1.0) -> Sound:
    """A creature that cries now and then. Stereo; ``higher`` lifts voice and pace of a young or small one."""
    cry, random, track = cries()[name], take.rng("cry", name, who), silence(take)
    ways = [uttered(cry, random, higher * random.uniform(0.94, 1.06)) for _ in range(2)]
    at, side = random.uniform(0.15, max(0.2, min(1.2, take.seconds / 4))), random.uniform(-0.3, 0.3)
    while at < take.seconds - 0.5 * cry.length:
        for call in range(cry.calls):
            lay(track, ways[call % 2], at, decibels(cry.level) * random.uniform(0.75, 1.0), side)
            at += (cry.length + cry.gap) / higher**0.4
        at += cry.rest * rests * random.uniform(0.7, 1.3)
    return track


def uttered(cry: Cry, random: np.random.Generator, higher: float = 1.0) -> Sound:
    """One cry, mono: a buzz of partials and a breath, both shaped by the throat."""
    t = clock(cry.length / higher**0.4)
    pitch = line(t.size, cry.pitch) * np.float32(higher)
    pitch *= 1 + 0.012 * line(t.size, random.uniform(-1, 1, 12))
    throat = [line(t.size, [cry.formants[0][i], cry.formants[1][i]]) * np.float32(higher**0.5) for i in range(3)]
    voice = _buzz(pitch, throat)
    voice /= np.abs(voice).max() + 1e-6
    air = shaped(random, t.size, float(throat[0].mean()) * 0.6, float(throat[2].mean()) * 1.3, -2)
    trembling = 1 - cry.rough * (0.5 + 0.5 * np.sin(2 * np.pi * cry.shake * t))
    swell = np.minimum(1, np.minimum(t / (0.12 * t[-1]), (t[-1] - t) / (0.3 * t[-1])) + 1e-3)
    return single((voice + 0.5 * cry.breath * air) * trembling * np.sin(0.5 * np.pi * swell) * 0.8)


def _buzz(pitch: Sound, throat: Sequence[Sound]) -> Sound:
    """Partials of a falling spectrum, loud where the throat resonates. Sines by recursion: one sine, then products."""
    phase = turning(pitch)
    twice, before, now = 2 * np.cos(phase), np.zeros_like(phase), np.sin(phase)
    sum_of_all = np.zeros_like(phase)
    for partial in range(1, _PARTIALS + 1):
        f = pitch * np.float32(partial)
        if f.min() > _HIGHEST:
            break
        resonances = zip((1, 0.6, 0.3), throat, strict=True)
        gain = sum(weight / (1 + ((f - r) / (0.09 * r + 45)) ** 2) for weight, r in resonances)
        sum_of_all += (gain + 0.04) * np.float32(partial**-0.5) * now
        before, now = now, twice * now - before
    return sum_of_all
