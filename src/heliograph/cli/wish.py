"""What a person wishes for on the command line, as a request body, and the house's answer as pictures."""

from __future__ import annotations

import base64
import binascii
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from heliograph.cli.gate import Answer, Gate
from heliograph.cli.outcome import Exit, Stop
from heliograph.cli.voice import is_standard

SIGNATURES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif", b"RIFF": "image/webp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One picture: ``references`` are whole picture files; ``mime_type`` None leaves the form to the house."""

    prompt: str
    model: str
    ratio: str | None = None
    image_size: str | None = None
    seed: int | None = None
    mime_type: str | None = None
    references: tuple[bytes, ...] = ()

    def body(self) -> dict[str, Any]:
        """The generateContent request: the one shape that carries text, pictures and every choice."""
        shape = {"aspectRatio": self.ratio, "imageSize": self.image_size}
        frame: dict[str, Any] = {name: value for name, value in shape.items() if value}
        if self.mime_type:
            frame["imageOutputOptions"] = {"mimeType": self.mime_type}
        config: dict[str, Any] = {"responseModalities": ["TEXT", "IMAGE"]}
        if frame:
            config["imageConfig"] = frame
        if self.seed is not None:
            config["seed"] = self.seed
        parts: list[dict[str, Any]] = [{"text": self.prompt}, *map(_inline, self.references)]
        return {"contents": [{"role": "user", "parts": parts}], "generationConfig": config}


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One picture that came back, with what the house said about it."""

    data: bytes
    mime_type: str
    text: str
    answer: Answer


def grant(gate: Gate, wish: Wish) -> Made:
    """Asks the house. Raises Stop: REFUSED when policy said no, with its reason."""
    model = quote(wish.model, safe="")
    answer = gate.post(f"/gemini/v1beta/models/{model}:generateContent", wish.body())
    parts = _parts(answer.body)
    text = "\n".join(part["text"] for part in parts if part.get("text") and not part.get("thought"))
    for part in parts:
        inline = part.get("inlineData")
        if inline and not part.get("thought"):
            return Made(
                data=_decoded(inline["data"]), mime_type=inline.get("mimeType", "image/png"), text=text, answer=answer
            )
    raise Stop(Exit.REFUSED, _why_not(answer.body) or text or "The house answered without a picture.")


def read_pictures(names: Sequence[str]) -> tuple[bytes, ...]:
    """The picture files by name; ``-`` is standard input. Stop for one that is no picture."""
    return tuple(_read_picture(name) for name in names)


def kind_of(data: bytes) -> str | None:
    """The mime type by the first bytes; None when these begin no picture that the house takes."""
    return next((mime for start, mime in SIGNATURES.items() if data.startswith(start)), None)


def _read_picture(name: str) -> bytes:
    if "://" in name:
        raise Stop(Exit.USAGE, "Addresses are not fetched: save the picture and give the file.")
    try:
        data = sys.stdin.buffer.read() if is_standard(name) else Path(name).expanduser().read_bytes()
    except OSError as error:
        raise Stop(Exit.USAGE, f"{name} cannot be read: {error.strerror}.") from error
    if kind_of(data) is None:
        raise Stop(Exit.USAGE, f"{name} is no PNG, JPEG, WebP or GIF picture.")
    return data


def _inline(data: bytes) -> dict[str, Any]:
    return {"inlineData": {"mimeType": kind_of(data), "data": base64.b64encode(data).decode("ascii")}}


def _parts(body: Any) -> list[dict[str, Any]]:
    candidates = body.get("candidates") if isinstance(body, dict) else None
    if not candidates:
        return []
    return list(candidates[0].get("content", {}).get("parts", []))


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise Stop(Exit.UPSTREAM, "The house sent a picture that is no base64.") from error


def _why_not(body: Any) -> str:
    """The reason of a refusal: of the whole prompt, or of the one candidate."""
    feedback = body.get("promptFeedback") or {}
    if feedback:
        return str(feedback.get("blockReasonMessage") or f"The prompt was refused: {feedback.get('blockReason')}.")
    candidates = body.get("candidates") or [{}]
    message = candidates[0].get("finishMessage") or candidates[0].get("finishReason")
    return f"No picture was made: {message}" if message else ""
