"""Spoken words for a film, where the `speech` extra is installed: another process speaks, this room places them."""

from __future__ import annotations

import importlib.util
import json
import re
import struct
import subprocess
import sys
from collections.abc import Sequence

import numpy as np

from .samples import RATE, Sound, single

PATIENCE = 30.0
LEVEL = 0.5
VOICES = {"[\u4e00-\u9fff]": "cmn", "[\u3040-\u30ff]": "ja", "[\u0400-\u04ff]": "ru", "[¿¡ñ]": "es", "[äöüß]": "de"}
"""By the letters of a line; English where none decides."""


def installed() -> bool:
    """Whether this house has a voice."""
    return importlib.util.find_spec("espeakng_loader") is not None


def speech(lines: Sequence[str], seconds: float) -> Sound | None:
    """The lines one after another, each in its share of the film: shape (2, round(seconds * 48000)). None when there is
    no voice here, or it does not speak in time: then the words are shown instead."""
    if not lines or not installed():
        return None
    asked = json.dumps([{"text": line, "voice": _voice(line)} for line in lines])
    command = [sys.executable, "-m", f"{__package__}.speaker"]
    try:
        done = subprocess.run(command, input=asked.encode(), capture_output=True, timeout=PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return _placed(_spoken(done.stdout), seconds)


def _voice(line: str) -> str:
    return next((name for letters, name in VOICES.items() if re.search(letters, line)), "en")


def _spoken(data: bytes) -> list[Sound]:
    """Each line at our rate, mono."""
    lines: list[Sound] = []
    while data:
        rate, count = struct.unpack_from("<II", data)
        samples = np.frombuffer(data, "<i2", count, 8).astype(np.float32) / 32768
        wanted = np.arange(0, count, rate / RATE)
        lines.append(single(np.interp(wanted, np.arange(count), samples)) if count else np.zeros(0, np.float32))
        data = data[8 + 2 * count :]
    return lines


def _placed(lines: Sequence[Sound], seconds: float) -> Sound:
    """A line begins a little after its share does; what would last longer than the film is cut at its end."""
    whole = np.zeros((2, round(seconds * RATE)), np.float32)
    for index, line in enumerate(lines):
        start = round(((index + 0.12) / len(lines)) * whole.shape[1])
        piece = line[: whole.shape[1] - start]
        loudest = max(1e-6, float(np.abs(line).max(initial=0)))
        whole[:, start : start + piece.size] += piece * np.float32(LEVEL / loudest)
    return np.clip(whole, -1, 1)
