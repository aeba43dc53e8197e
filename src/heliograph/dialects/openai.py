"""OpenAI's dialect under ``/v1``: chat completions with pictures, images, films, models. It knows paths and shapes of
replies; what stands in the bodies is known to `formats.openai`.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from heliograph.dialects.openai_films import film_endpoints
from heliograph.dialects.protocol import Call, Chunk, Endpoint, Reply
from heliograph.domain.errors import GatewayError, InvalidArgument, Unimplemented, WrongCapability
from heliograph.domain.media import Media
from heliograph.domain.model import Model
from heliograph.domain.requests import GenerateContent, GenerateImages, GetModel, ListModels
from heliograph.domain.results import Delta, Generation, ModelPage, Result
from heliograph.formats.openai.chat import SHAPE_HEADER, read_chat, read_shape, wants_usage
from heliograph.formats.openai.chat_answer import ChatStream, write_chat
from heliograph.formats.openai.errors import error_headers, write_error, write_refusal
from heliograph.formats.openai.images import Picture, form_fields, read_images, wants_address
from heliograph.formats.openai.images_answer import Address, Asked, image_events, refusal_of, write_images
from heliograph.formats.openai.models import write_model, write_models
from heliograph.wire import holes, sse
from heliograph.wire.fields import Fields

UrlFor = Callable[[Call, Media], str]
_PLACES = {
    "video": "POST {base}/v1/videos",
    "image": "POST {base}/v1/images/generations or POST {base}/v1/chat/completions",
    "text": "POST {base}/v1/chat/completions",
}


@dataclass(frozen=True, slots=True)
class OpenAIDialect:
    """``url_for`` gives the address under which a picture can be fetched; without it ``response_format: url`` is
    refused."""

    url_for: UrlFor | None = None
    name: str = "openai"
    prefixes: Sequence[str] = ("/v1",)

    @property
    def endpoints(self) -> Sequence[Endpoint]:
        """All paths of the dialect; `images/variations` stands here to say what to use instead."""
        return (
            Endpoint(
                method="POST",
                path="/v1/chat/completions",
                verb="chat.completions",
                read=_read_chat,
                write=_write_chat,
                stream=_stream_chat,
                stream_type=_event_stream,
            ),
            self._images("/v1/images/generations", "images.generate", edit=False),
            self._images("/v1/images/edits", "images.edit", edit=True),
            Endpoint(
                method="POST",
                path="/v1/images/variations",
                verb="images.variations",
                read=_refuse_variations,
                write=_write_models,
            ),
            *film_endpoints(),
            Endpoint(method="GET", path="/v1/models", verb="models.list", read=_list_models, write=_write_models),
            Endpoint(method="GET", path="/v1/models/{model*}", verb="models.get", read=_get_model, write=_write_models),
        )

    def _images(self, path: str, verb: str, *, edit: bool) -> Endpoint:
        def read(call: Call) -> GenerateImages:
            return self._read_images(call, edit=edit)

        def write(call: Call, made: Result) -> Reply:
            return self._write_images(call, made)

        def stream(call: Call, deltas: AsyncIterator[Delta]) -> AsyncIterator[Chunk]:
            return _stream_images(call, deltas, "image_edit" if edit else "image_generation")

        return Endpoint(
            method="POST", path=path, verb=verb, read=read, write=write, stream=stream, stream_type=_event_stream
        )

    def _read_images(self, call: Call, *, edit: bool) -> GenerateImages:
        body = _body(call)
        addressed = wants_address(body)
        ask = read_images(body, (Picture(up.name, up.media) for up in call.uploads), edit=edit)
        if addressed and (self.url_for is None or ask.stream):
            raise InvalidArgument(
                message="A stream carries its pictures in base64."
                if ask.stream
                else "Pictures are not kept under addresses here.",
                field=body.spelled("response_format"),
                allowed=("b64_json",),
                nearest="b64_json",
            )
        return ask

    def _write_images(self, call: Call, made: Result) -> Reply:
        made = _generation(made)
        refusal = refusal_of(made)
        if refusal is not None:
            return _reply(write_refusal(refusal, docs=_docs(call)), 400, {"x-should-retry": "false"})
        url_for = self.url_for
        address = None
        if url_for is not None and wants_address(_body(call)):
            address = partial(url_for, call)
        return _reply(write_images(made, _asked(call, address=address)))

    def refuse(self, call: Call, error: GatewayError) -> Reply:
        """The error as OpenAI's clients read it."""
        return _reply(_error(call, error), error.http_status, error_headers(error))

    def refuse_in_stream(self, call: Call, error: GatewayError) -> bytes:
        """The error as an event without a name: openai's clients raise at any event whose data has ``error``."""
        return b"".join(sse.event(_error(call, error)))


