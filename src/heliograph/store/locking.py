"""One owner per folder: a lock that the system takes back when its holder dies, and that says who holds it."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from heliograph.domain.errors import Conflict

if sys.platform == "win32":
    import msvcrt

    _FAR = 1 << 30  # locks on Windows keep others from reading the bytes; lock one that nobody reads

    def _try(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _try(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(eq=False, kw_only=True)
class FolderInUse(Conflict):
    """Another process owns the folder. ``pid`` is its number when it said so."""

    folder: Path
    pid: int | None = None


class FolderLock:
    """Held from ``take`` to ``release``, or until the process ends however it ends. Children do not inherit it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor: int | None = None

    def take(self, patience: float = 1.0) -> None:
        """Raises FolderInUse when somebody else still holds it after ``patience`` seconds (a look from the command
        line takes it for a moment, and a process that is about to end lets go a little later)."""
        deadline = time.monotonic() + patience
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600)
        while True:
            try:
                _try(descriptor)
                break
            except OSError:
                if time.monotonic() >= deadline:
                    os.close(descriptor)
                    raise self._in_use() from None
                time.sleep(0.02)
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, json.dumps({"pid": os.getpid()}).encode())
        self._descriptor = descriptor

    def held_elsewhere(self) -> bool:
        """True when another process holds it now."""
        try:
            self.take(patience=0)
        except FolderInUse:
            return True
        self.release()
        return False

    def release(self) -> None:
        """Lets go; no effect when not held. The file stays: removing it would let two owners in."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    def __enter__(self) -> FolderLock:
        self.take()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()

    def holder(self) -> int | None:
        """The number of the process that took it last; None when it has not said so."""
        try:
            pid = json.loads(self._file.read_bytes())["pid"]
        except (OSError, ValueError, KeyError, TypeError):
            return None  # just being written: the lock is what counts, the number is a courtesy
        return pid if isinstance(pid, int) else None

    def _in_use(self) -> FolderInUse:
        pid = self.holder()
        who = f"process {pid}" if pid is not None else "another process"
        return FolderInUse(
            message=f"The folder {self._file.parent} belongs to {who} at this moment.",
            hint="Stop that process, talk to it, or choose another folder with --data.",
            folder=self._file.parent,
            pid=pid,
        )
