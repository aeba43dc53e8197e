"""Music comes when it is asked for, in the mood and on the instruments that were named."""

from __future__ import annotations

import numpy as np
import pytest

from heliograph.engines.illustrator.sound.music.compose import compose, moods
from heliograph.engines.illustrator.sound.music.instrument import instruments, note
from heliograph.engines.illustrator.sound.music.perform import music, wanted
from heliograph.engines.illustrator.sound.samples import RATE, Take


@pytest.mark.parametrize(
    "prompt",
    ["a calm sea at dusk", "an epic mountain", "a cat with no music", "a film without any music", "rocks"],
)
def test_music_is_not_forced_on_anybody(prompt: str) -> None:
    assert wanted(prompt) is None


@pytest.mark.parametrize(
    ("prompt", "mood", "lead"),
    [
        ("a cat, upbeat music", "upbeat", "piano"),
        ("rain with soft piano", "calm", "piano"),
        ("a jazz club", "jazz", "saxophone"),
        ("a lullaby for a bear", "lullaby", "music_box"),
        ("epic orchestral music over mountains", "epic", "brass"),
        ("sad violin music", "sad", "violin"),
        ("a man plays an electric guitar", "rock", "electric_guitar"),
    ],
)
def test_words_choose_mood_and_instrument(prompt: str, mood: str, lead: str) -> None:
    found = wanted(prompt)
    assert found is not None
    assert (found.words, found.lead) == (moods()[mood].words, lead)


def test_every_mood_names_instruments_that_exist() -> None:
    for mood in moods().values():
        assert {mood.lead, mood.chord, mood.bass} <= instruments().keys()


@pytest.mark.parametrize("name", list(moods()))
@pytest.mark.parametrize("seconds", [4.0, 8.0])
def test_pieces_fill_the_time_and_end_at_home(name: str, seconds: float) -> None:
    mood = moods()[name]
    piece = compose(mood, seconds, np.random.default_rng(3))
    assert min(one.at for one in piece.notes) >= 0
    assert 0.55 * seconds < max(one.at for one in piece.notes) < seconds
    last = max(piece.notes, key=lambda one: (one.part == "bass", one.at))
    lead = max((one for one in piece.notes if one.part == "lead"), key=lambda one: one.at)
    assert (lead.key - last.key) % 12 == 0
    assert all(24 <= one.key <= 100 for one in piece.notes)
    root = last.key
    steps = {(one.key - root) % 12 for one in piece.notes if one.part == "lead"}
    assert steps <= set(mood.scale)


@pytest.mark.parametrize("name", list(instruments()))
def test_instruments_are_in_tune(name: str) -> None:
    row = instruments()[name]
    sound = note(row, 69, 0.8, np.random.default_rng(1))
    assert np.isfinite(sound).all()
    assert 0.05 < np.abs(sound).max() < 2.5
    power = np.abs(np.fft.rfft(sound, 8 * RATE))
    pitch = 440 * 2**row.octave
    peaks = [power[round((pitch * k - 12) * 8) : round((pitch * k + 12) * 8)].max() for k in (1, 2, 3)]
    between = power[round(pitch * 1.4 * 8) : round(pitch * 1.6 * 8)].max()
    assert max(peaks) > 6 * between


def test_music_is_heard_and_the_same_again() -> None:
    mood = moods()["upbeat"]
    first, second = (music(Take(3.0, 5), mood) for _ in range(2))
    assert np.array_equal(first, second)
    assert np.abs(first).max() == pytest.approx(1.0, abs=0.001)
