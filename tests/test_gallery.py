"""The large gallery and the page of nouns are what their commands write."""

from __future__ import annotations

import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType

from PIL import Image

GALLERY = Path(__file__).parents[1] / "docs" / "gallery"


def command(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"gallery_{name}", GALLERY / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_of_nouns_is_up_to_date() -> None:
    nouns = command("nouns")
    assert nouns.PAGE.read_text("utf-8") == nouns.page(), "run python docs/gallery/nouns.py"


def test_every_noun_that_is_drawn_stands_on_it_once() -> None:
    nouns = command("nouns")
    told = [line.split("**")[1] for line in nouns.page().splitlines() if line.startswith("- **")]
    assert sorted(told) == sorted(nouns.NOUNS)


def test_the_gallery_shows_its_prompts_and_nothing_else() -> None:
    make = command("make")
    table = tomllib.loads((GALLERY / "prompts.toml").read_text("utf-8"))
    assert (GALLERY / "README.md").read_text("utf-8") == make.page(table), "run python docs/gallery/make.py"
    wanted = {f"{make.name_of(prompt)}.jpg" for _, prompt in make.entries(table)}
    assert {file.name for file in (GALLERY / "pictures").iterdir()} == wanted
    assert len(wanted) == len(make.entries(table))


def test_its_pictures_are_small() -> None:
    files = list((GALLERY / "pictures").iterdir())
    assert sum(file.stat().st_size for file in files) < 6_000_000
    for file in files:
        with Image.open(file) as picture:
            assert max(picture.size) == 448
