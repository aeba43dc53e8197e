"""The strict JSON parser for small text: one document, UTF-8, bounded depth and width, nothing said twice.

It knows nothing of holes; a caller may hand it a reader of his own for numbers that are not numbers (see `holes`).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any, NoReturn

from heliograph.domain.errors import InvalidArgument

MAX_DEPTH = 64
MAX_KEYS = 10_000
MIN_INTEGER, MAX_INTEGER = -(2**63), 2**64 - 1
_MAX_DIGITS = 20

_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_SUSPICIOUS = re.compile(rb"\\u(?:[dD][89a-fA-F]|0000)")

Fraction = Callable[[str], Any]


def fraction(text: str) -> float:
    """A JSON number with a point or an exponent. Raises InvalidArgument when no double can hold it."""
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise InvalidArgument(message=f"The JSON body has a number that is too large: {text[:40]}.")
    return value


def parse(text: bytes, fractions: Fraction = fraction) -> Any:
    """The value of one JSON document. Raises InvalidArgument, and nothing else, for whatever is not one."""
    _refuse_other_encodings(text)
    if _too_deep(text):
        raise InvalidArgument(message=f"The JSON body is nested more than {MAX_DEPTH} levels deep.")
    try:
        decoded = text.decode("utf-8")
        value = json.loads(
            decoded,
            object_pairs_hook=_unique,
            parse_int=_integer,
            parse_float=fractions,
            parse_constant=_not_a_number,
        )
    except UnicodeDecodeError as error:
        raise InvalidArgument(message=f"The JSON body is not valid UTF-8 (at byte {error.start}).") from error
    except json.JSONDecodeError as error:
        raise InvalidArgument(message=_told(error)) from error
    if _SUSPICIOUS.search(text):
        _refuse_broken_text(value)
    return value


def _too_deep(text: bytes) -> bool:
    """Whether brackets outside strings nest beyond `MAX_DEPTH`: asked before parsing, so that no stack overflows."""
    brackets = text.translate(None, _NOT_BRACKETS)
    if brackets.count(b"[") + brackets.count(b"{") <= MAX_DEPTH:
        return False
    level = 0
    for bracket in _STRING.sub(b"", text).translate(None, _NOT_BRACKETS):
        level += 1 if bracket in b"[{" else -1
        if level > MAX_DEPTH:
            return True
    return False


def _refuse_other_encodings(text: bytes) -> None:
    if text.startswith(b"\xef\xbb\xbf"):
        raise InvalidArgument(message="The JSON body begins with a byte order mark; send UTF-8 without one.")
    if text.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in text[:4]:
        raise InvalidArgument(message="The JSON body is not UTF-8 (it looks like UTF-16 or UTF-32).")
    if not text.strip():
        raise InvalidArgument(message="The request has no body; a JSON object is expected.")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MAX_KEYS:
        raise InvalidArgument(message=f"A JSON object has more than {MAX_KEYS:,} keys.")
    found = dict(pairs)
    if len(found) < len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise InvalidArgument(message=f"The key {shown(twice)} stands twice in one JSON object.", field=twice[:80])
    return found


def _integer(text: str) -> int:
    if len(text) <= _MAX_DIGITS and MIN_INTEGER <= (value := int(text)) <= MAX_INTEGER:
        return value
    raise InvalidArgument(message=f"The JSON body has an integer beyond 64 bits: {text[:40]}.")


def _not_a_number(text: str) -> NoReturn:
    raise InvalidArgument(message=f"{text} is not JSON.")


def _refuse_broken_text(value: Any) -> None:
    if isinstance(value, str):
        refuse_broken(value)
    elif isinstance(value, dict):
        for key, item in value.items():
            refuse_broken(key)
            _refuse_broken_text(item)
    elif isinstance(value, list):
        for item in value:
            _refuse_broken_text(item)


def refuse_broken(text: str) -> None:
    """Raise InvalidArgument for half of a surrogate pair or a NUL, which no UTF-8 text or database holds."""
    if "\0" in text:
        raise InvalidArgument(message="A text in the JSON body holds a NUL character.")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidArgument(message="A text in the JSON body holds half of a surrogate pair.") from error


def _told(error: json.JSONDecodeError) -> str:
    if error.msg == "Extra data":
        return f"Something stands after the end of the JSON document (line {error.lineno}, column {error.colno})."
    return f"The body is not valid JSON: {error.msg} (line {error.lineno}, column {error.colno})."


def shown(text: str) -> str:
    """A caller's word as it may stand in a message: quoted and short."""
    return json.dumps(text if len(text) <= 60 else text[:57] + "...", ensure_ascii=False)
