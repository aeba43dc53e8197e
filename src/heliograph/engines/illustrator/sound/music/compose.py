"""The composer: a mood and a length become notes. Plain numbers; it knows no instrument's sound."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

_KEYS = (0, 2, 4, 5, 7, 9, -3, -1)
_CENTRE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """One row of ``moods.toml``, where the fields are explained."""

    words: str
    beats: float
    scale: Sequence[int]
    chords: Sequence[Sequence[int]]
    hold: int
    melody: Sequence[Sequence[float]]
    rest: float
    under: str
    lead: str
    chord: str
    bass: str
    gloss: float = 0.25
    swing: float = 0.0
    drums: str = ""
    seventh: bool = False
    walk: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """``at`` and ``seconds`` in seconds, ``key`` as in MIDI, ``force`` 0 to 1, ``part`` lead, chord or bass."""

    part: str
    at: float
    seconds: float
    key: int
    force: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Notes, and the seconds of a beat for whoever drums along."""

    notes: tuple[Note, ...]
    beat: float
    ends: float


@cache
def moods() -> Mapping[str, Mood]:
    """The table, read once."""
    table = tomllib.loads((files(__package__) / "moods.toml").read_text("utf-8"))
    return {name: Mood(**row) for name, row in table.items()}


def compose(mood: Mood, seconds: float, random: np.random.Generator) -> Piece:
    """A piece that fills the time: whole chords, the last of them home. The pace bends a little to make it so."""
    count = max(2, round((seconds - 0.6) * mood.beats / 60 / mood.hold))
    beat = (seconds - 0.2) / ((count - 0.4) * mood.hold)
    root = _CENTRE + int(random.choice(_KEYS))
    row = mood.chords[int(random.integers(len(mood.chords)))]
    degrees = [row[index % len(row)] for index in range(count - 1)] + [1]
    notes: list[Note] = []
    for index, degree in enumerate(degrees):
        at, last = index * mood.hold * beat, index == count - 1
        notes += _under(mood, _chord(mood, root, degree), at, beat, last)
        notes += _bass(mood, root, (degree, degrees[min(index + 1, count - 1)]), at, beat, last)
    notes += _melody(mood, root, degrees, beat, random)
    return Piece(tuple(notes), beat, (count - 1) * mood.hold * beat)


def pitch(mood: Mood, root: int, degree: int) -> int:
    """The key of a degree of the scale; 1 is the root, 8 (of seven) an octave above it."""
    octave, step = divmod(degree - 1, len(mood.scale))
    return root + 12 * octave + mood.scale[step]


def _chord(mood: Mood, root: int, degree: int) -> list[int]:
    """Thirds on a degree, laid as close to the middle as may be."""
    if len(mood.scale) < 7:
        low = pitch(mood, root, degree)
        keys = [low, low + 7, low + 12]
    else:
        keys = [pitch(mood, root, degree + 2 * third) for third in range(4 if mood.seventh else 3)]
    return sorted(key - 12 if key > _CENTRE + 9 else key for key in keys)


def _late(mood: Mood, beats: float) -> float:
    """Swing: the second half of a beat comes later."""
    return beats + (mood.swing if abs(beats % 1.0 - 0.5) < 0.01 else 0.0)


def _under(mood: Mood, keys: Sequence[int], at: float, beat: float, last: bool) -> Iterator[Note]:
    """How the chord is played while it holds."""
    whole = mood.hold * beat
    if last or mood.under in ("pad", "block", "sparse"):
        for index, key in enumerate(keys):
            yield Note("chord", at + 0.018 * index, whole, key, 0.5)
        return
    if mood.under == "arpeggio":
        order = [0, 1, 2, len(keys) - 1, 2, 1]
        for index in range(mood.hold * 2):
            yield Note("chord", at + index * beat / 2, beat, keys[order[index % 6]], 0.42 if index else 0.52)
        return
    for start, held, force in _strokes(mood):
        begin = at + _late(mood, start) * beat
        chosen = [keys[0], keys[0] + 7] if mood.under == "power" else keys
        for index, key in enumerate(chosen):
            spread = 0.012 * index if mood.under == "strum" else 0.0
            yield Note("chord", begin + spread, held * beat, key, force)


