"""Decides what a person wears and looks like, from the node's words and the outfit table. Draws nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from heliograph.engines.illustrator.canvas.noise import rng
from heliograph.engines.illustrator.rigs.animals.face import feeling_of
from heliograph.engines.illustrator.rigs.palette import asked
from heliograph.engines.illustrator.rigs.patterns import pattern_of
from heliograph.engines.illustrator.rigs.people.face import Looks
from heliograph.engines.illustrator.scene import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Outfit:
    """One row of ``outfits.toml``; the file's head explains the words."""

    top: str = "tee"
    colour: str = "#5b8fc9"
    second: str = "#ffffff"
    under: str = "#f7f2e8"
    pattern: str = ""
    sleeves: str = "long"
    bottom: str = "trousers"
    bottom_colour: str = "#47506b"
    shoes: str = "#4a3a38"
    boots: bool = False
    hat: str = ""
    hat_colour: str = ""
    cape: str = ""
    belt: str = ""
    scarf: str = ""
    apron: str = "#fbf8f2"
    glasses: bool = False
    extras: tuple[str, ...] = ()
    hair: str = ""
    hair_colour: str = ""
    beard: str = ""
    skin: str = ""
    ears: str = "round"
    age: str = ""
    gender: str = ""
    chibi: bool = False
    fat: bool = False


@cache
def outfits() -> Mapping[str, Outfit]:
    """Every outfit by name. Raises ``TypeError`` for an unknown key in the table."""
    text = (files(__package__) / "outfits.toml").read_text("utf-8")
    rows = tomllib.loads(text)
    return {name: Outfit(**{**row, "extras": tuple(row.get("extras", ()))}) for name, row in rows.items()}


SKINS: Mapping[str, str] = {"light": "#f9d9bf", "pale": "#fbe3d0", "fair": "#f9d9bf", "tan": "#dca274",
    "brown": "#b57a4e",
                            "dark": "#8a5636", "black": "#74452b", "asian": "#f4cda3", "olive": "#dcae7e",
                            "green": "#9cc287",
                            "blue": "#8fb8e0", "red": "#dd6b5e"}  # fmt: skip
HAIRS: Mapping[str, str] = {"blonde": "#ecc063", "blond": "#ecc063", "red": "#cf5a2c", "ginger": "#d9702e",
    "black": "#38303a",
                            "brown": "#6f4429", "dark": "#43302c", "grey": "#b9b9c2", "gray": "#b9b9c2",
                            "white": "#f1eff0",
                            "silver": "#ccced8", "auburn": "#8c3f28", "chestnut": "#7d472b"}  # fmt: skip
ANY_SKIN = ("#f9d9bf", "#f6cdaa", "#e9b68c", "#d39a6a", "#a96f47", "#7f4d30")
ANY_HAIR = ("#6f4429", "#43302c", "#a8652f", "#ecc063", "#cf5a2c", "#38303a")
DARK_HAIR = ("#43302c", "#38303a", "#2f262b")
STYLES: Mapping[str, tuple[str, ...]] = {"man": ("short", "short", "spiky", "curly"), "woman": ("long", "wavy", "bob",
    "ponytail", "bun"),
                                         "boy": ("short", "spiky", "curly"), "girl": ("pigtails", "bob", "long",
                                         "braids", "ponytail")}  # fmt: skip
