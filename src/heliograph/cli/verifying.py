"""`heliograph verify`: is every stored file what was once written?"""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from heliograph.cli.house import House, settings_of
from heliograph.cli.outcome import Exit, Stop
from heliograph.cli.voice import document, out
from heliograph.domain.errors import GatewayError


def verify(
    *,
    as_json: Annotated[bool, Parameter(name="--json", negative="", help="One JSON document.")] = False,
    house: House | None = None,
) -> int:
    """Read every stored film and picture and name those that are gone or damaged. Exit status 1 when there are any.

    The house may be open meanwhile.

    For example:

    heliograph verify

    heliograph verify --data ./house

    heliograph verify --json
    """
    from heliograph.compose import damaged_files  # the whole house is heavy: only when it is needed

    settings = settings_of(house or House())
    try:
        found = damaged_files(settings)
    except FileNotFoundError as error:
        raise Stop(Exit.USAGE, f"There is no house in {settings.data}.") from error
    except GatewayError as error:
        raise Stop(Exit.UPSTREAM, error.sentence()) from error
    if as_json:
        document({"damaged": [{"file": file.id, "sha256": file.sha256, "ails": ails} for file, ails in found]})
    else:
        for file, ails in found:
            out(f"{file.id}  {file.mime_type}  {ails}")
        out("Every stored file is what was written." if not found else f"{len(found)} damaged.")
    return Exit.BUG if found else Exit.OK
