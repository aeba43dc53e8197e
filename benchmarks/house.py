"""Start-up and memory of a served house: `python benchmarks/house.py [PICTURES]`.

Starts `heliograph serve` on a fresh data folder several times and prints the time to the first healthy answer; then
asks for pictures one after another and prints seconds per picture and the memory of server and workers (proportional
set size, so that shared pages count once): idle, after the pictures, and after a rest. Linux only.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

STARTS = 5
PROMPTS = (
    "A cat playing with a ball",
    "a fox reading a book in an autumn forest, watercolor",
    "three penguins under the northern lights at night",
    "two red apples on a wooden table by a window, oil painting",
    "an adorable mermaid in the sea, coloring book line art",
    "a minimalist logo of a mountain with the text 'North'",
    "a city street in the rain at dusk",
    "a sailing ship on a stormy sea",
    "a horse running on a meadow in spring",
    "a lighthouse at sunset, flat illustration",
)


@contextmanager
def house(data: Path) -> Iterator[tuple[subprocess.Popen[bytes], dict[str, Any], float]]:
    """A served house, what it announced, and the seconds until it was healthy."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "heliograph.cli", "serve", "--port", "0", "--data", str(data)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        announced = wait_for(data / "server.json", process)
        place = announced["address"].removeprefix("http://")
        while not healthy(place):
            time.sleep(0.005)
        yield process, announced, time.perf_counter() - start
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def wait_for(file: Path, process: subprocess.Popen[bytes]) -> dict[str, Any]:
    """What the house says about itself once it listens."""
    while process.poll() is None:
        if file.exists() and (said := json.loads(file.read_text()))["pid"] == process.pid:
            return dict(said)
        time.sleep(0.005)
    sys.exit("the house did not start")


def healthy(place: str) -> bool:
    """Whether /healthz answers 200."""
    line = http.client.HTTPConnection(place, timeout=5)
    try:
        line.request("GET", "/healthz")
        return line.getresponse().status == 200
    except OSError:
        return False
    finally:
        line.close()


def picture(announced: dict[str, Any], prompt: str) -> float:
    """Seconds for one picture of 1024 x 1024 through the public API."""
    line = http.client.HTTPConnection(announced["address"].removeprefix("http://"), timeout=120)
    body = json.dumps({"model": "gpt-image-2", "prompt": prompt, "size": "1024x1024"})
    start = time.perf_counter()
    line.request("POST", "/v1/images/generations", body, {"Authorization": f"Bearer {announced['token']}"})
    reply = line.getresponse()
    answer = reply.read()
    if reply.status != 200:
        sys.exit(f"{reply.status}: {answer[:300]!r}")
    return time.perf_counter() - start


def family(pid: int) -> list[int]:
    """A process and all that came of it."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    children = [child for thread in threads for child in (thread / "children").read_text().split()]
    return [pid, *(grand for child in children for grand in family(int(child)))]


def megabytes(pid: int) -> list[tuple[int, float]]:
    """Proportional set size of each process of the house."""
    return [(one, pss(one)) for one in family(pid)]


def pss(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(next(row.split()[1] for row in rollup.splitlines() if row.startswith("Pss:"))) / 1024


def told(when: str, sizes: list[tuple[int, float]]) -> None:
    """The server first, then the workers together."""
    server, workers = sizes[0][1], sum(size for _, size in sizes[1:])
    print(f"memory {when:<22} server {server:6.1f} MB   {len(sizes) - 1} others {workers:7.1f} MB")


def main(pictures: int) -> None:
    starts = []
    for _ in range(STARTS):
        with tempfile.TemporaryDirectory() as folder, house(Path(folder)) as (_, _, seconds):
            starts.append(seconds)
    print(f"start to healthy       median {statistics.median(starts):.2f} s   worst {max(starts):.2f} s of {STARTS}")
    with tempfile.TemporaryDirectory() as folder, house(Path(folder)) as (process, announced, _):
        time.sleep(3)
        told("idle", megabytes(process.pid))
        first = picture(announced, PROMPTS[0])
        times = sorted(picture(announced, PROMPTS[index % len(PROMPTS)]) for index in range(pictures))
        told(f"after {pictures} pictures", megabytes(process.pid))
        time.sleep(5)
        told("5 s later", megabytes(process.pid))
        p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
        print(f"picture (1024 x 1024)  first {first:.2f} s   median {statistics.median(times):.2f} s   p95 {p95:.2f} s")


if __name__ == "__main__":
    os.environ.setdefault("HELIOGRAPH_LOG_REQUESTS", "false")
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
