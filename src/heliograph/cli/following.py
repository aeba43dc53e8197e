"""Waiting for a job: elapsed and usual time on a terminal, progress only as the house reports it; Ctrl-C stops the
waiting, never the work."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from heliograph.cli.gate import Gate
from heliograph.cli.job import Job, listed, look, usual_seconds
from heliograph.cli.outcome import Exit, Stop
from heliograph.cli.voice import waiting

_POLL = 1.0
_BLINK = 0.2


def follow(gate: Gate, id: str, timeout: float | None, resume: str) -> Job:
    """The job when it is done. Raises Stop: STILL_RUNNING after ``timeout`` seconds, INTERRUPTED at Ctrl-C; both say
    ``resume``, the command that goes on with the waiting."""
    begun = time.monotonic()
    try:
        with waiting(f"{id} ...") as say:
            job = look(gate, id)
            usual = None if job.done else usual_seconds(listed(gate), job.model)
            while not job.done:
                if timeout is not None and time.monotonic() - begun >= timeout:
                    words = f"{job.id} is still {job.state} after {elapsed(job)} s. Go on waiting with: {resume}"
                    raise Stop(Exit.STILL_RUNNING, words)
                _rest(lambda job=job: say(sentence(job, usual)), timeout)  # type: ignore[misc]  # bound at once
                job = look(gate, id)
    except KeyboardInterrupt:
        raise Stop(Exit.INTERRUPTED, f"\nThe film is still being made. Go on waiting with: {resume}") from None
    return job


def _rest(show: Callable[[], None], timeout: float | None) -> None:
    """Until the next look; what is shown goes on meanwhile."""
    until = time.monotonic() + (_POLL if timeout is None else min(_POLL, max(0.05, timeout)))
    while (left := until - time.monotonic()) > 0:
        show()
        time.sleep(min(_BLINK, left))


def elapsed(job: Job) -> int:
    """Seconds since it was asked for."""
    return max(0, round((datetime.now(UTC) - job.created).total_seconds()))


def sentence(job: Job, usual: int | None) -> str:
    """What a person sees while they wait."""
    words = [f"{job.model} {job.state}", f"{elapsed(job)} s"]
    if usual is not None:
        words.append(f"usually about {max(1, usual)} s")
    if job.progress > 0:
        words.append(f"{job.progress:.0%} drawn")
    return ", ".join(words)
