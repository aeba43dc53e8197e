"""Following an operation by reading its row again and again: cheap, and whoever stops reading stops nothing.

Knows neither engines nor how the row is written."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from heliograph.domain.operation import Operation

Read = Callable[[], Awaitable[Operation]]
PAUSE = 0.3
"""Seconds between two looks at a row."""
REPEAT = 10.0
"""Seconds after which a state is told again though nothing changed: a silent stream looks like a dead one."""


async def states(first: Operation, read: Read, pause: float = PAUSE) -> AsyncIterator[Operation]:
    """The operation each time that its state or its progress is another, ending with one that is done."""
    now, told = first, time.monotonic()
    yield now
    while not now.done:
        await asyncio.sleep(pause)
        found = await read()
        if (found.state, found.progress) != (now.state, now.progress) or time.monotonic() - told > REPEAT:
            now, told = found, time.monotonic()
            yield now


async def finished(first: Operation, read: Read, seconds: float, pause: float = PAUSE) -> Operation:
    """The operation once it is done, or as it stands after ``seconds``."""
    now = first
    try:
        async with asyncio.timeout(seconds):
            async for found in states(first, read, pause):
                now = found
    except TimeoutError:
        return now
    return now
