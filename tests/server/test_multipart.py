"""Multipart forms: fields and files, bounds, and bodies nobody should send."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.domain.errors import InvalidArgument, PayloadTooLarge, UnsupportedMediaType
from heliograph.domain.media import Decoded
from heliograph.server.multipart import MAX_HEADER_BYTES, MAX_PARTS, MAX_TEXT_BYTES, read_form

KIND = "multipart/form-data; boundary=edge"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def part(headers: str, content: bytes) -> bytes:
    return b"--edge\r\n" + headers.encode() + b"\r\n\r\n" + content + b"\r\n"


def text(name: str, value: str) -> bytes:
    return part(f'Content-Disposition: form-data; name="{name}"', value.encode())


def file(name: str, content: bytes, filename: str = "a.png", kind: str = "image/png") -> bytes:
    return part(
        f'Content-Disposition: form-data; name="{name}"; filename="{filename}"\r\nContent-Type: {kind}', content
    )


def form(*parts: bytes) -> bytes:
    return b"".join(parts) + b"--edge--\r\n"


def test_fields_and_files() -> None:
    body = form(text("prompt", "a café"), file("image[]", PNG), file("image[]", b"two", "b.webp", "image/webp"))
    fields, uploads = read_form(body, KIND)
    assert fields == {"prompt": "a café"}
    assert [(up.name, up.media.name, up.media.mime_type) for up in uploads] == [
        ("image[]", "a.png", "image/png"),
        ("image[]", "b.webp", "image/webp"),
    ]
    source = uploads[0].media.source
    assert isinstance(source, Decoded)
    assert bytes(source.data) == PNG


def test_a_file_is_a_view_of_the_body() -> None:
    body = form(file("image", PNG))
    source = read_form(body, KIND)[1][0].media.source
    assert isinstance(source, Decoded)
    assert isinstance(source.data, memoryview)
    assert source.data.obj is body


def test_a_type_that_says_nothing_is_no_type() -> None:
    _, (upload,) = read_form(form(file("image", PNG, "blob", "application/octet-stream")), KIND)
    assert upload.media.mime_type == ""
    assert upload.media.name == "blob"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "last boundary"),
        (b"hello", "cannot be read"),
        (text("prompt", "x"), "last boundary"),
        (form(text("prompt", "a"), text("prompt", "b")), "twice"),
        (form(part('Content-Disposition: form-data; name="p"', b"\xff\xfe")), "not UTF-8"),
        (form(part('Content-Disposition: form-data; name="p"', b"a\x00b")), "NUL"),
        (form(part("Content-Disposition: form-data", b"x")), "no name"),
        (form(part("X-Other: 1", b"x")), "no name"),
        (form(part("Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b", b"x")), "twice"),
        (form(part("X-Long: " + "x" * (MAX_HEADER_BYTES + 1), b"x")), "cannot be read"),
        (form(part("\r\n".join(f"X-{i}: 1" for i in range(17)), b"x")), "cannot be read"),
        (form(file("image", b"")), "empty"),
    ],
)
def test_bad_bodies_are_refused(body: bytes, said: str) -> None:
    with pytest.raises(InvalidArgument, match=said):
        read_form(body, KIND)


def test_bounds() -> None:
    with pytest.raises(PayloadTooLarge, match="parts"):
        read_form(form(*(text(f"f{i}", "x") for i in range(MAX_PARTS + 1))), KIND)
    with pytest.raises(PayloadTooLarge, match="longer"):
        read_form(form(text("prompt", "x" * (MAX_TEXT_BYTES + 1))), KIND)


@pytest.mark.parametrize(
    "kind", ["", "application/json", "application/x-www-form-urlencoded", "multipart/mixed; boundary=e"]
)
def test_other_types_are_refused(kind: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        read_form(form(text("prompt", "x")), kind)


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", f"multipart/form-data; boundary={'b' * 71}"]
)
def test_a_boundary_is_needed(kind: str) -> None:
    with pytest.raises(InvalidArgument, match="boundary"):
        read_form(form(text("prompt", "x")), kind)


@given(st.binary(min_size=1, max_size=400).filter(lambda data: b"\r\n--edge" not in data))
def test_any_bytes_come_through(content: bytes) -> None:
    _, (upload,) = read_form(form(file("image", content)), KIND)
    assert isinstance(upload.media.source, Decoded)
    assert bytes(upload.media.source.data) == content


@given(st.binary(max_size=400))
def test_noise_is_an_invalid_argument_or_a_form(noise: bytes) -> None:
    with suppress(InvalidArgument):
        fields, uploads = read_form(b"--edge\r\n" + noise, KIND)
        assert fields or uploads or b"--edge--" in noise
