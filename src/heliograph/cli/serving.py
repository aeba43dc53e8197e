"""`heliograph serve`: open the house and answer until somebody says stop."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from heliograph.cli.house import House, settings_of
from heliograph.cli.outcome import Exit, Stop
from heliograph.cli.voice import tell


def serve(
    *,
    host: Annotated[str | None, Parameter(help="The address to listen at [default: 127.0.0.1].")] = None,
    port: Annotated[int | None, Parameter(help="The port; 0 takes any free one [default: 8420].")] = None,
    data: Annotated[
        Path | None, Parameter(help="The folder that holds everything [default: ./heliograph-data].")
    ] = None,
    config: Annotated[Path | None, Parameter(help="A TOML file with settings.")] = None,
    workers: Annotated[int | None, Parameter(help="Server processes; SQLite allows one.")] = None,
) -> int:
    """Open the house and answer until Ctrl-C. All its state lies in one folder.

    For example:

    heliograph serve

    heliograph serve --data ./house --host 0.0.0.0 --port 8420

    heliograph serve --data ./house --config house.toml
    """
    flags = {"listen.host": host, "listen.port": port, "listen.workers": workers}
    settings = settings_of(House(data=data, config=config), **flags)
    if settings.listen.workers > 1:
        raise Stop(
            Exit.USAGE,
            "More than one worker needs a database server: SQLite has one writer. Leave --workers out; pictures are "
            "drawn in processes of their own anyway.",
        )
    from heliograph import compose
    from heliograph.cli.running import composed
    from heliograph.server.run import Listening

    with composed(settings) as house:

        def ready(where: Listening) -> None:
            tell(f"Heliograph is open at {where.address} on {house.folder.path}. Stop it with Ctrl-C.")

        try:
            compose.serve(house, ready)
        except OSError as error:
            place = f"{settings.listen.host}:{settings.listen.port}"
            words = f"Nothing can listen at {place}: {error.strerror or error}. Choose another with --port."
            raise Stop(Exit.USAGE, words) from error
    return Exit.OK
