"""Music when it is asked for: the words of a prompt choose mood and instruments, the piece is played in a room."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from ..samples import Sound, Take, clock, decibels, fading, lay, shaped, silence, single, turning
from .compose import Mood, Piece, compose, moods
from .instrument import instruments, note

_ASKS = re.compile(
    r"\b(?:music|musical|song|songs|melody|melodies|tune|soundtrack|score|beat|beats|band plays?|upbeat|jazz|"
    r"jazzy|lullaby|lo-?fi|orchestra|orchestral|symphony|techno|synthwave|bossa nova|fanfare|choir|waltz|concert)\b"
)
_REFUSES = re.compile(r"\b(?:no|without(?: any)?|not)\s+(?:\w+\s+)?(?:music|soundtrack|song|melody)\b")
_PANS = {"lead": 0.12, "chord": -0.22, "bass": 0.0}
_FORCES = {"lead": 0.62, "chord": 0.36, "bass": 0.6}


def wanted(prompt: str) -> Mood | None:
    """The mood with the instruments that the prompt asks for; None when it asks for no music."""
    text = prompt.lower()
    named = [name for name, row in instruments().items() if row.words and _says(text, row.words)]
    if _REFUSES.search(text) or not (named or _ASKS.search(text)):
        return None
    mood = _mood(text, named)
    if "electric_guitar" in named and "guitar" in named:
        named.remove("guitar")
    mine = {part: next((name for name in named if instruments()[name].plays == part), "") for part in _PANS}
    mood = replace(
        mood, lead=mine["lead"] or mood.lead, chord=mine["chord"] or mood.chord, bass=mine["bass"] or mood.bass
    )
    if named and all(instruments()[name].plays == "chord" for name in named):
        mood = replace(mood, lead=named[0])
    if named == ["piano"] and not mood.drums:
        mood = replace(mood, lead="piano", chord="piano", bass="piano")
    return mood


def _mood(text: str, named: list[str]) -> Mood:
    counted = {name: len(_found(text, mood.words)) for name, mood in moods().items()}
    best = max(counted, key=lambda name: counted[name])
    if counted[best]:
        return moods()[best]
    by_instrument = {"music_box": "lullaby", "saxophone": "jazz", "electric_guitar": "rock", "koto": "eastern",
                     "brass": "epic", "synth": "electronic", "accordion": "romantic", "guitar": "folk"}  # fmt: skip
    return moods()[next((by_instrument[name] for name in named if name in by_instrument), "calm")]


def _says(text: str, words: str) -> bool:
    return bool(_found(text, words))


def _found(text: str, words: str) -> list[str]:
    return re.findall(rf"\b(?:{'|'.join(re.escape(word.strip()) for word in words.split(','))})\b", text)


def music(take: Take, mood: Mood) -> Sound:
    """The piece, stereo, peak 1, in its room."""
    piece = compose(mood, take.seconds, take.rng("compose"))
    track, played = silence(take), take.rng("play")
    known: dict[tuple[str, int, int], Sound] = {}
    for one in piece.notes:
        name = getattr(mood, one.part)
        key = (name, one.key, round(one.seconds * 20))
        if key not in known:
            known[key] = note(instruments()[name], one.key, one.seconds, played)
        late = float(played.normal(0, 0.004)) if instruments()[name].struck else 0.0
        lay(track, known[key], max(0.0, one.at + late), _FORCES[one.part] * one.force, _PANS[one.part])
    if mood.drums:
        _drum(take, track, mood, piece)
    track = roomy(take, track, mood.gloss)
    return single(track / (np.abs(track).max() + 1e-9))


def _drum(take: Take, track: Sound, mood: Mood, piece: Piece) -> None:
    random, table = take.rng("drums"), _drums()
    for name, pattern in table["pattern"][mood.drums].items():
        stroke = _stroke(random, table["kit"][name])
        level = decibels(table["kit"][name]["level"])
        for index in range(int(piece.ends / piece.beat * 4 + 0.5)):
            sign = pattern[index % len(pattern)]
            if sign != ".":
                swung = mood.swing if index % 4 == 2 else 0.0
                force = level * (0.45 if sign == "o" else 1.0) * random.uniform(0.88, 1.0)
                lay(track, stroke, (index / 4 + swung) * piece.beat, force, {"hat": 0.3, "bell": -0.3}.get(name, 0.0))


def _stroke(random: np.random.Generator, row: Mapping[str, float]) -> Sound:
    """One stroke of a drum, mono."""
    t = clock(row["half"] * 9)
    skin = np.zeros_like(t)
    if row["pitch"]:
        falling = row["to"] + (row["pitch"] - row["to"]) * np.exp2(-t / np.float32(0.02))
        skin = np.sin(turning(falling.astype(np.float32)))
    rattle = shaped(random, t.size, row["low"], row["high"], 0) * 0.5
    mixed = (1 - row["noise"]) * skin + row["noise"] * rattle
    return single(mixed * fading(t.size, 0.001, row["half"]))


def roomy(take: Take, track: Sound, gloss: float, seconds: float = 1.4) -> Sound:
    """The track in a room: dense echoes that die away, other ones on each side. ``gloss`` is their share."""
    t = clock(seconds)
    size = 1 << (track.shape[1] + t.size - 1).bit_length()
    wet = np.empty_like(track)
    for side in (0, 1):
        tail = shaped(take.rng("room", side), t.size, 200, 4500, -3) * np.exp2(-t / np.float32(seconds / 9))
        tail *= np.minimum(t / 0.012, 1)
        tail /= np.sqrt(np.sum(tail**2))
        answer = np.fft.irfft(np.fft.rfft(track[side], size) * np.fft.rfft(tail, size), size)
        wet[side] = answer[: track.shape[1]]
    return track + np.float32(gloss) * wet


@cache
def _drums() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "drums.toml").read_text("utf-8"))
