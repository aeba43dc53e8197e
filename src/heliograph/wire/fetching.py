"""The one way to fetch an address that came from outside: https only, one look-up, no redirects, capped, timed.

What decides is the address that is really connected to, never the text. Knows no vendor and no picture.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Decoded, Media

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]
Connect = Callable[[tuple[str, int], float], socket.socket]
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_TRANSLATED = ipaddress.IPv6Network("::ffff:0:0:0/96")
_STEP = 64 * 1024


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """``bytes`` of one file, ``seconds`` for all of it together."""

    bytes: int = 10 * 1024 * 1024
    seconds: float = 10.0


def resolve(host: str, port: int) -> list[str]:
    """Every address of a name, from the system's resolver."""
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Fetcher:
    """Fetches pictures by address. One answer for whatever cannot be fetched: it tells nobody what is open inside."""

    def __init__(
        self,
        limits: FetchLimits | None = None,
        resolver: Resolve = resolve,
        connect: Connect = socket.create_connection,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits or FetchLimits()
        self._resolve = resolver
        self._connect = connect
        self._trust = trust or ssl.create_default_context()

    def fetch(self, uri: str) -> Media:
        """The file at an address. Raises InvalidArgument for an address that may not or cannot be fetched."""
        host, port, path = _parts(uri)
        deadline = time.monotonic() + self._limits.seconds
        try:
            chosen = self._chosen(host, port)
            plain = self._connect((chosen, port), _left(deadline))
            with plain, self._trust.wrap_socket(plain, server_hostname=host) as line:
                return self._read(line, host, path, deadline)
        except (OSError, http.client.HTTPException, UnicodeError):
            raise _cannot() from None

    def _chosen(self, host: str, port: int) -> str:
        """The one address to connect to; every address of the name must be out in the world."""
        found = self._resolve(host, port)
        if not found or not all(is_global(text) for text in found):
            raise _cannot()
        return found[0]

    def _read(self, line: ssl.SSLSocket, host: str, path: str, deadline: float) -> Media:
        # the framing is the standard library's; the connection is ours, so it cannot go anywhere else
        request = (
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: image/*\r\nAccept-Encoding: identity\r\n"
            "Connection: close\r\nUser-Agent: heliograph\r\n\r\n"
        )
        line.settimeout(_left(deadline))
        line.sendall(request.encode("ascii"))
        reply = http.client.HTTPResponse(line, method="GET")
        reply.begin()
        if reply.status != 200:
            raise _cannot()
        data = self._body(line, reply, deadline)
        return Media(mime_type=reply.headers.get_content_type(), source=Decoded(data))

    def _body(self, line: ssl.SSLSocket, reply: http.client.HTTPResponse, deadline: float) -> bytes:
        pieces: list[bytes] = []
        total = 0
        while piece := reply.read1(_STEP):
            line.settimeout(_left(deadline))
            total += len(piece)
            if total > self._limits.bytes:
                raise InvalidArgument(message=f"The file at that address is larger than {self._limits.bytes} bytes.")
            pieces.append(piece)
        if reply.length:
            raise _cannot()
        return b"".join(pieces)


def is_global(text: str) -> bool:
    """Whether an address is out in the world, also when it hides another one inside (mapped, compatible, translated,
    6to4, NAT64, Teredo)."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (address, *_inside(address)))


def _inside(address: Address) -> list[Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    hidden: list[Address] = [found for found in (address.ipv4_mapped, address.sixtofour) if found is not None]
    if address.teredo is not None:
        hidden += address.teredo
    if any(address in network for network in (_NAT64, _COMPATIBLE, _TRANSLATED)):
        hidden.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return hidden


def _parts(uri: str) -> tuple[str, int, str]:
    """Host, port and path, rebuilt from what was parsed. Raises InvalidArgument for all but plain https addresses."""
    if not uri.isascii() or any(letter <= " " or letter in '\\"<>^`{|}' for letter in uri):
        raise _refused("The address has characters that no address has.")
    parts = urlsplit(uri)
    try:
        port = parts.port or 443
    except ValueError:
        raise _refused("The address has a port that is none.") from None
    if parts.scheme != "https" or port != 443:
        raise _refused("Only https addresses on port 443 are fetched.")
    if not parts.hostname or "@" in parts.netloc:
        raise _refused("The address names no host, or carries a user name.")
    return parts.hostname.rstrip("."), port, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _left(deadline: float) -> float:
    """Seconds that remain. Raises TimeoutError when there are none."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _refused(why: str) -> InvalidArgument:
    return InvalidArgument(message=why, allowed=("https://HOST/PATH",), docs="fetching")


def _cannot() -> InvalidArgument:
    return InvalidArgument(message="The picture at that address cannot be fetched.", docs="fetching")
