"""A real house for tests: `heliograph serve` in a process of its own, on a free port, with a fresh data folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CLI = [sys.executable, "-m", "heliograph.cli"]
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Served:
    """``address`` without a trailing slash, a ``key`` that opens it, its ``data`` folder and its process ``pid``."""

    address: str
    key: str
    data: Path
    pid: int


def environment() -> dict[str, str]:
    """Ours, with the sources on the path and no setting of the person who runs the tests."""
    source = str(Path(__file__).parent.parent.parent / "src")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HELIOGRAPH_")}
    return {**kept, "PYTHONPATH": source, "NO_COLOR": "1"}


def heliograph(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """One run of the command line."""
    command = [*CLI, *words]
    return subprocess.run(command, cwd=cwd, env=environment(), capture_output=True, text=True, timeout=180, check=False)


@contextmanager
def background(words: Sequence[str], cwd: Path, data: Path) -> Iterator[tuple[str, int]]:
    """A `heliograph serve ...` that runs while the block does: its address and process id. Its own words are shown when
    it does not start."""
    log = cwd / f"{data.name}.log"
    with log.open("wb") as out:
        process = subprocess.Popen([*CLI, *words], cwd=cwd, env=environment(), stdout=out, stderr=out)
    try:
        yield _wait(data, process, log), process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def served(data: Path, *words: str) -> Iterator[Served]:
    """A house on a free port with a key for the tests."""
    command = ["serve", "--port", "0", "--data", str(data), *words]
    with background(command, data.parent, data) as (address, pid):
        made = heliograph("keys", "create", "tests", "--data", str(data), "--json")
        assert made.returncode == 0, made.stderr
        yield Served(address, json.loads(made.stdout)["key"], data, pid)


def _wait(data: Path, process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        note = data / "server.json"
        if note.exists():
            address = str(json.loads(note.read_text(encoding="utf-8"))["address"])
            if _healthy(address):
                return address
        time.sleep(0.05)
    raise AssertionError(f"the house did not open:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")


def _healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
