"""Sounds of what things do that is neither a cry nor a step: purring, wings, splashes, balls, pages, pans, bells."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from .samples import Sound, Take, clock, drift, fading, hiss, lay, line, panned, shaped, silence, single, turning

Deed = Callable[[Take], Sound]


def purr(take: Take) -> Sound:
    """A contented cat: a throat that flutters 25 times a second, louder on the way in."""
    t = np.arange(take.samples, dtype=np.float32) / 48_000
    breathing = t / 2.0 % 1.0
    way_in = breathing < 0.48
    rate = np.where(way_in, 26.5, 23.5).astype(np.float32)
    flutter = (0.5 + 0.5 * np.sin(turning(rate))) ** 3
    swell = np.sin(np.pi * np.where(way_in, breathing / 0.48, (breathing - 0.48) / 0.52)) ** 0.6
    return single(hiss(take, "purr", 60, 420, -4, wide=0.25) * flutter * swell * np.where(way_in, 1.0, 0.7))


def breathing(take: Take) -> Sound:
    """Someone asleep: in, a pause, out, four seconds each time."""
    t = np.arange(take.samples, dtype=np.float32) / 48_000 / 4.0 % 1.0
    way_in = np.sin(np.pi * np.clip(t / 0.4, 0, 1)) ** 1.5
    way_out = np.sin(np.pi * np.clip((t - 0.45) / 0.45, 0, 1)) ** 1.5
    air_in, air_out = hiss(take, "in", 900, 3200, -2, wide=0.2), hiss(take, "out", 350, 1500, -2, wide=0.2)
    return single(0.5 * air_in * way_in + 0.7 * air_out * way_out)


def splash(take: Take) -> Sound:
    """A body that strokes through water, once in every 1.3 s: the slap, the spray, drops that fall back."""
    random, track = take.rng("splash"), silence(take)
    for at in np.arange(0.1, take.seconds, 1.3):
        t = clock(0.8)
        slap = shaped(random, t.size, 150, 900, -3) * fading(t.size, 0.02, 0.06)
        spray = shaped(random, t.size, 900, 6000, -1) * fading(t.size, 0.06, 0.11)
        lay(track, slap * 0.6 + spray * 0.5, float(at), random.uniform(0.6, 1.0), random.uniform(-0.25, 0.25))
        for drop in random.uniform(0.2, 0.9, 6):
            tick = clock(0.05)
            pitch = random.uniform(700, 1900)
            plop = single(np.sin(2 * np.pi * pitch * (tick + 2 * tick * tick)) * fading(tick.size, 0.002, 0.008))
            lay(track, plop, float(at + drop), 0.25, random.uniform(-0.6, 0.6))
    return track


def wings(take: Take) -> Sound:
    """Feathers that beat the air, once in 0.4 s."""
    random, track = take.rng("wings"), silence(take)
    t = clock(0.24)
    beat = shaped(random, t.size, 180, 1600, -3) * np.sin(np.pi * np.linspace(0, 1, t.size)) ** 2
    for at in np.arange(0.05, take.seconds, 0.4):
        lay(track, beat.astype(np.float32), float(at), random.uniform(0.5, 0.8), random.uniform(-0.2, 0.2))
    return track


def buzz(take: Take) -> Sound:
    """An insect's wings, near and far as it wanders."""
    phase = turning(drift(take, "buzz", 0.4, 190, 245))
    tone = sum(np.sin(k * phase) / k**0.8 for k in range(1, 9))
    side = drift(take, "buzz side", 1.1, 0.0, 1.0)
    near = drift(take, "buzz near", 0.9, 0.15, 0.6)
    return single(0.4 * np.stack([tone * near * np.sqrt(1 - side), tone * near * np.sqrt(side)]))


