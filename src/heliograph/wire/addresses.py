"""What a string that stands for media is: base64, a data URL, or an address. Nothing is decoded or fetched."""

from __future__ import annotations

import re

from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Encoded, Media, Remote
from heliograph.wire.armour import encoded
from heliograph.wire.span import Span

_SCHEME = re.compile(rb"[a-zA-Z][a-zA-Z0-9+.-]{1,20}:")
_MAX_ADDRESS = 4096
_MAX_DATA_HEADER = 256


def media(value: str | Span, mime_type: str = "", field: str | None = None) -> Media:
    """Media for any of the three. ``mime_type`` is what the sender declared beside it; a data URL's own type wins.
    Raises InvalidArgument for a data URL without base64 and for an empty text."""
    start = value[:_MAX_DATA_HEADER].encode("utf-8") if isinstance(value, str) else bytes(value.data[:_MAX_DATA_HEADER])
    if not start:
        raise InvalidArgument(message=f"{field or 'The media'} is empty.", field=field)
    scheme = _SCHEME.match(start)
    if scheme is None:
        return Media(mime_type, encoded(value))
    if scheme[0].lower() == b"data:":
        return _of_data_url(value, start, field) if b"\\" not in start else _of_data_url(_opened(value), start, field)
    return Media(mime_type, Remote(_address(value, field)))


def _opened(value: str | Span) -> str:
    return value if isinstance(value, str) else value.text()


def _of_data_url(value: str | Span, start: bytes, field: str | None) -> Media:
    if isinstance(value, str):
        start = value[:_MAX_DATA_HEADER].encode("utf-8")
    header, comma, _ = start.partition(b",")
    kind, *options = header[len("data:") :].decode("utf-8", "replace").split(";")
    if not comma or not any(option.strip().lower() == "base64" for option in options):
        raise InvalidArgument(
            message=f"{field or 'The data URL'} must be a base64 data URL: data:image/png;base64,....", field=field
        )
    at = len(header) + 1
    if isinstance(value, str):
        return Media(kind.strip().lower(), Encoded(value.encode("utf-8")[at:]))
    return Media(kind.strip().lower(), encoded(Span(value.data[at:], value.escaped)))


def _address(value: str | Span, field: str | None) -> str:
    if len(value) > _MAX_ADDRESS:
        raise InvalidArgument(
            message=f"{field or 'The address'} is longer than {_MAX_ADDRESS} characters.", field=field
        )
    return _opened(value)
