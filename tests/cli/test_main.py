"""The command line as a program: help at once, statuses that scripts can trust."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from heliograph.cli.main import COMMANDS, GROUPS, SUMMARIES
from tests.clients.houses import heliograph

HEAVY = ("numpy", "cv2", "sqlalchemy", "uvicorn", "skia_canvas_pyr", "PIL")


@pytest.mark.parametrize("words", [["--help"], [], ["image", "--help"], ["keys", "--help"]])
def test_help_comes_without_the_heavy_parts(words: list[str]) -> None:
    code = f"""
import sys
from heliograph.cli.main import GROUPS, run
status = run({words!r})
loaded = sorted(name for name in {HEAVY!r} if name in sys.modules)
sys.exit(f"loaded {{loaded}}" if loaded else status)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert "Usage: heliograph" in done.stdout


@pytest.mark.parametrize("word", sorted(SUMMARIES))
def test_every_command_shows_three_examples(word: str) -> None:
    done = heliograph(*word.split(), "--help")
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stdout.splitlines() if line.startswith(("heliograph ", "export "))]
    assert len(lines) == 3, done.stdout


def test_every_command_has_a_summary() -> None:
    assert set(SUMMARIES) == {*COMMANDS, *(f"{name} {word}" for name, (_, words) in GROUPS.items() for word in words)}
    shown = heliograph("--help").stdout
    assert all(SUMMARIES[word].split()[0] in shown for word in COMMANDS)


@pytest.mark.parametrize(
    "words",
    [
        ["imag"],
        ["image"],
        ["image", "x", "-n", "0"],
        ["image", " "],
        ["image", "x", "-o", "-", "-n", "2"],
        ["keys", "x"],
    ],
)
def test_a_mistake_ends_with_status_2_and_words(words: list[str], tmp_path: Path) -> None:
    done = heliograph(*words, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert done.stderr.strip()
    assert not done.stdout
    assert not list(tmp_path.iterdir())


def test_a_reference_must_be_a_picture(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    for name, words in (
        ("a.txt", "is no PNG"),
        ("none.png", "cannot be read"),
        ("https://x.example/a.png", "not fetched"),
    ):
        done = heliograph("edit", name, "x", cwd=tmp_path)
        assert done.returncode == 2
        assert words in done.stderr


def test_a_house_elsewhere_needs_a_key(tmp_path: Path) -> None:
    done = heliograph("image", "x", "--url", "http://127.0.0.1:1", cwd=tmp_path)
    assert done.returncode == 3
    assert "HELIOGRAPH_KEY" in done.stderr


def test_models_and_meta_need_no_house(tmp_path: Path) -> None:
    done = heliograph("models", "imagen-4", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "imagen-4.0-ultra-generate-001\tpicture\t$0.06 a picture" in done.stdout
    assert heliograph("models", "no-such", cwd=tmp_path).returncode == 2
