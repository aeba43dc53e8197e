"""The door of this room: a scene and its prompt become a stereo track of exactly the asked length.

Beds (places, weather), events (what things do) and music are made apart, then mixed: events and speech push the others
down a little, the whole is bent softly at its peaks, lifted to about -3 dBFS and faded at both ends.
"""

from __future__ import annotations

import numpy as np

from ..scene import Scene
from .ambience import AMBIENCES
from .cries import cries, crying
from .crowds import CROWDS
from .cues import Cue, cues
from .deeds import DEEDS
from .machines import MACHINES
from .music.perform import music, wanted
from .samples import RATE, Sound, Take, decibels, loudness, panned, silence, single
from .steps import steps

__all__ = ["RATE", "soundtrack"]
_SOUNDS = {**AMBIENCES, **CROWDS, **DEEDS, **MACHINES}
_BEDS = AMBIENCES.keys() | CROWDS.keys()
_STEADY = AMBIENCES.keys() | MACHINES.keys() | {"city", "murmur", "crowd", "cicadas", "crickets"}
"""Sounds whose level is their loudness; that of the others is their height."""
_MOST = 9
"""Sounds at once; the quietest give way."""
_PEAK = decibels(-3)
_LOUDEST = decibels(-15)
"""RMS that nothing exceeds: steady rain must not shout because it has no peaks."""
_LIFT = decibels(12)
"""The most by which a quiet place is lifted: an empty room stays a quiet one."""
_MUSIC = -17.0
_FADE = 0.35


def soundtrack(scene: Scene, prompt: str, seconds: float, seed: int) -> Sound:
    """Shape (2, round(seconds * 48000)), -1..1. The same scene, prompt, length and seed give the same samples."""
    take = Take(seconds, seed)
    beds, events = silence(take), silence(take)
    chosen = sorted(cues(scene, prompt), key=lambda cue: -cue.level)[:_MOST]
    for cue in chosen:
        track = beds if cue.sound in _BEDS else events
        track += _played(take, cue)
    push = _push(events)
    mixed = beds * push**0.6 + events
    mood = wanted(prompt)
    if mood is not None:
        tune = music(take, mood)
        tune *= decibels(_MUSIC) / (loudness(tune) + 1e-9)
        mixed = decibels(-5) * mixed + tune * push
    return _finished(mixed)


def _played(take: Take, cue: Cue) -> Sound:
    """One cue, stereo, at its level and its place. Levels are loudness for what goes on and on, height for calls."""
    if cue.sound == "steps":
        sound = steps(take, cue.who, cue.gait, cue.feet, cue.surface)
    elif cue.sound in cries():
        sound = crying(take, cue.sound, cue.who, cue.higher, 1.0 if cue.level > -24 else 2.2)
    else:
        sound = _SOUNDS[cue.sound](take)
    steady = (
        cue.sound in AMBIENCES
        or cue.sound in MACHINES
        or cue.sound in ("city", "murmur", "crowd", "cicadas", "crickets")
    )
    height = loudness(sound) if steady else float(np.abs(sound).max()) * 0.5
    return _moved(sound * np.float32(decibels(cue.level) / max(height, 1e-6)), cue.pan)


def _moved(sound: Sound, pan: float) -> Sound:
    if not pan:
        return sound
    middle = sound.mean(axis=0)
    return panned(middle, pan).astype(np.float32)


def _push(events: Sound) -> Sound:
    """How much the rest steps back under the events at each moment, 1 to 0.5."""
    step = RATE // 50
    strong = np.abs(events).max(axis=0)
    blocks = np.pad(strong, (0, -strong.size % step)).reshape(-1, step).max(axis=1)
    late = [np.pad(blocks, (blocks_later, 0))[: blocks.size] * 0.86**blocks_later for blocks_later in range(8)]
    window = np.hanning(11)[1:-1] / np.hanning(11).sum()
    soft = np.convolve(np.pad(np.max(late, axis=0), 4, mode="edge"), window, "valid")[: blocks.size]
    gain = 1 / (1 + 3.0 * soft / (1e-3 + max(0.25, float(soft.max(initial=0)))))
    return single(np.interp(np.arange(strong.size), np.arange(blocks.size) * step, np.maximum(gain, 0.4)))


def _finished(mixed: Sound) -> Sound:
    """Bend the peaks, lift, fade. No sample is above -3 dBFS."""
    mixed = mixed - mixed.mean(axis=1, keepdims=True)
    knee = max(4.0 * loudness(mixed), 0.5 * float(np.abs(mixed).max()), 1e-9)
    mixed = (knee * np.tanh(mixed / knee)).astype(np.float32)
    lift = min(_PEAK / (float(np.abs(mixed).max()) + 1e-9), _LOUDEST / (loudness(mixed) + 1e-9), _LIFT)
    edge = np.sin(0.5 * np.pi * np.minimum(1.0, np.arange(mixed.shape[1], dtype=np.float32) / (_FADE * RATE)))
    return single(mixed * np.float32(lift) * edge * edge[::-1])
