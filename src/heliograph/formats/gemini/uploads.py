"""Files as the Gemini API keeps them: their rows, and the headers and bodies that bring one in by pieces.

The protocol is that of google-genai 3.4 and @google/genai 3.1 (measured): `X-Goog-Upload-*` headers."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from heliograph.domain.errors import InvalidArgument
from heliograph.domain.films import AppendUpload, FilePage, StartUpload, Upload
from heliograph.domain.operation import StoredMedia
from heliograph.formats.gemini.operations import write_time
from heliograph.wire.fields import Fields

Address = Callable[[StoredMedia], str]
COMMAND, OFFSET, PROTOCOL = "x-goog-upload-command", "x-goog-upload-offset", "x-goog-upload-protocol"
LENGTH, TYPE, NAME = (
    "x-goog-upload-header-content-length",
    "x-goog-upload-header-content-type",
    "x-goog-upload-file-name",
)
_MIME = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,62}/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}", re.ASCII)


def read_start(headers: Mapping[str, str], value: Any) -> StartUpload:
    """The first request: headers, and perhaps a body `{"file": {...}}` in either case. Raises InvalidArgument."""
    if headers.get(PROTOCOL, "").lower() != "resumable" or headers.get(COMMAND, "").lower() != "start":
        raise InvalidArgument(
            message="A file is sent in pieces here: begin with X-Goog-Upload-Protocol: resumable and "
            "X-Goog-Upload-Command: start.",
            field=PROTOCOL,
            allowed=("resumable",),
        )
    file = (Fields(value).object("file") if value else None) or Fields({}, "file")
    mime_type = (file.text("mimeType") or headers.get(TYPE, "")).partition(";")[0].strip().lower()
    if not _MIME.fullmatch(mime_type):
        where = file.spelled("mimeType") if file.has("mimeType") else TYPE
        raise InvalidArgument(message=f"The file's type is {'not one' if mime_type else 'missing'}.", field=where)
    size = _number(headers, LENGTH)
    return StartUpload(
        mime_type=mime_type,
        name=(file.text("displayName") or headers.get(NAME, ""))[:512],
        size=file.integer("sizeBytes", minimum=0) if size is None else size,
    )


def read_piece(token: str, headers: Mapping[str, str], data: Sequence[bytes]) -> AppendUpload:
    """A later request: `upload`, `upload, finalize`, `finalize` or `query`. Raises InvalidArgument."""
    commands = {word.strip().lower() for word in headers.get(COMMAND, "").split(",")}
    if not commands or not commands <= {"upload", "finalize", "query"}:
        raise InvalidArgument(
            message="X-Goog-Upload-Command says what to do with this piece.",
            field=COMMAND,
            allowed=("upload", "upload, finalize", "finalize", "query"),
        )
    if "query" in commands:
        return AppendUpload(token=token)
    offset = _number(headers, OFFSET)
    if offset is None and "upload" in commands:
        raise InvalidArgument(message="X-Goog-Upload-Offset is missing: where does this piece begin?", field=OFFSET)
    return AppendUpload(
        token=token,
        offset=offset,
        data=tuple(data) if "upload" in commands else (),
        finish="finalize" in commands,
    )


def _number(headers: Mapping[str, str], name: str) -> int | None:
    text = headers.get(name, "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise InvalidArgument(message=f"{name} must be a whole number.", field=name)
    return int(text)


def upload_headers(upload: Upload, address: str = "") -> dict[str, str]:
    """What a sender looks for: without a status header it tries three times. ``address`` takes the pieces."""
    headers = {
        "x-goog-upload-status": "active" if upload.file is None else "final",
        "x-goog-upload-size-received": str(upload.received),
    }
    return {**headers, "x-goog-upload-url": address} if address else headers


def write_upload(upload: Upload, address: Address) -> dict[str, Any]:
    """`{"file": ...}` once it is whole, an empty object before."""
    return {} if upload.file is None else {"file": write_file(upload.file, address)}


def write_file(file: StoredMedia, address: Address) -> dict[str, Any]:
    """One file. `downloadUri` is what makes it one that SDKs will download; ``address`` gives it."""
    where = address(file)
    out: dict[str, Any] = {
        "name": f"files/{file.id}",
        "uri": where.partition(":download")[0],
        "downloadUri": where,
        "mimeType": file.mime_type,
        "sizeBytes": str(file.size),
        "state": "ACTIVE",
        "sha256Hash": base64.b64encode(bytes.fromhex(file.sha256)).decode(),
    }
    if file.name:
        out["displayName"] = file.name
    if file.created is not None:
        out |= {"createTime": write_time(file.created), "updateTime": write_time(file.created)}
    return {**out, "expirationTime": write_time(file.expires)} if file.expires is not None else out


def write_files(page: FilePage, address: Address) -> dict[str, Any]:
    """`files.list`."""
    out: dict[str, Any] = {"files": [write_file(one, address) for one in page.files]}
    return out if page.next_page_token is None else {**out, "nextPageToken": page.next_page_token}
