"""What may be asked about films, operations and files, and what comes back. Absent stays None, as everywhere.

GenerateVideos, GetOperation, WatchOperation, CancelOperation and DeleteOperation are answered with an Operation;
GetFile, DownloadFile, DeleteFile and GetStill with a StoredMedia; ListOperations and ListFiles with a page;
StartUpload and AppendUpload with an Upload.
An id that is unknown and one of another tenant are the same NotFound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from heliograph.domain.content import Modality
from heliograph.domain.media import Media
from heliograph.domain.operation import Operation, StoredMedia
from heliograph.domain.requests import Asked, GenerateContent, Reference, Request

Verb = Literal["generate", "remix", "edit", "extend"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerateVideos(Asked):
    """Films from a prompt, perhaps with a first or last frame, reference pictures or a film to go on from.

    ``parent`` is the operation whose film is remixed, edited or gone on from; ``model`` may then be empty: its own.
    With ``wait`` the answer is the finished operation (its films with ``content``), or the unfinished one when that
    takes too long; with ``stream`` it is a series of states. Whoever stops waiting stops nothing."""

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
    wait: bool = False
    stream: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Interact(Asked):
    """An ask that says the same for films and for pictures; ``wanted`` or else the model decides which it is.
    ``films_only`` maps what only films know, as it was spelt, to what is said where pictures are wanted."""

    films: GenerateVideos
    content: GenerateContent
    wanted: Modality | None = None
    films_only: Mapping[str, str] = field(default_factory=dict)
    stream: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GetOperation:
    """With ``inline``, each film of a finished operation comes with its ``content``."""

    id: str
    inline: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOperation:
    """Its state now and each one after it, to the last, as a stream. With ``inline``, the last one's films come with
    their ``content``."""

    id: str
    inline: bool = False
    stream: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelOperation:
    """A running operation becomes cancelled; a finished one stays what it is. Either way it is the answer."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteOperation:
    """Cancels it where it still runs; it and its films are gone afterwards. The answer is what it was."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GetStill:
    """Pictures out of a finished operation's film number ``index``: one (``thumbnail``), or many on a ``spritesheet``.
    The answer's ``content`` is in memory."""

    id: str
    variant: Literal["thumbnail", "spritesheet"]
    index: int = 0


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
    """Like GetFile, with ``content``."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class StartUpload:
    """A file is to come, in pieces. ``size`` in bytes when the sender said it."""

    mime_type: str
    name: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendUpload:
    """``token`` is the secret of the upload: who has it needs no key. ``offset`` is where ``data`` begins; ``finish``
    makes it a file. Without data it asks how far the upload is."""

    token: str
    offset: int | None = None
    data: tuple[bytes, ...] = ()
    finish: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """``received`` bytes are there; ``file`` is set once it is finished."""

    token: str
    received: int = 0
    file: StoredMedia | None = None


FilmRequest = (
    GenerateVideos
    | GetOperation
    | CancelOperation
    | DeleteOperation
    | ListOperations
    | GetStill
    | GetFile
    | DownloadFile
    | DeleteFile
    | ListFiles
    | StartUpload
    | AppendUpload
)
FilmResult = Operation | OperationPage | StoredMedia | FilePage | Upload
AnyRequest = Request | FilmRequest | WatchOperation | Interact
