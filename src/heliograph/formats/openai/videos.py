"""Requests for films: new, from a picture, or from an earlier film. What is not honoured is refused or named.

A multipart form says everything in words, JSON in its own types; both are read alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from heliograph.domain.errors import InvalidArgument, Unimplemented
from heliograph.domain.films import GenerateVideos, ListOperations, Verb
from heliograph.domain.media import Media, Remote
from heliograph.formats.openai.images import Picture
from heliograph.formats.openai.sizes import read_size
from heliograph.wire import addresses
from heliograph.wire.fields import Fields
from heliograph.wire.span import Span

DEFAULT_MODEL = "sora-2"
PREFIX = "video_"
MAX_PAGE = 100
VARIANTS = ("video", "thumbnail", "spritesheet")
_RESOLUTION = re.compile(r"\d{3,4}p|4k", re.IGNORECASE)
_REFERENCE = ("input_reference", "image")
_SECONDS = ("seconds", "duration_seconds", "duration")
_FLAGS = ("generate_audio",)


def public_id(id: str) -> str:
    """An operation's id as this dialect shows it."""
    return f"{PREFIX}{id}"


def own_id(id: str) -> str:
    """The operation behind a video's id; the bare id of an operation will do."""
    return id.removeprefix(PREFIX)


def form_fields(form: Mapping[str, str]) -> Fields:
    """A multipart form's text as fields: words for true and false, and `name[inner]` as an object."""
    words = {"true": True, "false": False}
    plain: dict[str, Any] = {}
    for key, value in form.items():
        name, bracket, inner = key.partition("[")
        if bracket and inner.endswith("]") and inner[:-1]:
            held = plain.setdefault(name, {})
            if isinstance(held, dict):
                held[inner[:-1]] = value
        else:
            plain[key] = words.get(value.lower(), value) if key in _FLAGS else value
    return Fields(plain)


def read_video(body: Fields, files: Iterable[Picture] = ()) -> GenerateVideos:
    """A request of `videos`: one film unless ``n`` says more. Raises InvalidArgument."""
    settings, spelling = _settings(body)
    image = _one_picture([*_uploaded(files), *_in_body(body)])
    if image is not None:
        spelling["image"] = image[0]
    return GenerateVideos(
        prompt=_prompt(body),
        model=body.text("model") or DEFAULT_MODEL,
        image=None if image is None else image[1],
        spelling=spelling,
        **{"number_of_videos": 1, **settings},
        ignored=tuple(body.left()),
    )


def read_remix(body: Fields, id: str) -> GenerateVideos:
    """A request of `videos/ID/remix`: a new prompt for a film that was made here."""
    return _from_film(body, own_id(id), "remix")


def read_edit(body: Fields, files: Iterable[Picture] = ()) -> GenerateVideos:
    """A request of `videos/edits`: the same, the film being named in the body. A film that is sent along is refused."""
    sent = next(iter(files), None)
    if sent is not None:
        raise InvalidArgument(
            message="A film that is sent along is not edited here.",
            field=sent.name,
            hint="Name a film that was made here: video[id], or video.id in JSON.",
        )
    body.require("video")
    video = body.object("video")
    assert video is not None  # required above
    video.require("id")
    return _from_film(body, own_id(video.text("id") or ""), "edit")


def refuse_extension() -> Unimplemented:
    """What `videos/extensions` is answered with."""
    return Unimplemented(
        message="Films are not extended here.",
        hint="Make another with POST /v1/videos, its input_reference being the first film's last picture.",
    )


def _from_film(body: Fields, parent: str, verb: Verb) -> GenerateVideos:
    spelling = {"prompt": body.spelled("prompt")}
    return GenerateVideos(
        prompt=_prompt(body),
        model=body.text("model") or "",
        parent=parent,
        verb=verb,
        number_of_videos=1,
        seed=body.integer("seed", minimum=0),
        spelling=spelling,
        ignored=tuple(body.left()),
    )


def _prompt(body: Fields) -> str:
    body.require("prompt")
    prompt = (body.text("prompt") or "").strip()
    if not prompt:
        raise InvalidArgument(message="The prompt is empty.", field=body.spelled("prompt"))
    return prompt


