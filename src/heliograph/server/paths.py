"""Which endpoint a path and a method mean. Built once from the dialects' tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from heliograph.dialects.protocol import Dialect, Endpoint

_BRACE = re.compile(r"\{(\w+)(\*?)\}")


@dataclass(frozen=True, slots=True)
class Match:
    """``endpoint`` is None where the path is a dialect's own but nothing stands there; ``methods`` would do."""

    dialect: Dialect
    endpoint: Endpoint | None
    path: Mapping[str, str]
    methods: tuple[str, ...] = ()


class Paths:
    """All endpoints of all dialects, in order: the first that matches answers."""

    def __init__(self, dialects: Sequence[Dialect]) -> None:
        self._rows = [(d, e, re.compile(_pattern(e.path))) for d in dialects for e in d.endpoints]
        self._prefixes = sorted(((p, d) for d in dialects for p in d.prefixes), key=lambda row: -len(row[0]))

    def find(self, method: str, path: str) -> Match | None:
        """The endpoint for a raw (still percent-encoded) path; None where no dialect claims it."""
        methods: list[str] = []
        for dialect, endpoint, pattern in self._rows:
            if (found := pattern.fullmatch(path)) is None:
                continue
            if endpoint.method == method:
                return Match(dialect, endpoint, {k: unquote(v) for k, v in found.groupdict().items()})
            methods.append(endpoint.method)
        owner = self._owner(path)
        return Match(owner, None, {}, tuple(sorted(set(methods)))) if owner else None

    def _owner(self, path: str) -> Dialect | None:
        for prefix, dialect in self._prefixes:
            if path == prefix or path.startswith(prefix.rstrip("/") + "/"):
                return dialect
        return None


def _pattern(template: str) -> str:
    """``{name}`` is one segment without a verb, ``{name*}`` may hold slashes."""
    out, last = [], 0
    for brace in _BRACE.finditer(template):
        out.append(re.escape(template[last : brace.start()]))
        out.append(f"(?P<{brace[1]}>{'.+' if brace[2] else '[^/:]+'})")
        last = brace.end()
    return "".join(out) + re.escape(template[last:])
