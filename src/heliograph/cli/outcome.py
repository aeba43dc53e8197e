"""How a command may end: the exit statuses, and the one way to end it early. Scripts rely on these numbers."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    OK = 0
    BUG = 1
    USAGE = 2
    ACCESS = 3
    REFUSED = 4
    BUDGET = 5
    UPSTREAM = 6
    STILL_RUNNING = 7
    PARTIAL = 8
    INTERRUPTED = 130


class Stop(Exception):
    """Ends the command with this status, after ``message`` has been told on standard error."""

    def __init__(self, exit_status: Exit, message: str) -> None:
        super().__init__(message)
        self.exit_status = exit_status
        self.message = message
