"""What the reader has understood so far: things, and what was said of the whole picture. Plain and mutable."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Thing:
    """A noun phrase on its way to becoming nodes."""

    noun: str
    text: str
    category: str
    count: int = 1
    attributes: dict[str, str] = field(default_factory=dict)
    verb: str = ""
    pose: str = ""
    place: str = ""
    relations: list[tuple[str, Thing]] = field(default_factory=list)
    words: str = ""
    definite: bool = False
    """Said with "the" or "her": in an edit it is something that is there already."""
    each: tuple[str, ...] = ()
    """A colour for each of several: "three balloons: red, blue and yellow"."""
    counted: bool = False
    """Whether the prompt gave the number itself."""


@dataclass(slots=True)
class Place:
    """A setting that was named, and how strongly: 3 after "in", 2 after another preposition, 1 bare."""

    name: str
    weight: int


@dataclass(slots=True)
class Words:
    """Quoted words with the cue before them and the thing that may carry them."""

    text: str
    cue: str = ""
    carrier: Thing | None = None
    place: str = ""
    colour: str = ""


@dataclass(slots=True)
class Draft:
    """Everything read from one prompt."""

    things: list[Thing] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    whole: dict[str, list[str]] = field(default_factory=dict)
    """Kind of meaning (style, time, weather ...) to the values named, in order."""
    words: list[Words] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)
    """Colours that belong to no thing: a palette."""
    background: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    """Adjectives that stand after their noun or alone: "make the cat bigger"."""
