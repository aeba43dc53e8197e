"""Files of the Gemini API: uploads in pieces, their rows, and downloads by whatever address a client makes of ours."""

from __future__ import annotations

import re
from functools import partial

from heliograph.dialects.google_films import address, write_empty
from heliograph.dialects.protocol import Call, Endpoint, Reply
from heliograph.domain.errors import NotFound
from heliograph.domain.films import AnyRequest, DeleteFile, DownloadFile, FilePage, GetFile, ListFiles, Upload
from heliograph.domain.media import Stored
from heliograph.domain.operation import StoredMedia
from heliograph.domain.results import Result
from heliograph.formats.gemini import uploads
from heliograph.wire import holes
from heliograph.wire.fields import Fields

MAX_PAGE = 100
_ID = re.compile(r"[a-z0-9]{1,64}")
_DOWNLOAD = re.compile(r"(?:https?:/+.*files/)?([a-z0-9]{1,64}):download", re.DOTALL)
"""SDKs that are given an http address ask for that whole address behind `files/` (measured: google-genai 1.33 to 3.4,
@google/genai 1.52 to 3.1); proxies may merge its slashes."""


def file_endpoints(version: str) -> list[Endpoint]:
    """Every path of files under one version of the API."""
    files, upload = f"/gemini/{version}/files", f"/gemini/upload/{version}/files"
    one = f"{files}/{{file}}"
    return [
        Endpoint(method="POST", path=upload, verb="start_upload", read=_read_start, write=_write_start, raw=True),
        Endpoint(
            method="POST",
            path=f"{upload}/{{token}}",
            verb="upload",
            read=_read_piece,
            write=_write_piece,
            raw=True,
            keyless=True,
        ),
        Endpoint(method="GET", path=files, verb="list_files", read=_read_list, write=_write_page),
        Endpoint(method="GET", path=one, verb="get_file", read=_read_get, write=write_file),
        Endpoint(method="DELETE", path=one, verb="delete_file", read=_read_delete, write=write_empty),
        Endpoint(
            method="GET", path=f"{files}/{{file*}}", verb="download_file", read=_read_download, write=write_content
        ),
    ]


def _read_start(call: Call) -> AnyRequest:
    return uploads.read_start(call.headers, holes.read(call.raw) if any(call.raw) else None)


def _read_piece(call: Call) -> AnyRequest:
    return uploads.read_piece(call.path["token"], call.headers, call.raw)


def _read_list(call: Call) -> AnyRequest:
    query = Fields({key: value for key, value in call.query.items() if value})
    size = query.integer("pageSize", minimum=1)
    return ListFiles(page_size=None if size is None else min(size, MAX_PAGE), page_token=query.text("pageToken"))


def _read_get(call: Call) -> AnyRequest:
    file = call.path["file"]
    if _ID.fullmatch(file) is None:
        return _read_download(call)
    return DownloadFile(id=file) if call.query.get("alt") == "media" else GetFile(id=file)


def _read_delete(call: Call) -> AnyRequest:
    return DeleteFile(id=call.path["file"])


def _read_download(call: Call) -> AnyRequest:
    found = _DOWNLOAD.match(call.path["file"])
    if found is None:
        raise NotFound(message="There is no such file.", hint="Files are at files/ID and files/ID:download.")
    return DownloadFile(id=found[1])


def _write_start(call: Call, result: Result) -> Reply:
    assert isinstance(result, Upload), "Upload expected"
    place = f"{call.base}/gemini/upload/v1beta/files/{result.token}"
    return Reply(headers=uploads.upload_headers(result, place), body=[b"{}"])


def _write_piece(call: Call, result: Result) -> Reply:
    assert isinstance(result, Upload), "Upload expected"
    body = uploads.write_upload(result, partial(address, call))
    return Reply(headers=uploads.upload_headers(result), body=holes.write(body))


def _write_page(call: Call, result: Result) -> Reply:
    assert isinstance(result, FilePage), "FilePage expected"
    return Reply(body=holes.write(uploads.write_files(result, partial(address, call))))


def write_file(call: Call, result: Result) -> Reply:
    """A file's row, or its bytes where they were asked for."""
    assert isinstance(result, StoredMedia), "StoredMedia expected"
    if result.content is not None:
        return write_content(call, result)
    return Reply(body=holes.write(uploads.write_file(result, partial(address, call))))


def write_content(call: Call, result: Result) -> Reply:
    """A file's bytes. Raises NotFound when they are no longer there."""
    assert isinstance(result, StoredMedia), "StoredMedia expected"
    if result.content is None or not isinstance(result.content.source, Stored):
        raise NotFound(message="The bytes of this file are no longer here.", docs="files")
    return Reply(content_type=result.mime_type, file=result.content.source, etag=result.sha256)