def bounce(take: Take) -> Sound:
    """A ball: it falls and falls again, lower each time, until it is batted anew every 1.6 s."""
    random, track = take.rng("bounce"), silence(take)
    t = clock(0.2)
    for begin in np.arange(0.25, take.seconds, 1.6):
        at, gap, force = float(begin), 0.42, 0.9
        while gap > 0.08:
            pitch = random.uniform(150, 165)
            thud = np.sin(2 * np.pi * pitch * (t + 0.004 * np.exp2(-t / 0.004))) * fading(t.size, 0.001, 0.03)
            slap = 0.25 * shaped(random, t.size, 400, 2500, -2) * fading(t.size, 0.001, 0.006)
            lay(track, (thud + slap).astype(np.float32), at, force, random.uniform(-0.15, 0.15))
            at, gap, force = at + gap, gap * 0.66, force * 0.62
    return track


def pages(take: Take) -> Sound:
    """A leaf of a book that is turned, every few seconds."""
    random, track = take.rng("pages"), silence(take)
    for at in np.arange(random.uniform(0.6, 1.4), take.seconds, 3.1):
        t = clock(0.5)
        rustle = shaped(random, t.size, 1500, 8000, -1) * line(t.size, [0, *random.uniform(0.1, 1.0, 9), 0])
        lay(track, rustle.astype(np.float32), float(at), 0.45, random.uniform(-0.3, 0.3))
    return track


