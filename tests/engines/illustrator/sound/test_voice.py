"""Words are spoken by a process of their own where a voice is installed, and shown where none is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from heliograph.engines.illustrator.motion.film import film
from heliograph.engines.illustrator.motion.order import FilmOrder
from heliograph.engines.illustrator.sound import voice
from heliograph.engines.illustrator.sound.samples import RATE

ORDER = FilmOrder(
    prompt="a robot says 'Hello world' in a park", width=160, height=90, seconds=2.0, fps=8, seed=1, audio=True
)


@pytest.mark.skipif(not voice.installed(), reason="the speech extra is not installed")
def test_lines_are_spoken_in_their_share_of_the_film() -> None:
    sound = voice.speech(["Hello world.", "How are you?"], 6.0)
    assert sound is not None
    assert sound.shape == (2, 6 * RATE)
    loud = np.abs(sound[0]).reshape(-1, RATE // 10).max(axis=1)
    assert loud[:3].max() == 0
    assert loud[4:20].max() > 0.3
    assert loud[34:50].max() > 0.3
    again = voice.speech(["Hello world.", "How are you?"], 6.0)
    assert again is not None
    assert (again == sound).all()


def test_silence_needs_no_voice() -> None:
    assert voice.speech([], 4.0) is None


def test_what_is_said_is_heard_or_shown(tmp_path: Path) -> None:
    made = film(ORDER, tmp_path / "a.mp4")
    assert any("captions" in note for note in made.notes) != voice.installed()
