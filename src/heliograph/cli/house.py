"""Which house a command talks to: one elsewhere, the one that owns the data folder, or one opened for a moment."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from heliograph.cli.gate import Gate
from heliograph.cli.outcome import Exit, Stop
from heliograph.settings import Settings, SettingsError, load

if TYPE_CHECKING:
    from heliograph.cli.running import Desk


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Where the house is."""

    data: Annotated[Path | None, Parameter(help="The folder of the house [default: ./heliograph-data].")] = None
    url: Annotated[
        str | None, Parameter(help="A house elsewhere, with a key in HELIOGRAPH_KEY [default: HELIOGRAPH_URL].")
    ] = None
    config: Annotated[Path | None, Parameter(help="A TOML file with settings.")] = None


def settings_of(house: House, **flags: object) -> Settings:
    """The settings for this command. Stop when they cannot be used."""
    try:
        return load(house.config, os.environ, {"data": house.data, **flags})
    except SettingsError as error:
        raise Stop(Exit.USAGE, str(error)) from error


@contextmanager
def reach(house: House, films: bool = False) -> Iterator[Gate]:
    """A gate to the house, open while the block runs. With ``films`` a house that is opened for this takes up the films
    that an earlier one left."""
    address = house.url or os.environ.get("HELIOGRAPH_URL")
    if address:
        key = os.environ.get("HELIOGRAPH_KEY")
        if not key:
            raise Stop(Exit.ACCESS, "HELIOGRAPH_URL is set but HELIOGRAPH_KEY is not: give the key of that house.")
        yield Gate(address, key)
        return
    from heliograph.cli.running import open_house  # the whole house is heavy: only when it is needed

    with open_house(settings_of(house), films) as running:
        yield running.gate


def outlives(house: House) -> bool:
    """True when the house that is reached stays open after this command."""
    if house.url or os.environ.get("HELIOGRAPH_URL"):
        return True
    from heliograph.cli.running import find  # heavy, as above

    return find(settings_of(house).data) is not None


@contextmanager
def administer(house: House) -> Iterator[Gate | Desk]:
    """The administrator's door of the house on the data folder, whether it is open or not."""
    from heliograph.cli.running import open_desk  # heavy, as above

    with open_desk(settings_of(house)) as desk:
        yield desk
