"""What a command says: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

DASH = "\u2010"
"""What a lone ``-`` becomes before parsing: the parser would take it for an option without a name."""


def is_standard(name: str | None) -> bool:
    """True when a name means standard input or standard output."""
    return name in {"-", DASH}


def out(line: str) -> None:
    """One line of the result: a path, a key, a row."""
    print(line, flush=True)


def document(value: Any) -> None:
    """The whole result as one JSON document."""
    print(json.dumps(value, ensure_ascii=False, indent=2), flush=True)


def tell(words: str) -> None:
    """Something for a person, on standard error."""
    print(words, file=sys.stderr, flush=True)


@contextmanager
def waiting(words: str) -> Iterator[Callable[[str], None]]:
    """A spinner while something takes its time, only where a person watches a terminal. What it gives changes the
    words."""
    if not sys.stderr.isatty():
        yield lambda words: None
        return
    from rich.console import Console  # rich takes its time to import, and most runs need none of it

    with Console(stderr=True).status(words) as status:
        yield status.update


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows in columns on standard output; tab-separated without titles where no person watches."""
    if not sys.stdout.isatty():
        for row in rows:
            out("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table

    grid = Table(box=None, header_style="bold", pad_edge=False)
    for index, title in enumerate(titles):
        # The first column names the row: it is there to be copied, so it is never cut.
        grid.add_column(title, no_wrap=index == 0, overflow="fold", min_width=_widest(rows) if index == 0 else None)
    for row in rows:
        grid.add_row(*row)
    Console().print(grid)


def _widest(rows: Sequence[Sequence[str]]) -> int:
    return max((len(row[0]) for row in rows), default=0)
