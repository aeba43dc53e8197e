"""HTTP/1.1 as uvicorn speaks it, with what it lacks: a deadline for the headers, and a 400 that is JSON."""

from __future__ import annotations

import asyncio
import json

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


def _plain(status: int, phrase: str, word: str, message: str) -> bytes:
    """A whole answer for a sender whose request could not be read: no dialect is known yet, so this is both's core."""
    error = {"code": status, "message": message, "status": word, "type": "invalid_request_error", "param": None}
    body = json.dumps({"error": error}, separators=(",", ":")).encode()
    head = (
        f"HTTP/1.1 {status} {phrase}\r\ncontent-type: application/json\r\n"
        f"content-length: {len(body)}\r\nconnection: close\r\n\r\n"
    )
    return head.encode("ascii") + body


BAD_REQUEST = _plain(400, "Bad Request", "INVALID_ARGUMENT", "This is not a request in HTTP/1.1 that can be read.")
TOO_SLOW = _plain(408, "Request Timeout", "CANCELLED", "The headers of the request did not arrive in time.")


class Protocol(HttpToolsProtocol):
    """Counts from the opening of the connection, or from the first byte of the next request, to its last header."""

    header_seconds = 20.0
    _deadline: asyncio.TimerHandle | None = None
    _begun = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        super().connection_made(transport)
        self._start()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._begun = True
        self._stop()
        self._start()

    def on_headers_complete(self) -> None:
        self._stop()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        self._stop()
        self.transport.write(BAD_REQUEST)
        self.transport.close()

    def _start(self) -> None:
        self._deadline = self.loop.call_later(self.header_seconds, self._late)

    def _stop(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _late(self) -> None:
        self._deadline = None
        if self.transport.is_closing():
            return
        if self._begun:  # a connection that never said a word is closed without one
            self.transport.write(TOO_SLOW)
        self.transport.close()


def protocol(header_seconds: float) -> type[Protocol]:
    """The protocol class with its own deadline."""

    class Timed(Protocol):
        pass

    Timed.header_seconds = header_seconds
    return Timed
