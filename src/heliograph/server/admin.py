"""The administrator's own paths: keys and usage as JSON, behind a token that no API key can stand in for."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from heliograph.dialects.protocol import Reply
from heliograph.domain.errors import GatewayError, InvalidArgument, NotFound, Unauthenticated

PREFIX = "/admin/v1/"
Action = Callable[[Mapping[str, str], Mapping[str, Any]], Any]
"""Takes the query and the JSON body, gives what is to be shown. Raises GatewayError."""


@dataclass(frozen=True, slots=True)
class Admin:
    """``actions`` by ``"GET keys"``. The token is compared in constant time."""

    token: str
    actions: Mapping[str, Action]

    def answer(self, method: str, path: str, secret: str, query: Mapping[str, str], body: Any) -> Reply:
        """The reply to one call; errors in one plain shape."""
        try:
            return _json(self._act(method, path, secret, query, body))
        except GatewayError as error:
            shown = {"code": error.http_status, "status": error.status, "message": error.sentence()}
            return _json({"error": shown}, error.http_status)

    def _act(self, method: str, path: str, secret: str, query: Mapping[str, str], body: Any) -> Any:
        if not hmac.compare_digest(secret.encode(), self.token.encode()):
            raise Unauthenticated(message="This is the administrator's door, and that is not the administrator's key.")
        action = self.actions.get(f"{method} {path.removeprefix(PREFIX)}")
        if action is None:
            raise NotFound(message="There is no such path.", allowed=tuple(sorted(self.actions)))
        if body is not None and not isinstance(body, Mapping):
            raise InvalidArgument(message="The body must be a JSON object.")
        return action(query, body or {})


def text_of(values: Mapping[str, Any], name: str, *, required: bool = False) -> str:
    """One text of a query or a body. Raises InvalidArgument."""
    value = values.get(name, "")
    if not isinstance(value, str) or (required and not value.strip()):
        raise InvalidArgument(message=f"{name} must be a text{' and is needed' if required else ''}.", field=name)
    return value.strip()


def _json(value: Any, status: int = 200) -> Reply:
    return Reply(status=status, body=[json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()])
