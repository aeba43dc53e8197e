"""Settings: one frozen tree from defaults, a TOML file and the environment, in that order; the command line last.

Strict: an unknown name, a wrong type or a value out of bounds is an error that names its place. Knows no part of the
house: compose hands each part its own section.
"""

from __future__ import annotations

import dataclasses
import difflib
import tomllib
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PREFIX = "HELIOGRAPH_"
HIGHEST_PORT = 65_535
TELLING = ("full", "label-only", "none")
"""What a picture file may tell about itself."""


class SettingsError(ValueError):
    """A setting that cannot be used: the message names where it stands and what would do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """``port`` 0 means any free one. ``public_url`` is this server's address as clients see it, if a proxy stands
    before it."""

    host: str = "127.0.0.1"
    port: int = 8420
    public_url: str = ""
    workers: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """For one request, in MiB and seconds: its headers, its body as a whole and the longest silence in it; for the
    pictures in it: their bytes, their pixels, their number. ``grace_seconds`` is how long a stopping server waits."""

    header_seconds: int = 20
    body_mib: int = 64
    body_seconds: int = 120
    idle_seconds: int = 20
    picture_mib: int = 20
    picture_megapixels: int = 50
    pictures: int = 16
    grace_seconds: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustrator:
    """``workers`` 0 means one for each core. ``seconds`` bounds one picture. ``metadata`` is what its files tell: full,
    label-only or none."""

    workers: int = 0
    seconds: int = 120
    metadata: str = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Films:
    """``at_once`` is how many the illustrator makes at a time, 0 means one for every two cores. ``seconds`` bounds the
    drawing of one film, ``hours`` an operation from its acceptance to its end."""

    at_once: int = 0
    seconds: int = 900
    hours: int = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """``url`` is the database: empty for SQLite in the data folder, or ``postgresql://user@host/name``."""

    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """``refuse`` adds words of the house; ``disable`` takes rules away by code; ``refuse_people`` refuses a prompt with
    people where the request forbids people, instead of leaving them out."""

    refuse: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    refuse_people: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """``allow`` lets requests give https addresses of pictures; each is fetched within ``mib`` and ``seconds``."""

    allow: bool = False
    mib: int = 10
    seconds: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """``requests`` writes one line for each request to standard error; faults are always written."""

    requests: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``data`` is the folder that holds all state of this house."""

    data: Path = Path("heliograph-data")
    listen: Listen = field(default_factory=Listen)
    limits: Limits = field(default_factory=Limits)
    illustrator: Illustrator = field(default_factory=Illustrator)
    films: Films = field(default_factory=Films)
    store: Store = field(default_factory=Store)
    policy: Policy = field(default_factory=Policy)
    fetching: Fetching = field(default_factory=Fetching)
    log: Log = field(default_factory=Log)


def load(
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    flags: Mapping[str, Any] | None = None,
) -> Settings:
    """The settings of a house. ``flags`` are dotted names (``listen.port``), None for one that was not given.

    Raises SettingsError."""
    tree: dict[str, Any] = {}
    if file is not None:
        _check(tree, _read(file), str(file))
    for name, text in sorted((environment or {}).items()):
        if (place := _place(name)) is not None:
            _put(tree, place, _from_text(place, text, name))
    for dotted, value in (flags or {}).items():
        if value is not None:
            _put(tree, tuple(dotted.split(".")), value)
    settings: Settings = _build(Settings, tree, "settings")
    return settings


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is no TOML: {error}.") from error


def _check(tree: dict[str, Any], values: Mapping[str, Any], where: str) -> None:
    _build(Settings, values, where)
    tree.update({name: dict(value) if isinstance(value, Mapping) else value for name, value in values.items()})


def _place(variable: str) -> tuple[str, ...] | None:
    """``HELIOGRAPH_LISTEN_PORT`` is listen.port; a variable that names no section (a client's key) is not ours.

    Raises SettingsError for a section's variable that names none of its settings."""
    if not variable.startswith(PREFIX):
        return None
    name = variable.removeprefix(PREFIX).lower()
    sections = typing.get_type_hints(Settings)
    if name in sections and not dataclasses.is_dataclass(sections[name]):
        return (name,)
    section, _, rest = name.partition("_")
    kind = sections.get(section)
    if kind is None or not dataclasses.is_dataclass(kind):
        return None
    if rest not in _hints(kind):
        near = difflib.get_close_matches(rest, _hints(kind), 1)
        meant = f" Did you mean '{PREFIX}{section.upper()}_{near[0].upper()}'?" if near else ""
        raise SettingsError(f"{variable} names no setting of [{section}].{meant}")
    return (section, rest)


def _from_text(place: tuple[str, ...], text: str, where: str) -> Any:
    kind = typing.get_type_hints(Settings)[place[0]]
    if len(place) > 1:
        kind = _hints(kind)[place[1]]
    if kind is bool:
        word = text.strip().lower()
        if word not in {"1", "0", "true", "false", "yes", "no", "on", "off"}:
            raise SettingsError(f"{where} must be true or false, not {text!r}.")
        return word in {"1", "true", "yes", "on"}
    if kind is int:
        try:
            return int(text)
        except ValueError:
            raise SettingsError(f"{where} must be a whole number, not {text!r}.") from None
    if typing.get_origin(kind) is tuple:
        return [word.strip() for word in text.split(",") if word.strip()]
    return text


def _put(tree: dict[str, Any], place: tuple[str, ...], value: Any) -> None:
    if len(place) == 1:
        tree[place[0]] = value
    else:
        tree.setdefault(place[0], {})[place[1]] = value


def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _build(kind: Any, values: Mapping[str, Any], where: str) -> Any:
    hints = _hints(kind)
    for name in values:
        if name not in hints:
            near = difflib.get_close_matches(name, hints, 1)
            raise SettingsError(
                f"{where}: there is no setting {name!r}."
                + (f" Did you mean {near[0]!r}?" if near else f" There are: {', '.join(hints)}.")
            )
    return kind(**{name: _value(hints[name], value, f"{where}: {name}") for name, value in values.items()})


def _value(kind: Any, value: Any, where: str) -> Any:
    if dataclasses.is_dataclass(kind):
        if not isinstance(value, Mapping):
            raise SettingsError(f"{where} is a section of settings, not a value.")
        return _build(kind, value, where)
    if kind is Path and isinstance(value, str | Path):
        return Path(value).expanduser()
    if typing.get_origin(kind) is tuple:
        if isinstance(value, list | tuple) and all(isinstance(word, str) for word in value):
            return tuple(value)
        raise SettingsError(f"{where} must be a list of texts.")
    if type(value) is not kind:  # a boolean is no number here
        raise SettingsError(f"{where} must be {_WORDS.get(kind, kind)}, not {value!r}.")
    if isinstance(value, int) and value < 0:
        raise SettingsError(f"{where} must not be negative.")
    if where.endswith(": metadata") and value not in TELLING:
        raise SettingsError(f"{where} must be one of {', '.join(TELLING)}, not {value!r}.")
    if isinstance(value, int) and where.endswith(": port") and value > HIGHEST_PORT:
        raise SettingsError(f"{where} must be from 0 to {HIGHEST_PORT}, not {value}.")
    return value


_WORDS = {int: "a whole number", str: "a text", bool: "true or false", Path: "a path"}
