"""Who may come in: a secret becomes a Caller, or a 401 that says nothing more. Knows no table and no header."""

from __future__ import annotations

from collections.abc import Iterable

from heliograph.domain.caller import Caller
from heliograph.domain.errors import InvalidArgument, Unauthenticated
from heliograph.gateway.ports import Keys

HINT = "Send a key as 'Authorization: Bearer KEY', 'x-goog-api-key: KEY' or '?key=KEY'."


def one_secret(secrets: Iterable[str]) -> str:
    """The one key a request carries. The same key sent twice is fine; two different ones are InvalidArgument."""
    found = {secret for secret in secrets if secret}
    if not found:
        raise Unauthenticated(message="This request carries no API key.", hint=HINT, docs="api_key_missing")
    if len(found) > 1:
        raise InvalidArgument(
            message="This request carries two different API keys.", hint="Send only one.", docs="api_key_conflict"
        )
    return found.pop()


class Access:
    """Turns secrets into callers."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def admit(self, secrets: Iterable[str]) -> Caller:
        """Raises Unauthenticated alike for a key that is unknown, revoked or expired."""
        caller = self._keys.caller(one_secret(secrets))
        if caller is None:
            raise Unauthenticated(
                message="This API key is not valid here.",
                hint="Make one with 'heliograph keys create NAME --data DIR'.",
                docs="api_key_invalid",
            )
        return caller