def munching(take: Take) -> Sound:
    """Eating: crisp bites in time with the nodding head, 1.6 s."""
    random, track = take.rng("munching"), silence(take)
    for at in np.arange(0.1, take.seconds, 0.4):
        t = clock(0.16)
        crumbs = (random.random(t.size // 120 + 1) ** 2).repeat(120)[: t.size]
        bite = shaped(random, t.size, 400, 3500, -2) * crumbs * fading(t.size, 0.01, 0.045)
        lay(track, bite.astype(np.float32), float(at), random.uniform(0.4, 0.9), 0.0)
    return track


def sizzle(take: Take) -> Sound:
    """Something in a pan."""
    random = take.rng("sizzle")
    track = 0.4 * hiss(take, "sizzle", 2500, 11_000, 0) * drift(take, "sizzle", 0.2, 0.6, 1.0)
    pop = shaped(random, 500, 1500, 7000, 0) * fading(500, 0.0003, 0.001)
    for at in random.uniform(0, take.seconds, int(take.seconds * 24)):
        lay(track, pop, at, random.random() ** 2, random.uniform(-0.3, 0.3))
    return track


def typing(take: Take) -> Sound:
    """Keys under quick fingers."""
    random, track = take.rng("typing"), silence(take)
    taps = [shaped(random, 1600, low, 5200, -1) * fading(1600, 0.0006, 0.004) for low in (900, 1300, 1800)]
    at = 0.2
    while at < take.seconds:
        lay(track, taps[int(random.integers(3))], at, random.uniform(0.3, 0.7), random.uniform(-0.25, 0.25))
        at += random.uniform(0.09, 0.2) if random.random() < 0.85 else random.uniform(0.4, 0.9)
    return track


def ticking(take: Take) -> Sound:
    """A clock, a tick and a lower tock each second."""
    track, t = silence(take), clock(0.06)
    for index, at in enumerate(np.arange(0.25, take.seconds, 0.5)):
        pitch = 2500 if index % 2 == 0 else 1900
        tick = np.sin(2 * np.pi * pitch * t) + 0.5 * np.sin(2 * np.pi * pitch * 1.7 * t)
        lay(track, single(tick * fading(t.size, 0.0005, 0.004)), float(at), 0.5, 0.25)
    return track


def bell(take: Take) -> Sound:
    """A church bell: struck every 2.2 s, with the partials of cast bronze."""
    return _struck(take, "bell", 2.2, 262.0, (0.5, 1.0, 1.19, 1.5, 2.0, 2.51, 2.66, 3.01, 4.1), 0.9)


def chimes(take: Take) -> Sound:
    """Small bells in no hurry."""
    random, track = take.rng("chimes"), silence(take)
    for at in np.cumsum(random.uniform(0.15, 0.8, int(take.seconds * 3))):
        pitch = 1046.5 * 2 ** (float(random.choice([0, 2, 4, 7, 9, 12])) / 12)
        lay(track, ring(pitch, (1.0, 2.76, 5.4), 0.35, 1.6), float(at), 0.3, random.uniform(-0.7, 0.7))
    return track


def phone(take: Take) -> Sound:
    """A telephone's bell: rings 1.2 s, waits 1.6 s."""
    t = np.arange(take.samples, dtype=np.float32) / 48_000
    gate = ((t % 2.8) < 1.2) * (0.5 + 0.5 * np.sin(2 * np.pi * 20 * t))
    tone = (np.sin(2 * np.pi * 1320 * t) + np.sin(2 * np.pi * 1760 * t)) * gate * 0.4
    return panned(tone.astype(np.float32), 0.2)


def heartbeat(take: Take) -> Sound:
    """Lub-dub, 66 a minute."""
    track, t = silence(take), clock(0.25)
    thud = (np.sin(2 * np.pi * 52 * (t + 0.006 * np.exp2(-t / 0.01))) * fading(t.size, 0.006, 0.04)).astype(np.float32)
    for at in np.arange(0.2, take.seconds, 0.91):
        lay(track, thud, float(at), 1.0)
        lay(track, thud, float(at) + 0.3, 0.65)
    return track


def sparkle(take: Take) -> Sound:
    """Magic: a handful of glittering tones that rise."""
    random, track = take.rng("sparkle"), silence(take)
    for begin in np.arange(0.4, take.seconds, 2.6):
        for index in range(14):
            pitch = 1318.5 * 2 ** (float(random.choice([0, 4, 7, 11, 14, 16, 19])) / 12)
            glint, side = ring(pitch, (1.0, 3.0), 0.12, 0.5), random.uniform(-0.8, 0.8)
            lay(track, glint, float(begin) + index * 0.055, 0.22, side)
    return track


def fireworks(take: Take) -> Sound:
    """Rockets: a whistle up, the bang, the crackle after it."""
    random, track = take.rng("fireworks"), silence(take)
    for at in np.arange(0.1, take.seconds, 1.7):
        side, t = random.uniform(-0.7, 0.7), clock(0.7)
        whistle = np.sin(turning(line(t.size, [1200, 2600]))) * line(t.size, [0, 0.2, 0.1, 0])
        lay(track, whistle.astype(np.float32), float(at), 0.5, side)
        bang = shaped(random, 48_000, 40, 900, -4) * fading(48_000, 0.002, 0.12)
        lay(track, bang, float(at) + 0.75, 0.8, side)
        pop = shaped(random, 600, 1500, 9000, 0) * fading(600, 0.0003, 0.0015)
        for crackle in random.uniform(0.95, 1.6, 34):
            lay(track, pop, float(at + crackle), random.uniform(0.05, 0.3), side + random.uniform(-0.3, 0.3))
    return track


def _struck(take: Take, name: str, every: float, pitch: float, partials: tuple[float, ...], half: float) -> Sound:
    random, track = take.rng(name), silence(take)
    sound = ring(pitch * random.uniform(0.92, 1.08), partials, half, 4.0)
    for at in np.arange(0.3, take.seconds, every):
        lay(track, sound, float(at), 0.6, 0.0)
    return track


def ring(pitch: float, partials: tuple[float, ...], half: float, seconds: float) -> Sound:
    """Struck metal, mono: partials as multiples of ``pitch``, the higher ones dying sooner."""
    t = clock(seconds)
    tones = [np.sin(2 * np.pi * pitch * p * t) * fading(t.size, 0.001, half / p**0.7) / p**0.5 for p in partials]
    return single(sum(tones) / len(partials))


DEEDS: Mapping[str, Deed] = {
    made.__name__: made
    for made in (purr, breathing, splash, wings, buzz, bounce, pages, munching, sizzle, typing, ticking, bell, chimes,
                 phone, heartbeat, sparkle, fireworks)
}  # fmt: skip
