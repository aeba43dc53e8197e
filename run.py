"""From a fresh checkout to a running house, with nothing but Python 3.11 or newer and pip.

`python3 run.py demo` installs what the lock says into a folder of its own and starts the gateway; `python3 run.py test`
adds the tools of the workshop and runs every check. Anything else goes to the `heliograph` command line.
This file uses the standard library only and must keep its version check above all else.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Heliograph needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])

import hashlib
import importlib.util
import json
import os
import subprocess
import venv
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
HOME = Path(os.environ.get("HELIOGRAPH_VENV") or ROOT / ".venv").absolute()
PYTHON = HOME / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = HOME / "installed.json"
LOCKS = {"runtime": ROOT / "requirements" / "runtime.txt", "test": ROOT / "requirements" / "test.txt"}
CHECKS = (
    ("ruff", ["-m", "ruff", "check", "."]),
    ("mypy", ["-m", "mypy", "src", "tests", "docs", "benchmarks", "run.py"]),
    ("import-linter", ["-c", "from importlinter.cli import lint_imports_command as main; main()"]),
)


def main(words: Sequence[str]) -> int:
    """Runs one command and gives its exit status."""
    command = words[0] if words else "demo"
    if command == "test":
        prepare("runtime", "test")
        return test(list(words[1:]))
    if command == "lint":
        prepare("runtime", "test")
        return lint()
    prepare("runtime")
    return call([PYTHON, "-m", "heliograph.cli", *(words or ["demo"])])


def lint() -> int:
    """Style, types and floors; the first status that is not 0, after all have spoken."""
    statuses = []
    for name, arguments in CHECKS:
        say(f"{name} ...")
        statuses.append(call([PYTHON, *arguments], cwd=ROOT))
    return next((status for status in statuses if status), 0)


def test(words: list[str]) -> int:
    """Lint and tests. ``--fast`` leaves the tests marked slow out; other words go to pytest."""
    fast = "--fast" in words
    rest = [word for word in words if word != "--fast"]
    linted = lint()
    say("pytest ...")
    tested = call([PYTHON, "-m", "pytest", *(["-m", "not slow"] if fast else []), *rest], cwd=ROOT)
    if linted:
        say("lint failed: see above")
    return tested or linted


def prepare(*locks: str) -> None:
    """Makes the environment and brings it to the state of the locks; does nothing when it is there already."""
    wanted = {name: digest(LOCKS[name]) for name in locks}
    itself = digest(ROOT / "pyproject.toml") + f" {ROOT}"
    have = installed()
    if not have:
        make_environment()
    for name, state in wanted.items():
        if have.get(name) != state:
            say(f"installing the packages of {LOCKS[name].relative_to(ROOT)} into {HOME.name} (once) ...")
            pip("--require-hashes", "--only-binary=:all:", "--no-deps", "-r", str(LOCKS[name]))
            have = stamp(have, name, state)
    if have.get("heliograph") != itself:
        pip("--no-build-isolation", "--no-deps", "-e", str(ROOT))
        stamp(have, "heliograph", itself)


def installed() -> dict[str, str]:
    """What the stamp says is there; empty when there is no usable environment for this very Python."""
    if not PYTHON.exists() or not STAMP.exists():
        return {}
    try:
        have = json.loads(STAMP.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return have if isinstance(have, dict) and have.get("python") == version() else {}


def make_environment() -> None:
    pip_owner()
    say(f"making an environment for Python {version()} in {HOME} ...")
    # No pip inside: Debian splits ensurepip off, and the pip that started us can install from outside.
    venv.EnvBuilder(clear=True, symlinks=os.name != "nt", with_pip=False).create(HOME)
    stamp({}, "python", version())


def stamp(have: Mapping[str, str], name: str, state: str) -> dict[str, str]:
    now = {**have, "python": version(), name: state}
    STAMP.write_text(json.dumps(now, indent=1), encoding="utf-8")
    return now


def pip(*arguments: str) -> None:
    """Installs into the environment with the pip at hand, under the user's own pip settings (indexes among them)."""
    settings = {**os.environ, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    command = [pip_owner(), "-m", "pip", "--python", str(PYTHON), "install", "--quiet", *arguments]
    status = subprocess.run(command, env=settings, cwd=ROOT, check=False).returncode
    if status:
        sys.exit("The packages could not be installed: see pip's words above. Nothing else was changed; run it again.")


def pip_owner() -> str:
    """The Python whose pip we use: the one that runs this file or, in an environment without pip, its parent."""
    if importlib.util.find_spec("pip") is not None:
        return sys.executable
    parent = getattr(sys, "_base_executable", sys.executable)
    if parent != sys.executable and not subprocess.run([parent, "-c", "import pip"], check=False).returncode:
        return str(parent)
    sys.exit("Heliograph needs pip to install its packages: add it (on Debian: apt install python3-pip) and run again.")


def call(command: Sequence[str | Path], cwd: Path | None = None) -> int:
    """Runs a child to its end; Ctrl-C belongs to the child, whose status we hand on."""
    with subprocess.Popen([str(word) for word in command], cwd=cwd) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
