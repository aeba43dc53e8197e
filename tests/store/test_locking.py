from __future__ import annotations

import os
from pathlib import Path

import pytest

from heliograph.store.locking import FolderInUse, FolderLock
from tests.store.programs import end, line, start

HOLD = """
from pathlib import Path
from heliograph.store.locking import FolderInUse, FolderLock
lock = FolderLock(Path(sys.argv[1]))
try:
    lock.take(float(sys.argv[2]))
    print("mine", flush=True)
except FolderInUse as error:
    print("theirs", error.pid, flush=True)
sys.stdin.readline()
"""


def test_of_many_that_race_one_owns_the_folder(tmp_path: Path) -> None:
    processes = [start(HOLD, tmp_path / "lock", 0) for _ in range(4)]
    try:
        said = [line(process) for process in processes]
        assert sorted(word.split()[0] for word in said) == ["mine", "theirs", "theirs", "theirs"]
        owner = processes[said.index("mine")].pid
        with pytest.raises(FolderInUse) as caught:
            FolderLock(tmp_path / "lock").take(patience=0)
        assert caught.value.pid == owner
        assert str(owner) in caught.value.sentence()
    finally:
        for process in processes:
            end(process)


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path: Path) -> None:
    process = start(HOLD, tmp_path / "lock", 0)
    assert line(process) == "mine"
    assert FolderLock(tmp_path / "lock").held_elsewhere()
    end(process)
    assert not FolderLock(tmp_path / "lock").held_elsewhere()
    with FolderLock(tmp_path / "lock"):
        assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600


def test_a_second_owner_waits_a_little_for_the_first_to_let_go(tmp_path: Path) -> None:
    first, second = FolderLock(tmp_path / "lock"), start(HOLD, tmp_path / "lock", 20)
    first.take()
    try:
        first.release()
        assert line(second) == "mine"
    finally:
        end(second)


def test_a_look_at_a_free_lock_leaves_it_free(tmp_path: Path) -> None:
    one, other = FolderLock(tmp_path / "lock"), FolderLock(tmp_path / "lock")
    assert not one.held_elsewhere()
    other.take(patience=0)
    assert one.held_elsewhere()
    other.release()
    other.release()
    assert not one.held_elsewhere()


def test_children_do_not_keep_the_lock(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path / "lock")
    lock.take()
    child = start("print('up', flush=True); sys.stdin.readline()")
    try:
        assert line(child) == "up"
        lock.release()
        FolderLock(tmp_path / "lock").take(patience=0)
    finally:
        end(child)


def test_a_lock_file_with_nonsense_in_it_still_locks(tmp_path: Path) -> None:
    (tmp_path / "lock").write_bytes(b"\xff not json")
    lock = FolderLock(tmp_path / "lock")
    lock.take()
    (tmp_path / "lock").write_bytes(b"[]")
    with pytest.raises(FolderInUse) as caught:
        FolderLock(tmp_path / "lock").take(patience=0)
    assert caught.value.pid is None
    assert os.getpid() > 0
    lock.release()
