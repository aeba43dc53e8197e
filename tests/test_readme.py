"""Every block of the README runs, in order, as a reader would run it: shells, libraries and settings."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PIL import Image

from heliograph.settings import load
from tests.clients.environments import python_with
from tests.clients.houses import CLI, background, environment, heliograph

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = [(match[1], match[2]) for match in re.finditer(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL)]


def blocks(*languages: str) -> list[str]:
    return [text for language, text in BLOCKS if language in languages]


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    assert {language for language, _ in BLOCKS} <= {"bash", "python", "toml"}
    assert [text.strip() for text in blocks("bash")[:2]] == ["python3 run.py demo", "python3 run.py test"]


@pytest.mark.parametrize("text", blocks("toml"))
def test_the_settings_are_settings(text: str, tmp_path: Path) -> None:
    file = tmp_path / "house.toml"
    file.write_text(text, encoding="utf-8")
    assert load(file) != load()
    assert tomllib.loads(text)


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#]+)\)", TEXT))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists(), link


def test_the_gallery_shows_every_picture() -> None:
    rows = tomllib.loads((ROOT / "docs" / "pictures" / "prompts.toml").read_text(encoding="utf-8"))["picture"]
    text = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    shown = re.findall(r"`(.+)`.*\n\n!\[(\w+)\]\((.+)\)", text)
    assert [(prompt, name) for prompt, name, _ in shown] == [(row["prompt"], row["name"]) for row in rows]
    for _, _, place in shown:
        with Image.open(ROOT / "docs" / place) as picture:
            assert max(picture.size) == 900


class Reader:
    """Somebody who follows the README in a folder of his own: what one block exports, the next one has."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = _free_port()
        self.environment = {**environment(), "PATH": f"{self._commands()}{os.pathsep}{os.environ['PATH']}"}
        self.houses = ExitStack()

    def follow(self, language: str, text: str) -> None:
        text = text.replace("8420", str(self.port))
        if language == "toml":
            (self.folder / "house.toml").write_text(text, encoding="utf-8")
        elif language == "python":
            library = "genai-3" if "from google" in text else "openai"
            self.run([str(python_with(library)), "-c", text])
        elif text.startswith("heliograph serve"):
            self.houses.close()
            self.houses.enter_context(background(text.split()[1:], self.folder, self.folder / "house"))
        else:
            self.run(["bash", "-euo", "pipefail", "-c", f"{text}\nenv -0 > exported"])
            pairs = (self.folder / "exported").read_text(encoding="utf-8").rstrip("\0").split("\0")
            self.environment |= {n: v for n, _, v in (p.partition("=") for p in pairs) if n.startswith("HELIOGRAPH_")}

    def run(self, command: list[str]) -> None:
        bare = {name: value for name, value in self.environment.items() if name != "PYTHONPATH"}
        done = subprocess.run(
            command, cwd=self.folder, env=bare, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, f"{command[-1]}\n{done.stdout}\n{done.stderr}"

    def _commands(self) -> Path:
        """A folder with `heliograph` in it, as an installation has."""
        place = self.folder / "bin"
        place.mkdir()
        script = place / "heliograph"
        source = environment()["PYTHONPATH"]
        script.write_text(f'#!/bin/sh\nPYTHONPATH="{source}" exec "{sys.executable}" -m heliograph.cli "$@"\n')
        script.chmod(0o755)
        return place


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    one = Reader(tmp_path)
    with one.houses:
        yield one


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None or shutil.which("curl") is None, reason="needs bash and curl")
def test_the_readme_can_be_followed(reader: Reader) -> None:
    settings_first = sorted(BLOCKS[2:], key=lambda block: block[0] != "toml")
    for language, text in settings_first:
        reader.follow(language, text)
    made = {"lighthouse.png", "fox.png", "penguins.png", "mermaid.png", "crayon.png", "logo-1.png", "logo-2.png"}
    for name in made | {"apples.png"}:
        with Image.open(reader.folder / name) as picture:
            picture.load()
            assert min(picture.size) >= 500
    for name in ("cat.mp4", "kitten.mp4", "snow.mp4"):
        assert (reader.folder / name).read_bytes()[4:8] == b"ftyp"


@pytest.mark.slow
def test_the_demo_makes_a_picture_and_ends(tmp_path: Path) -> None:
    done = heliograph("demo", "--port", "0", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    said = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    assert set(said) == {"address", "key", "picture"}
    with Image.open(said["picture"]) as picture:
        assert picture.size[0] > picture.size[1]
    record = json.loads(heliograph("meta", said["picture"], "--json").stdout)
    assert "fox" in record["prompt"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal as Unix has them")
def test_in_a_terminal_the_demo_stays_open_until_ctrl_c(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [*CLI, "demo", "--port", "0"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as process:
        os.close(theirs)
        said = b""
        while b"Ctrl-C closes the house" not in said:
            said += os.read(ours, 4096)
        found = re.search(rb"address  (\S+)\s+key      (\S+)", said)
        assert found is not None, said
        with urllib.request.urlopen(f"{found[1].decode()}/healthz", timeout=10) as answer:
            assert answer.status == 200
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(30) == 0
    os.close(ours)
