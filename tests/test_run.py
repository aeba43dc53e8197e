"""The way from a fresh checkout to a running house. That it installs is shown by whoever runs these tests with it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BASE = str(getattr(sys, "_base_executable", sys.executable))


def run(home: Path, *words: str, python: tuple[str, ...] = (BASE,)) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HELIOGRAPH_VENV": str(home)}
    command = [*python, str(ROOT / "run.py"), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def digest(name: str) -> str:
    return hashlib.sha256((ROOT / name).read_bytes()).hexdigest()


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """An environment that looks complete: its Python only says what it was asked for."""
    home = tmp_path / "a b" / "venv"
    python = home / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\necho "$@"\nexit 5\n', encoding="utf-8")
    python.chmod(0o755)
    stamp = {
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "runtime": digest("requirements/runtime.txt"),
        "heliograph": f"{digest('pyproject.toml')} {ROOT}",
    }
    (home / "installed.json").write_text(json.dumps(stamp), encoding="utf-8")
    return home


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")
def test_what_is_installed_is_not_installed_again(prepared: Path) -> None:
    done = run(prepared, "image", "a fox", "-n", "2")
    assert done.stdout.strip() == "-m heliograph.cli image a fox -n 2"
    assert done.returncode == 5, "the status of the command is handed on"
    assert not done.stderr


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")
def test_without_words_it_is_the_demo(prepared: Path) -> None:
    assert run(prepared).stdout.strip() == "-m heliograph.cli demo"


def test_a_missing_pip_is_said_in_one_sentence_and_nothing_is_made(tmp_path: Path) -> None:
    done = run(tmp_path / "venv", python=(BASE, "-I", "-S"))
    assert done.returncode == 1
    assert "needs pip" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "venv").exists()
