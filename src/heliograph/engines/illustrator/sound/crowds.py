"""Sounds of places that are made of many small events: traffic, voices, insects, birds. Each fills a take in stereo."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .ambience import Ambience
from .samples import Sound, Take, clock, drift, fading, hiss, lay, line, panned, shaped, silence, single, turning


def city(take: Take) -> Sound:
    """A town from above: a low roar, and now and then a car that goes by."""
    random = take.rng("city")
    track = 0.6 * hiss(take, "city", 50, 400, -4, wide=0.9) * drift(take, "city", 1.5, 0.7, 1.0)
    for at in np.arange(random.uniform(-1.5, 0.5), take.seconds, random.uniform(2.2, 3.4)):
        lay(track, passing(random), float(at), random.uniform(0.25, 0.6))
    if random.random() < 0.6:
        for at in (0.0, 0.28):
            lay(track, horn(random.uniform(330, 420)), take.seconds * 0.6 + at, 0.09, random.uniform(-0.8, 0.8))
    return track


def passing(random: np.random.Generator) -> Sound:
    """Stereo: tyres that come, pass and go from one side to the other, 3 s."""
    samples = 3 * 48_000
    swell = np.exp(-((np.linspace(-2.4, 2.4, samples, dtype=np.float32)) ** 2))
    sound = shaped(random, samples, 180, 1500, -2) * swell * 0.6
    side = line(samples, [0.05, 0.95] if random.random() < 0.5 else [0.95, 0.05])
    return np.stack([sound * np.sqrt(1 - side), sound * np.sqrt(side)])


def horn(pitch: float) -> Sound:
    """A car's horn far away, two tones, 0.2 s."""
    t = clock(0.2)
    both = [np.tanh(3 * np.sin(2 * np.pi * f * t)) for f in (pitch, pitch * 1.26)]
    return single(sum(both) * 0.4 * fading(t.size, 0.02, 0.3))


def murmur(take: Take) -> Sound:
    """People who talk, too many to understand: each a band of noise and a tone that move like speech."""
    random, track = take.rng("murmur"), silence(take)
    for voice in range(6):
        pitch = random.uniform(95, 210)
        talk = drift(take, f"talk{voice}", 0.16, -0.5, 1.0).clip(0) * drift(take, f"turn{voice}", 1.1, 0.1, 1.0)
        phase = turning(pitch * drift(take, f"tune{voice}", 0.3, 0.85, 1.2))
        buzz = sum(np.sin(k * phase) * g for k, g in ((1, 0.6), (2, 0.8), (3, 1.0), (4, 0.5), (6, 0.35)))
        track += panned((buzz * talk * 0.16).astype(np.float32), random.uniform(-0.9, 0.9))
    return track + 0.1 * hiss(take, "murmur", 300, 1200, -2, wide=1.0)


def crowd(take: Take) -> Sound:
    """Many thousand people: a roar that surges."""
    roar = hiss(take, "crowd", 300, 1600, -1.5, wide=1.0) * drift(take, "crowd", 0.9, 0.4, 1.0)
    return 0.8 * roar + 0.5 * murmur(take)


def applause(take: Take) -> Sound:
    """Clapping hands, near and far."""
    random, track = take.rng("applause"), 0.25 * hiss(take, "applause", 700, 4500, 0, wide=1.0)
    claps = [shaped(random, 1900, low, low * 3.5, 0) * fading(1900, 0.0006, 0.006) for low in (600, 800, 1000, 1250)]
    for at in random.uniform(0, take.seconds, int(take.seconds * 70)):
        lay(track, claps[int(random.integers(4))], at, random.random() ** 2 * 0.6, random.uniform(-0.9, 0.9))
    return track


def birds(take: Take) -> Sound:
    """Songbirds: two or three, each with a phrase of its own that it says again and again."""
    random, track = take.rng("birds"), silence(take)
    for _ in range(3):
        phrase, side, far = _phrase(random), random.uniform(-0.9, 0.9), random.uniform(0.35, 1.0)
        at = random.uniform(0, min(2.0, take.seconds / 2))
        while at < take.seconds - 0.2:
            lay(track, phrase, at, 0.5 * far, side)
            lay(track, phrase, at + 0.11, 0.09, -side)  # an answer of the trees
            at += phrase.size / 48_000 + random.uniform(0.5, 2.2)
    return track


def _phrase(random: np.random.Generator) -> Sound:
    """Some notes that sweep, warble or stay, 0.4 to 1 s."""
    base, notes = random.uniform(2300, 4600), []
    shape = random.choice(["down", "up", "trill", "arch"])
    length = random.uniform(0.05, 0.13)
    for index in range(int(random.integers(3, 8))):
        t = clock(length * random.uniform(0.85, 1.15))
        curve = {"down": [1.2, 0.9], "up": [0.85, 1.2], "trill": [1.0, 1.0], "arch": [0.9, 1.25, 0.95]}[str(shape)]
        pitch = base * (1 + 0.06 * ((index * 3) % 4)) * line(t.size, curve)
        if shape == "trill":
            pitch = pitch * (1 + 0.08 * np.sin(2 * np.pi * 38 * t))
        phase = turning(pitch.astype(np.float32))
        note = (np.sin(phase) + 0.18 * np.sin(2 * phase)) * np.sin(np.pi * np.linspace(0, 1, t.size)) ** 0.7
        notes += [note, np.zeros(int(random.uniform(0.02, 0.07) * 48_000))]
    return np.concatenate(notes).astype(np.float32)


def crickets(take: Take) -> Sound:
    """Crickets: each a pure high tone in quick pulses, three or four to a chirp."""
    random, track = take.rng("crickets"), silence(take)
    t = np.arange(take.samples, dtype=np.float32) / 48_000
    for _ in range(4):
        pitch, chirps, pulses = random.uniform(4100, 5200), random.uniform(1.7, 2.6), int(random.integers(3, 5))
        within = (t * chirps + random.random()) % 1.0
        place = within * 34 / chirps
        gate = np.where(place < pulses, np.sin(np.pi * (place % 1.0)) ** 2, 0)
        track += panned((np.sin(2 * np.pi * pitch * t) * gate * random.uniform(0.1, 0.4)).astype(np.float32),
                        random.uniform(-0.9, 0.9))  # fmt: skip
    return track


def cicadas(take: Take) -> Sound:
    """The heat itself: a rattling band that swells."""
    t = np.arange(take.samples, dtype=np.float32) / 48_000
    rattle = 0.6 + 0.4 * np.sin(2 * np.pi * 58 * t)
    return single(0.5 * hiss(take, "cicadas", 4200, 6800, 0) * rattle * drift(take, "cicadas", 1.6, 0.3, 1.0))


def dripping(take: Take) -> Sound:
    """Single drops into still water in a cave, each with its echo."""
    random, track = take.rng("dripping"), silence(take)
    for at in np.cumsum(random.uniform(0.5, 1.4, int(take.seconds * 1.4) + 2)) - 0.4:
        t, pitch, side = clock(0.14), random.uniform(700, 1500), random.uniform(-0.8, 0.8)
        drop = (np.sin(2 * np.pi * pitch * (t + 1.4 * t * t)) * fading(t.size, 0.003, 0.022)).astype(np.float32)
        for echo in range(5):
            lay(track, drop, float(at) + echo * 0.17, 0.6 * 0.5**echo, side * (-0.7) ** echo)
    return track


CROWDS: Mapping[str, Ambience] = {
    made.__name__: made for made in (city, murmur, crowd, applause, birds, crickets, cicadas, dripping)
}
