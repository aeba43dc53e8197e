"""How this house is set up: one tree of frozen values from a TOML file and HELIOGRAPH_* variables.

An unknown key is an error. Only `compose` and the command line read this; parts are handed what they need.
"""

from __future__ import annotations

import dataclasses
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_type_hints


class SettingsError(ValueError):
    """A setting that is unknown or of the wrong kind; the message names file and key."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Where to listen and how much to take. Sizes in MiB, times in seconds."""

    host: str = "127.0.0.1"
    port: int = 8080
    body_mib: int = 64
    body_seconds: float = 120.0
    idle_seconds: float = 20.0
    header_seconds: float = 20.0
    grace_seconds: float = 30.0
    access_log: bool = True


@dataclass(frozen=True, slots=True)
class PictureSettings:
    """Bounds on pictures in requests."""

    mib: int = 20
    megapixels: int = 50
    count: int = 16


@dataclass(frozen=True, slots=True)
class PolicySettings:
    """``refuse`` adds words, ``disable`` switches categories off by code, ``refuse_people`` refuses prompts with
    people where personGeneration forbids them (otherwise people are left out, and the answer says so)."""

    refuse: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    refuse_people: bool = False


@dataclass(frozen=True, slots=True)
class IllustratorSettings:
    """The embedded engine. ``workers`` 0 means one per processor; ``seconds`` bounds one picture; ``metadata`` is
    full, label-only or none."""

    enabled: bool = True
    workers: int = 0
    seconds: float = 120.0
    metadata: str = "full"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything. ``data`` is the one folder where all state lies."""

    data: Path = Path("heliograph-data")
    server: ServerSettings = field(default_factory=ServerSettings)
    pictures: PictureSettings = field(default_factory=PictureSettings)
    policy: PolicySettings = field(default_factory=PolicySettings)
    illustrator: IllustratorSettings = field(default_factory=IllustratorSettings)


def load_settings(file: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Defaults, then the file, then the environment (``HELIOGRAPH_SERVER_PORT=9000``). Raises SettingsError."""
    tree: dict[str, Any] = {}
    if file is not None:
        try:
            tree = tomllib.loads(file.read_text("utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(f"{file}: {error}") from error
    settings: Settings = _read(Settings, tree, str(file or "settings"), "")
    return _with_environment(settings, os.environ if environment is None else environment)


def _read(kind: type[Any], tree: Mapping[str, Any], source: str, path: str) -> Any:
    hints = get_type_hints(kind)
    values = {}
    for key, value in tree.items():
        where = f"{path}{key}"
        if key not in hints:
            raise SettingsError(f"{source}: there is no setting '{where}'; known here: {', '.join(sorted(hints))}")
        values[key] = _value(hints[key], value, source, where)
    return kind(**values)


def _value(kind: Any, value: Any, source: str, where: str) -> Any:
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        if not isinstance(value, Mapping):
            raise SettingsError(f"{source}: '{where}' must be a table")
        return _read(kind, value, source, f"{where}.")
    wanted = {Path: str, float: (int, float), tuple[str, ...]: list}.get(kind, kind)
    if not isinstance(value, wanted) or (isinstance(value, bool) and kind is not bool):
        raise SettingsError(f"{source}: '{where}' must be of type {getattr(kind, '__name__', kind)}")
    return tuple(value) if isinstance(value, list) else kind(value)


def _with_environment(settings: Settings, environment: Mapping[str, str]) -> Settings:
    for section in dataclasses.fields(settings):
        value = getattr(settings, section.name)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            changed = _overridden(value, f"HELIOGRAPH_{section.name.upper()}_", environment)
            settings = dataclasses.replace(settings, **{section.name: changed})
        elif text := environment.get(f"HELIOGRAPH_{section.name.upper()}"):
            settings = dataclasses.replace(settings, **{section.name: Path(text)})
    return settings


def _overridden(section: Any, prefix: str, environment: Mapping[str, str]) -> Any:
    hints = get_type_hints(type(section))
    values = {
        name: _parsed(kind, environment[prefix + name.upper()], prefix + name.upper())
        for name, kind in hints.items()
        if prefix + name.upper() in environment
    }
    return dataclasses.replace(section, **values)


def _parsed(kind: Any, text: str, name: str) -> Any:
    try:
        if kind is bool:
            return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}[text.lower()]
        if kind is int or kind is float or kind is str:
            return kind(text)
        return tuple(part.strip() for part in text.split(",") if part.strip())
    except (KeyError, ValueError) as error:
        raise SettingsError(f"{name}: {text!r} is no {getattr(kind, '__name__', kind)}") from error
