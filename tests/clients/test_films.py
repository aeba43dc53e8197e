"""The published film examples, changed in nothing but address, key, paths and operation id; current libraries too."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.clients.conftest import run_python
from tests.clients.environments import node_major, node_project
from tests.clients.houses import Served, heliograph
from tests.clients.test_seed import placed

pytestmark = pytest.mark.slow
PATIENCE = 300


@pytest.fixture(scope="module")
def films(house: Served) -> Served:
    """The house, if it makes films."""
    request = urllib.request.Request(
        f"{house.address}/gemini/v1beta/models/veo-2.0-generate-001:predictLongRunning",
        data=json.dumps({"instances": [{"prompt": "a leaf"}], "parameters": {"durationSeconds": 5}}).encode(),
        headers={"x-goog-api-key": house.key, "content-type": "application/json"},
    )
    try:
        urllib.request.urlopen(request, timeout=30).close()
    except urllib.error.HTTPError as error:
        if error.code == 503 and b"no films" in error.read():
            pytest.skip("this house makes no films yet")
        raise
    return house


def check_film(path: Path, seconds: int) -> None:
    """A film of 1280 x 720 at 24 frames a second that lasts as long as asked and in which something moves."""
    film = cv2.VideoCapture(str(path))
    try:
        assert film.get(cv2.CAP_PROP_FRAME_WIDTH) == 1280
        assert film.get(cv2.CAP_PROP_FRAME_HEIGHT) == 720
        assert film.get(cv2.CAP_PROP_FPS) == pytest.approx(24)
        assert film.get(cv2.CAP_PROP_FRAME_COUNT) == seconds * 24
        first = film.read()[1]
        film.set(cv2.CAP_PROP_POS_FRAMES, seconds * 12)
        middle = film.read()[1]
    finally:
        film.release()
    assert first.std() > 8
    assert np.abs(first.astype(int) - middle.astype(int)).mean() > 0.5


@pytest.mark.skipif(shutil.which("curl") is None or shutil.which("bash") is None, reason="needs curl and bash")
def test_veo_3_by_curl(films: Served, tmp_path: Path) -> None:
    start, fetch = placed("veo3_start.sh", films, tmp_path), placed("veo3_fetch.sh", films, tmp_path)
    name = str(json.loads(shell(start))["name"])
    assert name.startswith("models/veo-3.0-generate-preview/operations/")
    fetch.write_text(fetch.read_text(encoding="utf-8").replace("ff5***", name.rpartition("/")[2]), "utf-8")
    deadline = time.monotonic() + PATIENCE
    while '"done":true' not in (answer := shell(fetch)):
        assert time.monotonic() < deadline
        time.sleep(2)
    (tmp_path / "response.json").write_text(answer, encoding="utf-8")
    script = Path(__file__).parent / "seed" / "veo3_extract.py"
    held = tmp_path / script.name
    held.write_text(script.read_text(encoding="utf-8").replace("yourpath/", ""), "utf-8")
    done = run_python("openai", held)
    assert done.returncode == 0, done.stderr
    check_film(tmp_path / "output.mp4", seconds=8)


def test_veo_2_from_text(films: Served, tmp_path: Path) -> None:
    done = run_python("genai-1", placed("veo2_text.py", films, tmp_path))
    assert done.returncode == 0, done.stderr
    check_film(tmp_path / "video0.mp4", seconds=5)


def test_veo_2_from_an_image(films: Served, tmp_path: Path) -> None:
    (tmp_path / "img").mkdir()
    words = ["image", "waves on the sea under a blue sky", "--ar", "16:9", "--data", str(films.data)]
    drawn = heliograph(*words, "-o", str(tmp_path / "img" / "inferbanner.png"))
    assert drawn.returncode == 0, drawn.stderr
    done = run_python("genai-1", placed("veo2_image.py", films, tmp_path))
    assert done.returncode == 0, done.stderr
    check_film(tmp_path / "video0.mp4", seconds=5)


def shell(script: Path) -> str:
    done = subprocess.run(["bash", str(script)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("script", "environment"),
    [("vertex_films", "genai-3"), ("openai_films", "openai"), ("interactions", "genai-3")],
)
def test_current_libraries(script: str, environment: str, films: Served, tmp_path: Path) -> None:
    held = Path(shutil.copy(Path(__file__).parent / "python" / f"{script}.py", tmp_path))
    done = run_python(environment, held, films.address, films.key)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("done\n")
    check_film(tmp_path / "film.mp4", seconds=4)


@pytest.mark.skipif(node_major() < 20, reason="these clients need Node 20 or newer, with npm")
def test_javascript(films: Served, tmp_path: Path) -> None:
    project = node_project()
    shutil.copy(Path(__file__).parent / "node" / "films.mjs", project)
    command = ["node", str(project / "films.mjs"), films.address, films.key, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith("done\n")
    check_film(tmp_path / "film.mp4", seconds=4)
