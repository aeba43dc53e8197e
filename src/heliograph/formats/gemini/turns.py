"""Content and Part as Gemini writes them: turns of a conversation in and out."""

from __future__ import annotations

from typing import Any

from heliograph.domain.content import Content, Part, Role
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Media, Remote
from heliograph.wire.fields import Fields

ROLES: tuple[Role, ...] = ("user", "model")
_ELSEWHERE = ("functionCall", "functionResponse", "executableCode", "codeExecutionResult", "toolCall", "toolResponse")


def read_contents(body: Fields) -> tuple[Content, ...]:
    """The turns of a body; a turn without a role is the user's, and one without anything in it is left out.
    Raises InvalidArgument when nobody says or shows anything."""
    body.require("contents")
    single = isinstance(body.peek("contents"), dict)  # Vertex takes a single turn without its brackets
    rows = [body.object("contents")] if single else body.objects("contents")
    contents = tuple(turn for turn in (read_turn(row) for row in rows if row is not None) if turn.parts)
    if not contents:
        where = body.spelled("contents")
        raise InvalidArgument(message=f"{where} holds no text and no picture.", field=where)
    return contents


def read_system(body: Fields) -> Content | None:
    """The system instruction: a turn, or plain text."""
    if isinstance(body.peek("systemInstruction"), dict):
        found = body.object("systemInstruction")
        assert found is not None  # peeked above
        found.take("role")
        parts = _read_parts(found)
    else:
        text = body.text("systemInstruction")
        parts = (Part(text=text),) if text else ()
    return Content("system", parts) if parts else None


def read_turn(fields: Fields) -> Content:
    """One turn."""
    role = fields.choice("role", allowed=ROLES)
    return Content("model" if role == "model" else "user", _read_parts(fields))


def _read_parts(fields: Fields) -> tuple[Part, ...]:
    parts = (_read_part(part) for part in fields.objects("parts"))
    return tuple(part for part in parts if part is not None)


def _read_part(fields: Fields) -> Part | None:
    """None for an empty text, which clients send back from the end of our own streams."""
    thought = fields.boolean("thought") or False
    text, media = fields.text("text"), _read_media(fields)
    if text and media is not None:
        raise InvalidArgument(message=f"{fields.path} holds a text and a file; a part holds one.", field=fields.path)
    if media is not None:
        return Part(media=media, thought=thought)
    if text:
        return Part(text=text, thought=thought)
    for name in _ELSEWHERE:
        if fields.has(name):
            where = fields.spelled(name)
            raise InvalidArgument(message=f"{where} is not taken: models here call no functions.", field=where)
    if text is None and not fields.has("thoughtSignature"):
        raise InvalidArgument(
            message=f"{fields.path} is a part without content.", field=fields.path, allowed=("text", "inlineData")
        )
    return None


def _read_media(fields: Fields) -> Media | None:
    inline, file = fields.object("inlineData"), fields.object("fileData")
    if inline is not None:
        inline.require("data")
        media = inline.media("data", mime_type=(inline.text("mimeType") or "").lower())
        if media is None or isinstance(media.source, Remote):
            where = inline.spelled("data")
            raise InvalidArgument(message=f"{where} must be base64, not an address.", field=where)
        return Media(media.mime_type, media.source, inline.text("displayName"))
    if file is not None:
        file.require("fileUri")
        uri = file.text("fileUri") or ""
        return Media((file.text("mimeType") or "").lower(), Remote(uri), file.text("displayName"))
    return None


def write_turn(turn: Content) -> dict[str, Any]:
    """One turn; a system turn has no role of its own in this shape."""
    parts = [write_part(part) for part in turn.parts]
    return {"parts": parts} if turn.role == "system" else {"role": turn.role, "parts": parts}


def write_part(part: Part) -> dict[str, Any]:
    """One part, its media to be spliced in by `holes.write`."""
    out: dict[str, Any] = {"text": part.text or ""} if part.media is None else _write_media(part.media)
    return {**out, "thought": True} if part.thought else out


def _write_media(media: Media) -> dict[str, Any]:
    if isinstance(media.source, Remote):
        return {"fileData": {"mimeType": media.mime_type, "fileUri": media.source.uri}}
    return {"inlineData": {"mimeType": media.mime_type, "data": media}}
