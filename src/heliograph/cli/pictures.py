"""`heliograph image` and `heliograph edit`: a prompt in, picture files out."""

from __future__ import annotations

import sys
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Semaphore, Thread
from typing import Annotated, Any

from cyclopts import Parameter

from heliograph.cli.gate import Gate
from heliograph.cli.house import House, reach
from heliograph.cli.naming import MIME_TYPES, check_free, save, targets
from heliograph.cli.outcome import Exit, Stop
from heliograph.cli.voice import document, is_standard, out, tell, waiting
from heliograph.cli.wish import Made, Wish, grant, read_pictures

MODEL = "gemini-nano-banana-2.1"
AT_ONCE = 4


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """How the picture should be."""

    model: Annotated[str, Parameter(name=["--model", "-m"], help="Which model. See: heliograph models.")] = MODEL
    ar: Annotated[str | None, Parameter(help="Width to height, as 16:9. Left out, the model decides.")] = None
    size: Annotated[str | None, Parameter(help="1K, 2K or 4K where the model offers it.")] = None
    seed: Annotated[int | None, Parameter(help="The same seed and prompt give the same picture.")] = None
    count: Annotated[int, Parameter(name=["-n", "--count"], help="How many pictures.")] = 1


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the picture goes."""

    output: Annotated[
        str | None, Parameter(name=["-o", "--output"], help="A file, a folder, or - for the bytes on standard output.")
    ] = None
    force: Annotated[bool, Parameter(name=["-f", "--force"], negative="", help="Write over files.")] = False
    json: Annotated[bool, Parameter(negative="", help="One JSON document instead of paths.")] = False


def image(
    prompt: str,
    *,
    reference: Annotated[list[str] | None, Parameter(name=["-i", "--reference"], negative="")] = None,
    choices: Choices | None = None,
    place: Place | None = None,
    house: House | None = None,
) -> int:
    """Make a picture from a prompt and print where it lies.

    For example:

    heliograph image "a fox in the snow at dusk, watercolor"

    heliograph image "a logo with ONLY the text 'Orbit'" --ar 16:9 -o logo.png

    heliograph image "the same fox, older" -i fox.png -n 3 -o foxes.png

    Parameters
    ----------
    prompt
        What to draw, in words; - reads it from standard input.
    reference
        A picture to start from; may be given several times; - is standard input.
    """
    words = sys.stdin.read().strip() if is_standard(prompt) else prompt
    return make(words, tuple(reference or ()), choices or Choices(), place or Place(), house or House())


def edit(
    picture: str,
    prompt: str,
    *,
    choices: Choices | None = None,
    place: Place | None = None,
    house: House | None = None,
) -> int:
    """Change a picture by words and print where the new one lies.

    For example:

    heliograph edit fox.png "make it night"

    heliograph edit sketch.png "fill color as children's crayon style" -o coloured.png

    heliograph image "two cats on a sofa" -o - | heliograph edit - "now in line art"

    Parameters
    ----------
    picture
        The picture to change; - is standard input. It stays as it is.
    prompt
        What to change.
    """
    return make(prompt, (picture,), choices or Choices(), place or Place(), house or House())


def make(prompt: str, references: tuple[str, ...], choices: Choices, place: Place, house: House) -> int:
    """Asks for every picture and files what comes. Exit PARTIAL when some came and some did not."""
    if choices.count < 1:
        raise Stop(Exit.USAGE, "-n is how many pictures to make: 1 or more.")
    if not prompt.strip():
        raise Stop(Exit.USAGE, "The prompt is empty: say what to draw.")
    raw = is_standard(place.output)
    if raw and choices.count > 1:
        raise Stop(Exit.USAGE, "-o - takes one picture; leave -n out.")
    output = Path(place.output).expanduser() if place.output and not raw else None
    paths = targets(prompt, output, choices.count, date.today())
    if not raw:
        check_free(paths, place.force)
    wish = Wish(
        prompt=prompt,
        model=choices.model,
        ratio=choices.ar,
        image_size=choices.size,
        mime_type=MIME_TYPES.get(paths[0].suffix.lower()),
        references=read_pictures(references),
    )
    with reach(house) as gate, waiting(f"{choices.model} is drawing ..."):
        results = _ask_all(gate, [replace(wish, seed=seed) for seed in _seeds(choices)])
    return _file(results, paths, place)


def _seeds(choices: Choices) -> list[int | None]:
    """One seed a picture; without one each picture is a new throw."""
    return [None if choices.seed is None else choices.seed + index for index in range(choices.count)]


def _ask_all(gate: Gate, wishes: list[Wish]) -> list[Made | Stop]:
    """All answers in order, some asked for at the same time. Threads are daemons: Ctrl-C waits for nobody."""
    turns = Semaphore(AT_ONCE)
    futures: list[Future[Made]] = []
    for wish in wishes:
        future: Future[Made] = Future()
        Thread(target=_ask, args=(gate, wish, future, turns), daemon=True).start()
        futures.append(future)
    return [_outcome(future) for future in futures]


def _ask(gate: Gate, wish: Wish, future: Future[Made], turns: Semaphore) -> None:
    with turns:
        try:
            future.set_result(grant(gate, wish))
        except BaseException as error:  # noqa: BLE001 -- whatever it is, it is raised again where it is waited for
            future.set_exception(error)


def _outcome(future: Future[Made]) -> Made | Stop:
    try:
        return future.result()
    except Stop as stop:
        return stop


def _file(results: list[Made | Stop], paths: list[Path], place: Place) -> int:
    rows: list[dict[str, Any]] = []
    stops = [result for result in results if isinstance(result, Stop)]
    for result, path in zip(results, paths, strict=True):
        if isinstance(result, Stop):
            tell(result.message)
        elif is_standard(place.output):
            sys.stdout.buffer.write(result.data)
            sys.stdout.buffer.flush()
            rows.append(_row(result, path))
        else:
            rows.append(_row(result, save(path, result.data, result.mime_type, place.force)))
            _speak(rows[-1], place)
    if place.json and not is_standard(place.output):
        document(rows)
    if not stops:
        return Exit.OK
    return Exit.PARTIAL if rows else stops[0].exit_status


def _row(made: Made, path: Path) -> dict[str, Any]:
    note = made.answer.note
    return {
        "path": str(path),
        "mime_type": made.mime_type,
        "model": note("model"),
        "engine": note("engine"),
        "cost_usd": note("cost"),
        "text": made.text,
        "notes": note("notes"),
        "ignored": note("ignored"),
        "request_id": made.answer.headers.get("x-request-id", ""),
    }


def _speak(row: dict[str, Any], place: Place) -> None:
    if not place.json:
        if row["text"]:
            tell(row["text"])
        served = f"drawn by {row['engine']}" if row["engine"] else "drawn"
        tell(" | ".join(filter(None, [served, f"list price ${row['cost_usd'] or '?'}", row["notes"]])))
        out(row["path"])
