"""Long work in a house as the command line sees it: ask for a film, look at a job, fetch what it made, call it off."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from heliograph.cli.gate import Gate
from heliograph.cli.outcome import Exit, Stop

OPERATIONS = "/gemini/v1beta/operations"
_SPOKEN = {"ACCEPTED": "queued", "SUBMITTING": "starting", "RUNNING": "running", "SUCCEEDED": "done"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """``progress`` is 0..1 as the house says; ``films`` are paths below the house's address; ``withheld`` are reasons
    of policy; ``failure`` is why there is nothing, empty while there may yet be something."""

    id: str
    model: str
    state: str
    progress: float
    created: datetime
    done: bool
    films: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    failure: str = ""
    engine: str = ""
    notes: tuple[str, ...] = ()
    cost: str = ""

    def row(self) -> dict[str, Any]:
        """For programs."""
        return {
            "id": self.id,
            "model": self.model,
            "state": self.state,
            "progress": self.progress,
            "created": self.created.isoformat(),
            "done": self.done,
            "films": len(self.films),
            "withheld": list(self.withheld),
            "error": self.failure or None,
            "engine": self.engine,
            "notes": list(self.notes),
            "cost_usd": self.cost,
        }


def begin(gate: Gate, model: str, body: Mapping[str, Any]) -> str:
    """Asks for films; gives the id of the job. Raises Stop."""
    answer = gate.post(f"/gemini/v1beta/models/{quote(model, safe='')}:predictLongRunning", body)
    return str(answer.body["name"]).rpartition("/")[2]


def look(gate: Gate, id: str) -> Job:
    """How a job is doing. Raises Stop, USAGE where there is no such job."""
    return read(gate.get(f"{OPERATIONS}/{_plain(id)}?inline=false").body)


def call_off(gate: Gate, id: str) -> None:
    """Cancels it, if it still can be."""
    gate.post(f"{OPERATIONS}/{_plain(id)}:cancel", {})


def refused(gate: Gate, job: Job) -> bool:
    """True when it was policy that left a job without films: OpenAI's form of it has a word for that."""
    if job.withheld or not job.failure:
        return bool(job.withheld)
    error = gate.get(f"/v1/videos/{job.id}").body.get("error") or {}
    return error.get("code") == "content_policy_violation"


def prompt_of(gate: Gate, id: str) -> str:
    """What was asked for, in the person's words."""
    return str(gate.get(f"/v1/videos/{_plain(id)}").body.get("prompt") or "")


def listed(gate: Gate, limit: int = 100) -> list[dict[str, Any]]:
    """The newest first: id, model, status, progress (per cent), created_at, completed_at, prompt, seconds, size."""
    rows = gate.get(f"/v1/videos?limit={limit}").body["data"]
    return [{**row, "id": str(row["id"]).removeprefix("video_")} for row in rows]


def usual_seconds(rows: Sequence[Mapping[str, Any]], model: str) -> int | None:
    """How long finished films of that model took here, the median; None when there are none."""
    took = [row["completed_at"] - row["created_at"] for row in rows if row["model"] == model and row["completed_at"]]
    return round(statistics.median(took)) if took else None


def read(body: Mapping[str, Any]) -> Job:
    """An operation as Google's dialect shows it."""
    facts, response = body["metadata"], body.get("response") or {}
    error = body.get("error") or {}
    films = [str(film["gcsUri"]) for film in response.get("videos", ())]
    return Job(
        id=str(body["name"]).rpartition("/")[2],
        model=str(facts["model"]),
        state=_SPOKEN.get(facts["state"], str(facts["state"]).lower()),
        progress=facts["progressPercent"] / 100,
        created=datetime.fromisoformat(facts["createTime"]),
        done=bool(body.get("done")),
        films=tuple(film[film.index("/gemini/") :] for film in films),
        withheld=tuple(response.get("raiMediaFilteredReasons", ())),
        failure=str(error.get("message", "")) if error else "",
        engine=str(facts.get("engine", "")),
        notes=tuple(facts.get("notes", ())),
        cost=str(facts.get("costUsd", "")),
    )


def _plain(id: str) -> str:
    """The id, whichever of its names was copied: `video_ID`, `models/M/operations/ID`."""
    plain = id.strip().rpartition("/")[2].removeprefix("video_")
    if not plain.isalnum():
        raise Stop(Exit.USAGE, f"{id!r} is no job's id. See: heliograph jobs list.")
    return plain
