"""Which colours a thing wears: its own, unless the prompt asked for another one."""

from __future__ import annotations

from collections.abc import Mapping

from heliograph.engines.illustrator.canvas.paint import luminance, named, shade, tint

MATERIALS: Mapping[str, str] = {
    "wooden": "#b57f4a", "wood": "#b57f4a", "golden": "#e9b93f", "gold": "#e9b93f", "silver": "#c3cad3",
    "metal": "#a9b2bd", "iron": "#7c8691", "bronze": "#b8793a", "copper": "#c9764a", "stone": "#a5a19b",
    "brick": "#b9573f", "glass": "#bfe3ea", "ice": "#bfe6f5", "chocolate": "#6d3f27", "leather": "#8d5a37",
    "marble": "#e9e6e3", "straw": "#dcb765", "paper": "#f5efe2", "clay": "#c0714a", "crystal": "#c7e5f7",
    "velvet": "#8d2f4e", "denim": "#4d6c9c", "plastic": "#e2574c", "snow": "#f4f8fd", "bamboo": "#b7b05a",
}  # fmt: skip


def asked(attributes: Mapping[str, str], key: str = "colour") -> str | None:
    """The colour that the prompt asked for under this attribute, as ``#rrggbb``; None without one
    and for words that name no colour (``colourful``).
    """
    word = attributes.get(key, "").strip().lower()
    if not word:
        return None
    try:
        return named(word)
    except (KeyError, ValueError):
        return MATERIALS.get(word)


def base_colour(attributes: Mapping[str, str], own: str) -> str:
    """The colour of the thing as a whole: the asked one, its material's, or its own."""
    return asked(attributes) or MATERIALS.get(attributes.get("material", "").lower(), own)


def resolve(expression: str, roles: Mapping[str, str]) -> str:
    """``base``, ``#a0b0c0``, ``base+30`` (30 % tint), ``second-20`` (20 % shade) as ``#rrggbb``.

    Raises ``KeyError`` for a role that nobody defined.
    """
    for sign, change in (("+", tint), ("-", shade)):
        name, found, amount = expression.partition(sign)
        if found:
            return change(resolve(name, roles), float(amount) / 100)
    return expression if expression.startswith("#") else roles[expression]


def roundness(colour: str) -> float:
    """How strongly a part of that colour is shaded: white things keep their light, dark ones need their form."""
    return 0.38 - 0.2 * max(0.0, luminance(colour) - 0.6) / 0.4