def _strokes(mood: Mood) -> list[tuple[float, float, float]]:
    """(beat, length in beats, force) of the strokes within one chord."""
    every: Mapping[str, list[tuple[float, float, float]]] = {
        "strum": [(0, 1, 0.5), (1, 0.5, 0.34), (1.5, 0.5, 0.3), (2.5, 0.5, 0.36), (3, 0.5, 0.42), (3.5, 0.5, 0.3)],
        "comp": [(0.5, 0.4, 0.4), (2, 0.3, 0.34), (3.5, 0.4, 0.4)],
        "oompah": [(beat, 0.5, 0.36) for beat in range(1, 12) if mood.hold == 3 or beat % 2],
        "pulse": [(half / 2, 0.4, 0.42 if half % 2 == 0 else 0.3) for half in range(24)],
        "power": [(half / 2, 0.42, 0.5 if half % 4 == 0 else 0.38) for half in range(24)],
    }
    return [stroke for stroke in every[mood.under] if stroke[0] < mood.hold]


def _bass(mood: Mood, root: int, degrees: tuple[int, int], at: float, beat: float, last: bool) -> Iterator[Note]:
    low = pitch(mood, root, degrees[0]) - 12
    low -= 12 if low > _CENTRE - 8 else 0
    if last or not (mood.walk or mood.drums):
        yield Note("bass", at, mood.hold * beat, low, 0.55)
    elif mood.walk:
        aim = pitch(mood, root, degrees[1]) - 12
        aim -= 12 if aim > _CENTRE - 8 else 0
        for index, key in enumerate((low, low + 7 if low < _CENTRE - 14 else low - 5, low + 4, aim - 1)[: mood.hold]):
            yield Note("bass", at + index * beat, 0.9 * beat, key, 0.6)
    else:
        for start in (0.0, 1.5, 2.0, 3.5):
            if start < mood.hold:
                yield Note("bass", at + start * beat, 0.45 * beat, low, 0.6)


def _melody(mood: Mood, root: int, degrees: Sequence[int], beat: float, random: np.random.Generator) -> list[Note]:
    """A motif that comes back: chord tones where a chord begins, small steps between, home at the end."""
    rhythms = [mood.melody[int(random.integers(len(mood.melody)))] for _ in range(2)]
    moves = [[int(random.choice([-2, -1, -1, 1, 1, 2])) for _ in range(24)] for _ in range(2)]
    size, notes, step = len(mood.scale), [], 1 + len(mood.scale)
    for index, degree in enumerate(degrees[:-1]):
        kind = (0, 0, 1, 0)[index % 4]
        step = _nearest(step, [degree + shift + size * octave for shift in (0, 2, 4) for octave in (0, 1)])
        done = 0.0
        turn = 0
        while done < mood.hold - 0.01:
            held = min(rhythms[kind][turn % len(rhythms[kind])], mood.hold - done)
            if turn == 0 or random.random() >= mood.rest:
                start = (index * mood.hold + _late(mood, done)) * beat
                key = pitch(mood, root, step) + (12 if root < _CENTRE else 0)
                notes.append(Note("lead", start, held * beat, key, 0.85 if turn == 0 else 0.7))
            step = min(max(step + moves[kind][turn % 24], 2), 2 * size + 2)
            done += held
            turn += 1
    home = _nearest(step, [1 + size, 1 + 2 * size])
    last = pitch(mood, root, home) + (12 if root < _CENTRE else 0)
    return [*notes, Note("lead", (len(degrees) - 1) * mood.hold * beat, mood.hold * beat, last, 0.8)]


def _nearest(step: int, choices: Sequence[int]) -> int:
    return min(choices, key=lambda choice: (abs(choice - step), choice))
