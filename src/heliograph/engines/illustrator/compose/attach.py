"""How one figure attaches to another: riding, holding, wearing, on, in, under, behind, before, above, below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from .part import Part

Placer = Callable[[Part, Part, int, int], Part]


def _height(part: Part) -> float:
    return part.box[3] - part.box[1]


def _width(part: Part) -> float:
    return part.box[2] - part.box[0]


def _limited(part: Part, *, least: float = 0.0, most: float = float("inf")) -> Part:
    """The part with its height held between two bounds (layout units)."""
    height = _height(part)
    wanted = min(most, max(least, height))
    return replace(part, scale=part.scale * wanted / max(1e-6, height))


def _spread(number: int, total: int, width: float) -> float:
    return 0.0 if total < 2 else width * ((number + 0.5) / total - 0.5)


def _on(part: Part, host: Part, number: int, total: int) -> Part:
    """Resting on it: on its seat, top or back, side by side when there are several."""
    ratio = min(1.0, part.figure.height_m / max(0.05, host.figure.height_m))
    part = replace(part, scale=part.scale * ratio**0.15)
    part = _limited(part, least=0.3 * _height(host), most=1.5 * max(_height(host), 0.7 * _width(host)))
    if total > 1:
        part = _limited(part, most=1.5 * _width(host) / total * _height(part) / max(1e-6, _width(part)))
    name = next((anchor for anchor in ("seat", "back", "top") if anchor in host.figure.anchors), "top")
    x, y = host.at(name)
    return _seated(part, x + _spread(number, total, _width(host) * 0.8), y, depth=host.depth + 2 + number)


def _ashore(part: Part, host: Part, number: int, total: int) -> Part:
    """Standing on an island's ground, side by side."""
    part = _limited(part, least=0.3 * _height(host), most=0.8 * _height(host))
    x = host.x + _spread(number, total, _width(host) * 0.8) if total > 1 else host.x - 0.2 * _width(host)
    y = host.box[3] - 0.16 * _height(host)
    return replace(part, x=x, y=y - part.figure.bounds[3] * part.scale, depth=host.depth + 2 + number, lifted=True)


def _riding(part: Part, host: Part, number: int, total: int) -> Part:
    """In the saddle: hips (or whatever it sits on) at the seat, looking the way the mount looks."""
    name = next((anchor for anchor in ("seat", "back", "top") if anchor in host.figure.anchors), "top")
    x, y = host.at(name)
    part = _limited(part, least=0.6 * _height(host), most=1.25 * _height(host))
    x += _spread(number, total, _width(host) * 0.5)
    part = replace(part, mirrored=_turned_like(part, host))
    return _seated(part, x, y, depth=host.depth + 2 + number)


def _seated(part: Part, x: float, y: float, depth: int) -> Part:
    anchors = part.figure.anchors
    sits = part.node.pose in ("ride", "sit") or "sits" in anchors
    seat = next((name for name in ("seat", "hips") if sits and name in anchors), "")
    below = anchors[seat][1] if seat else part.figure.bounds[3]
    # Thighs rest on the saddle: hips are a little above it.
    return replace(part, x=x, y=y - below * part.scale, depth=depth, lifted=True)


def _turned_like(part: Part, host: Part) -> bool:
    mine, other = part.figure.facing, host.figure.facing
    if "front" in (mine, other):
        return part.mirrored
    return (mine != other) != host.mirrored


def _holding(part: Part, host: Part, number: int, total: int) -> Part:
    part = _limited(part, least=0.16 * _height(host), most=0.5 * _height(host))
    part = replace(part, scale=part.scale * min(1.0, 0.8 * _width(host) / max(1e-6, _width(part))))
    x, y = host.at("hand" if number % 2 == 0 else "other_hand")
    if "grip" in part.figure.anchors:
        gx, gy = part.figure.at("grip")
    else:
        left, top, right, bottom = part.figure.bounds
        gx, gy = (left + right) / 2, top * 0.35 + bottom * 0.65
    return replace(part, x=x - gx * part.scale, y=y - gy * part.scale, depth=host.depth + 1, lifted=True)


_WORN_AT = {
    "hat": "head",
    "cap": "head",
    "crown": "head",
    "helmet": "head",
    "glasses": "eyes",
    "sunglasses": "eyes",
    "scarf": "neck",
    "tie": "neck",
    "bow tie": "neck",
    "necklace": "neck",
    "backpack": "behind",
    "cape": "behind",
    "wings": "behind",
}


def _wearing(part: Part, host: Part, number: int, total: int) -> Part:
    """On the head, before the eyes, round the neck; without such an anchor where they would be on that face."""
    spot = _WORN_AT.get(part.node.noun, "head")
    x, y = _face_spot(host, spot)
    if spot == "behind":
        return _on_the_back(part, host)
    if spot == "head":
        part = _limited(part, least=0.24 * _height(host), most=0.24 * _height(host))
        return replace(part, x=x, y=y + 0.12 * _height(part), depth=host.depth + 1, lifted=True)
    share = {"eyes": 0.56, "neck": 0.42}.get(spot, 0.5)
    scale = part.scale * share * _width(host) / max(1e-6, _width(part))
    part = _limited(replace(part, scale=scale), most=0.3 * _height(host))
    top, bottom = part.figure.bounds[1] * part.scale, part.figure.bounds[3] * part.scale
    hang = (top + bottom) / 2 if spot == "eyes" else top * 0.8 + bottom * 0.2
    return replace(part, x=x, y=y - hang, depth=host.depth + 1, lifted=True)


