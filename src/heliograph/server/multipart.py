"""Multipart forms, read whole: text fields and files. The size of the body is capped before it comes here.

It bounds what the cap does not: how many parts, how long their headers, how long a text field.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from heliograph.dialects.protocol import Upload
from heliograph.domain.errors import InvalidArgument, PayloadTooLarge, UnsupportedMediaType
from heliograph.domain.media import Decoded, Media

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MAX_PARTS = 64
MAX_HEADERS = 16
MAX_HEADER_BYTES = 8 * 1024
MAX_TEXT_BYTES = 256 * 1024
MAX_NAME_LENGTH = 255


def read_form(body: bytes, content_type: str) -> tuple[dict[str, str], list[Upload]]:
    """Text fields by name, and files in their order. A file's bytes are a view of ``body``, not a copy.

    A part is a file when it has a file name or a content type other than text. Several files may share a name
    (``image[]``); a text field may come once. Raises InvalidArgument, PayloadTooLarge, UnsupportedMediaType."""
    form = _Form(body)
    parser = MultipartParser(
        _boundary(content_type),
        form.callbacks(),
        max_header_count=MAX_HEADERS,
        max_header_size=MAX_HEADER_BYTES,
    )
    try:
        parser.write(body)
    except FormParserError as error:
        raise InvalidArgument(message=f"The multipart body cannot be read: {error}.") from error
    if not form.ended:
        raise InvalidArgument(message="The multipart body ends before its last boundary.")
    return form.fields, form.uploads


def _boundary(content_type: str) -> bytes:
    kind, options = parse_options_header(content_type)
    if kind != b"multipart/form-data":
        raise UnsupportedMediaType(message=f"A form must be multipart/form-data, not {content_type[:80]!r}.")
    boundary = options.get(b"boundary", b"")
    if not 0 < len(boundary) <= 70:
        raise InvalidArgument(message="The multipart content type needs a boundary of 1 to 70 characters.")
    return boundary


@dataclass(slots=True)
class _Form:
    """Listens to the parser. One part at a time: its headers, then its bytes."""

    body: bytes
    fields: dict[str, str] = field(default_factory=dict)
    uploads: list[Upload] = field(default_factory=list)
    ended: bool = False
    _parts: int = 0
    _name: bytes = b""
    _value: bytes = b""
    _headers: dict[bytes, bytes] = field(default_factory=dict)
    _pieces: list[memoryview] = field(default_factory=list)

    def callbacks(self) -> MultipartCallbacks:
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_part_data": self._data,
            "on_part_end": self._end_part,
            "on_end": self._end,
        }

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise PayloadTooLarge(message=f"A form may have at most {MAX_PARTS} parts.")
        self._headers, self._pieces = {}, []

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        name = self._name.lower()
        if name in self._headers:
            raise InvalidArgument(message=f"A part of the form has the header {name.decode()!r} twice.")
        self._headers[name] = self._value
        self._name = self._value = b""

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._pieces.append(memoryview(data)[start:end])

    def _end_part(self) -> None:
        disposition, options = parse_options_header(self._headers.get(b"content-disposition", b"").decode("latin-1"))
        name = _words(options.get(b"name", b""), "name")
        if disposition != b"form-data" or not name:
            raise InvalidArgument(message="A part of the form has no name (Content-Disposition: form-data; name=...).")
        mime_type, _ = parse_options_header(self._headers.get(b"content-type", b"").decode("latin-1"))
        content = self._pieces[0] if len(self._pieces) == 1 else memoryview(b"".join(self._pieces))
        if b"filename" in options or (mime_type and not mime_type.startswith((b"text/", b"application/json"))):
            filename = _words(options.get(b"filename", b""), name)
            self._keep_file(name, filename, mime_type.decode("latin-1"), content)
        else:
            self._keep_text(name, content)

    def _keep_file(self, name: str, filename: str, mime_type: str, content: memoryview) -> None:
        if not content:
            raise InvalidArgument(message=f"The file {name!r} is empty.", field=name)
        known = "" if mime_type == "application/octet-stream" else mime_type
        self.uploads.append(Upload(name=name, media=Media(known, Decoded(content), filename or None)))

    def _keep_text(self, name: str, content: memoryview) -> None:
        if name in self.fields:
            raise InvalidArgument(message=f"The form has the field {name!r} twice.", field=name)
        if len(content) > MAX_TEXT_BYTES:
            raise PayloadTooLarge(message=f"The field {name!r} is longer than {MAX_TEXT_BYTES} bytes.", field=name)
        self.fields[name] = _words(bytes(content), name)

    def _end(self) -> None:
        self.ended = True


def _words(raw: bytes, where: str) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidArgument(message=f"The form field {where!r} is not UTF-8 text.") from error
    if "\x00" in text:
        raise InvalidArgument(message=f"The form field {where!r} holds a NUL character.")
    return text
