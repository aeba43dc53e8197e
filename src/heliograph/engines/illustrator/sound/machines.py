"""Engines and what they drive: cars, trains, aircraft, boats, sirens, clockwork. Each fills a take in stereo."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .deeds import Deed
from .samples import Sound, Take, clock, drift, fading, hiss, lay, panned, shaped, silence, single, turning


def _motor(take: Take, name: str, pitch: float, rough: float, partials: int = 9) -> Sound:
    """Firing cylinders, mono: a low tone whose partials fall slowly, shaken by the strokes."""
    phase = turning(drift(take, name, 0.9, pitch * 0.95, pitch * 1.06))
    tone = sum(np.sin(k * phase + k * k) / k**0.9 for k in range(1, partials + 1))
    strokes = 1 - rough * (0.5 + 0.5 * np.sin(phase / 2)) ** 2
    return single(tone * strokes * 0.3)


def engine(take: Take) -> Sound:
    """A car: motor, exhaust and tyres."""
    return panned(_motor(take, "engine", 62, 0.5), 0.0) + 0.35 * hiss(take, "tyres", 150, 1400, -3, wide=0.5)


def diesel(take: Take) -> Sound:
    """Something heavy that works: slow strokes."""
    return panned(_motor(take, "diesel", 34, 0.8, 14), 0.0) + 0.35 * hiss(take, "diesel", 90, 700, -3, wide=0.5)


def motorbike(take: Take) -> Sound:
    """Two cylinders in a hurry."""
    motor = np.tanh(1.8 * panned(_motor(take, "motorbike", 88, 0.7, 16), 0.0))
    return single(motor + 0.2 * hiss(take, "air", 400, 2500, -2))


def train(take: Take) -> Sound:
    """Wheels over the joints of the rails, da-dum da-dum, above a steady rumble."""
    random, track = take.rng("train"), 0.5 * hiss(take, "rails", 60, 500, -3)
    clack = shaped(random, 5000, 250, 2600, -2) * fading(5000, 0.001, 0.016)
    for at in np.arange(0.1, take.seconds, 0.86):
        for late, force in ((0.0, 1.0), (0.11, 0.8), (0.3, 0.55), (0.41, 0.45)):
            lay(track, clack, float(at) + late, 0.6 * force, random.uniform(-0.2, 0.2))
    return track


def steam(take: Take) -> Sound:
    """A steam engine: four strokes a turn, the first the strongest, and a whistle."""
    random, track = take.rng("steam"), 0.5 * train(take)
    t = clock(0.3)
    for index, at in enumerate(np.arange(0.1, take.seconds, 0.29)):
        chuff = shaped(random, t.size, 200, 2600, -2) * fading(t.size, 0.02, 0.06)
        lay(track, chuff, float(at), 0.9 if index % 4 == 0 else 0.6, 0.0)
    whistle = clock(1.3)
    tones = sum(np.sin(2 * np.pi * f * whistle) for f in (523, 659, 784)) / 3
    breath = 0.15 * shaped(random, whistle.size, 500, 3000, -2)
    lay(track, ((tones + breath) * fading(whistle.size, 0.12, 2.0)).astype(np.float32), take.seconds * 0.35, 0.35, 0.2)
    return track


def jet(take: Take) -> Sound:
    """An aircraft: a broad roar and the whine of its turbines."""
    phase = turning(drift(take, "whine", 2.0, 2050, 2200))
    return hiss(take, "jet", 90, 1500, -2.5) * drift(take, "jet", 1.2, 0.7, 1.0) + panned(
        single(0.05 * np.sin(phase)), 0.0
    )


def propeller(take: Take) -> Sound:
    """A small aeroplane."""
    return panned(_motor(take, "propeller", 96, 0.3, 12), 0.0) + 0.4 * hiss(take, "prop", 120, 900, -3)


def rotor(take: Take) -> Sound:
    """A helicopter: blades that chop the air 11 times a second."""
    t = np.arange(take.samples, dtype=np.float32) / 48_000
    chop = (0.5 + 0.5 * np.sin(2 * np.pi * 11 * t)) ** 4
    turbine = panned(single(0.3 * _motor(take, "turbine", 140, 0.2)), 0.0)
    return single(hiss(take, "rotor", 60, 900, -3) * (0.25 + chop) + turbine)


def rocket(take: Take) -> Sound:
    """A launch: everything below a thousand hertz, torn."""
    return single(np.tanh(1.6 * hiss(take, "rocket", 30, 900, -3) * drift(take, "torn", 0.06, 0.4, 1.2)))


def hover(take: Take) -> Sound:
    """A flying saucer: a tone that wavers, and its double."""
    wavering = np.sin(2 * np.pi * 5.2 * np.arange(take.samples, dtype=np.float32) / 48_000)
    phase = turning(single(220 + 40 * wavering))
    left, right = np.sin(phase) + 0.4 * np.sin(2.01 * phase), np.sin(1.004 * phase) + 0.4 * np.sin(2 * phase)
    return single(0.4 * np.stack([left, right]))


def drone(take: Take) -> Sound:
    """Four small propellers that never quite agree."""
    parts = [_motor(take, f"drone{i}", 178 + 9 * i, 0.1, 7) for i in range(4)]
    return single(sum(panned(part * 0.4, side) for part, side in zip(parts, (-0.4, -0.1, 0.1, 0.4), strict=True)))


def outboard(take: Take) -> Sound:
    """A boat's motor, putt-putt."""
    random, track = take.rng("outboard"), silence(take)
    t = clock(0.09)
    putt = (np.sin(2 * np.pi * 92 * t) + 0.5 * shaped(random, t.size, 150, 900, -3)) * fading(t.size, 0.003, 0.018)
    for at in np.arange(0, take.seconds, 0.118):
        lay(track, putt.astype(np.float32), float(at), random.uniform(0.6, 0.8))
    return track


