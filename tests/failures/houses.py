"""Starts, asks, kills and reads a house in a process of its own."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
MODEL = "veo-3.0-generate-preview"


@dataclass
class HouseProcess:
    """One data folder, one process after the other. ``arguments`` are those of house.py after the folder."""

    data: Path
    arguments: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None
    address: str = ""
    token: str = ""

    def start(self, **environment: str) -> float:
        """Seconds until it was ready."""
        began = time.monotonic()
        program = [sys.executable, "-c", "import sys; from tests.failures.house import main; main(*sys.argv[1:])"]
        paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        with (self.data.parent / "log").open("a") as log:
            self.process = subprocess.Popen(
                [*program, str(self.data), *self.arguments],
                env={**os.environ, **self.environment, **environment, "PYTHONPATH": paths},
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        assert self.address, f"it did not start: {(self.data.parent / 'log').read_text()[-2000:]}"
        self.token = json.loads((self.data / "server.json").read_text())["token"]
        while not self.ready():
            time.sleep(0.05)
            assert time.monotonic() - began < 60, "not ready within a minute"
        return time.monotonic() - began

    def ready(self) -> bool:
        return self.ask("GET", "/readyz")[0] == 200

    @property
    def pid(self) -> int:
        assert self.process is not None
        return self.process.pid

    def kill(self) -> None:
        """Without a warning."""
        os.kill(self.pid, signal.SIGKILL)
        self.gone()

    def end(self) -> None:
        """Without a warning, if it still runs."""
        if self.process is not None and self.process.poll() is None:
            self.kill()

    def gone(self, patience: float = 60.0) -> None:
        """Waits until it has ended."""
        assert self.process is not None
        self.process.wait(patience)
        assert self.process.stdout is not None
        self.process.stdout.close()

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
        """Status and body. Raises OSError or HTTPException when nobody answers."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=30)
        try:
            text = json.dumps(body) if body is not None else None
            connection.request(method, path, text, {"x-goog-api-key": self.token, "content-type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def film(self, prompt: str = "a calm sea", model: str = MODEL) -> str | None:
        """The name of an accepted operation; None when it was not acknowledged."""
        body = {"instances": [{"prompt": prompt}], "parameters": {"sampleCount": 1}}
        try:
            status, answer = self.ask("POST", f"/gemini/v1beta/models/{model}:predictLongRunning", body)
        except (OSError, http.client.HTTPException):
            return None
        return str(json.loads(answer)["name"]) if status == 200 else None

    def operation(self, name: str) -> dict[str, Any]:
        """What its name answers now."""
        status, answer = self.ask("GET", f"/gemini/v1beta/{name}?inline=false")
        assert status == 200, (status, answer)
        found: dict[str, Any] = json.loads(answer)
        return found

    def wait_for(self, names: list[str], seconds: float = 60.0) -> dict[str, dict[str, Any]]:
        """Every operation that is done before the time is over."""
        done: dict[str, dict[str, Any]] = {}
        end = time.monotonic() + seconds
        while len(done) < len(names) and time.monotonic() < end:
            for name in names:
                if name not in done and (found := self.operation(name)).get("done"):
                    done[name] = found
            time.sleep(0.2)
        return done


def id_of(name: str) -> str:
    return name.rsplit("/", 1)[-1]
