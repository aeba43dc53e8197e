"""The house rules that a machine can check: sizes, names, docstrings, and what the papers promise."""

from __future__ import annotations

import ast
import platform
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TESTS = sorted(path for path in (ROOT / "tests").rglob("*.py") if "seed" not in path.parts)
BANNED = {"utils", "common", "base", "helpers", "manager", "handler", "types", "core"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def parameters(function: Function) -> int:
    """Those that a caller fills: self and cls do not count, nor do * and ** collectors."""
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return len([one for one in named if one.arg not in {"self", "cls"}])


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=name)
def test_a_file_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=name)
def test_functions_are_short_and_take_few_parameters(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [f"{f.name} has {lines} lines" for f in functions(tree) if (lines := length(f)) > 50]
    wide = [f"{f.name} has {count} parameters" for f in functions(tree) if (count := parameters(f)) > 7]
    assert not long + wide


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert text, "no docstring"
    assert len(text.splitlines()) <= 60


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_room_is_named_after_the_trade(path: Path) -> None:
    assert not {path.stem, *path.relative_to(ROOT).parent.parts} & BANNED


def test_nothing_is_waved_through_without_a_reason() -> None:
    mark = re.compile(r"#\s*(?:type: ignore\[[\w, -]+\]|noqa: [A-Z0-9, ]+)(?P<reason>.*)|#\s*(?:type: ignore|noqa)")
    for path in [*SOURCES, *TESTS]:
        for line in path.read_text(encoding="utf-8").splitlines():
            found = mark.search(line)
            if found and path != Path(__file__):
                assert len((found["reason"] or "").strip(" #-")) > 5, f"{path}: {line}"


def test_locks_name_no_host_and_hash_everything() -> None:
    for lock in [*(ROOT / "requirements").rglob("*.txt")]:
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        pins = [line for line in text.splitlines() if re.match(r"[a-z0-9]", line)]
        assert pins
        assert all("==" in line and line.endswith("\\") for line in pins), lock


def test_every_direct_dependency_is_locked_and_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[ ;<>=!\[]", line)[0] for line in project["dependencies"]]
    lock = (ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8")
    papers = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").lower()
    assert names
    for dependency in names:
        assert re.search(rf"^{re.escape(dependency)}==", lock, re.MULTILINE), dependency
        assert f"| {dependency} " in papers, dependency
        assert dependency in notice, dependency


def test_the_gate_runs_what_the_readme_says() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(?:bash|sh|shell|console)\n(.*?)```", text, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.strip()]
    assert lines[1] in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


@pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"), reason="the sizes are those of Linux on x86-64"
)
def test_the_sizes_are_told_as_they_are() -> None:
    papers = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| ([\w-]+) \|.*\| ([\d.]+) \|$", papers, re.MULTILINE))
    assert len(told) > 10
    for dependency, megabytes in told.items():
        assert installed_mb(dependency) == pytest.approx(float(megabytes), rel=0.1, abs=0.1), dependency
    lock = (ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8")
    names = set(re.findall(r"^([a-z0-9-]+)==", lock, re.MULTILINE))
    (total,) = re.findall(r"the installation takes (\d+) MB", papers)
    assert sum(map(installed_mb, names)) == pytest.approx(float(total), rel=0.05)


def installed_mb(name: str) -> float:
    """Megabytes on the disk without compiled byte code."""
    held = metadata.distribution(name)
    files = [Path(str(file.locate())) for file in held.files or () if file.suffix != ".pyc"]
    return sum(file.stat().st_size for file in files if file.exists()) / 1e6
