"""A reader over one JSON object: keys in any case, values typed, errors in the caller's own spelling.

It remembers which keys were taken, so that nothing is dropped silently: `Fields.left` names the others.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Media
from heliograph.wire import addresses, strict
from heliograph.wire.span import Span

_WHOLE = re.compile(r"-?\d{1,19}", re.ASCII)


def fold(word: str) -> str:
    """The one spelling behind `aspectRatio`, `aspect_ratio` and `Aspect-Ratio`."""
    return word.replace("_", "").replace("-", "").lower()


class Fields:
    """``path`` is where the object stands in the body: `generationConfig.imageConfig`. A key whose value is null
    counts as absent, as protobuf's JSON has it. Every reader takes several names for one thing and raises
    InvalidArgument when two of them are given with different values, or when the value is not what it should be."""

    def __init__(self, value: Any, path: str = "") -> None:
        if not isinstance(value, Mapping):
            raise _wrong(path or "the body", "a JSON object", value)
        self.path = path
        self._found: dict[str, tuple[str, Any]] = {}
        self._taken: set[str] = set()
        self._inner: dict[str, list[Fields]] = {}
        for key, item in value.items():
            self._add(key, item)

    def _add(self, key: str, item: Any) -> None:
        folded = fold(key)
        if folded in self._found:
            other = self._found[folded][0]
            raise InvalidArgument(
                message=f"{self._at(other)} is given twice, as {strict.shown(other)} and {strict.shown(key)}.",
                field=self._at(key),
            )
        self._found[folded] = (key, item)

    def _at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    # where things stand

    def spelled(self, *names: str) -> str:
        """The full path of a field as the caller spelt it, or by its first name when he did not give it."""
        for name in names:
            if (found := self._found.get(fold(name))) is not None and found[1] is not None:
                return self._at(found[0])
        return self._at(names[0])

    def has(self, *names: str) -> bool:
        """Whether one of the names is there with a value other than null. Takes nothing."""
        return any((found := self._found.get(fold(name))) is not None and found[1] is not None for name in names)

    def left(self) -> list[str]:
        """Paths of all keys that nobody took, here and in the objects taken from here, in the caller's order."""
        return list(self._left())

    def _left(self) -> Iterator[str]:
        for folded, (key, item) in self._found.items():
            if folded not in self._taken and item is not None:
                yield self._at(key)
            for inner in self._inner.get(folded, ()):
                yield from inner._left()

    def require(self, *names: str) -> None:
        """Raise InvalidArgument unless one of the names is there."""
        if not self.has(*names):
            raise InvalidArgument(message=f"{self._at(names[0])} is missing.", field=self._at(names[0]))

    def take(self, *names: str) -> Any:
        """The value as it stands, None when absent."""
        given = [(key, item) for key, item in map(self._one, names) if item is not None]
        if not given:
            return None
        (first, value), *others = given
        for other, item in others:
            if item != value:
                raise InvalidArgument(
                    message=f"{self._at(first)} and {self._at(other)} mean the same and are given different values.",
                    field=self._at(other),
                )
        return value

    def peek(self, name: str) -> Any:
        """The value as it stands, without taking it."""
        return self._found.get(fold(name), (name, None))[1]

    def _one(self, name: str) -> tuple[str, Any]:
        folded = fold(name)
        if folded not in self._found:
            return name, None
        self._taken.add(folded)
        return self._found[folded]

    # typed values

    def text(self, *names: str) -> str | None:
        """A string of any length."""
        value = self.take(*names)
        if value is None or isinstance(value, str):
            return value
        if isinstance(value, Span):
            return value.text()
        raise _wrong(self.spelled(*names), "a text", value)

    def integer(self, *names: str, minimum: int | None = None, maximum: int | None = None) -> int | None:
        """A whole number; protobuf's JSON writes some as strings ("4"). Not a boolean, nor 1.0."""
        value = self.take(*names)
        if value is None:
            return None
        if isinstance(value, str) and _WHOLE.fullmatch(value):
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise _wrong(self.spelled(*names), "a whole number", value)
        self._bound(value, names, minimum, maximum)
        return value

    def number(self, *names: str, minimum: float | None = None, maximum: float | None = None) -> float | None:
        """A number, whole or not."""
        value = self.take(*names)
        if value is None:
            return None
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise _wrong(self.spelled(*names), "a number", value)
        self._bound(value, names, minimum, maximum)
        return float(value)

    def _bound(self, value: float, names: Sequence[str], minimum: float | None, maximum: float | None) -> None:
        low, high = minimum is not None and value < minimum, maximum is not None and value > maximum
        if low or high:
            bound = f"at least {minimum}" if maximum is None else f"from {minimum} to {maximum}"
            where = self.spelled(*names)
            raise InvalidArgument(
                message=f"{where} must be {bound if minimum is not None else f'at most {maximum}'}; got {value}.",
                field=where,
                nearest=str(minimum if low else maximum),
            )

    def boolean(self, *names: str) -> bool | None:
        """true or false, nothing that looks like it."""
        value = self.take(*names)
        if value is None or isinstance(value, bool):
            return value
        raise _wrong(self.spelled(*names), "true or false", value)

    def choice(self, *names: str, allowed: Sequence[str]) -> str | None:
        """One of ``allowed``, in any case, given back in the spelling of ``allowed``."""
        value = self.text(*names)
        return None if value is None else _chosen(value, allowed, self.spelled(*names))

    def choices(self, *names: str, allowed: Sequence[str]) -> list[str]:
        """An array of such; empty when absent."""
        where = self.spelled(*names)
        return [_chosen(value, allowed, f"{where}[{at}]") for at, value in enumerate(self.texts(*names))]

    def object(self, *names: str) -> Fields | None:
        """The object inside, whose untaken keys count as untaken here."""
        value = self.take(*names)
        return None if value is None else self._within(Fields(value, self.spelled(*names)), names)

    def objects(self, *names: str) -> list[Fields]:
        """An array of objects; empty when absent."""
        where = self.spelled(*names)
        return [self._within(Fields(item, f"{where}[{at}]"), names) for at, item in enumerate(self.array(*names))]

    def _within(self, inner: Fields, names: Sequence[str]) -> Fields:
        given = next(name for name in names if self.has(name))
        self._inner.setdefault(fold(given), []).append(inner)
        return inner

    def array(self, *names: str) -> list[Any]:
        """An array; empty when absent."""
        value = self.take(*names)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        raise _wrong(self.spelled(*names), "an array", value)

    def texts(self, *names: str) -> list[str]:
        """An array of strings; empty when absent."""
        where, values = self.spelled(*names), self.array(*names)
        for at, value in enumerate(values):
            if not isinstance(value, str):
                raise _wrong(f"{where}[{at}]", "a text", value)
        return values

    def media(self, *names: str, mime_type: str = "") -> Media | None:
        """Base64 text, a data URL (whose own type wins) or an address, as Media; nothing is decoded or fetched."""
        value = self.take(*names)
        if value is None:
            return None
        if not isinstance(value, str | Span):
            raise _wrong(self.spelled(*names), "base64 text", value)
        return addresses.media(value, mime_type, self.spelled(*names))


def _chosen(value: str, allowed: Sequence[str], where: str) -> str:
    choices = {fold(one): one for one in allowed}
    if fold(value) in choices:
        return choices[fold(value)]
    nearest = difflib.get_close_matches(fold(value)[:80], choices, 1, 0.4)
    raise InvalidArgument(
        message=f"{where} cannot be {strict.shown(value)}.",
        field=where,
        allowed=tuple(allowed),
        nearest=choices[nearest[0]] if nearest else None,
    )


def _wrong(where: str, wanted: str, value: Any) -> InvalidArgument:
    return InvalidArgument(message=f"{where} must be {wanted}; got {_described(value)}.", field=where)


def _described(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, str):
        return f"the text {strict.shown(value)}"
    if isinstance(value, int | float):
        return str(value)
    return "a text" if isinstance(value, Span) else "an array" if isinstance(value, list) else "an object"
