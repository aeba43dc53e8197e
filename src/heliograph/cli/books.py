"""`heliograph keys ...` and `heliograph usage`: what an administrator asks and decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlencode

from cyclopts import Parameter

from heliograph.cli.house import House, administer
from heliograph.cli.outcome import Exit
from heliograph.cli.voice import document, out, table, tell

AsJson = Annotated[bool, Parameter(name="--json", negative="", help="One JSON document.")]


def create(name: str, *, as_json: AsJson = False, house: House | None = None) -> int:
    """Make a key and show it this once: only its fingerprint is kept.

    For example:

    heliograph keys create intern --data ./house

    heliograph keys create build-server --data ./house --json

    export HELIOGRAPH_KEY=$(heliograph keys create me)

    Parameters
    ----------
    name
        Your word for whoever will use it.
    """
    with administer(house or House()) as desk:
        made = desk.post("/admin/v1/keys", {"name": name}).body
    if as_json:
        document(made)
    else:
        out(str(made["key"]))
        tell(f"This is the key of {name}. It is shown this once; make another one if it gets lost.")
    return Exit.OK


def listing(*, as_json: AsJson = False, house: House | None = None) -> int:
    """List the keys, never their secrets.

    For example:

    heliograph keys list

    heliograph keys list --data ./house

    heliograph keys list --json
    """
    with administer(house or House()) as desk:
        found = desk.get("/admin/v1/keys").body
    if as_json:
        document(found)
        return Exit.OK
    titles = ["id", "name", "key", "created", "state"]
    table(titles, [[_text(row, title) for title in titles] for row in found["keys"]])
    return Exit.OK


def revoke(key: str, *, house: House | None = None) -> int:
    """Take a key back at once: the next request with it is refused.

    For example:

    heliograph keys list

    heliograph keys revoke intern

    heliograph keys revoke k_3f9a1c20 --data ./house

    Parameters
    ----------
    key
        Its id or its name, as in the list.
    """
    with administer(house or House()) as desk:
        gone = desk.post("/admin/v1/keys/revoke", {"key": key}).body
    tell(f"{_text(gone, 'name') or key} is revoked.")
    return Exit.OK


@Parameter(name="*")
@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which requests count."""

    since: Annotated[str | None, Parameter(help="From this day on, as 2026-11-01 (UTC).")] = None
    until: Annotated[str | None, Parameter(help="Up to the end of this day.")] = None
    by: Annotated[str, Parameter(help="Sum up by model, key or day.")] = "model"


def usage(*, span: Span | None = None, as_json: AsJson = False, house: House | None = None) -> int:
    """Sum up who used what, and what it cost at list price.

    For example:

    heliograph usage

    heliograph usage --by key --since 2026-11-01

    heliograph usage --by day --json
    """
    asked = span or Span()
    query = urlencode({k: v for k, v in (("by", asked.by), ("since", asked.since), ("until", asked.until)) if v})
    with administer(house or House()) as desk:
        found = desk.get(f"/admin/v1/usage?{query}").body
    if as_json:
        document(found)
        return Exit.OK
    titles = [asked.by, "requests", "images", "cost_usd"]
    rows = [[_text(row, title) or "-" for title in titles] for row in found["rows"]]
    table(titles, rows)
    tell(f"Together {_text(found['total'], 'requests')} requests, ${_text(found['total'], 'cost_usd')} at list price.")
    return Exit.OK


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value)
