"""What the tests with real clients share: one running house, and a place without any picture viewer."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clients.environments import python_with
from tests.clients.houses import Served, served


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("house") / "data") as running:
        yield running


def run_python(environment: str, script: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A script under real clients. PATH is empty, so that `image.show()` finds no viewer to open."""
    ours = ("PYTHON", "HELIOGRAPH", "GOOGLE", "OPENAI")
    bare = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    bare |= {"PATH": "", "PYTHONUTF8": "1"}
    command = [str(python_with(environment)), str(script), *words]
    return subprocess.run(
        command, cwd=script.parent, env=bare, capture_output=True, text=True, timeout=240, check=False
    )
