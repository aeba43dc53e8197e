"""Files by pieces: what Google's SDKs send, and what is no upload."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from heliograph.domain.errors import InvalidArgument
from heliograph.domain.films import AppendUpload, FilePage, StartUpload, Upload
from heliograph.domain.operation import StoredMedia
from heliograph.formats.gemini import uploads

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FILE = StoredMedia(id="f1", mime_type="image/png", size=1484, sha256="ff00", name="a cat", created=NOW, expires=NOW)
START = {"x-goog-upload-protocol": "resumable", "x-goog-upload-command": "start"}


def address(file: StoredMedia) -> str:
    return f"http://here/gemini/v1beta/files/{file.id}:download?alt=media"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, {"file": {"display_name": "a cat", "mime_type": "image/png", "size_bytes": 1484}}),
        ({}, {"file": {"displayName": "a cat", "mimeType": "image/png", "sizeBytes": "1484"}}),
        (
            {
                "x-goog-upload-header-content-length": "1484",
                "x-goog-upload-header-content-type": "image/png; charset=x",
                "x-goog-upload-file-name": "a cat",
            },
            None,
        ),
    ],
)
def test_a_beginning(headers: dict[str, str], body: Any) -> None:
    assert uploads.read_start(START | headers, body) == StartUpload(mime_type="image/png", name="a cat", size=1484)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (START, None),
        (START, {"file": {"mimeType": "picture"}}),
        (START, {"file": {"mimeType": "image/png\r\nx: y"}}),
        (START | {"x-goog-upload-header-content-length": "many"}, {"file": {"mimeType": "image/png"}}),
        (START | {"x-goog-upload-command": "upload"}, {"file": {"mimeType": "image/png"}}),
        (START | {"x-goog-upload-protocol": "raw"}, {"file": {"mimeType": "image/png"}}),
        ({}, {"file": {"mimeType": "image/png"}}),
    ],
)
def test_no_beginning(headers: dict[str, str], body: Any) -> None:
    with pytest.raises(InvalidArgument):
        uploads.read_start(headers, body)


def piece(command: str, offset: str = "") -> AppendUpload:
    headers = {"x-goog-upload-command": command} | ({"x-goog-upload-offset": offset} if offset else {})
    return uploads.read_piece("t", headers, [b"ab", b"c"])


def test_pieces() -> None:
    assert piece("upload", "0") == AppendUpload(token="t", offset=0, data=(b"ab", b"c"))
    assert piece("upload, finalize", "7") == AppendUpload(token="t", offset=7, data=(b"ab", b"c"), finish=True)
    assert piece("finalize") == AppendUpload(token="t", finish=True)
    assert piece("query") == AppendUpload(token="t")
    for command, offset in (("upload", ""), ("upload", "-1"), ("upload", "²"), ("cancel", "0"), ("", "0")):
        with pytest.raises(InvalidArgument):
            piece(command, offset)


def test_a_sender_learns_how_far_it_is() -> None:
    begun = uploads.upload_headers(Upload(token="t"), "http://here/t")
    assert begun["x-goog-upload-url"] == "http://here/t"
    assert (begun["x-goog-upload-status"], begun["x-goog-upload-size-received"]) == ("active", "0")
    ended = Upload(token="t", received=1484, file=FILE)
    assert uploads.upload_headers(ended)["x-goog-upload-status"] == "final"
    assert uploads.write_upload(Upload(token="t"), address) == {}
    assert uploads.write_upload(ended, address) == {"file": uploads.write_file(FILE, address)}


def test_a_row_golden() -> None:
    assert uploads.write_file(FILE, address) == {
        "name": "files/f1",
        "uri": "http://here/gemini/v1beta/files/f1",
        "downloadUri": "http://here/gemini/v1beta/files/f1:download?alt=media",
        "mimeType": "image/png",
        "sizeBytes": "1484",
        "state": "ACTIVE",
        "sha256Hash": "/wA=",
        "displayName": "a cat",
        "createTime": "2026-11-22T12:00:00.000Z",
        "updateTime": "2026-11-22T12:00:00.000Z",
        "expirationTime": "2026-11-22T12:00:00.000Z",
    }
    page = uploads.write_files(FilePage(files=(FILE,), next_page_token="f1"), address)
    assert (len(page["files"]), page["nextPageToken"]) == (1, "f1")
    assert uploads.write_files(FilePage(files=()), address) == {"files": []}
