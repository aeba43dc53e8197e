"""Paths that are no dialect's: health, readiness, the page, the docs. Nobody needs a key for these."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from heliograph.dialects.protocol import Reply

Source = Callable[[], Reply]


class Pages:
    """Exact paths first, then folders of documents."""

    def __init__(self, pages: Mapping[str, Source], documents: Callable[[str], Reply | None]) -> None:
        self._pages = dict(pages)
        self._documents = documents

    def __call__(self, path: str) -> Reply | None:
        if (page := self._pages.get(path)) is not None:
            return page()
        return self._documents(path) if path.startswith("/docs") else None


def json_page(value: Mapping[str, Any], status: int = 200) -> Reply:
    """A small JSON answer."""
    return Reply(status=status, body=[json.dumps(value, separators=(",", ":")).encode()])


def readiness(checks: Mapping[str, Callable[[], str]]) -> Reply:
    """Every check gives an empty string when it is well, else what ails it."""
    ailing = {name: text for name, check in checks.items() if (text := check())}
    state = {name: ailing.get(name, "ok") for name in checks}
    return json_page({"ready": not ailing, "checks": state}, status=503 if ailing else 200)
