"""Instruments: a row of the table and a pitch make a note. They know no melody."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from ..samples import Sound, clock, decibels, fading, shaped, single, turning

_HIGHEST = 13_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One row of ``instruments.toml``, where the fields are explained."""

    partials: Sequence[float]
    words: str = ""
    half: float = 0.0
    dull: float = 0.2
    attack: float = 0.01
    twin: float = 0.0
    shake: float = 0.0
    breath: float = 0.0
    knock: float = 0.0
    drive: float = 0.0
    octave: int = 0
    level: float = 0.0
    plays: str = "lead"

    @property
    def struck(self) -> bool:
        """True when a note dies by itself."""
        return self.half > 0


@cache
def instruments() -> Mapping[str, Instrument]:
    """The table, read once."""
    table = tomllib.loads((files(__package__) / "instruments.toml").read_text("utf-8"))
    return {name: Instrument(**row) for name, row in table.items()}


def note(instrument: Instrument, key: int, seconds: float, random: np.random.Generator) -> Sound:
    """One note, mono, about 1 high at its loudest. ``key`` as in MIDI (69 is A of 440 Hz)."""
    pitch = 440.0 * 2 ** ((key + 12 * instrument.octave - 69) / 12)
    t = clock(min(seconds + 1.1, 2.6) if instrument.struck else seconds + 0.09)
    sound = _strings(instrument, pitch, t)
    if instrument.knock:
        blow = shaped(random, 1200, pitch * 0.7, 3500, -2) * fading(1200, 0.0006, 0.005)
        sound[:1200] += instrument.knock * blow[: sound.size]
    if instrument.breath:
        sound += instrument.breath * shaped(random, t.size, pitch, pitch * 5, -2)
    sound *= _shape(instrument, t, seconds)
    if instrument.drive:
        sound = np.tanh(instrument.drive * sound) * 0.6
    return single(sound * decibels(instrument.level))


def _strings(instrument: Instrument, pitch: float, t: Sound) -> Sound:
    """One string, or two that are a little apart."""
    if not instrument.twin:
        return _partials(instrument, pitch, t)
    apart = 2 ** (instrument.twin / 2400)
    return 0.55 * (_partials(instrument, pitch * apart, t) + _partials(instrument, pitch / apart, t))


def _partials(instrument: Instrument, pitch: float, t: Sound) -> Sound:
    """The sum of the harmonics. Sines and envelopes by recursion: one of each, then products."""
    if instrument.shake:
        bend = instrument.shake * np.minimum(t / 0.35, 1) * np.sin(2 * np.pi * 5.4 * t)
        phase = turning((pitch * np.exp2(bend / 1200)).astype(np.float32))
    else:
        phase = (2 * np.pi * pitch) * t
    twice, before, now = 2 * np.cos(phase), np.zeros_like(t), np.sin(phase)
    dying = np.exp2(-t * np.float32(instrument.dull / instrument.half * 2)) if instrument.struck else None
    total, height = np.zeros_like(t), np.ones_like(t)
    for index, strength in enumerate(instrument.partials, start=1):
        if pitch * index > _HIGHEST:
            break
        total += np.float32(strength) * height * now
        before, now = now, twice * now - before
        if dying is not None:
            height = height * dying
    return total / np.float32(np.sqrt(sum(p * p for p in instrument.partials)) * 1.3)


def _shape(instrument: Instrument, t: Sound, seconds: float) -> Sound:
    """Loudness over the note: struck ones fall, held ones stay and are let go."""
    rise = np.minimum(t / max(instrument.attack, 1e-3), 1)
    let_go = np.clip((t[-1] - t) / 0.09, 0, 1)
    if not instrument.struck:
        return single(rise * let_go)
    damped = np.exp2(-np.maximum(t - seconds, 0) / 0.12)
    return single(rise * np.exp2(-t / np.float32(instrument.half)) * damped * np.minimum(let_go * 9, 1))
