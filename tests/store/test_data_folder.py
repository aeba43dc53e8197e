from __future__ import annotations

import os
from pathlib import Path

import pytest

from heliograph.store.data_folder import Announcement, DataFolder, write_private


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_only_the_owner_may_look_inside(folder: DataFolder) -> None:
    folder.pepper()
    folder.announce("http://127.0.0.1:1")
    assert mode(folder.path) == 0o700
    assert mode(folder.folder("scenes")) == 0o700
    assert {mode(file) for file in folder.path.iterdir() if file.is_file()} == {0o600}


def test_the_pepper_is_drawn_once(folder: DataFolder) -> None:
    pepper = folder.pepper()
    assert len(pepper) == 32
    assert folder.pepper() == DataFolder(folder.path).pepper() == pepper
    (folder.path / "pepper").write_bytes(b"short")
    with pytest.raises(ValueError, match="damaged"):
        folder.pepper()


def test_the_running_server_is_found(folder: DataFolder) -> None:
    assert folder.announcement() is None
    folder.lock.take()
    assert folder.announcement() is None
    folder.announce("http://127.0.0.1:8420", token="t")
    assert DataFolder(folder.path).announcement() == Announcement(
        address="http://127.0.0.1:8420", pid=os.getpid(), token="t"
    )
    folder.withdraw()
    folder.withdraw()
    assert folder.announcement() is None
    folder.lock.release()


def test_an_announcement_of_a_server_that_died_does_not_count(folder: DataFolder) -> None:
    folder.announce("http://127.0.0.1:8420")
    assert folder.announcement() is None


def test_while_a_new_server_starts_the_old_ones_words_do_not_count(folder: DataFolder) -> None:
    folder.announce("http://127.0.0.1:8420")
    file = folder.path / "server.json"
    file.write_text(file.read_text().replace(str(os.getpid()), "1"))
    folder.lock.take()
    assert folder.announcement() is None
    folder.announce("http://127.0.0.1:8421")
    assert folder.announcement() is not None
    folder.lock.release()


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "f"
    write_private(file, b"one")
    write_private(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [file]
