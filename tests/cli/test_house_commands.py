"""Commands that need a house: one that runs, one that is closed, one that belongs to somebody else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from tests.clients.houses import CLI, Served, environment, heliograph, served


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("house") / "data") as running:
        yield running


def asked(*words: str, house: Served, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return heliograph(*words, "--data", str(house.data), cwd=cwd)


def opens(house: Served, key: str) -> bool:
    request = urllib.request.Request(f"{house.address}/v1/models", headers={"Authorization": f"Bearer {key}"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError as error:
        return error.code != 401


def test_a_key_opens_the_house_until_it_is_revoked(house: Served) -> None:
    made = json.loads(asked("keys", "create", "intern", "--json", house=house).stdout)
    assert opens(house, made["key"])
    listed = asked("keys", "list", "--json", house=house).stdout
    assert made["key"] not in listed
    assert "intern" in listed
    assert asked("keys", "create", "intern", house=house).returncode == 2, "the name is taken"
    assert asked("keys", "revoke", "intern", house=house).returncode == 0
    assert not opens(house, made["key"])
    assert asked("keys", "revoke", "intern", house=house).returncode == 2


def test_keys_are_made_while_the_house_is_closed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    made = heliograph("keys", "create", "early", "--data", str(data))
    assert made.returncode == 0, made.stderr
    assert made.stdout.strip().startswith("sk-")
    with served(data) as running:
        assert opens(running, made.stdout.strip())


def test_a_second_server_is_told_who_owns_the_folder(house: Served) -> None:
    done = heliograph("serve", "--port", "0", "--data", str(house.data))
    assert done.returncode == 2
    assert str(house.pid) in done.stderr


def test_a_taken_port_is_said(house: Served, tmp_path: Path) -> None:
    port = house.address.rpartition(":")[2]
    done = heliograph("serve", "--port", port, "--data", str(tmp_path / "other"))
    assert done.returncode == 2
    assert "--port" in done.stderr


def test_more_workers_than_one_are_refused(tmp_path: Path) -> None:
    done = heliograph("serve", "--workers", "2", "--data", str(tmp_path / "data"))
    assert done.returncode == 2
    assert "SQLite" in done.stderr


def test_a_picture_a_change_and_what_they_cost(house: Served, tmp_path: Path) -> None:
    done = asked("image", "a yellow tulip", "--seed", "5", "-o", "tulip.png", house=house, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "tulip.png\n"
    again = asked("image", "a yellow tulip", "--seed", "5", "-o", "tulip.png", house=house, cwd=tmp_path)
    assert again.returncode == 2, "nothing is written over"
    changed = asked("edit", "tulip.png", "make it night", "--json", "-o", "night.jpg", house=house, cwd=tmp_path)
    assert changed.returncode == 0, changed.stderr
    (row,) = json.loads(changed.stdout)
    assert float(row["cost_usd"]) > 0
    with Image.open(tmp_path / row["path"]) as night, Image.open(tmp_path / "tulip.png") as day:
        assert night.format == "JPEG"
        assert sum(night.convert("L").resize((1, 1)).tobytes()) < sum(day.convert("L").resize((1, 1)).tobytes())
    record = heliograph("meta", "tulip.png", "--json", cwd=tmp_path)
    assert json.loads(record.stdout)["prompt"] == "a yellow tulip"
    used = json.loads(asked("usage", "--by", "key", "--json", house=house).stdout)
    assert any(row["key"] == "local" and row["requests"] >= 2 for row in used["rows"]), used


def test_a_refusal_has_a_status_of_its_own(house: Served, tmp_path: Path) -> None:
    done = asked("image", "a gory massacre", house=house, cwd=tmp_path)
    assert done.returncode == 4, done.stderr
    assert done.stderr.strip()
    assert not list(tmp_path.iterdir())


def test_the_bytes_come_on_standard_output_and_go_in_again(house: Served, tmp_path: Path) -> None:
    command = [*CLI, "image", "a snowman", "-o", "-", "--data", str(house.data)]
    first = subprocess.run(command, env=environment(), capture_output=True, timeout=120, check=True, cwd=tmp_path)
    assert first.stdout.startswith(b"\x89PNG")
    command = [*CLI, "edit", "-", "in line art", "-o", "line.png", "--data", str(house.data)]
    subprocess.run(command, env=environment(), input=first.stdout, timeout=120, check=True, cwd=tmp_path)
    assert (tmp_path / "line.png").stat().st_size > 1000


def test_a_picture_without_a_running_house(tmp_path: Path) -> None:
    done = heliograph("image", "three apples", "-n", "2", "-o", "a.png", "--data", "house", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "a-1.png\na-2.png\n"
    assert (tmp_path / "a-1.png").read_bytes() != (tmp_path / "a-2.png").read_bytes()
    assert not (tmp_path / "house" / "server.json").exists()


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_closes_the_house_and_ends_well(tmp_path: Path, kind: signal.Signals) -> None:
    command = [*CLI, "serve", "--port", "0", "--data", str(tmp_path / "data")]
    with subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "is open at" in process.stderr.readline()
        time.sleep(0.2)
        process.send_signal(kind)
        assert process.wait(30) == 0
    assert not (tmp_path / "data" / "server.json").exists()


def test_the_doctor_finds_everything_in_place(house: Served) -> None:
    done = asked("doctor", house=house)
    assert done.returncode == 0, done.stdout
    assert house.address in done.stdout
    assert "BAD" not in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="process groups and signals as Unix has them")
def test_an_interrupted_command_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    command = [*CLI, "image", "a city at night, oil painting", "-n", "4", "--size", "4K", "--data", "house"]
    with subprocess.Popen(
        command, env=environment(), stderr=subprocess.PIPE, text=True, cwd=tmp_path, start_new_session=True
    ) as process:
        while not (tmp_path / "house" / "server.json").exists():
            assert process.poll() is None
            time.sleep(0.02)
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == 130, said
    assert said == "Interrupted.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["house"]
