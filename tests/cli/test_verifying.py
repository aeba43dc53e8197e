"""`heliograph verify` on a house with films: silent when all is well, exact when it is not."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

from heliograph.domain.operation import StoredMedia
from heliograph.store.data_folder import DataFolder
from heliograph.store.database import Database
from heliograph.store.files import FileRows
from heliograph.store.media import MediaFolder, pieces_of
from tests.clients.houses import heliograph


class Clock:
    def now(self) -> datetime:
        return datetime(2026, 1, 2, tzinfo=UTC)


def house_with(data: Path, count: int) -> list[Path]:
    """A closed house that holds so many files; where they lie."""
    folder = DataFolder(data)
    database = Database.open(folder.database_url)
    store = MediaFolder(folder.folder("media"))
    paths = []
    for number in range(count):
        kept = asyncio.run(store.keep(pieces_of([b"film %d" % number])))
        file = StoredMedia(id=f"file{number}", mime_type="video/mp4", size=kept.size, sha256=kept.sha256)
        asyncio.run(FileRows(database, Clock()).add("t", file))
        paths.append(store.path(kept.sha256))
    database.close()
    return paths


def test_exactly_the_damaged_files_are_named(tmp_path: Path) -> None:
    paths = house_with(tmp_path / "house", 8)
    well = heliograph("verify", "--data", str(tmp_path / "house"))
    assert (well.returncode, well.stdout) == (0, "Every stored file is what was written.\n")
    paths[2].write_bytes(b"film X")
    paths[5].unlink()
    found = heliograph("verify", "--json", "--data", str(tmp_path / "house"))
    assert found.returncode == 1
    assert {one["file"] for one in json.loads(found.stdout)["damaged"]} == {"file2", "file5"}


def test_no_house_is_said_and_not_made(tmp_path: Path) -> None:
    asked = heliograph("verify", "--data", str(tmp_path / "nowhere"))
    assert asked.returncode == 2
    assert "no house" in asked.stderr
    assert not (tmp_path / "nowhere").exists()
