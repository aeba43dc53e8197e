"""What a house has written, read from the outside when it is dead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from heliograph.store.database import with_driver
from heliograph.store.media import MediaFolder


class Rows:
    """The tables and the media folder of a house. Use it as a context."""

    def __init__(self, url: str, media: Path) -> None:
        self._engine = sa.create_engine(with_driver(sa.make_url(url)), poolclass=sa.NullPool)
        self._media = MediaFolder(media)

    def __enter__(self) -> Rows:
        self._connection = self._engine.connect()
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.close()
        self._engine.dispose()

    def value(self, query: str, **values: object) -> Any:
        """The first value of the first row; None when there is none."""
        return self._connection.execute(sa.text(query), values).scalar()

    def film(self, operation: str) -> bytes:
        """The bytes of its one film."""
        sha256 = self.value("SELECT sha256 FROM media WHERE operation = :id AND role = 'film'", id=operation)
        return self._media.path(sha256).read_bytes()

    def bills(self, operation: str = "") -> int:
        """Lines in the books that cost something, of one operation or of all."""
        query = "SELECT count(*) FROM usage_rows WHERE cost_nanos > 0"
        if not operation:
            return int(self.value(query))
        request = self.value("SELECT request_id FROM operations WHERE id = :id", id=operation)
        return int(self.value(f"{query} AND request_id = :request", request=request))

    def sweep(self) -> list[str]:
        """Takes away what no row needs, however young."""
        query = "SELECT 1 FROM media WHERE sha256 = :sha256"
        return self._media.sweep(lambda sha256: self.value(query, sha256=sha256) is not None, grace=0.0)
