from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from heliograph.store.data_folder import DataFolder
from heliograph.store.database import Database


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """A data folder whose path has a space, a letter beyond ASCII and signs that mean something in a URL."""
    return DataFolder(tmp_path / "a höuse? 50% #1")


@pytest.fixture
def database(folder: DataFolder) -> Iterator[Database]:
    opened = Database.open(folder.database_url)
    yield opened
    opened.close()
