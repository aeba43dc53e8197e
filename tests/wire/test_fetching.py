"""The fetcher over real TLS on loopback, and every disguise of an address that is not out in the world."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Decoded
from heliograph.wire.fetching import Fetcher, FetchLimits, is_global

INSIDE = [
    "127.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "fe80::1%eth0", "::ffff:127.0.0.1",
    "::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "", "localhost", "0x7f.1", "2130706433",
]  # fmt: skip


@pytest.mark.parametrize("text", INSIDE)
def test_addresses_that_are_not_out_in_the_world(text: str) -> None:
    assert not is_global(text)


@pytest.mark.parametrize("text", ["8.8.8.8", "2606:4700::1111"])
def test_addresses_that_are(text: str) -> None:
    assert is_global(text)


@pytest.mark.parametrize(
    "uri",
    [
        "http://example.com/a.png", "https://example.com:8443/", "https://user@example.com/", "file:///etc/passwd",
        "gopher://x/", "https:///x", "https://example.com\\@evil.com/", "https://exa mple.com/", "https://ｅvil.com/",
        "https://example.com/\r\nHost: x", "ftp://example.com/", "https://h:99999/", "data:image/png;base64,AA==", "x",
    ],
)  # fmt: skip
def test_only_plain_https_addresses_are_tried(uri: str) -> None:
    def never(host: str, port: int) -> list[str]:
        raise AssertionError(f"{host} was looked up")

    with pytest.raises(InvalidArgument):
        Fetcher(resolver=never).fetch(uri)


@pytest.mark.parametrize("found", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], []])
def test_one_address_inside_spoils_the_name(found: list[str]) -> None:
    with pytest.raises(InvalidArgument, match="cannot be fetched"):
        Fetcher(resolver=lambda host, port: found).fetch("https://example.com/a.png")


CERTIFICATE = Path(__file__).with_name("pictures.example.pem")


@contextmanager
def serving(answer: bytes, pause: float = 0.0) -> Iterator[Fetcher]:
    """A TLS server on loopback that gives one answer, and a fetcher that believes it to be out in the world."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        try:
            with context.wrap_socket(listener.accept()[0], server_side=True) as line:
                line.recv(65536)
                for byte in (answer[i : i + 1] for i in range(len(answer))) if pause else (answer,):
                    line.sendall(byte)
                    threading.Event().wait(pause)
        except OSError:
            return  # the fetcher hung up, as it should

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield Fetcher(
            FetchLimits(bytes=1000, seconds=1.0),
            resolver=lambda host, port: ["8.8.8.8"],
            connect=lambda address, seconds: socket.create_connection(listener.getsockname(), seconds),
            trust=ssl.create_default_context(cafile=str(CERTIFICATE)),
        )
    finally:
        thread.join(10)
        listener.close()


def test_a_picture_is_fetched_with_its_type() -> None:
    with serving(b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 3\r\n\r\nabc") as fetcher:
        media = fetcher.fetch("https://pictures.example/a.png?x=1")
    assert (media.mime_type, media.source) == ("image/png", Decoded(b"abc"))


@pytest.mark.parametrize(
    ("answer", "pause"),
    [
        (b"HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\nContent-Length: 0\r\n\r\n", 0),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", 0),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + b"x" * 2000, 0),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + b"x" * 500, 0.05),
        (b"nonsense\r\n\r\n", 0),
        (b"", 0),
    ],
)
def test_redirects_large_files_slow_ones_and_nonsense_are_refused(answer: bytes, pause: float) -> None:
    with serving(answer, pause) as fetcher, pytest.raises(InvalidArgument):
        fetcher.fetch("https://pictures.example/a.png")


def test_a_certificate_of_another_name_is_not_believed() -> None:
    with serving(b"") as fetcher, pytest.raises(InvalidArgument, match="cannot be fetched"):
        fetcher.fetch("https://other.example/a.png")
