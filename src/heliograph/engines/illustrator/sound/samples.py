"""The workbench of sound: shaped noise, slow drifts, envelopes, panning. It knows no scene and no names of sounds.

Mono sounds are float32 of shape (n,), stereo ones (2, n); 48,000 samples a second; 1.0 is full scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..canvas.noise import rng

RATE = 48_000
Sound = NDArray[np.float32]
_LOOP = 1 << 18
"""Samples after which long noise repeats: 5.5 s, too long for an ear to find in something without events."""


@dataclass(frozen=True, slots=True)
class Take:
    """One recording: how long, and which throw of the dice."""

    seconds: float
    seed: int

    @property
    def samples(self) -> int:
        """Exactly how many samples there are in each channel."""
        return round(self.seconds * RATE)

    def rng(self, *names: str | int) -> np.random.Generator:
        """The stream of one sound, so that adding a sound does not change the others."""
        return rng(self.seed, "sound", *names)


def single(values: ArrayLike) -> Sound:
    """The same numbers in single precision."""
    return np.asarray(values, dtype=np.float32)


def shaped(random: np.random.Generator, samples: int, low: float, high: float, tilt: float = -3.0) -> Sound:
    """Noise between two frequencies in Hz with a loudness of 1 (RMS), falling by ``tilt`` dB an octave. Its end fits
    its beginning."""
    pace = max(samples, 64)
    f = np.maximum(np.fft.rfftfreq(pace, 1 / RATE), 1.0).astype(np.float32)
    height = (f / 1000) ** np.float32(tilt / 6.0206)
    height *= 1 / np.sqrt((1 + (low / f) ** 4) * (1 + (f / high) ** 4))
    spectrum = random.standard_normal((2, f.size), dtype=np.float32)
    made = np.fft.irfft((spectrum[0] + 1j * spectrum[1]) * height, pace)[:samples]
    return single(made / (np.sqrt(np.mean(made**2)) + 1e-9))


def hiss(take: Take, name: str, low: float, high: float, tilt: float = -3.0, wide: float = 0.7) -> Sound:
    """Stereo noise of the whole length, loudness 1. ``wide`` 0 is a point in the middle, 1 all around."""
    samples = min(_LOOP, take.samples)
    first, second = (shaped(take.rng(name, side), samples, low, high, tilt) for side in (0, 1))
    near, far = np.sqrt(1 - wide / 2), np.sqrt(wide / 2)
    both = np.stack([near * first + far * second, near * first - far * second])
    return single(np.tile(both, -(-take.samples // samples))[:, : take.samples])


def drift(take: Take, name: str, period: float, low: float, high: float) -> Sound:
    """A slow random change between two values, a new one about every ``period`` seconds, without corners."""
    points = max(4, int(take.seconds / period) + 4)
    values = take.rng(name, "drift").uniform(low, high, points)
    fine = np.linspace(0, points - 1, points * 16)
    base = np.minimum(fine.astype(int), points - 2)
    ease = 0.5 - 0.5 * np.cos(np.pi * (fine - base))
    curve = values[base] * (1 - ease) + values[base + 1] * ease
    moments = np.arange(take.samples) / RATE / period + take.rng(name, "start").random()
    return single(np.interp(moments, fine, curve))


def line(samples: int, points: Sequence[float] | NDArray[np.float64]) -> Sound:
    """Straight lines through these values, evenly spread over the length."""
    return single(np.interp(np.linspace(0, len(points) - 1, samples), np.arange(len(points)), points))


def clock(seconds: float) -> Sound:
    """The time of each sample of a sound that long."""
    return np.arange(max(1, int(seconds * RATE)), dtype=np.float32) / np.float32(RATE)


def fading(samples: int, attack: float, half: float) -> Sound:
    """An envelope that rises in ``attack`` seconds and then loses half its height every ``half`` seconds."""
    t = np.arange(samples, dtype=np.float32) / np.float32(RATE)
    down = np.exp2(-np.maximum(t - attack, 0) / half)
    end = np.minimum(1, (samples - np.arange(samples, dtype=np.float32)) / min(samples, 480))
    return single(np.minimum(t / max(attack, 1e-4), 1) * down * end)


def turning(pitch: Sound) -> Sound:
    """The phase in radians of something that sounds at this frequency (Hz) at each sample."""
    return single(np.cumsum(pitch, dtype=np.float64) * (2 * np.pi / RATE))


def panned(mono: Sound, pan: float) -> Sound:
    """Stereo: -1 is left, 1 is right; the loudness stays."""
    angle = (np.clip(pan, -1, 1) + 1) * np.pi / 4
    return np.stack([mono * np.float32(np.cos(angle) * 1.41421), mono * np.float32(np.sin(angle) * 1.41421)])


def silence(take: Take) -> Sound:
    """A stereo track of the take's length."""
    return np.zeros((2, take.samples), np.float32)


def lay(track: Sound, sound: Sound, at: float, gain: float = 1.0, pan: float = 0.0) -> None:
    """Add a sound, mono or stereo, to a track from that second on; what hangs over an end is cut."""
    both = panned(sound, pan) if sound.ndim == 1 else sound
    begin = round(at * RATE)
    skip = max(0, -begin)
    room = min(both.shape[1] - skip, track.shape[1] - max(0, begin))
    if room > 0:
        track[:, max(0, begin) : max(0, begin) + room] += np.float32(gain) * both[:, skip : skip + room]


def loudness(sound: Sound) -> float:
    """RMS over all channels."""
    return float(np.sqrt(np.mean(np.square(sound), dtype=np.float64)))


def decibels(level: float) -> float:
    """The factor of that many dB."""
    return float(10 ** (level / 20))
