"""One JSON line per request on standard error: no prompts, no keys, no query strings, no ids of callers."""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TextIO


class AccessLog:
    """``stream`` None means the process's standard error; ``quiet`` writes faults only."""

    def __init__(self, stream: TextIO | None = None, quiet: bool = False) -> None:
        self._stream = stream
        self._quiet = quiet

    @contextmanager
    def visit(self, request_id: str, method: str, template: str) -> Iterator[Callable[[int], None]]:
        """Times what is inside; call the value with the status once it is known."""
        start = time.monotonic()
        status = 0

        def note(code: int) -> None:
            nonlocal status
            status = code

        try:
            yield note
        finally:
            if not self._quiet:
                spent = round((time.monotonic() - start) * 1000, 1)
                self._write(event="request", id=request_id, method=method, path=template, status=status, ms=spent)

    def fault(self, request_id: str, error: Exception) -> None:
        """An unforeseen error: where it arose, never what it said, for the words may hold a prompt or a key."""
        frames = traceback.extract_tb(error.__traceback__)
        where = [f"{frame.name} ({frame.filename.rpartition('/')[2]}:{frame.lineno})" for frame in frames[-8:]]
        self._write(event="fault", id=request_id, error=type(error).__name__, where=where)

    def _write(self, **fields: object) -> None:
        line = json.dumps({"time": datetime.now(UTC).isoformat(timespec="milliseconds"), **fields})
        print(line, file=self._stream or sys.stderr, flush=True)


class _Line(logging.Formatter):
    """Warnings of libraries in the same form: where they come from and their own words."""

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return json.dumps({"time": when, "event": "log", "logger": record.name, "message": record.getMessage()})


def take_over_logging() -> None:
    """Warnings and worse of every library go to standard error as JSON lines, so that the log has one form."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Line())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
