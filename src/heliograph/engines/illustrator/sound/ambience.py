"""Sounds of places and weather that go on and on. Each fills a whole take in stereo; level about 0.1 to 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from .samples import Sound, Take, clock, drift, fading, hiss, lay, line, shaped, silence, single

Ambience = Callable[[Take], Sound]


def wind(take: Take) -> Sound:
    """Gusts: a low body and a whistle that comes with the strong ones."""
    gust = drift(take, "gust", 1.9, 0.25, 1.0)
    body = hiss(take, "wind", 90, 420, -3) * gust
    return body + 0.16 * hiss(take, "whistle", 500, 1100, 0) * gust**3


def breeze(take: Take) -> Sound:
    """Air that hardly moves."""
    return hiss(take, "breeze", 120, 700, -4) * drift(take, "breath", 2.4, 0.4, 1.0)


def leaves(take: Take) -> Sound:
    """Foliage: fine rustling that swells with the air."""
    rustle = drift(take, "rustle", 0.09, 0.35, 1.0) * drift(take, "swell", 1.7, 0.15, 1.0)
    return hiss(take, "leaves", 2200, 7500, -1) * rustle


def waves(take: Take) -> Sound:
    """Breakers on a shore: a low swell, the crash, and the hiss of the water that runs back."""
    random, track = take.rng("waves"), silence(take)
    deep, bright = hiss(take, "deep", 60, 500, -3), hiss(take, "spray", 900, 6500, -2.5)
    at = -random.uniform(0.5, 2.5)
    moments = np.arange(take.samples, dtype=np.float32) / 48_000
    low, high = np.full(take.samples, 0.12, np.float32), np.full(take.samples, 0.1, np.float32)
    while at < take.seconds:
        size, age = random.uniform(0.55, 1.0), moments - np.float32(at)
        low += size * np.exp(-(((age - 1.7) / 0.9) ** 2))
        high += size * np.clip((age - 1.2) / 0.7, 0, 1) * np.exp2(-np.maximum(age - 1.9, 0) / 0.8)
        at += random.uniform(3.2, 4.6)
    track += 0.8 * deep * low + 0.55 * bright * high
    return track


def lapping(take: Take) -> Sound:
    """Small waves against a bank or a hull."""
    return 0.6 * hiss(take, "lap", 200, 1200, -3) * drift(take, "lap", 0.5, 0.1, 1.0) ** 2 + 0.35 * stream(take)


def stream(take: Take) -> Sound:
    """Running water: hundreds of little bubbles, each a rising tone, over a soft rush."""
    random, track = take.rng("stream"), silence(take)
    t = clock(0.06)
    kinds = [np.sin(2 * np.pi * (f * t + f * 2.2 * t * t)) * fading(t.size, 0.004, 0.011)
             for f in random.uniform(380, 1700, 12)]  # fmt: skip
    for at in random.uniform(0, take.seconds, int(take.seconds * 38)):
        lay(track, kinds[int(random.integers(12))], at, random.uniform(0.1, 0.5), random.uniform(-0.8, 0.8))
    return track + 0.12 * hiss(take, "rush", 500, 4000, -2)


def waterfall(take: Take) -> Sound:
    """A steady thunder of water."""
    return hiss(take, "fall", 120, 5000, -2) * drift(take, "fall", 0.7, 0.85, 1.0)


def rain(take: Take) -> Sound:
    """A broad hiss and the nearer drops in it."""
    return 0.55 * hiss(take, "rain", 700, 12_000, -0.6, wide=0.9) + 0.5 * drops(take, 420, 2500)


def drizzle(take: Take) -> Sound:
    """Rain behind a window: the hiss is dull, drops tick on the pane."""
    return 0.4 * hiss(take, "drizzle", 200, 1400, -2.5, wide=0.9) + 0.5 * drops(take, 60, 3500)


def drops(take: Take, a_second: float, pitch: float) -> Sound:
    """Single drops, that many a second, on something that answers at ``pitch`` Hz."""
    random = take.rng("drops", int(pitch))
    track = silence(take)
    count = int(take.seconds * a_second)
    at = random.integers(0, max(1, take.samples - 400), count)
    force = (random.random(count) ** 3).astype(np.float32)
    side = random.random(count).astype(np.float32)
    np.add.at(track[0], at, force * np.sqrt(side))
    np.add.at(track[1], at, force * np.sqrt(1 - side))
    ring = shaped(random, 400, pitch * 0.5, pitch * 2.5, 0) * fading(400, 0.0003, 0.0012)
    size = 1 << (take.samples + 400 - 1).bit_length()
    answer = np.fft.irfft(np.fft.rfft(track, size) * np.fft.rfft(ring, size), size)[:, : take.samples]
    return answer.astype(np.float32) * np.float32(4.0 / np.sqrt(max(a_second / 60, 1)))


def thunder(take: Take) -> Sound:
    """One or two rolls: a crack if it is near, then a rumble that comes in lumps."""
    random, track = take.rng("thunder"), silence(take)
    first = random.uniform(0.1, 0.35) * take.seconds
    for at in (first, first + random.uniform(3.4, 4.4)):
        samples = int(min(4.5, take.seconds) * 48_000)
        lumps = line(samples, [0.0, 1.0, *random.uniform(0.15, 0.9, 9), 0.0]) * line(samples, [1, 0.8, 0.5, 0.25, 0])
        near = random.uniform(0.15, 0.6)
        roll = shaped(random, samples, 30, 160, -4) * lumps
        crack = shaped(random, 24_000, 300, 5000, -3) * fading(24_000, 0.004, 0.05)
        roll[: min(samples, 24_000)] += near * crack[:samples]
        lay(track, roll, at, 0.6, random.uniform(-0.4, 0.4))
    return track


def fire(take: Take) -> Sound:
    """Flames: a soft low breath and crackling wood."""
    random = take.rng("fire")
    track = 0.3 * hiss(take, "flames", 80, 500, -4) * drift(take, "flames", 0.35, 0.5, 1.0)
    pops = [shaped(random, 1400, low, low * 4, 0) * fading(1400, 0.0003, 0.002) for low in (900, 1600, 2600)]
    for at in random.uniform(0, take.seconds, int(take.seconds * 11)):
        lay(track, pops[int(random.integers(3))], at, random.random() ** 4 * 1.1 + 0.05, random.uniform(-0.4, 0.4))
    return track


def underwater(take: Take) -> Sound:
    """A dull pressure from everywhere, with bubbles that rise."""
    random = take.rng("underwater")
    track = hiss(take, "depth", 40, 180, -5) * drift(take, "depth", 1.8, 0.5, 1.0)
    for burst in random.uniform(0, take.seconds, max(2, int(take.seconds * 0.9))):
        at, side = burst, random.uniform(-0.7, 0.7)
        for _ in range(int(random.integers(3, 9))):
            t = clock(0.09)
            pitch = random.uniform(160, 620)
            bubble = np.sin(2 * np.pi * pitch * (t + 3.2 * t * t)) * fading(t.size, 0.008, 0.018)
            lay(track, bubble, at, random.uniform(0.2, 0.7), side)
            at += random.uniform(0.04, 0.12)
    return track


def room(take: Take) -> Sound:
    """A room in which nothing happens: the air itself."""
    return hiss(take, "room", 60, 500, -5, wide=0.9)


def hall(take: Take) -> Sound:
    """A large empty room."""
    return hiss(take, "hall", 40, 260, -4, wide=1.0) * drift(take, "hall", 2.0, 0.7, 1.0)


def void(take: Take) -> Sound:
    """Space as films have it: a deep hum with slow beats."""
    t = clock(take.seconds)[: take.samples]
    t = np.resize(t, take.samples)
    tones = [np.sin(2 * np.pi * f * t) / (i + 1) for i, f in enumerate((55.0, 82.6, 110.3, 165.2))]
    left, right = sum(tones), sum(np.roll(tone, 400 * i) for i, tone in enumerate(tones))
    slow = drift(take, "void", 2.2, 0.5, 1.0)
    return single(0.5 * slow * np.stack([left, right]) + 0.2 * hiss(take, "dust", 200, 900, -4, wide=1.0))


def hum(take: Take) -> Sound:
    """Mains and machines: 100 Hz and what is above it."""
    t = np.arange(take.samples, dtype=np.float32) / 48_000
    tone = sum(np.sin(2 * np.pi * 100 * k * t) / k**1.6 for k in (1, 2, 3, 5))
    return np.stack([tone, tone]).astype(np.float32) * 0.4 + 0.2 * hiss(take, "hum", 80, 900, -3)


AMBIENCES: Mapping[str, Ambience] = {
    made.__name__: made
    for made in (wind, breeze, leaves, waves, lapping, stream, waterfall, rain, drizzle, thunder, fire, underwater,
                 room, hall, void, hum)
}  # fmt: skip
