"""`heliograph models` and `heliograph meta`: look without asking anybody to draw."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from heliograph.cli.outcome import Exit, Stop
from heliograph.cli.voice import document, out, table
from heliograph.domain.model import Model
from heliograph.domain.usage import Meter

AsJson = Annotated[bool, Parameter(name="--json", negative="", help="One JSON document.")]


def models(search: str = "", *, as_json: AsJson = False) -> int:
    """List the models with what they do, their list price and how long their maker serves them.

    For example:

    heliograph models

    heliograph models imagen

    heliograph models --json

    Parameters
    ----------
    search
        Only those with this word in their name.
    """
    from heliograph.catalogue.catalogue import Catalogue

    found = [model for model in Catalogue.load().models() if search.lower() in model.id.lower()]
    if not found:
        raise Stop(Exit.USAGE, f"No model has {search!r} in its name.")
    if as_json:
        document([_described(model) for model in found])
        return Exit.OK
    rows = [[m.id, _does(m), _price(m), m.lifecycle.state, m.lifecycle.successor or ""] for m in found]
    table(["model", "does", "list price", "upstream", "successor"], rows)
    return Exit.OK


def meta(picture: str, *, as_json: AsJson = False) -> int:
    """Tell what a picture file says about itself: who drew it, from which prompt, with which seed.

    For example:

    heliograph meta fox.png

    heliograph meta --json fox.png

    heliograph image "a fox" -o - | heliograph meta -

    Parameters
    ----------
    picture
        The file; - is standard input.
    """
    from heliograph.cli.wish import read_pictures
    from heliograph.engines.illustrator.stamp import read

    record = read(read_pictures([picture])[0])
    if record is None:
        raise Stop(Exit.USAGE, f"{Path(picture).name} carries no record of this house.")
    if as_json:
        document(record)
        return Exit.OK
    for name, value in record.items():
        if name != "scene" and value not in ("", {}, None):
            out(f"{name:<12}{value if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)}")
    return Exit.OK


def _does(model: Model) -> str:
    kinds = {"picture": model.makes_images, "video": model.makes_videos}
    return ", ".join(kind for kind, can in kinds.items() if can)


def _price(model: Model) -> str:
    """What one picture or second costs at least; its size and quality may make it dearer."""
    for meter, unit in ((Meter.IMAGE, "picture"), (Meter.VIDEO_SECOND, "second")):
        prices = sorted(rate.price / rate.per for rate in model.rates if rate.meter is meter)
        if prices:
            more = "from " if len(set(prices)) > 1 else ""
            return f"{more}${_plain(prices[0])} a {unit}"
    tokens = [rate for rate in model.rates if rate.meter is Meter.OUTPUT_IMAGE_TOKEN]
    if tokens and model.tokens_per_image:
        fewest = min(model.tokens_per_image.values())
        more = "from " if len(set(model.tokens_per_image.values())) > 1 else ""
        return f"{more}${_plain((tokens[0].price / tokens[0].per * fewest).quantize(Decimal('0.0001')))} a picture"
    return ""


def _plain(price: Decimal) -> str:
    return format(price.normalize(), "f")


def _described(model: Model) -> dict[str, Any]:
    life = model.lifecycle
    return {
        "id": model.id,
        "title": model.title,
        "owner": model.owner,
        "capabilities": sorted(model.capabilities),
        "price": _price(model),
        "state": life.state,
        "retired": life.retired.isoformat() if life.retired else None,
        "successor": life.successor,
        "ratios": sorted({ratio for sizes in model.sizes.values() for ratio in sizes}),
        "emulated": model.emulated,
    }
