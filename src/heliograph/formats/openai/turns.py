"""Chat messages as turns of a conversation: words and pictures, in every shape in which our own answers gave them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heliograph.domain.content import Content, Part
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Media
from heliograph.formats.openai.prose import pictures_and_words
from heliograph.wire.fields import Fields
from heliograph.wire.span import Span

_ROLES = ("system", "developer", "user", "assistant")
_KINDS = ("text", "image_url", "input_text", "input_image", "output_text", "refusal")


@dataclass(frozen=True, slots=True)
class Conversation:
    """``system`` is the text of all system and developer messages, in their order; empty when there are none."""

    turns: tuple[Content, ...]
    system: str


def read_messages(messages: Sequence[Fields], where: str) -> Conversation:
    """``where`` is the caller's name for the list. Raises InvalidArgument for a role or a part that cannot be used,
    and when the user says nothing at all."""
    turns: list[Content] = []
    system: list[str] = []
    for message in messages:
        role = _role(message)
        parts = tuple(_parts(message, role))
        if role in ("system", "developer"):
            system += _words_only(message, parts)
        elif parts:
            turns.append(Content("model" if role == "assistant" else "user", parts))
    if not any(turn.role == "user" for turn in turns):
        raise InvalidArgument(
            message=f"{where} holds no message of the user.",
            field=where,
            hint='Send {"role": "user", "content": "what to draw"}.',
        )
    return Conversation(tuple(turns), "\n".join(system))


def _words_only(message: Fields, parts: Sequence[Part]) -> list[str]:
    if any(part.media for part in parts):
        raise InvalidArgument(
            message=f"{message.spelled('content')} of a system message can hold words only.",
            field=message.spelled("content"),
            hint="Send the picture in a message of the user.",
        )
    return [part.text for part in parts if part.text]


def _role(message: Fields) -> str:
    message.require("role")
    role = message.choice("role", allowed=_ROLES)
    return role or "user"


def _parts(message: Fields, role: str) -> Iterator[Part]:
    if role == "assistant":
        yield from _own_answer(message)
    else:
        yield from _content(message)


def _own_answer(message: Fields) -> Iterator[Part]:
    """An earlier answer, perhaps one of ours sent back whole: each picture and each word once."""
    for echoed in ("refusal", "annotations", "index"):
        message.take(echoed)
    beside = [part for inner in message.objects("multi_mod_content") for part in _part(inner)]
    said = list(_content(message))
    if not any(part.text for part in beside) or any(part.media for part in said):
        yield from said
    yield from beside
    for picture in message.objects("images"):
        picture.take("index")
        yield from _part(picture)


def _content(message: Fields) -> Iterator[Part]:
    value = message.take("content")
    if isinstance(value, str | Span):
        yield from pictures_and_words(value)
    elif value is not None:
        for inner in message.objects("content"):
            yield from _part(inner)


def _part(inner: Fields) -> Iterator[Part]:
    """What one part says, whatever its shape: words, a picture, or nothing."""
    kind = inner.text("type")
    if kind is not None and kind not in _KINDS:
        raise InvalidArgument(
            message=f"{inner.spelled('type')} cannot be {kind[:40]!r}: only text and pictures are understood here.",
            field=inner.spelled("type"),
            allowed=("text", "image_url"),
        )
    text = inner.text("text", "refusal")
    if text and text.strip():
        yield Part(text=text)
    media = _picture(inner)
    if media is not None:
        yield Part(media=media)


def _picture(inner: Fields) -> Media | None:
    if inner.has("inline_data"):
        data = inner.object("inline_data")
        return None if data is None else _inline(data)
    if not inner.has("image_url"):
        return None
    if isinstance(inner.take("image_url"), str | Span):
        return _image_only(inner.media("image_url"), inner.spelled("image_url"))
    address = inner.object("image_url")
    if address is None:
        return None
    address.require("url")
    return _image_only(address.media("url"), address.spelled("url"))


def _inline(data: Fields) -> Media | None:
    kind = data.text("mime_type") or ""
    full = kind if "/" in kind or not kind else f"image/{kind}"
    return _image_only(data.media("data", mime_type=full), data.spelled("data"))


def _image_only(media: Media | None, where: str) -> Media | None:
    if media is not None and media.mime_type and not media.mime_type.startswith("image/"):
        raise InvalidArgument(
            message=f"{where} must be a picture, not {media.mime_type[:60]}.",
            field=where,
            allowed=("image/png", "image/jpeg", "image/webp", "image/gif"),
        )
    return media
