"""The one HTTP client of the command line: asks a house in JSON and turns its errors into exit statuses."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from heliograph.cli.outcome import Exit, Stop

STATUSES = {401: Exit.ACCESS, 403: Exit.ACCESS, 402: Exit.BUDGET, 408: Exit.UPSTREAM, 429: Exit.UPSTREAM}


@dataclass(frozen=True, slots=True)
class Answer:
    """``headers`` have names in lower case; ``body`` is the parsed JSON."""

    headers: dict[str, str]
    body: Any

    def note(self, name: str) -> str:
        """What the house says beside the answer in ``x-heliograph-NAME``; empty when it says nothing."""
        return unquote(self.headers.get(f"x-heliograph-{name}", ""))


@dataclass(frozen=True, slots=True)
class Gate:
    """A house at ``address`` that knows us by ``key``. ``seconds`` bounds one answer."""

    address: str
    key: str
    seconds: float = 300.0

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, body: Any) -> Answer:
        return self.ask("POST", path, body)

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        """Raises Stop with the house's own words."""
        headers, raw = self._sent(method, path, body)
        return Answer(headers, _read(raw, self.address))

    def fetch(self, path: str) -> bytes:
        """A file of the house. Raises Stop as ``ask`` does."""
        return self._sent("GET", path, None)[1]

    def _sent(self, method: str, path: str, body: Any) -> tuple[dict[str, str], bytes]:
        place = urlsplit(self.address)
        line = _connection(place, self.seconds)
        try:
            line.request(method, place.path.rstrip("/") + path, _written(body), _headers(self.key))
            reply = line.getresponse()
            raw = reply.read()
        except TimeoutError:
            raise Stop(Exit.UPSTREAM, f"{self.address} did not answer within {self.seconds:.0f} s.") from None
        except (OSError, http.client.HTTPException) as error:
            raise Stop(Exit.UPSTREAM, f"{self.address} cannot be reached: {error}.") from error
        finally:
            line.close()
        headers = {name.lower(): value for name, value in reply.getheaders()}
        if reply.status >= 400:
            raise _refused(reply.status, Answer(headers, _read(raw, self.address)))
        return headers, raw


def _connection(place: SplitResult, seconds: float) -> http.client.HTTPConnection:
    if place.scheme not in {"http", "https"} or not place.hostname:
        raise Stop(Exit.USAGE, f"{place.geturl()!r} is no address: it should begin with http:// or https://.")
    kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
    return kind(place.hostname, place.port, timeout=seconds)


def _headers(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", "Content-Type": "application/json", "User-Agent": "heliograph-cli"}


def _written(body: Any) -> bytes | None:
    return None if body is None else json.dumps(body, separators=(",", ":")).encode()


def _read(raw: bytes, address: str) -> Any:
    try:
        return json.loads(raw) if raw else None
    except ValueError:
        raise Stop(Exit.UPSTREAM, f"{address} did not answer in JSON: is it a Heliograph?") from None


def _refused(status: int, answer: Answer) -> Stop:
    error = answer.body.get("error") if isinstance(answer.body, dict) else None
    error = error if isinstance(error, dict) else {}
    words = str(error.get("message") or f"The house answered with status {status}.")
    if "policy" in str(error.get("code", "")):
        return Stop(Exit.REFUSED, words)
    return Stop(STATUSES.get(status, Exit.USAGE if status < 500 else Exit.UPSTREAM), words)
