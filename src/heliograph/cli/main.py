"""The entry point: which word runs which command, and how every ending becomes an exit status.

Commands are named here by path, so that `--help` and a typing mistake answer at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from cyclopts import App, CycloptsError

from heliograph import __version__
from heliograph.cli.outcome import Exit, Stop
from heliograph.cli.voice import DASH, tell

HELP = """A self-hosted gateway for generated pictures and films, with an illustrator of its own.

For example:

heliograph demo

heliograph image "a lighthouse in a storm, oil painting" -o lighthouse.png

heliograph video "a cat playing with a ball" -o cat.mp4

heliograph serve --data ./house --port 8420
"""

ROOM = "heliograph.cli"
COMMANDS = {
    "serve": f"{ROOM}.serving:serve",
    "demo": f"{ROOM}.demo:demo",
    "image": f"{ROOM}.pictures:image",
    "edit": f"{ROOM}.pictures:edit",
    "video": f"{ROOM}.films:video",
    "models": f"{ROOM}.looking:models",
    "meta": f"{ROOM}.looking:meta",
    "usage": f"{ROOM}.books:usage",
    "doctor": f"{ROOM}.doctor:doctor",
    "verify": f"{ROOM}.verifying:verify",
}
KEYS = {
    "create": f"{ROOM}.books:create",
    "list": f"{ROOM}.books:listing",
    "revoke": f"{ROOM}.books:revoke",
}
JOBS = {
    "list": f"{ROOM}.jobs:listing",
    "watch": f"{ROOM}.jobs:watch",
    "fetch": f"{ROOM}.jobs:fetch",
    "cancel": f"{ROOM}.jobs:cancel",
}
GROUPS = {
    "keys": ("Make, list and revoke the keys that open this house.", KEYS),
    "jobs": ("The films that a house makes: wait for them, fetch them, call them off.", JOBS),
}
SUMMARIES = {
    "serve": "Open the house and answer until Ctrl-C.",
    "demo": "Open a house, print its address and a key, and make one picture.",
    "image": "Make a picture from a prompt.",
    "edit": "Change a picture by words.",
    "video": "Make a film from a prompt, from a picture, or between two.",
    "models": "List the models with what they do and cost.",
    "meta": "Tell what a picture file says about itself.",
    "usage": "Sum up who used what, and what it cost.",
    "doctor": "Look the installation over.",
    "verify": "Count the digest of every stored film and picture.",
    "keys create": "Make a key and show it once.",
    "keys list": "List the keys, never their secrets.",
    "keys revoke": "Take a key back at once.",
    "jobs list": "List the newest jobs.",
    "jobs watch": "Wait for a job and save its films.",
    "jobs fetch": "Save the films of a job that is done.",
    "jobs cancel": "Call a job off.",
}


def build(summaries: bool = False) -> App:
    """The command line with every command in its place. ``summaries`` is for the lists of commands: a command's own
    help comes from its docstring, which a summary would hide."""
    app = App(
        name="heliograph",
        help=HELP,
        version=__version__,
        result_action="return_value",
        suppress_keyboard_interrupt=False,
    )
    _add(app, "", COMMANDS, summaries)
    for name, (words, commands) in GROUPS.items():
        group = App(name=name, help=words)
        _add(group, f"{name} ", commands, summaries)
        app.command(group)
    return app


def _add(owner: App, before: str, commands: Mapping[str, str], summaries: bool) -> None:
    for word, place in commands.items():
        owner.command(place, name=word, **({"help": SUMMARIES[before + word]} if summaries else {}))


def main(words: Sequence[str] | None = None) -> None:
    """Runs one command and leaves with its status."""
    sys.exit(run(sys.argv[1:] if words is None else list(words)))


def run(words: Sequence[str]) -> int:
    """The status of one command; what went wrong has been told on standard error."""
    words = [DASH if word == "-" else word for word in words]
    try:
        status = build(summaries=_lists(words))(words, exit_on_error=False)
    except CycloptsError:
        return Exit.USAGE  # cyclopts has printed it
    except Stop as stop:
        tell(stop.message)
        return stop.exit_status
    except KeyboardInterrupt:
        tell("Interrupted.")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away; nothing more can be said, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.OK
    return int(status) if isinstance(status, int) else Exit.OK


def _lists(words: Sequence[str]) -> bool:
    """True when the answer can only be a list of commands, or an unknown one."""
    first = next((word for word in words if not word.startswith("-")), None)
    second = next((word for word in words[1:] if not word.startswith("-")), None)
    return first not in COMMANDS and not (first in GROUPS and second in GROUPS[first][1])
