"""The published examples that this house must satisfy, changed in nothing but address, key and paths."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from tests.clients.conftest import run_python
from tests.clients.houses import Served, heliograph

pytestmark = pytest.mark.slow
SEED = Path(__file__).parent / "seed"


def placed(name: str, house: Served, folder: Path) -> Path:
    """The example in a folder of its own, with this house's address and key."""
    text = (SEED / name).read_text(encoding="utf-8")
    assert "https://gateway.example" in text
    assert "sk-***" in text
    script = folder / name
    script.write_text(text.replace("https://gateway.example", house.address).replace("sk-***", house.key), "utf-8")
    return script


def open_picture(path: Path) -> Image.Image:
    """A whole picture with something on it."""
    with Image.open(path) as picture:
        picture.load()
        whole = picture.convert("RGB")
    assert max(ImageStat.Stat(whole).stddev) > 8, "nothing is on the picture"
    return whole


def colourfulness(picture: Image.Image) -> float:
    """Mean saturation, 0 to 255: black and white line art has nearly none."""
    return float(ImageStat.Stat(picture.convert("HSV")).mean[1])


def a_jpeg(house: Served, folder: Path) -> Path:
    """The colouring-book mermaid as a small JPEG: the shell passes it to curl in one word, at most 131,072 bytes."""
    placed("chat_picture.py", house, folder)
    done = run_python("openai", folder / "chat_picture.py")
    assert done.returncode == 0, done.stderr
    held = folder / "line.jpg"
    picture = open_picture(folder / "output" / "generated_image.png")
    picture.resize((640, 640)).save(held, "JPEG", quality=80)
    assert held.stat().st_size < 95_000
    return held


@pytest.fixture(scope="module")
def line_art(house: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_jpeg(house, tmp_path_factory.mktemp("line art"))


def test_imagen(house: Served, tmp_path: Path) -> None:
    done = run_python("genai-1", placed("imagen.py", house, tmp_path))
    assert done.returncode == 0, done.stderr
    assert "Image saved to:" in done.stdout, done.stdout + done.stderr
    assert "Error" not in done.stdout
    files = list((tmp_path / "output").iterdir())
    assert len(files) == 1
    picture = open_picture(files[0])
    assert picture.size == (1024, 1024)
    assert picture.getpixel((4, 4)) == (255, 255, 255), "a solid white background was asked for"


def test_openai_python_text_to_image(line_art: Path) -> None:
    picture = open_picture(line_art.parent / "output" / "generated_image.png")
    assert picture.height == 1024
    assert colourfulness(picture) < 6, "black and white was asked for"


def test_openai_python_edit(house: Served, line_art: Path, tmp_path: Path) -> None:
    script = placed("edit.py", house, tmp_path)
    (tmp_path / "resources").mkdir()
    shutil.copy(line_art, tmp_path / "resources" / "filled.jpg")
    done = run_python("openai", script)
    assert done.returncode == 0, done.stderr
    assert "Image saved to:" in done.stdout, done.stdout
    picture = open_picture(tmp_path / "resources" / "output" / "edited_image.jpg")
    assert colourfulness(picture) > 30, "it was to be filled with colour"


def test_gemini_python(house: Served, tmp_path: Path) -> None:
    done = run_python("genai-1", placed("stream.py", house, tmp_path))
    assert done.returncode == 0, done.stderr
    picture = open_picture(tmp_path / "ENTER_FILE_NAME_0.png")
    assert colourfulness(picture) < 6


@pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in ("bash", "curl", "base64", "grep", "cut")),
    reason="the example needs bash, curl, base64, grep and cut",
)
def test_curl(house: Served, line_art: Path, tmp_path: Path) -> None:
    script = placed("crayon.sh", house, tmp_path)
    text = script.read_text(encoding="utf-8")
    text = text.replace("/your_path/image.jpg", str(line_art)).replace("/your_path/", f"{tmp_path}/")
    # As printed the block is no shell: the apostrophe ends its quotation. This is the one repair.
    script.write_text(text.replace("children's", "children'\\''s"), "utf-8")
    done = subprocess.run(["bash", str(script)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    data = (tmp_path / "imageGen.jpg").read_bytes()
    with Image.open(io.BytesIO(data)) as whole:
        whole.load()
    assert colourfulness(open_picture(tmp_path / "imageGen.jpg")) > 30


@pytest.mark.parametrize(
    ("prompt", "says"),
    [
        (
            "A minimalist logo for a LLM router market company on a solid white background. trident in a circle as the "
            "main symbol, with ONLY text 'InferEra' below.",
            r"\w",
        ),
        (
            "generate an adorable mermaid in the sea, bold outline, chibi cartoon, in the style of Children coloring "
            "book, B&W",
            r"mermaid",
        ),
        ("Generate a landscape painting and provide a poem to describe it", r".+\n.+\n.+\n.+"),
    ],
    ids=["logo", "mermaid", "poem"],
)
def test_nothing_that_was_asked_for_is_left_out(prompt: str, says: str, house: Served, tmp_path: Path) -> None:
    done = heliograph("image", prompt, "--json", "--data", str(house.data), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (row,) = json.loads(done.stdout)
    assert "Left out" not in row["notes"]
    assert re.search(says, row["text"]), row["text"]
    open_picture(tmp_path / row["path"])