GARMENTS: Mapping[str, Mapping[str, object]] = {
    "dress": {"top": "dress"}, "wedding dress": {"top": "gown", "sleeves": "none", "hat": "bridal"},
    "gown": {"top": "gown"}, "ball gown": {"top": "gown"}, "suit": {"top": "suit"}, "shirt": {"top": "shirt"},
    "t-shirt": {"top": "tee",
    "sleeves": "short"}, "tshirt": {"top": "tee", "sleeves": "short"},
    "sweater": {"top": "sweater"}, "jumper": {"top": "sweater"}, "hoodie": {"top": "sweater"},
    "jacket": {"top": "coat"}, "coat": {"top": "coat"}, "raincoat": {"top": "coat"},
    "robe": {"top": "robe",
    "sleeves": "wide"}, "kimono": {"top": "kimono", "sleeves": "wide"},
    "apron": {"top": "shirt", "extras": ("apron",)},
    "swimsuit": {"top": "swimsuit", "bottom": "none", "sleeves": "none"}, "armor": {"top": "armour"},
    "armour": {"top": "armour"}, "uniform": {"top": "uniform"}, "pajamas": {"top": "shirt"},
    "overalls": {"top": "overalls"}, "spacesuit": {"top": "spacesuit", "hat": "space_helmet"},
    "cloak": {"cape": "#6b4f8a"}, "cape": {"cape": "#c23b45"}, "vest": {"top": "vest"},
    "tutu": {"top": "tutu", "sleeves": "none"},
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Character:
    """Everything a body needs to be drawn, decided."""

    outfit: Outfit
    looks: Looks
    size: str = ""
    chibi: bool = False


def character(node: Node, seed: int, chibi: bool = False) -> Character:
    """Who this node is: what is not said is chosen by the node's own random stream."""
    words = node.attributes
    chance = rng(seed, node.id, "person")
    name = node.noun if node.noun in outfits() else words.get("profession", "")
    outfit = outfits().get(name, outfits().get(name.replace(" ", "_"), Outfit()))
    named = name not in EVERYDAY_FOLK and (name in outfits() or name.replace(" ", "_") in outfits())
    gender = words.get("gender", "") or outfit.gender or ("man", "woman")[int(chance.integers(2))]
    gender = {"male": "man", "female": "woman", "boy": "man", "girl": "woman"}.get(gender, gender)
    age = words.get("age", "") or outfit.age or "adult"
    if not named:
        outfit = outfits()[_everyday(gender, age, bool(chance.integers(2)))]
        if not asked(words, "clothes_colour") and age not in ("old",):
            outfit = replace(outfit, colour=EVERYDAY[int(chance.integers(len(EVERYDAY)))])
    outfit = _asked_clothes(outfit, words)
    looks = _looks(outfit, words, gender, age, int(chance.integers(1 << 30)))
    if chibi and looks.beard == "long":
        looks = replace(looks, beard="white")
    size = "fat" if outfit.fat else words.get("size", "")
    return Character(outfit=outfit, looks=looks, size=size, chibi=chibi or outfit.chibi)


EVERYDAY_FOLK = frozenset({"boy", "girl", "baby"})
"""Children are no profession: each wears colours of its own."""
EVERYDAY = ("#5b8fc9", "#e0729a", "#e5a04c", "#6aa870", "#c85a54", "#8a6fc0", "#4aa3a3", "#d98a6a", "#f0c04c")


def _everyday(gender: str, age: str, first: bool) -> str:
    if age in ("child", "kid", "toddler"):
        return "boy" if gender == "man" else "girl"
    if age == "baby":
        return "baby"
    if age == "old":
        return "old_man" if gender == "man" else "old_woman"
    return "plain_man" if gender == "man" else "plain_woman" if first else "casual_woman"


def _asked_clothes(outfit: Outfit, words: Mapping[str, str]) -> Outfit:
    changes: dict[str, object] = {}
    for garment in words.get("clothes", "").lower().split(","):
        changes.update(GARMENTS.get(garment.strip(), {}))
    colour = asked(words, "clothes_colour") or asked(words)
    if colour:
        changes["colour"] = colour
        if "cape" in changes or (outfit.cape and "clothes" not in words):
            changes["cape"] = colour if "cape" in changes else outfit.cape
        if (
            outfit.top in ("suit", "spacesuit", "uniform", "armour", "overalls")
            or outfit.bottom_colour == outfit.colour
        ):
            changes["bottom_colour"] = colour
    second = asked(words, "second_colour")
    if second:
        changes["second"] = second
    pattern = pattern_of(words.get("pattern", ""))
    if pattern:
        changes["pattern"] = pattern
    return replace(outfit, **changes)  # type: ignore[arg-type]  # the values come from GARMENTS, whose keys are fields


def _looks(outfit: Outfit, words: Mapping[str, str], gender: str, age: str, choice: int) -> Looks:
    said = words.get("skin", "").lower()
    skin = outfit.skin or SKINS.get(said) or asked(words, "skin") or ANY_SKIN[choice % len(ANY_SKIN)]
    dark = skin in ANY_SKIN[4:] or said in ("dark", "black", "asian")
    hairs = DARK_HAIR if dark else ANY_HAIR
    hair_word = words.get("hair_colour", "").lower()
    hair = HAIRS.get(hair_word) or asked(words, "hair_colour") or outfit.hair_colour or hairs[choice // 7 % len(hairs)]
    if age == "old" and not hair_word and not outfit.hair_colour:
        hair = ("#d9d8de", "#f1eff0", "#b9b9c2")[choice % 3]
    return Looks(skin=skin, hair=hair, style=_style(outfit, words, gender, age, choice // 49), gender=gender, age=age,
        ears=outfit.ears,
                 iris=("#6b4a2c", "#4f86b8", "#5b8f52", "#4a3526")[0 if dark else choice // 343 % 4],
                 feeling=feeling_of(words),
                 beard=_beard(outfit, words), freckles="freckles" in words)  # fmt: skip


def _style(outfit: Outfit, words: Mapping[str, str], gender: str, age: str, choice: int) -> str:
    style = _wished_style(outfit, words, gender, age, choice)
    if outfit.hat in OPEN_HATS or style not in HIGH_STYLES:
        return style
    return "short" if gender == "man" else "long"


OPEN_HATS = frozenset({"", "tiara", "halo", "horns", "headband", "goggles", "bridal", "crown"})
HIGH_STYLES = frozenset({"spiky", "curly", "afro", "bun", "topknot"})
"""Hair that would stick out of a hat."""


def _wished_style(outfit: Outfit, words: Mapping[str, str], gender: str, age: str, choice: int) -> str:
    said = words.get("hair", "").lower()
    for style in (
        "bald",
        "pigtails",
        "braids",
        "ponytail",
        "bun",
        "bob",
        "afro",
        "curly",
        "spiky",
        "wavy",
        "straight",
        "short",
        "long",
    ):
        if style.rstrip("s") in said:
            return "braids" if style == "braids" else style
    if outfit.hair:
        return outfit.hair
    if age == "baby":
        return "baby"
    if age == "old":
        return ("bald", "short")[choice % 2] if gender == "man" else ("bun", "bob")[choice % 2]
    key = gender if age not in ("child", "kid", "toddler") else "boy" if gender == "man" else "girl"
    options = STYLES.get(key, STYLES["man"])
    return options[choice % len(options)]


def _beard(outfit: Outfit, words: Mapping[str, str]) -> str:
    said = words.get("beard", "").lower()
    if not said:
        return outfit.beard
    return "moustache" if "mous" in said or "mus" in said else "long" if "long" in said else "full"
