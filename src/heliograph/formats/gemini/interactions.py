"""Interactions, Google's present form of asking for films and pictures alike: what is asked.

`google-genai` 1.75 to 3.4 and ai-sdk send these bodies, all keys in snake case (measured; types of google-genai)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from heliograph.domain.content import Content, Modality, Part, Role
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.films import GenerateVideos, Interact, Verb
from heliograph.domain.media import Media, Remote
from heliograph.domain.requests import GenerateContent, Output, Reference
from heliograph.formats.gemini.parameters import Read
from heliograph.wire.fields import Fields

TASKS = ("text_to_video", "image_to_video", "reference_to_video", "edit", "extend", "upscale")
_MEDIA = ("image", "video", "audio", "document")
_ROLES: Mapping[str, Role] = {"user_input": "user", "model_output": "model"}
_TAG = re.compile(r"<(FIRST_FRAME|LAST_FRAME)>")
_SECONDS = re.compile(r"([1-9]\d{0,3})s")
_NOT_DONE = {"extend": "films are not extended here.", "upscale": "films are not enlarged here."}
_NOT_KEPT = {
    "background": "Pictures are made while you wait; leave {} out.",
    "previous_interaction_id": "Pictures' interactions are not kept, so {} leads nowhere; send all turns in input.",
}


@dataclass(slots=True)
class Wish:
    """What the body says beside its turns."""

    read: Read = field(default_factory=Read)
    wanted: Modality | None = None
    modalities: frozenset[Modality] | None = None
    mime_type: str | None = None
    delivery: str = ""
    task: str = ""


def read_create(value: Any) -> Interact:
    """A body of POST interactions. Raises InvalidArgument. What has no effect is named in ``ignored``."""
    body = Fields(value)
    for name in ("agent", "continuation_token", "cached_content"):
        if body.has(name):
            raise InvalidArgument(message=f"{name} is not taken here.", field=body.spelled(name), allowed=("model",))
    body.require("model")
    model = (body.text("model") or "").removeprefix("models/")
    turns, wish = _read_input(body), _read_wish(body)
    stream, background = body.boolean("stream") or False, body.boolean("background") or False
    parent, stored = body.text("previous_interaction_id") or "", body.boolean("store")
    system = body.text("system_instruction")
    ignored = tuple(body.left())
    films = _films(turns, wish, system, parent)
    content = _content(turns, wish, system)
    kept = {"background": background, "previous_interaction_id": parent}
    return Interact(
        model=model,
        films=replace(
            films,
            model=model,
            wait=not background and not stream,
            stream=stream,
            ignored=(*ignored, "store") if stored is False else ignored,
        ),
        content=replace(
            content, model=model, stream=stream, ignored=(*ignored, "store") if stored is True else ignored
        ),
        wanted=wish.wanted,
        films_only={
            body.spelled(name): _NOT_KEPT[name].format(body.spelled(name)) for name, said in kept.items() if said
        },
        stream=stream,
        ignored=ignored,
    )


# turns


def _read_input(body: Fields) -> tuple[Content, ...]:
    """A text, one part, a list of parts, or a list of turns (`user_input`, `model_output`, or with a `role`)."""
    body.require("input")
    value, where = body.peek("input"), body.spelled("input")
    if isinstance(value, list):
        rows = body.objects("input")
        whole = [row for row in rows if not _is_part(row)]
        if whole and len(whole) != len(rows):
            raise InvalidArgument(message=f"{where} holds both turns and parts; send one kind.", field=where)
        turns = [_read_turn(row) for row in rows] if whole else [Content("user", tuple(map(_read_part, rows)))]
    elif isinstance(value, Mapping):
        one = body.object("input")
        assert one is not None  # it is a mapping
        turns = [Content("user", (_read_part(one),))]
    else:
        turns = [Content("user", (Part(text=body.text("input") or ""),))]
    kept = tuple(turn for turn in turns if turn.text.strip() or turn.media)
    if not any(turn.role == "user" for turn in kept):
        raise InvalidArgument(message=f"{where} holds no text and no picture.", field=where)
    return kept


def _is_part(row: Fields) -> bool:
    return not row.has("content", "role") and row.peek("type") in (None, "text", *_MEDIA)


def _read_turn(row: Fields) -> Content:
    word = row.text("type") or row.text("role") or "user_input"
    row.take("role")
    role: Role = "model" if word in ("model_output", "model") else "user"
    if word not in (*_ROLES, "user", "model", "thought"):
        raise InvalidArgument(message=f"{row.path} is a step of a kind that is not taken here.", field=row.path)
    if word == "thought":
        return Content("model", ())
    if isinstance(row.peek("content"), list):
        return Content(role, tuple(map(_read_part, row.objects("content"))))
    if isinstance(row.peek("content"), Mapping):
        one = row.object("content")
        assert one is not None  # it is a mapping
        return Content(role, (_read_part(one),))
    return Content(role, (Part(text=row.text("content") or ""),))


def _read_part(row: Fields) -> Part:
    kind = row.choice("type", allowed=("text", *_MEDIA)) or "text"
    if kind == "text":
        row.take("annotations")
        return Part(text=row.text("text") or "")
    mime_type = (row.text("mime_type") or "").lower()
    if row.has("uri"):
        return Part(media=Media(mime_type or f"{kind}/*", Remote(row.text("uri") or "")))
    row.require("data")
    media = row.media("data", mime_type=mime_type)
    assert media is not None  # required above
    return Part(media=media)


# wishes


def _read_wish(body: Fields) -> Wish:
    wish = Wish()
    many = isinstance(body.peek("response_format"), list)
    rows = body.objects("response_format") if many else [body.object("response_format")]
    for row in rows:
        if row is not None:
            _read_format(row, wish)
    named = set(body.choices("response_modalities", allowed=("text", "image", "video")))
    wish.wanted = wish.wanted or next((one for one in (Modality.VIDEO, Modality.IMAGE) if one.lower() in named), None)
    if wish.wanted is not Modality.VIDEO and named:
        wish.modalities = frozenset(Modality(one.upper()) for one in named)
    config = body.object("generation_config")
    if config is not None:
        _read_config(config, wish)
    return wish


def _read_format(row: Fields, wish: Wish) -> None:
    kind = row.choice("type", allowed=("text", "image", "video")) or "text"
    if kind == "text":
        return
    wanted = Modality(kind.upper())
    if wish.wanted not in (None, wanted):
        raise InvalidArgument(message="One answer holds films or pictures, not both.", field=row.spelled("type"))
    wish.wanted = wanted
    wish.read.text("aspect_ratio", row, "aspect_ratio")
    delivery = row.choice("delivery", allowed=("inline", "uri"))
    if wanted is Modality.IMAGE:
        wish.read.text("image_size", row, "image_size")
        wish.mime_type = row.text("mime_type")
        _refuse_address(row, refused=delivery == "uri", name="delivery")
        return
    wish.delivery = delivery or ""
    _refuse_address(row, refused=row.has("gcs_uri"), name="gcs_uri")
    wish.read.text("resolution", row, "resolution")
    wish.read.add("duration_seconds", _seconds(row), row.spelled("duration"))


def _refuse_address(row: Fields, *, refused: bool, name: str) -> None:
    if refused:
        why = "pictures come in the answer itself" if name == "delivery" else "films are kept here, not in a bucket"
        raise InvalidArgument(message=f"{row.spelled(name)} is not taken: {why}.", field=row.spelled(name))


def _seconds(row: Fields) -> int | None:
    text, where = row.text("duration"), row.spelled("duration")
    if text is None:
        return None
    found = _SECONDS.fullmatch(text.strip())
    if found is None:
        raise InvalidArgument(message=f"{where} is whole seconds with an s, like 8s.", field=where, nearest="8s")
    return int(found[1])


def _read_config(config: Fields, wish: Wish) -> None:
    wish.read.integer("seed", config, "seed", minimum=0)
    image, video = config.object("image_config"), config.object("video_config")
    if image is not None:
        for name in ("aspect_ratio", "image_size"):
            if name not in wish.read.values:
                wish.read.text(name, image, name)
    if video is not None:
        wish.task = video.choice("task", allowed=TASKS) or ""
        if wish.task in ("extend", "upscale"):
            where = video.spelled("task")
            raise InvalidArgument(
                message=f"{where}: films are not {wish.task}ed here.".replace("eed", "ed"), field=where
            )


def _content(turns: tuple[Content, ...], wish: Wish, system: str | None) -> GenerateContent:
    taken = {
        name: wish.read.values[name] for name in ("aspect_ratio", "image_size", "seed") if name in wish.read.values
    }
    return GenerateContent(
        model="",
        contents=turns,
        system=Content("system", (Part(text=system),)) if system else None,
        response_modalities=wish.modalities,
        number_of_images=1,
        output=Output(mime_type=wish.mime_type),
        spelling=wish.read.spelling,
        **taken,
    )


# films


def _films(turns: tuple[Content, ...], wish: Wish, system: str | None, parent: str) -> GenerateVideos:
    """The last turn of the user as a film. Pictures take the roles that tags in the text give them, in order; of the
    rest a single one (or one of a task `image_to_video`) is the first frame, and several are references."""
    last = next(turn for turn in reversed(turns) if turn.role == "user")
    text = last.text
    prompt = " ".join([system or "", _TAG.sub("", text)]).strip()
    roles = dict(_roles(_TAG.findall(text), last.media, wish.task))
    verb: Verb = "edit" if parent or "video" in roles else "generate"
    known: dict[str, Any] = {name: media for name, media in roles.items() if isinstance(name, str)}
    references = tuple(Reference(media=media, kind="subject") for name, media in roles.items() if isinstance(name, int))
    values = {key: value for key, value in wish.read.values.items() if key != "image_size"}
    return GenerateVideos(
        model="",
        prompt=prompt,
        verb=verb,
        parent=parent,
        references=references,
        number_of_videos=1,
        spelling={
            **wish.read.spelling,
            "image": "input",
            "last_frame": "input",
            "references": "input",
            "video": "input",
        },
        extras={"delivery": wish.delivery} if wish.delivery else {},
        **known,
        **values,
    )


def _roles(tags: list[str], given: tuple[Media, ...], task: str) -> Iterator[tuple[str | int, Media]]:
    films = [media for media in given if media.mime_type.startswith("video/")]
    pictures = [media for media in given if not media.mime_type.startswith("video/")]
    if films:
        yield "video", films[0]
    for tag, media in zip(tags, pictures, strict=False):
        yield ("image" if tag == "FIRST_FRAME" else "last_frame"), media
    rest = pictures[len(tags) :]
    if task == "image_to_video" and rest and not tags:
        names: list[str | int] = ["image", "last_frame"]
        yield from zip(names, rest, strict=False)
        rest = rest[2:]
    elif len(rest) == 1 and not tags and task != "reference_to_video":
        yield "image", rest.pop()
    yield from enumerate(rest)
