"""Sniffing against Pillow's own files, cut anywhere and spoilt anyhow."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from heliograph.wire.sniff import Picture, mime_type, sniff


def file(kind: str, size: tuple[int, int], mode: str = "RGB", frames: int = 1, **options: Any) -> bytes:
    out = io.BytesIO()
    images = [Image.new(mode, size, 40 * at) for at in range(frames)]
    if frames > 1:
        options |= {"save_all": True, "append_images": images[1:], "duration": 50}
    images[0].save(out, kind, **options)
    return out.getvalue()


FILES = {
    "png": (file("PNG", (31, 17)), Picture("image/png", 31, 17)),
    "apng": (file("PNG", (31, 17), frames=3), Picture("image/png", 31, 17, 3)),
    "jpeg": (file("JPEG", (300, 7)), Picture("image/jpeg", 300, 7)),
    "progressive": (file("JPEG", (300, 7), progressive=True), Picture("image/jpeg", 300, 7)),
    "jpeg with metadata": (file("JPEG", (9, 8), exif=b"Exif\0\0" + b"x" * 60_000), Picture("image/jpeg", 9, 8)),
    "vp8": (file("WEBP", (33, 44)), Picture("image/webp", 33, 44)),
    "vp8l": (file("WEBP", (33, 44), lossless=True), Picture("image/webp", 33, 44)),
    "vp8x": (file("WEBP", (33, 44), exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0"), Picture("image/webp", 33, 44)),
    "animated webp": (file("WEBP", (33, 44), frames=4), Picture("image/webp", 33, 44, 4)),
    "gif": (file("GIF", (5, 600), "L"), Picture("image/gif", 5, 600)),
    "animated gif": (file("GIF", (5, 60), "L", frames=5), Picture("image/gif", 5, 60, 5)),
}


@pytest.mark.parametrize("name", FILES)
def test_whole_files(name: str) -> None:
    data, picture = FILES[name]
    assert sniff(data) == picture
    assert mime_type(data[:12]) == picture.mime_type


@pytest.mark.parametrize("name", FILES)
def test_a_beginning_tells_the_same_or_nothing(name: str) -> None:
    data, picture = FILES[name]
    for cut in [*range(0, 80), len(data) // 2]:
        found = sniff(data[:cut])
        assert found is None or (found.width, found.height) == (picture.width, picture.height)


@given(st.sampled_from(sorted(FILES)), st.integers(0, 80), st.binary(max_size=12))
def test_spoilt_files_never_raise(name: str, at: int, noise: bytes) -> None:
    data = FILES[name][0]
    found = sniff(data[:at] + noise + data[at + len(noise) :])
    assert found is None or (found.width > 0 and found.height > 0 and found.frames > 0)


@given(
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF....WEBPVP8X"]),
    st.binary(max_size=90),
)
def test_anything_at_all_never_raises(start: bytes, rest: bytes) -> None:
    found = sniff(start + rest)
    assert found is None or found.mime_type == mime_type(start + rest)


def test_what_is_no_picture() -> None:
    assert sniff(b"") is None
    assert sniff(b"<svg/>") is None
    assert mime_type(b"%PDF-1.7") is None
    assert sniff(b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 20) is None
