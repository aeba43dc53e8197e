"""`heliograph jobs`: the films that a house makes or has made; to wait for them, fetch them, call them off."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from cyclopts import Parameter

from heliograph.cli.films import AsJson, FilmPlace, Timeout, file, resume
from heliograph.cli.following import elapsed, follow
from heliograph.cli.gate import Gate
from heliograph.cli.house import House, reach
from heliograph.cli.job import call_off, listed, look, prompt_of
from heliograph.cli.outcome import Exit, Stop
from heliograph.cli.voice import document, out, table, tell


def listing(*, count: Annotated[int, Parameter(name=["-n", "--count"])] = 20, as_json: AsJson = False,
            house: House | None = None) -> int:  # fmt: skip
    """List the newest jobs: id, state, model, age, prompt.

    For example:

    heliograph jobs list

    heliograph jobs list -n 100 --json

    heliograph jobs list --data ./house

    Parameters
    ----------
    count
        How many at most, 1 to 100.
    """
    if not 1 <= count <= 100:
        raise Stop(Exit.USAGE, "-n can be from 1 to 100.")
    with reach(house or House()) as gate:
        rows = listed(gate, count)
    if as_json:
        document(rows)
    else:
        table(["id", "state", "model", "asked", "took", "prompt"], [_line(row) for row in rows])
    return Exit.OK


def _line(row: dict[str, Any]) -> list[str]:
    asked = datetime.fromtimestamp(row["created_at"]).strftime("%Y-%m-%d %H:%M:%S")
    took = f"{row['completed_at'] - row['created_at']} s" if row["completed_at"] else ""
    running = row["status"] == "in_progress" and row["progress"]
    state = f"{row['status']} {row['progress']} %" if running else str(row["status"])
    return [row["id"], state, row["model"], asked, took, " ".join(str(row["prompt"] or "").split())[:80]]


def watch(id: str = "", *, timeout: Timeout = None, place: FilmPlace | None = None, house: House | None = None) -> int:
    """Wait for a job and save its films, as `heliograph video` would have.

    For example:

    heliograph jobs watch 7g2k -o cat.mp4

    heliograph jobs watch --timeout 60

    heliograph jobs watch 7g2k -o - > cat.mp4

    Parameters
    ----------
    id
        The job. Left out: the newest that is not done.
    """
    place, house = place or FilmPlace(), house or House()
    with reach(house, films=True) as gate:
        id = id or _newest(gate)
        job = follow(gate, id, timeout, resume(id, place, house))
        return file(gate, job, prompt_of(gate, id), place)


def fetch(id: str, *, place: FilmPlace | None = None, house: House | None = None) -> int:
    """Save the films of a job that is done; exit status 7 when it is not.

    For example:

    heliograph jobs fetch 7g2k -o cat.mp4

    heliograph jobs fetch 7g2k -o films/ --json

    heliograph jobs fetch 7g2k -f -o cat.mp4

    Parameters
    ----------
    id
        The job.
    """
    place, house = place or FilmPlace(), house or House()
    with reach(house) as gate:
        job = look(gate, id)
        if not job.done:
            words = (
                f"{job.id} is still {job.state} after {elapsed(job)} s. Wait for it with: {resume(id, place, house)}"
            )
            raise Stop(Exit.STILL_RUNNING, words)
        return file(gate, job, prompt_of(gate, id), place)


def cancel(id: str, *, as_json: AsJson = False, house: House | None = None) -> int:
    """Call a job off. What is finished stays.

    For example:

    heliograph jobs cancel 7g2k

    heliograph jobs cancel 7g2k --json

    heliograph jobs cancel 7g2k --data ./house

    Parameters
    ----------
    id
        The job.
    """
    with reach(house or House()) as gate:
        call_off(gate, id)
        job = look(gate, id)
    if as_json:
        document(job.row())
    else:
        out(f"{job.id}\t{job.state}")
    if job.state != "cancelled":
        tell(f"{job.id} was not cancelled: it is {job.state}.")
    return Exit.OK


def _newest(gate: Gate) -> str:
    open_ones = [row for row in listed(gate) if row["status"] in ("queued", "in_progress")]
    if not open_ones:
        raise Stop(Exit.USAGE, "No job is open. See: heliograph jobs list.")
    return str(open_ones[0]["id"])
