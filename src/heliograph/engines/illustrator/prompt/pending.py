"""A noun phrase that has begun and has no noun yet: how many, which colour, what kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from heliograph.engines.illustrator.prompt.draft import Thing
from heliograph.engines.illustrator.prompt.lexicon import Lexicon, Sense
from heliograph.engines.illustrator.prompt.marks import Mark

SEVERAL = 3
"""How many a plural without a number means."""
_MINOR = frozenset({"child", "baby", "teen"})
TONES = frozenset({"light", "dark", "pale", "bright", "deep", "soft", "vivid", "pastel", "neon"})


@dataclass(slots=True)
class Pending:
    """What was said before the noun."""

    determiner: bool = False
    one: bool = False
    definite: bool = False
    pair: bool = False
    count: int = 0
    pile: int = 0
    attributes: dict[str, str] = field(default_factory=dict)
    colours: list[str] = field(default_factory=list)
    tone: str = ""
    verb: str = ""
    pose: str = ""
    place: str = ""
    modifier: Mark | None = None
    unknown: str = ""
    words: list[str] = field(default_factory=list)

    @property
    def begun(self) -> bool:
        """Whether a noun phrase is under way."""
        return bool(self.determiner or self.count or self.attributes or self.colours or self.pose or self.modifier)

    @property
    def rich(self) -> bool:
        """Whether more than an article was said, so that a noun must follow."""
        return bool(self.count or self.attributes or self.colours or self.pose)

    def add_adjective(self, value: str) -> None:
        """``size=big``; the first word about the same thing wins."""
        key, _, word = value.partition("=")
        self.attributes.setdefault(key, word)

    def add_colour(self, colour: str) -> None:
        """A colour with the tone said just before it (``light blue``)."""
        if colour in ("colorful", "multicolored", "multicoloured", "multicolor"):
            colour = "colourful"
        self.colours.append(f"{self.tone} {colour}".strip())
        self.tone = ""

    def thing(self, mark: Mark, sense: Sense, words: Lexicon) -> Thing:
        """The finished noun phrase."""
        made = Thing(sense.value, mark.text, words.nouns[sense.value].category)
        made.count = self.count or self.pile or (SEVERAL if mark.plural and not self.one else 1)
        if self.pair and mark.text in words.always_single:
            made.count = 1
        made.counted, made.definite = bool(self.count), self.definite
        made.attributes = {**sense.attributes, **self.attributes}
        if sense.attributes.get("age") in _MINOR and self.attributes.get("age") == "young":
            made.attributes["age"] = sense.attributes["age"]
        if self.tone and "colour" in sense.attributes:
            made.attributes["colour"] = f"{self.tone} {sense.attributes['colour']}"
        if sense.attributes.get("colour") and self.colours:
            made.attributes.pop("colour")
        for key, colour in zip(("colour", "second_colour"), self.colours, strict=False):
            made.attributes[key] = colour
        if self.modifier is not None:
            told = self.modifier.senses["noun"]
            if told.value == sense.value:
                made.attributes = {**told.attributes, **made.attributes}
            else:
                made.attributes.setdefault("kind", self.modifier.text)
        made.verb, made.pose, made.place = self.verb, self.pose or made.attributes.pop("pose", ""), self.place
        made.words = " ".join((*self.words, *([self.modifier.text] if self.modifier else []), mark.text))
        return made


def in_costume(modifier: Mark, head: Sense, words: Lexicon) -> bool:
    """Whether "cat astronaut" is meant: an animal dressed as somebody."""
    animal = words.nouns[modifier.senses["noun"].value].category in _ANIMALS if modifier.has("noun") else False
    figure = modifier.has("noun") and modifier.senses["noun"].value in _FIGURES
    dressed = words.nouns[head.value].category in ("people", "fantasy") and head.value not in _FIGURES
    return (animal or figure) and dressed and "group" not in head.attributes


_FIGURES = frozenset({"robot", "alien", "skeleton", "ghost", "snowman", "monster", "teddy bear"})
_ANIMALS = frozenset({"pet", "farm", "wild", "bird", "sea", "creeping"})
