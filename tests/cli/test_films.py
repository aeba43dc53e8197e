"""Films on the command line, against a real house: waiting, coming back, fetching, calling off, being refused."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from heliograph.cli.films import FilmChoices, FilmPlace, request, resume
from heliograph.cli.house import House
from heliograph.cli.job import usual_seconds
from tests.clients.houses import CLI, Served, environment, heliograph, served

SHORT = ("--model", "veo-3.1-fast-generate-001", "--seconds", "4")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("films") / "data") as running:
        yield running


def asked(*words: str, house: Served, cwd: Path) -> subprocess.CompletedProcess[str]:
    return heliograph(*words, "--data", str(house.data), cwd=cwd)


def begun(house: Served, cwd: Path, prompt: str = "a calm sea") -> str:
    made = asked("video", prompt, *SHORT, "--no-wait", house=house, cwd=cwd)
    assert made.returncode == 0, made.stderr
    assert "heliograph jobs watch" in made.stderr
    return made.stdout.strip()


def is_film(path: Path) -> bool:
    return path.read_bytes()[4:8] == b"ftyp"


def test_one_film_and_where_it_lies(house: Served, tmp_path: Path) -> None:
    done = asked("video", "a cat playing with a ball", *SHORT, "-o", "cat", "--json", house=house, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)
    assert row["paths"] == ["cat.mp4"]
    assert (row["state"], row["films"], row["engine"]) == ("done", 1, "illustrator")
    assert is_film(tmp_path / "cat.mp4")
    assert asked("video", "a cat", *SHORT, "-o", "cat.mp4", house=house, cwd=tmp_path).returncode == 2
    assert asked("video", "a cat", *SHORT, "-o", "cat.png", house=house, cwd=tmp_path).returncode == 2


@pytest.mark.slow
def test_a_job_is_left_listed_watched_and_fetched(house: Served, tmp_path: Path) -> None:
    id = begun(house, tmp_path, "a lighthouse at night")
    early = asked("jobs", "fetch", id, "-o", "early.mp4", house=house, cwd=tmp_path)
    assert early.returncode in (0, 7), early.stderr
    rows = json.loads(asked("jobs", "list", "--json", house=house, cwd=tmp_path).stdout)
    assert next(row for row in rows if row["id"] == id)["prompt"] == "a lighthouse at night"
    watched = asked("jobs", "watch", id, "-o", "light.mp4", house=house, cwd=tmp_path)
    assert (watched.returncode, watched.stdout) == (0, "light.mp4\n"), watched.stderr
    fetched = asked("jobs", "fetch", f"video_{id}", "-o", "again.mp4", house=house, cwd=tmp_path)
    assert fetched.returncode == 0, fetched.stderr
    assert (tmp_path / "again.mp4").read_bytes() == (tmp_path / "light.mp4").read_bytes()


def test_impatience_has_a_status_of_its_own(house: Served, tmp_path: Path) -> None:
    done = asked("video", "a forest", *SHORT, "--timeout", "0", house=house, cwd=tmp_path)
    assert done.returncode == 7, done.stderr
    assert "heliograph jobs watch" in done.stderr


@pytest.mark.slow
def test_a_job_is_called_off(house: Served, tmp_path: Path) -> None:
    begun(house, tmp_path)
    id = begun(house, tmp_path)
    done = asked("jobs", "cancel", id, "--json", house=house, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)
    assert row["done"]
    if row["state"] == "cancelled":
        assert asked("jobs", "watch", id, house=house, cwd=tmp_path).returncode == 6


def test_refusals_and_unknown_jobs(house: Served, tmp_path: Path) -> None:
    refused = asked("video", "a gory massacre", *SHORT, house=house, cwd=tmp_path)
    assert refused.returncode == 4, refused.stderr
    for id in ("nosuchjob", "../../etc"):
        assert asked("jobs", "fetch", id, house=house, cwd=tmp_path).returncode == 2
    wrong = asked("video", "a cat", "--model", "veo-3.1-generate-001", "--seconds", "77", house=house, cwd=tmp_path)
    assert wrong.returncode == 2, wrong.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="signals as Unix has them")
def test_ctrl_c_cancels_nothing_and_says_how_to_go_on(house: Served, tmp_path: Path) -> None:
    command = [*CLI, "video", "waves at dusk", *SHORT, "-o", "waves.mp4", "--data", str(house.data)]
    with subprocess.Popen(
        command, env=environment(), stderr=subprocess.PIPE, text=True, cwd=tmp_path, start_new_session=True
    ) as process:
        assert process.stderr is not None
        id = process.stderr.readline().split()[1]
        time.sleep(0.1)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == 130, said
    assert f"heliograph jobs watch {id} -o waves.mp4" in said
    later = asked("jobs", "watch", id, "-o", "waves.mp4", house=house, cwd=tmp_path)
    assert later.returncode == 0, later.stderr
    assert is_film(tmp_path / "waves.mp4")


@pytest.mark.slow
def test_a_house_that_is_opened_later_goes_on(tmp_path: Path) -> None:
    left = heliograph("video", "a calm sea", *SHORT, "--no-wait", "--data", "house", cwd=tmp_path)
    assert left.returncode == 0, left.stderr
    assert "No house is open" in left.stderr
    watched = heliograph("jobs", "watch", "-o", "sea.mp4", "--data", "house", cwd=tmp_path)
    assert watched.returncode == 0, watched.stderr
    assert is_film(tmp_path / "sea.mp4")


def test_one_film_unless_more_are_asked_for() -> None:
    body = request("a cat", FilmChoices(seconds=8, ar="9:16"), b"\x89PNG..", None)
    assert body["parameters"] == {"sampleCount": 1, "durationSeconds": 8, "aspectRatio": "9:16"}
    (instance,) = body["instances"]
    assert instance["image"]["mimeType"] == "image/png"
    assert "lastFrame" not in instance


def test_the_way_back_can_be_pasted_into_a_shell() -> None:
    place, where = FilmPlace(output="my film.mp4", force=True), House(data=Path("a house"))
    assert resume("x1", place, where) == "heliograph jobs watch x1 -o 'my film.mp4' --data 'a house' -f"


def test_the_usual_time_is_of_finished_films_of_that_model() -> None:
    took = [("a", 4), ("a", 10), ("a", 6), ("b", 99), ("a", None)]
    rows = [{"model": model, "created_at": 0, "completed_at": seconds} for model, seconds in took]
    assert usual_seconds(rows, "a") == 6
    assert usual_seconds(rows, "c") is None
