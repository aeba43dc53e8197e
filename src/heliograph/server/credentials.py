"""Where a request may carry its key, and how to keep that key out of everything that is written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Pairs = Iterable[tuple[str, str]]


def secrets(headers: Pairs, query: Pairs) -> Iterator[str]:
    """Every key of a request: bearer token, x-goog-api-key, ?key=, and each as often as it is sent."""
    for name, value in headers:
        scheme, _, token = value.partition(" ")
        if name == "authorization" and scheme.lower() == "bearer":
            yield token.strip()
        elif name == "x-goog-api-key":
            yield value.strip()
    for name, value in query:
        if name == "key":
            yield value.strip()
