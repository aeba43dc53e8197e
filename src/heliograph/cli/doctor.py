"""`heliograph doctor`: is everything here that the house needs, and what is real and what is drawn."""

from __future__ import annotations

import os
import platform
import shutil
import sys
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
    findings = [_python(), *_parts(), _canvas(), *_data(settings), _running(settings), _engines()]
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


def _canvas() -> Finding:
    from heliograph.engines.illustrator.canvas.skia import open_surface

    try:
        open_surface(8, 8)
    except (ImportError, OSError, RuntimeError) as error:
        return False, f"the canvas does not open: {error}"
    return True, "the canvas opens without a display or a GPU"


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


def _engines() -> Finding:
    words = "every model is drawn by the embedded illustrator: no vendor account is set up, nothing leaves this machine"
    return True, words
