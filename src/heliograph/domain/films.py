"""What may be asked about films, operations and files. Absent stays None, as everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from heliograph.domain.media import Media
from heliograph.domain.operation import Operation, StoredMedia
from heliograph.domain.requests import Asked, Reference

Verb = Literal["generate", "remix", "edit", "extend"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerateVideos(Asked):
    """Films from a prompt, perhaps with a first or last frame, reference pictures or a film to go on from."""

    prompt: str
    verb: Verb = "generate"
    image: Media | None = None
    last_frame: Media | None = None
    video: Media | None = None
    references: tuple[Reference, ...] = ()
    number_of_videos: int | None = None
    duration_seconds: int | None = None
    aspect_ratio: str | None = None
    resolution: str | None = None
    size: tuple[int, int] | None = None
    person_generation: str | None = None
    negative_prompt: str | None = None
    seed: int | None = None
    fps: int | None = None
    generate_audio: bool | None = None
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GetOperation:
    """``inline`` False leaves the bytes of finished films out of the answer."""

    id: str
    inline: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelOperation:
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteOperation:
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOperations:
    """``after`` is the id of the last row of the page before; newest first unless ``ascending``."""

    limit: int = 20
    after: str | None = None
    ascending: bool = False
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationPage:
    operations: tuple[Operation, ...]
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GetFile:
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadFile:
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteFile:
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFiles:
    page_size: int | None = None
    page_token: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePage:
    files: tuple[StoredMedia, ...]
    next_page_token: str | None = None


FilmRequest = (
    GenerateVideos
    | GetOperation
    | CancelOperation
    | DeleteOperation
    | ListOperations
    | GetFile
    | DownloadFile
    | DeleteFile
    | ListFiles
)
