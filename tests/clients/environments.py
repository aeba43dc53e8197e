"""Environments of their own for real clients, made from hash locks and kept under `.cache/clients` until the lock
changes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CACHE = ROOT / ".cache" / "clients"
LOCKS = ROOT / "requirements" / "clients"
NODE_PROJECT = Path(__file__).parent / "node"


class NotMade(RuntimeError):
    """The environment could not be installed: the words of the installer."""


def python_with(name: str) -> Path:
    """The interpreter of an environment that holds the packages of `requirements/clients/NAME.txt`. NotMade."""
    lock = LOCKS / f"{name}.txt"
    home = CACHE / f"{name}-{_digest(lock)}-{sys.version_info.major}.{sys.version_info.minor}"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (home / "complete").exists():
        venv.EnvBuilder(clear=True, symlinks=os.name != "nt", with_pip=False).create(home)
        flags = ["--quiet", "--require-hashes", "--only-binary=:all:", "--no-deps", "-r", str(lock)]
        _install([_pip_owner(), "-m", "pip", "--python", str(python), "install", *flags], home)
        (home / "complete").touch()
    return python


def node_project() -> Path:
    """A folder with the JavaScript clients installed, ready for scripts. NotMade."""
    home = CACHE / f"node-{_digest(NODE_PROJECT / 'package-lock.json')}"
    if not (home / "complete").exists():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(NODE_PROJECT / name, home / name)
        npm = shutil.which("npm")
        assert npm is not None
        _install([npm, "ci", "--ignore-scripts"], home)
        (home / "complete").touch()
    return home


def node_major() -> int:
    """The installed Node's major version; 0 where there is none."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return 0
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.strip().lstrip("v").partition(".")[0])


def _pip_owner() -> str:
    """Our own environment has no pip: its parent installed it, and installs these."""
    return str(getattr(sys, "_base_executable", sys.executable))


def _install(command: list[str], cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        raise NotMade(f"{' '.join(command[:4])} ...\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()[:12]