def foghorn(take: Take) -> Sound:
    """A ship that says it is there, once or twice."""
    track, t = silence(take), clock(1.8)
    tone = np.tanh(2 * sum(np.sin(2 * np.pi * 87 * k * t) / k for k in (1, 2, 3)))
    for at in np.arange(take.seconds * 0.2, take.seconds, 5.0):
        lay(track, (tone * fading(t.size, 0.15, 1.6)).astype(np.float32), float(at), 0.35, 0.3)
    return track


def creak(take: Take) -> Sound:
    """Old wood under strain."""
    random, track = take.rng("creak"), silence(take)
    for at in np.arange(random.uniform(0.3, 1.0), take.seconds, 2.3):
        t = clock(0.7)
        clicks = np.diff(np.floor(np.cumsum(np.linspace(60, 130, t.size) / 48_000)), prepend=0).astype(np.float32)
        body = shaped(random, 700, 350, 1800, -1) * fading(700, 0.0005, 0.003)
        sound = np.convolve(clicks, body)[: t.size] * np.sin(np.pi * np.linspace(0, 1, t.size))
        lay(track, sound.astype(np.float32), float(at), 0.5, random.uniform(-0.5, 0.5))
    return track


def freewheel(take: Take) -> Sound:
    """A bicycle: the pawls tick, the tyres whisper."""
    random, track = take.rng("freewheel"), 0.18 * hiss(take, "tyre", 300, 2500, -2)
    tick = shaped(random, 400, 2500, 7000, 0) * fading(400, 0.0003, 0.0015)
    for at in np.arange(0, take.seconds, 0.075):
        lay(track, tick, float(at), 0.3)
    return track


def siren(take: Take) -> Sound:
    """Two tones in turn."""
    t = np.arange(take.samples, dtype=np.float32) / 48_000
    phase = turning(np.where(t % 1.3 < 0.65, 435, 580).astype(np.float32))
    return panned((np.tanh(1.5 * np.sin(phase)) * 0.35).astype(np.float32), 0.0)


MACHINES: Mapping[str, Deed] = {
    made.__name__: made
    for made in (engine, diesel, motorbike, train, steam, jet, propeller, rotor, rocket, hover, drone, outboard,
                 foghorn, creak, freewheel, siren)
}  # fmt: skip
