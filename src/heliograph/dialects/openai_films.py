"""Films in OpenAI's dialect: `/v1/videos` and what stands below it. OpenAI shut its own; here it goes on."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from typing import Any

from heliograph.dialects.protocol import Call, Chunk, Endpoint, Reply
from heliograph.domain.errors import Conflict, InvalidArgument, NotFound
from heliograph.domain.films import (
    AnyRequest,
    CancelOperation,
    DeleteOperation,
    GetOperation,
    GetStill,
    OperationPage,
    WatchOperation,
)
from heliograph.domain.media import Stored
from heliograph.domain.operation import Operation, StoredMedia
from heliograph.domain.results import Delta, Result
from heliograph.formats.openai import videos, videos_answer
from heliograph.formats.openai.images import Picture
from heliograph.wire import holes, sse
from heliograph.wire.armour import raw
from heliograph.wire.fields import Fields

_ONE = "/v1/videos/{id}"


def film_endpoints() -> tuple[Endpoint, ...]:
    """Every path of films. `GET /v1/videos/ID?stream=true` follows one to its end."""
    return (
        _post("/v1/videos", "videos.create", read=_read_create),
        _post("/v1/videos/edits", "videos.edit", read=_read_edit),
        _post("/v1/videos/extensions", "videos.extend", read=_refuse_extension),
        _post(f"{_ONE}/remix", "videos.remix", read=_read_remix),
        Endpoint(
            method="POST", path=f"{_ONE}/cancel", verb="videos.cancel", read=_read_cancel, write=write_video, raw=True
        ),
        Endpoint(method="GET", path="/v1/videos", verb="videos.list", read=_read_list, write=_write_list),
        Endpoint(
            method="GET",
            path=_ONE,
            verb="videos.retrieve",
            read=_read_get,
            write=write_video,
            stream=_stream,
            stream_type=_event_stream,
        ),
        Endpoint(method="DELETE", path=_ONE, verb="videos.delete", read=_read_delete, write=_write_deleted),
        Endpoint(method="GET", path=f"{_ONE}/content", verb="videos.content", read=_read_content, write=_write_content),
    )


def _post(path: str, verb: str, read: Any) -> Endpoint:
    return Endpoint(method="POST", path=path, verb=verb, read=read, write=write_video)


def _body(call: Call) -> Fields:
    if call.json is not None:
        return Fields(call.json)
    if call.form or call.uploads:
        return videos.form_fields(call.form)
    raise InvalidArgument(message="The request has no body: send JSON or a multipart form.")


def _files(call: Call) -> list[Picture]:
    return [Picture(one.name, one.media) for one in call.uploads]


def _read_create(call: Call) -> AnyRequest:
    return videos.read_video(_body(call), _files(call))


def _read_edit(call: Call) -> AnyRequest:
    return videos.read_edit(_body(call), _files(call))


def _read_remix(call: Call) -> AnyRequest:
    return videos.read_remix(_body(call), call.path["id"])


def _refuse_extension(call: Call) -> AnyRequest:
    raise videos.refuse_extension()


def _read_list(call: Call) -> AnyRequest:
    return videos.read_list(call.query)


def _read_get(call: Call) -> AnyRequest:
    id = videos.own_id(call.path["id"])
    watched = Fields(_said(call.query)).choice("stream", allowed=("true", "false")) == "true"
    return WatchOperation(id=id) if watched else GetOperation(id=id, inline=False)


def _read_cancel(call: Call) -> AnyRequest:
    return CancelOperation(id=videos.own_id(call.path["id"]))


def _read_delete(call: Call) -> AnyRequest:
    return DeleteOperation(id=videos.own_id(call.path["id"]))


def _read_content(call: Call) -> AnyRequest:
    id = videos.own_id(call.path["id"])
    variant, index = videos.read_variant(call.query)
    if variant == "video":
        return GetOperation(id=id)
    return GetStill(id=id, variant="thumbnail" if variant == "thumbnail" else "spritesheet", index=index)


def _said(query: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in query.items() if value}


def write_video(call: Call, result: Result) -> Reply:
    """The `video` object; while it is not done, when to ask again."""
    operation = _operation(result)
    return Reply(headers=videos_answer.poll_headers(operation), body=holes.write(videos_answer.write_video(operation)))


def _write_list(call: Call, result: Result) -> Reply:
    assert isinstance(result, OperationPage), "OperationPage expected"
    return Reply(body=holes.write(videos_answer.write_page(result)))


def _write_deleted(call: Call, result: Result) -> Reply:
    return Reply(body=holes.write(videos_answer.write_deleted(_operation(result))))


def _write_content(call: Call, result: Result) -> Reply:
    """The film's bytes, or a picture of it. Raises Conflict while there are none yet, NotFound where there never will
    be."""
    if isinstance(result, StoredMedia):
        assert result.content is not None, "content expected"
        return Reply(content_type=result.mime_type, body=[raw(result.content)])
    operation = _operation(result)
    status = videos_answer.status_of(operation)
    if not operation.done:
        raise Conflict(message=f"The film is not finished yet: it is {status}.", field="id", retry_after=1)
    if status != "completed":
        raise NotFound(message=f"There is no film: {videos_answer.write_failure(operation)['message']}", field="id")
    _, index = videos.read_variant(call.query)
    if index >= len(operation.media):
        most = len(operation.media) - 1
        raise InvalidArgument(message=f"index must be from 0 to {most}.", field="index", nearest=str(most))
    film = operation.media[index]
    if film.content is None or not isinstance(film.content.source, Stored):
        raise NotFound(message="The bytes of this film are no longer here.", field="id")
    return Reply(content_type=film.mime_type, file=film.content.source, etag=film.sha256)


async def _stream(call: Call, deltas: AsyncIterator[Delta]) -> AsyncGenerator[Chunk, None]:
    """Events `video.queued`, `video.in_progress`, `video.completed`, `video.failed`, each with the whole object."""
    async for delta in deltas:
        if delta.operation is not None:
            video = videos_answer.write_video(delta.operation)
            for chunk in sse.event(video, f"video.{video['status']}"):
                yield chunk


def _event_stream(call: Call) -> str:
    return sse.MEDIA_TYPE


def _operation(result: Result) -> Operation:
    assert isinstance(result, Operation), "Operation expected"
    return result
