"""Real client libraries, in environments of their own, against a running house. Each script asserts what its library
gives, keeps the pictures, and says `done`."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.clients.conftest import run_python
from tests.clients.environments import node_major, node_project
from tests.clients.houses import Served
from tests.clients.test_seed import open_picture

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
PYTHON = {
    "vertex": ("genai-3", {"apples-0.png", "apples-1.png", "night.png", "landscape.png"}),
    "gemini_mode": ("genai-1", {"day.png", "night.png"}),
    "openai_images": ("openai", {"tulip-0.png", "tulip-1.png", "cat.png", "night.png", "lighthouse.jpg", "boat.png"}),
}
NODE = {
    "google": {"frog.png", "balloon-0.png", "penguins.png"},
    "openai": {"bicycle.png", "oil.png", "teapot.png"},
    "vercel": {"snowman.png", "goldfish.png", "whale.png"},
}


@pytest.mark.parametrize("script", PYTHON)
def test_python(script: str, house: Served, tmp_path: Path) -> None:
    environment, expected = PYTHON[script]
    held = Path(shutil.copy(HERE / "python" / f"{script}.py", tmp_path))
    done = run_python(environment, held, house.address, house.key)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("done\n")
    check(tmp_path, expected)


@pytest.mark.parametrize("script", NODE)
@pytest.mark.skipif(node_major() < 20, reason="these clients need Node 20 or newer, with npm")
def test_node(script: str, house: Served, tmp_path: Path) -> None:
    project = node_project()
    shutil.copy(HERE / "node" / f"{script}.mjs", project)
    command = ["node", str(project / f"{script}.mjs"), house.address, house.key, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("done\n")
    check(tmp_path, expected=NODE[script])


def check(folder: Path, expected: set[str]) -> None:
    """Exactly these pictures are there, and no two are alike."""
    found = {path.name for path in folder.iterdir() if path.suffix in {".png", ".jpg"}}
    assert found == expected
    assert len({open_picture(folder / name).tobytes() for name in found}) == len(found)
