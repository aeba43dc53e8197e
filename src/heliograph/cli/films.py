"""`heliograph video`: a prompt in, film files out; and the filing of films that every job ends with."""

from __future__ import annotations

import base64
import shlex
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from heliograph.cli.following import follow
from heliograph.cli.gate import Gate
from heliograph.cli.house import House, outlives, reach
from heliograph.cli.job import Job, begin, refused
from heliograph.cli.naming import FILM_TYPES, check_free, save, targets
from heliograph.cli.outcome import Exit, Stop
from heliograph.cli.voice import document, is_standard, out, tell
from heliograph.cli.wish import kind_of, read_pictures

MODEL = "veo-3.1-generate-001"
AsJson = Annotated[bool, Parameter(name="--json", negative="", help="One JSON document instead of paths.")]
Timeout = Annotated[float | None, Parameter(help="Seconds to wait at most; then the exit status is 7.")]


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class FilmChoices:
    """How the film should be. What is left out, the model decides."""

    model: Annotated[str, Parameter(name=["--model", "-m"], help="Which model. See: heliograph models veo.")] = MODEL
    seconds: Annotated[int | None, Parameter(help="How long, as the model offers it: 4, 6 or 8.")] = None
    ar: Annotated[str | None, Parameter(help="Width to height: 16:9 or 9:16.")] = None
    resolution: Annotated[str | None, Parameter(help="720p, 1080p or 4k where the model offers it.")] = None
    seed: Annotated[int | None, Parameter(help="The same seed and prompt give the same film.")] = None
    count: Annotated[int, Parameter(name=["-n", "--count"], help="How many films.")] = 1
    last: Annotated[str | None, Parameter(help="The picture that it ends with.")] = None


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class FilmPlace:
    """Where films go."""

    output: Annotated[
        str | None, Parameter(name=["-o", "--output"], help="A file, a folder, or - for the bytes on standard output.")
    ] = None
    force: Annotated[bool, Parameter(name=["-f", "--force"], negative="", help="Write over files.")] = False
    json: AsJson = False

    @property
    def path(self) -> Path | None:
        """The file or folder, None for the current one and for standard output."""
        return Path(self.output).expanduser() if self.output and not is_standard(self.output) else None


def video(
    prompt: str,
    *,
    image: Annotated[str | None, Parameter(name=["-i", "--image"])] = None,
    wait: bool = True,
    timeout: Timeout = None,
    choices: FilmChoices | None = None,
    place: FilmPlace | None = None,
    house: House | None = None,
) -> int:
    """Make a film from a prompt and print where it lies.

    Ctrl-C stops the waiting, not the film: it says how to go on.

    For example:

    heliograph video "a cat playing with a ball" -o cat.mp4

    heliograph video "the waves keep flowing" -i sea.png --seconds 4 --ar 16:9

    heliograph video "a storm at sea" --no-wait

    Parameters
    ----------
    prompt
        What happens, in words; - reads it from standard input.
    image
        The picture that the film begins with; - is standard input.
    wait
        Wait for the film; --no-wait prints the job's id at once.
    """
    choices, place, house = choices or FilmChoices(), place or FilmPlace(), house or House()
    words = sys.stdin.read().strip() if is_standard(prompt) else prompt
    _check(words, choices.count, place)
    body = request(words, choices, _picture(image), _picture(choices.last))
    stays = outlives(house)
    with reach(house, films=True) as gate:
        id = begin(gate, choices.model, body)
        if not wait:
            return _leave(id, resume(id, place, house), place, stays)
        tell(f"Job {id}")
        return file(gate, follow(gate, id, timeout, resume(id, place, house)), words, place)


def _check(prompt: str, count: int, place: FilmPlace) -> None:
    """Before anything is asked or paid for."""
    if count < 1:
        raise Stop(Exit.USAGE, "-n is how many films to make: 1 or more.")
    if not prompt.strip():
        raise Stop(Exit.USAGE, "The prompt is empty: say what happens.")
    if is_standard(place.output) and count > 1:
        raise Stop(Exit.USAGE, "-o - takes one film; leave -n out.")
    if not is_standard(place.output):
        check_free(targets(prompt, place.path, count, date.today()), place.force, FILM_TYPES)


def request(prompt: str, choices: FilmChoices, first: bytes | None, last: bytes | None) -> dict[str, Any]:
    """The body of predictLongRunning; one film unless more were asked for."""
    pictures = {"image": first, "lastFrame": last}
    parameters = {
        "sampleCount": choices.count,
        "durationSeconds": choices.seconds,
        "aspectRatio": choices.ar,
        "resolution": choices.resolution,
        "seed": choices.seed,
    }
    return {
        "instances": [{"prompt": prompt, **{name: _inline(data) for name, data in pictures.items() if data}}],
        "parameters": {name: value for name, value in parameters.items() if value is not None},
    }


def _picture(name: str | None) -> bytes | None:
    return read_pictures((name,))[0] if name is not None else None


def _inline(data: bytes) -> dict[str, str | None]:
    return {"bytesBase64Encoded": base64.b64encode(data).decode("ascii"), "mimeType": kind_of(data)}


def _leave(id: str, command: str, place: FilmPlace, stays: bool) -> int:
    if place.json:
        document({"id": id, "resume": command})
    else:
        out(id)
    tell(f"Wait for it with: {command}")
    if not stays:
        tell("No house is open: the film is made while that command or a house runs.")
    return Exit.OK


def resume(id: str, place: FilmPlace, house: House) -> str:
    """The command that goes on waiting for this job in this house."""
    words = ["heliograph", "jobs", "watch", id]
    options = {"-o": place.output, "--url": house.url, "--data": house.data, "--config": house.config}
    for option, value in options.items():
        if value is not None:
            words += [option, "-" if is_standard(str(value)) else str(value)]
    return shlex.join([*words, *(["-f"] if place.force else [])])


def file(gate: Gate, job: Job, prompt: str, place: FilmPlace) -> int:
    """Saves the films of a job that is done. Raises Stop: REFUSED when policy withheld them all, UPSTREAM when the
    work failed. Exit PARTIAL when some were withheld."""
    if job.failure or not job.films:
        why = " ".join(job.withheld) or job.failure or "The house made no film and does not say why."
        raise Stop(Exit.REFUSED if refused(gate, job) else Exit.UPSTREAM, why)
    if is_standard(place.output):
        sys.stdout.buffer.write(gate.fetch(job.films[0]))
        sys.stdout.buffer.flush()
        return Exit.OK
    paths = targets(prompt, place.path, len(job.films), date.today())
    check_free(paths, place.force, FILM_TYPES)
    saved = [
        str(save(path, gate.fetch(film), "video/mp4", place.force)) for path, film in zip(paths, job.films, strict=True)
    ]
    if place.json:
        document({**job.row(), "paths": saved})
    else:
        served = f"drawn by {job.engine}" if job.engine else "drawn"
        tell(" | ".join([served, f"list price ${job.cost or '?'}", *job.notes, *job.withheld]))
        for path in saved:
            out(path)
    return Exit.PARTIAL if job.withheld else Exit.OK
