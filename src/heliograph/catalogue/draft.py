"""A request while rules work on it: values by parameter name, the caller's spelling of each, what gets ignored."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, Generic, TypeVar

from heliograph.domain.requests import Asked

Ask = TypeVar("Ask", bound=Asked)


class Draft(Generic[Ask]):
    """``output.mime_type`` is the field ``mime_type`` of the field ``output``. A field that this kind of request does
    not have reads as None and cannot be set."""

    def __init__(self, ask: Ask) -> None:
        self.ask: Ask = ask
        self._changes: dict[str, Any] = {}
        self._ignored = list(ask.ignored)
        self._fields = {field.name for field in fields(ask)}

    def has(self, name: str) -> bool:
        """True when this kind of request can carry the parameter."""
        return name.partition(".")[0] in self._fields

    def __getitem__(self, name: str) -> Any:
        if name in self._changes:
            return self._changes[name]
        head, _, tail = name.partition(".")
        value = getattr(self.ask, head, None)
        return getattr(value, tail) if tail else value

    def __setitem__(self, name: str, value: Any) -> None:
        if value != self[name]:
            self._changes[name] = value

    def spelled(self, name: str) -> str:
        """The caller's own word for the parameter."""
        spelling = self.ask.spelling
        last = name.rpartition(".")[2]
        return spelling.get(name) or spelling.get(last) or last

    def ignore(self, name: str) -> None:
        """Notes that the value asked for has no effect."""
        word = self.spelled(name)
        if word not in self._ignored:
            self._ignored.append(word)

    def done(self) -> Ask:
        """The request with all changes."""
        output = {name.partition(".")[2]: value for name, value in self._changes.items() if "." in name}
        plain = {name: value for name, value in self._changes.items() if "." not in name}
        if output:
            plain["output"] = replace(self["output"], **output)
        made: Ask = replace(self.ask, **plain, ignored=tuple(self._ignored))
        return made
