"""Where a request may carry its key, and how to keep that key out of everything that is written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def secrets(headers: Mapping[str, str], query: Mapping[str, str]) -> Iterator[str]:
    """Every key of a request: bearer token, x-goog-api-key, ?key=."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        yield token.strip()
    yield headers.get("x-goog-api-key", "").strip()
    yield query.get("key", "").strip()
