"""Every scene has a track of exactly its length that never clips and never is silent; sounds sit where they belong."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heliograph.engines.illustrator.scene import Node, Scene
from heliograph.engines.illustrator.sound.cues import cues, table
from heliograph.engines.illustrator.sound.samples import RATE, Sound
from heliograph.engines.illustrator.sound.soundtrack import _SOUNDS, soundtrack

SCENES = (
    Scene(prompt="", setting="studio"),
    Scene(prompt="", setting="sea", time="night", weather="storm"),
    Scene(prompt="", setting="meadow", nodes=(Node(id="a", noun="dog", pose="run"), Node(id="b", noun="ball"))),
    Scene(prompt="", setting="city", weather="rain", sky=("fireworks",), nodes=(Node(id="a", noun="car"),)),
)


def _share(sound: Sound, low: float, high: float) -> float:
    """The part of the power between two frequencies."""
    power = np.abs(np.fft.rfft(sound.mean(axis=0))) ** 2
    f = np.fft.rfftfreq(sound.shape[1], 1 / RATE)
    return float(power[(f >= low) & (f < high)].sum() / power.sum())


@settings(max_examples=12, deadline=None)
@given(
    scene=st.sampled_from(SCENES),
    prompt=st.sampled_from(["", "upbeat piano music", "no sound, no wind", "thunder and laughter"]),
    seconds=st.sampled_from([0.5, 1.0, 2.37, 4.0]),
    seed=st.integers(0, 2**31),
)
def test_exact_length_no_clipping_never_silent(scene: Scene, prompt: str, seconds: float, seed: int) -> None:
    track = soundtrack(scene, prompt, seconds, seed)
    assert track.shape == (2, round(seconds * RATE))
    assert track.dtype == np.float32
    assert np.isfinite(track).all()
    assert np.abs(track).max() <= 0.72
    middle = track[:, track.shape[1] // 4 : -track.shape[1] // 4]
    assert np.sqrt((middle**2).mean(axis=1)).min() > 0.001
    assert np.abs(track[:, [0, -1]]).max() < 0.001


def test_same_seed_same_samples_other_seed_other_ones() -> None:
    scene = SCENES[2]
    first, second = (soundtrack(scene, "jazz", 2.0, 7) for _ in range(2))
    assert np.array_equal(first, second)
    assert not np.array_equal(first, soundtrack(scene, "jazz", 2.0, 8))


def test_what_happens_peaks_near_three_decibels_below_full_scale() -> None:
    track = soundtrack(SCENES[2], "", 4.0, 1)
    assert -4.0 < 20 * np.log10(np.abs(track).max()) <= -2.9


def test_an_empty_room_is_quieter_than_a_storm() -> None:
    quiet, loud = (np.sqrt((soundtrack(scene, "", 2.0, 1) ** 2).mean()) for scene in SCENES[:2])
    assert quiet < 0.6 * loud


def test_rain_is_broad_and_crickets_are_high() -> None:
    wet = soundtrack(Scene(prompt="", setting="studio", background="white"), "heavy rain", 2.0, 1)
    street = soundtrack(Scene(prompt="", setting="street", weather="rain"), "", 2.0, 1)
    assert wet.shape == street.shape
    assert all(_share(street, low, high) > 0.04 for low, high in ((500, 2000), (2000, 5000), (5000, 12_000)))
    crickets = soundtrack(Scene(prompt="", setting="garden", time="night"), "crickets", 4.0, 1)
    day = soundtrack(Scene(prompt="", setting="garden", season="winter"), "", 4.0, 1)
    assert _share(crickets, 3900, 5400) > 5 * _share(day, 3900, 5400)


def test_under_water_is_dull() -> None:
    assert _share(soundtrack(Scene(prompt="", setting="underwater"), "", 2.0, 1), 20, 1200) > 0.95


@pytest.mark.parametrize("side", ["left", "right"])
def test_what_stands_at_a_side_is_heard_from_there(side: str) -> None:
    node = Node(id="d", noun="dog", pose="stand", place=side)
    track = soundtrack(Scene(prompt="", setting="studio", nodes=(node,)), "", 3.0, 1)
    left, right = (float((channel**2).sum()) for channel in track)
    assert (left > 2 * right) if side == "left" else (right > 2 * left)


def test_every_cue_of_the_table_can_be_played() -> None:
    from heliograph.engines.illustrator.sound.cries import cries

    rows = table()
    known = {*_SOUNDS, *cries(), "steps", "hooves"}
    for group in (*rows["place"].values(), *rows["weather"].values(), rows["sky"], rows["thing"], rows["moving"],
                  rows["doing"], rows["word"]):  # fmt: skip
        for row in group.values():
            assert set(row) <= known, row
    assert set(rows["says"].values()) <= known


def test_a_prompt_takes_sounds_away() -> None:
    scene = Scene(prompt="", setting="park")
    assert "birds" in {cue.sound for cue in cues(scene, "a park")}
    assert "birds" not in {cue.sound for cue in cues(scene, "a park without birds chirping")}


def test_sleepers_do_not_call() -> None:
    awake = Scene(prompt="", setting="bedroom", nodes=(Node(id="c", noun="cat", pose="sit"),))
    asleep = replace(awake, nodes=(Node(id="c", noun="cat", pose="sleep"),))
    assert "meow" in {cue.sound for cue in cues(awake, "")}
    assert {"purr"} == {cue.sound for cue in cues(asleep, "")} & {"meow", "purr"}


def test_eight_seconds_take_little_time() -> None:
    scene = replace(SCENES[2], weather="rain")
    began = time.process_time()
    soundtrack(scene, "epic orchestral music", 8.0, 1)
    assert time.process_time() - began < 1.5