def _on_the_back(part: Part, host: Part) -> Part:
    """Seen past the shoulders and never below the feet."""
    x, y = _face_spot(host, "neck")
    wide, middle = {"wings": (1.3, 0.5), "cape": (1.0, 1.0)}.get(part.node.noun, (0.8, 0.9))
    part = replace(part, scale=part.scale * wide * _width(host) / max(1e-6, _width(part)))
    foot = min(y + middle * _height(part), host.box[3] - 0.03 * _height(host))
    return replace(part, x=x, y=foot, depth=host.depth - 1, lifted=True)


def _face_spot(host: Part, spot: str) -> tuple[float, float]:
    if spot in host.figure.anchors or not {"head", "mouth"} <= host.figure.anchors.keys():
        return host.at(spot)
    (hx, hy), (mx, my) = host.at("head"), host.at("mouth")
    share = {"eyes": 0.42, "neck": -0.35}.get(spot)
    return host.at(spot) if share is None else (mx + (hx - mx) * share, my + (hy - my) * share)


def _in(part: Part, host: Part, number: int, total: int) -> Part:
    """Inside a container: what is below its rim does not show; inside a larger thing: small, in its middle."""
    wide, tall = _width(host), _height(host)
    hull = wide > 1.5 * tall
    if not hull and "rim" not in host.figure.anchors and host.figure.height_m >= 1.2:
        x, y = host.at("inside")
        return replace(_limited(part, most=0.45 * tall), x=x, y=y, depth=host.depth + 1, lifted=True)
    x = (host.at("inside") if "inside" in host.figure.anchors else host.at("top"))[0]
    bouquet = part.figure.height > 1.5 * part.figure.width and not hull and host.figure.height_m < 1.2
    if bouquet:
        aside = _spread(number, total, 1.0)
        high = 1.45 - 0.5 * abs(aside)
        part = _limited(part, least=high * tall, most=high * tall)
        x += aside * wide * 1.15
    else:
        room = wide * 0.8 / max(1, total)
        part = replace(part, scale=part.scale * min(1.0, room / max(1e-6, _width(part))))
        part = _limited(part, least=0.3 * tall, most=1.5 * tall)
        x += _spread(number, total, wide * 0.7)
    rim = _rim(host, hull)
    sunk = rim + min(0.42 * _height(part), 0.75 * (host.box[3] - rim))
    foot = sunk - part.figure.bounds[3] * part.scale
    return replace(part, x=x, y=foot, depth=host.depth + 1, lifted=True, clip_below=rim)


def _rim(host: Part, hull: bool) -> float:
    """The row below which nothing inside can be seen."""
    if "rim" in host.figure.anchors:
        return host.at("rim")[1]
    if hull and "inside" in host.figure.anchors:
        return host.at("inside")[1]
    return host.box[1] + 0.12 * _height(host)


def _under(part: Part, host: Part, number: int, total: int) -> Part:
    """Below its top, on the ground before it; beside the trunk of a tree."""
    part = _limited(part, least=0.34 * _height(host), most=0.62 * _height(host))
    aside = 0.26 * _width(host) if host.figure.height_m > 3 else 0.0
    x = host.x + (aside if number % 2 == 0 else -aside) + _spread(number // 2, (total + 1) // 2, _width(host) * 0.5)
    return replace(part, x=x, y=0.05 * _height(host) if host.y == 0 else host.y, depth=host.depth + 1 + number)


def _behind(part: Part, host: Part, number: int, total: int) -> Part:
    part = replace(part, scale=part.scale * 0.86)
    part = _limited(part, least=0.75 * _height(host))
    side = 1 if number % 2 == 0 else -1
    x = host.x + side * (0.42 * _width(host) + 0.28 * _width(part))
    return replace(part, x=x, y=host.y - 0.14 * _height(part), depth=host.depth - 1 - number)


def _in_front_of(part: Part, host: Part, number: int, total: int) -> Part:
    part = _limited(part, least=0.2 * _height(host), most=max(0.7 * _height(host), 0.6))
    side = -1 if number % 2 == 0 else 1
    x = host.x + side * 0.3 * _width(host) + _spread(number, total, _width(host))
    return replace(part, x=x, y=host.y + 0.1 * max(_height(part), 0.6 * _height(host)), depth=host.depth + 2 + number)


def _above(part: Part, host: Part, number: int, total: int) -> Part:
    part = _limited(part, least=0.42 * _height(host), most=1.6 * _height(host))
    gap = 0.12 * max(_height(part), _height(host))
    x = host.x + _spread(number, total, max(_width(host), total * _width(part)))
    bottom = host.box[1] - gap
    return replace(part, x=x, y=bottom - part.figure.bounds[3] * part.scale, depth=host.depth + 1, lifted=True)


def _below(part: Part, host: Part, number: int, total: int) -> Part:
    part = _limited(part, least=0.3 * _height(host), most=1.6 * _height(host))
    gap = 0.14 * max(_height(part), _height(host))
    x = host.x + _spread(number, total, max(_width(host), total * _width(part)))
    top = host.box[3] + gap
    return replace(part, x=x, y=top - part.figure.bounds[1] * part.scale, depth=host.depth + 1)


PLACERS: Mapping[str, Placer] = {
    "on": _on,
    "ashore": _ashore,
    "riding": _riding,
    "holding": _holding,
    "wearing": _wearing,
    "in": _in,
    "under": _under,
    "behind": _behind,
    "in_front_of": _in_front_of,
    "above": _above,
    "below": _below,
}