def _settings(body: Fields) -> tuple[dict[str, Any], dict[str, str]]:
    said: dict[str, Any] = {}
    spelling = {"size": body.spelled("size"), "prompt": body.spelled("prompt")}
    for name, value in _sized(body).items():
        said[name], spelling[name] = value, body.spelled("size")
    for name in ("aspect_ratio", "resolution", "negative_prompt", "person_generation"):
        text = body.text(name)
        if text is not None:
            said[name], spelling[name] = text, body.spelled(name)
    for name, wire in (("number_of_videos", ("n",)), ("duration_seconds", _SECONDS), ("fps", ("fps",))):
        number = body.integer(*wire, minimum=1)
        spelling[name] = body.spelled(*wire)
        if number is not None:
            said[name] = number
    said["seed"] = body.integer("seed", minimum=0)
    said["generate_audio"] = body.boolean("generate_audio")
    return said, spelling | {"generate_audio": body.spelled("generate_audio"), "seed": body.spelled("seed")}


def _sized(body: Fields) -> dict[str, Any]:
    """``1280x720``, or as other film models have it: ``16:9``, ``720p``, ``4k``."""
    text = (body.text("size") or "").strip()
    if _RESOLUTION.fullmatch(text):
        return {"resolution": text.lower()}
    size = read_size(body)
    if "image_size" in size:
        where = body.spelled("size")
        raise InvalidArgument(
            message=f"{where} cannot be {text[:40]!r} for a film.",
            field=where,
            allowed=("1280x720", "720x1280", "WIDTHxHEIGHT", "16:9", "9:16", "720p", "1080p", "4k"),
        )
    return size


def _uploaded(files: Iterable[Picture]) -> Iterable[tuple[str, Media]]:
    for file in files:
        if file.name not in _REFERENCE:
            raise InvalidArgument(
                message=f"A file cannot be called {file.name[:40]!r} here.", field=file.name, allowed=_REFERENCE[:1]
            )
        yield file.name, file.media


def _in_body(body: Fields) -> Iterable[tuple[str, Media]]:
    for name in _REFERENCE:
        where, value = body.spelled(name), body.take(name)
        if value is not None:
            yield where, _media(value, where)


def _media(value: Any, where: str) -> Media:
    """Base64, a data URL or an address, bare or as `{"image_url"}`; or `{"file_id"}`, a file that is kept here."""
    if isinstance(value, str | Span):
        return addresses.media(value, "", where)
    inner = Fields(value, where)
    if inner.has("file_id"):
        return Media("", Remote(f"files/{(inner.text('file_id') or '').removeprefix('files/')}"))
    inner.require("image_url", "url")
    nested = inner.take("image_url", "url")
    return _media(nested, inner.spelled("image_url", "url"))


def _one_picture(found: list[tuple[str, Media]]) -> tuple[str, Media] | None:
    if len(found) > 1:
        raise InvalidArgument(message="There can be one input_reference only.", field=found[1][0])
    if not found:
        return None
    where, media = found[0]
    if media.mime_type and not media.mime_type.startswith("image/"):
        raise InvalidArgument(
            message=f"{where} must be a picture, not {media.mime_type[:60]}.",
            field=where,
            allowed=("image/png", "image/jpeg", "image/webp"),
        )
    return where, media


def read_list(query: Mapping[str, str]) -> ListOperations:
    """`limit`, `after` and `order` of a list. Raises InvalidArgument."""
    fields = Fields({key: value for key, value in query.items() if value})
    order = fields.choice("order", allowed=("asc", "desc"))
    after = fields.text("after")
    return ListOperations(
        limit=fields.integer("limit", minimum=1, maximum=MAX_PAGE) or 20,
        after=None if after is None else own_id(after),
        ascending=order == "asc",
        kind="video",
    )


def read_variant(query: Mapping[str, str]) -> tuple[str, int]:
    """Which rendering of a film is wanted, and which film of several (from 0)."""
    fields = Fields({key: value for key, value in query.items() if value})
    variant = fields.choice("variant", allowed=VARIANTS) or "video"
    return variant, fields.integer("index", minimum=0) or 0
