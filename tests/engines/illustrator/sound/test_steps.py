"""Steps come in time with the legs that the picture draws."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import numpy as np
import pytest

from heliograph.engines.illustrator.scene import Node, Scene
from heliograph.engines.illustrator.sound.cues import cues
from heliograph.engines.illustrator.sound.samples import RATE, Sound, Take
from heliograph.engines.illustrator.sound.steps import feet_of, footfall, steps, surface_of, table

VERBS = files("heliograph.engines.illustrator") / "motion" / "verbs.toml"


def _falls(sound: Sound) -> list[float]:
    """The moments at which it gets loud, in seconds."""
    size = RATE // 100
    strong = np.abs(sound).max(axis=0)
    blocks = strong[: strong.size // size * size].reshape(-1, size).max(axis=1)
    loud = blocks > 0.4 * blocks.max()
    return [index / 100 for index in range(1, loud.size) if loud[index] and not loud[max(0, index - 12) : index].any()]


@pytest.mark.parametrize(("gait", "apart"), [("walk", 0.55), ("run", 0.31)])
def test_two_feet_step_twice_in_a_loop(gait: str, apart: float) -> None:
    falls = _falls(steps(Take(6.0, 1), "a", gait, "shoes", "stone"))
    assert np.median(np.diff(falls)) == pytest.approx(apart, abs=0.02)
    assert len(falls) == pytest.approx(6 / apart, abs=2)


def test_hooves_come_in_fours() -> None:
    walk = table()["gait"]["walk"]
    falls = steps(Take(walk["period"] * 2, 1), "a", "walk", "hooves", "stone")
    moments = [round(phase * walk["period"] * RATE) for phase in walk["four"]]
    for moment in moments:
        assert np.abs(falls[:, moment : moment + 960]).max() > 0.3


def test_snow_crunches_higher_than_a_carpet() -> None:
    def centre(surface: str) -> float:
        power = np.abs(np.fft.rfft(footfall(np.random.default_rng(1), "shoes", surface))) ** 2
        return float((power * np.arange(power.size)).sum() / power.sum())

    assert centre("snow") > 2 * centre("carpet")


def test_who_has_which_feet_and_where() -> None:
    assert (feet_of("horse"), feet_of("cat"), feet_of("person")) == ("hooves", "paws", "shoes")
    assert (surface_of("beach"), surface_of("street"), surface_of("nowhere")) == ("sand", "stone", "earth")


def test_fish_and_cars_have_no_feet() -> None:
    nodes = tuple(Node(id=noun, noun=noun, pose="run") for noun in ("car", "fish", "ball"))
    assert "steps" not in {cue.sound for cue in cues(Scene(prompt="", setting="street", nodes=nodes), "")}


@pytest.mark.skipif(not VERBS.is_file(), reason="nothing moves in this house yet")
def test_steps_keep_the_time_of_the_picture() -> None:
    poses = tomllib.loads(VERBS.read_text("utf-8"))["pose"]
    for gait, row in table()["gait"].items():
        assert row["period"] == poses[gait]["period"], gait
