"""Named places where a test may end the process or make the disk refuse. Nothing happens unless somebody armed one.

``HELIOGRAPH_FAILPOINT=media.rename:3`` kills this process the third time it gets there; ``:3:ENOSPC`` raises that error
there instead, from the third time on while the file named by ``HELIOGRAPH_FAILPOINT_WHILE`` exists."""

from __future__ import annotations

import errno
import os
import signal
from collections import Counter
from pathlib import Path

_seen: Counter[str] = Counter()


def reach(name: str) -> None:
    """We are here."""
    armed = os.environ.get("HELIOGRAPH_FAILPOINT")
    if not armed or not armed.startswith(f"{name}:"):
        return
    count, _, error = armed.removeprefix(f"{name}:").partition(":")
    _seen[name] += 1
    if error:
        if _seen[name] >= int(count) and Path(os.environ.get("HELIOGRAPH_FAILPOINT_WHILE", "/")).exists():
            raise OSError(getattr(errno, error), os.strerror(getattr(errno, error)))
    elif _seen[name] == int(count):
        os.kill(os.getpid(), signal.SIGKILL)
