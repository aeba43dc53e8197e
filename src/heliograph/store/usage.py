"""The books: a row per request, queued without waiting and written in groups. Reading them is reports.py's."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Sequence
from datetime import UTC, tzinfo
from functools import partial
from typing import Any

import sqlalchemy as sa

from heliograph.domain.errors import GatewayError, InsufficientStorage, Unavailable
from heliograph.domain.usage import Meter
from heliograph.gateway.ports import UsageRecord
from heliograph.store.database import Database
from heliograph.store.moments import to_micros
from heliograph.store.schema import usage_rows

BATCH_ROWS = 500
BATCH_SECONDS = 0.1
BACKLOG_ROWS = 100_000
"""More rows than this are not held in memory: then the disk has been refusing for long, and requests fail instead."""

RETRY_SECONDS = (0.2, 0.5, 1.0, 2.0, 5.0)
LARGEST = 2**63 - 1
TEXTS = (
    "request_id",
    "tenant",
    "key_id",
    "dialect",
    "verb",
    "model_asked",
    "model_served",
    "engine",
    "verdict",
)

METER_COLUMNS = {
    Meter.IMAGE: "images",
    Meter.VIDEO_SECOND: "video_seconds",
    Meter.INPUT_TEXT_TOKEN: "input_text_tokens",
    Meter.INPUT_IMAGE_TOKEN: "input_image_tokens",
    Meter.OUTPUT_TEXT_TOKEN: "output_text_tokens",
    Meter.OUTPUT_IMAGE_TOKEN: "output_image_tokens",
}

log = logging.getLogger(__name__)


class UsageBooks:
    """A Books port for the core. ``zone`` is the time zone in which the house's days begin."""

    def __init__(self, database: Database, zone: tzinfo = UTC) -> None:
        self._database = database
        self._zone = zone
        self._waiting: deque[dict[str, Any]] = deque()
        self._changed = threading.Condition()
        self._taken = 0
        self._written = 0
        self._hurry = False
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="heliograph-books", daemon=True)
        self._thread.start()

    def record(self, record: UsageRecord) -> None:
        """Queues the row. Raises ValueError for what no column can hold, InsufficientStorage when the disk has refused
        rows for so long that no more can be kept."""
        row = row_of(record, self._zone)
        with self._changed:
            if self._closing:
                raise Unavailable(message="The books are closed.")
            if len(self._waiting) >= BACKLOG_ROWS:
                raise InsufficientStorage(message="Usage cannot be written: the disk of the data folder refuses it.")
            self._waiting.append(row)
            self._taken += 1
            if len(self._waiting) in (1, BATCH_ROWS):
                self._changed.notify_all()

    @property
    def backlog(self) -> int:
        """Rows that are not yet on the disk."""
        return self._taken - self._written

    def flush(self, timeout: float = 10.0) -> bool:
        """Waits until every row recorded before this call is on the disk; False when that takes too long."""
        with self._changed:
            goal = self._taken
            self._hurry = True
            self._changed.notify_all()
            return self._changed.wait_for(lambda: self._written >= goal, timeout)

    def close(self) -> None:
        """Writes what is left. Raises Unavailable, with the number of rows, when the disk still refuses them. No effect
        the second time."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()
        lost, self._taken = self.backlog, self._written
        if lost:
            raise Unavailable(message=f"{lost} rows of usage could not be written before the end.")

    def _work(self) -> None:
        failures = 0
        while (batch := self._next_batch()) is not None:
            try:
                self._database.write(partial(_insert, batch)).result()
                failures = 0
            except (GatewayError, sa.exc.SQLAlchemyError) as error:
                log.warning("usage cannot be written, %d rows wait: %s", self.backlog, error)
                if not self._put_back(batch, RETRY_SECONDS[min(failures, len(RETRY_SECONDS) - 1)]):
                    return
                failures += 1
                continue
            with self._changed:
                self._written += len(batch)
                self._changed.notify_all()

    def _next_batch(self) -> Sequence[dict[str, Any]] | None:
        """Up to BATCH_ROWS rows, BATCH_SECONDS after the first of them at the latest; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closing)
            if not self._waiting:
                return None
            self._changed.wait_for(
                lambda: len(self._waiting) >= BATCH_ROWS or self._hurry or self._closing, BATCH_SECONDS
            )
            self._hurry = False
            return [self._waiting.popleft() for _ in range(min(BATCH_ROWS, len(self._waiting)))]

    def _put_back(self, batch: Sequence[dict[str, Any]], pause: float) -> bool:
        """Keeps the rows in their order and waits; False when the books are closing and there is no more time."""
        with self._changed:
            self._waiting.extendleft(reversed(batch))
            return not self._changed.wait_for(lambda: self._closing, pause)


def _insert(rows: Sequence[dict[str, Any]], connection: sa.Connection) -> None:
    connection.execute(usage_rows.insert(), rows)


def row_of(record: UsageRecord, zone: tzinfo) -> dict[str, Any]:
    """The row of a record. Raises ValueError for numbers that no column can hold."""
    counts = {column: record.usage[meter] for meter, column in METER_COLUMNS.items()}
    numbers = {**counts, "cost_nanos": record.cost.nanos, "milliseconds": max(0, record.milliseconds)}
    for column, number in numbers.items():
        if not 0 <= number <= LARGEST:
            raise ValueError(f"{column} cannot be {number}")
    texts = {name: storable(getattr(record, name)) for name in TEXTS}
    return {
        **texts,
        **numbers,
        "emulated": record.emulated,
        "started_at": to_micros(record.started),
        "day": record.started.astimezone(zone).date().isoformat(),
    }


def storable(text: str) -> str:
    """Text that every database takes: no lone surrogates, no NUL, at most 500 characters."""
    return text[:500].encode("utf-8", "replace").decode().replace("\0", "�")