def _reply(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    return Reply(status=status, headers=headers or {}, body=holes.write(value))


def _event_stream(call: Call) -> str:
    return sse.MEDIA_TYPE


def _docs(call: Call) -> str:
    return f"{call.base}/docs/errors"


def _error(call: Call, error: GatewayError) -> dict[str, Any]:
    sentence = error.sentence()
    if isinstance(error, WrongCapability) and error.wanted in _PLACES:
        sentence = f"{sentence} Use {_PLACES[error.wanted].format(base=call.base)}."
    return write_error(error, message=sentence, docs=_docs(call))


def _body(call: Call) -> Fields:
    if call.json is None and (call.form or call.uploads):
        return form_fields(call.form)
    if call.json is None:
        raise InvalidArgument(message="The request has no body: send JSON, or a multipart form to edit pictures.")
    return Fields(call.json)


def _generation(made: Result) -> Generation:
    if not isinstance(made, Generation):
        raise TypeError(f"a {type(made).__name__} is no answer to this request")
    return made


def _read_chat(call: Call) -> GenerateContent:
    if call.json is None:
        raise InvalidArgument(message="A chat completion needs a JSON body.")
    read_shape(Fields(call.json), call.headers.get(SHAPE_HEADER))
    return read_chat(Fields(call.json))


def _write_chat(call: Call, made: Result) -> Reply:
    body = Fields(call.json)
    shape = read_shape(body, call.headers.get(SHAPE_HEADER))
    return _reply(write_chat(_generation(made), model=body.text("model") or "", shape=shape))


async def _stream_chat(call: Call, deltas: AsyncIterator[Delta]) -> AsyncIterator[Chunk]:
    body = Fields(call.json)
    stream = ChatStream(
        id=f"chatcmpl-{secrets.token_hex(12)}",
        created=int(time.time()),
        model=body.text("model") or "",
        shape=read_shape(body, call.headers.get(SHAPE_HEADER)),
        include_usage=wants_usage(body),
    )
    async for chunk in stream.chunks(deltas):
        for piece in sse.event(chunk):
            yield piece
    yield b"data: [DONE]\n\n"


def _asked(call: Call, *, address: Address | None = None, event: str = "image_generation") -> Asked:
    body = _body(call)
    return Asked(
        quality=body.text("quality") or "auto",
        background=body.text("background") or "auto",
        address=address,
        event=event,
    )


async def _stream_images(call: Call, deltas: AsyncIterator[Delta], event: str) -> AsyncIterator[Chunk]:
    asked = _asked(call, event=event)
    async for made in image_events(deltas, asked, int(time.time()), docs=_docs(call)):
        for piece in sse.event(made, made.get("type")):
            yield piece


def _refuse_variations(call: Call) -> Reply:
    raise Unimplemented(
        message="Variations are not made here.",
        hint="Use POST /v1/images/edits with the picture and a prompt; ask for several with n.",
    )


def _list_models(call: Call) -> ListModels:
    return ListModels()


def _get_model(call: Call) -> GetModel:
    return GetModel(model=call.path["model"])


def _write_models(call: Call, found: Result) -> Reply:
    if isinstance(found, ModelPage):
        return _reply(write_models(found))
    if isinstance(found, Model):
        return _reply(write_model(found))
    raise TypeError(f"a {type(found).__name__} is no model")
