"""`heliograph doctor`: is everything here that the house needs, and does it work."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import time
from importlib import metadata
from pathlib import Path

from heliograph import __version__
from heliograph.cli.house import House, settings_of
from heliograph.cli.outcome import Exit
from heliograph.cli.voice import out
from heliograph.settings import Settings

ROOM_MIB = 200
PARTS = ("skia-canvas-pyr", "opencv-python-headless", "uharfbuzz", "numpy", "pillow", "uvicorn", "sqlalchemy")


def doctor(*, house: House | None = None) -> int:
    """Look the installation over and say what is wrong and what to do. Exit status 1 when something is.

    For example:

    heliograph doctor

    heliograph doctor --data ./house

    heliograph doctor --config house.toml
    """
    settings = settings_of(house or House())
    findings = [_python(), *_parts(), _illustrator(), *_data(settings), _running(settings)]
    for good, words in findings:
        out(f"{'ok  ' if good else 'BAD '}  {words}")
    return Exit.OK if all(good for good, _ in findings) else Exit.BUG


Finding = tuple[bool, str]


def _python() -> Finding:
    words = f"Heliograph {__version__} on Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return sys.version_info >= (3, 11), words


def _parts() -> list[Finding]:
    missing = []
    for name in PARTS:
        try:
            metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        return [(False, f"missing packages: {', '.join(missing)}; run the install again")]
    return [(True, f"all {len(PARTS)} large packages are installed")]


def _illustrator() -> Finding:
    """Draws a small picture for real: canvas, fonts, styles and all, without a display or a GPU."""
    started = time.monotonic()
    try:
        from heliograph.engines.illustrator.illustrate import Commission, illustrate

        picture = illustrate(Commission(prompt="a red apple", width=256, height=256, seed=1))
    except Exception as error:  # noqa: BLE001 -- whatever it is, naming it is what a doctor is for
        return False, f"the illustrator cannot draw: {type(error).__name__}: {error}"
    if "apple" not in picture.drawn:
        return False, "the illustrator drew, but not the apple it was asked for"
    return True, f"the illustrator draws: a small apple took {time.monotonic() - started:.1f} s"


def _data(settings: Settings) -> list[Finding]:
    folder = settings.data.absolute()
    standing = next(parent for parent in (folder, *folder.parents) if parent.exists())
    if not os.access(standing, os.W_OK):
        return [(False, f"{standing} cannot be written: choose another place with --data")]
    free = shutil.disk_usage(standing).free // 1_048_576
    return [(free >= ROOM_MIB, f"{folder} {_state(folder)}, {free:,} MiB free")]


def _state(folder: Path) -> str:
    return "holds a house" if (folder / "server.json").exists() or any(folder.glob("*.sqlite*")) else "is free to use"


def _running(settings: Settings) -> Finding:
    from heliograph.cli.running import find

    found = find(settings.data)
    return True, f"a house is open at {found.address}" if found else "no house is open on this folder"
