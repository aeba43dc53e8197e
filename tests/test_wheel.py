"""The wheel carries every file of the package: data, fonts with their licences, pages, migrations."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_nothing_is_left_out_of_the_wheel(tmp_path: Path) -> None:
    code = f"from flit_core.buildapi import build_wheel; print(build_wheel({str(tmp_path)!r}))"
    built = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    with zipfile.ZipFile(tmp_path / built.stdout.split()[-1]) as wheel:
        held = {name for name in wheel.namelist() if name.startswith("heliograph/")}
        licences = {Path(name).name for name in wheel.namelist() if "/licenses/" in name}
    source = ROOT / "src"
    there = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
    assert held == {name for name in there if not name.endswith(".pyc")}
    assert licences == {"LICENSE", "NOTICE"}
