"""Which of its meanings a word has here: ``orange`` the fruit or the colour, ``watch`` the thing or the verb."""

from __future__ import annotations

from dataclasses import dataclass

from heliograph.engines.illustrator.prompt.marks import Mark
from heliograph.engines.illustrator.prompt.pending import Pending

_ORDER = (
    "quote", "determiner", "and", "without", "noun", "pile", "number", "setting", "colour", "adjective", "verb",
    "preposition", "place", "part", "cue", "void", "filler", "unknown",
)  # fmt: skip

_INSTEAD = frozenset({"sky", "weather", "style", "option"})
"""Meanings for the whole picture that stand in place of a thing: "clouds" is a weather."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a word while its meaning is chosen."""

    pending: Pending
    previous: str
    following: Mark | None
    """The next mark when no punctuation lies between, else None."""
    subject: bool
    """Whether something was already named that could do or have something."""
    linked: str
    """Kind of the relation under way (``with``), or empty."""
    symbolic: bool
    """A logo or a pattern: places are things there."""


def choose(mark: Mark, around: Around) -> str:
    """The kind of meaning to read the mark with; empty when it speaks only of the whole picture."""
    kinds = [kind for kind in _ORDER if mark.has(kind)]
    if not kinds:
        return ""
    for rule in (_cue, _setting_or_noun, _whole_or_noun, _colour, _describing, _verb, _part):
        kind = rule(mark, around)
        if kind is not None:
            return kind
    return kinds[0]


def leads_to_noun(mark: Mark | None) -> bool:
    """Whether a noun phrase goes on with this mark."""
    return mark is not None and any(mark.has(kind) for kind in ("noun", "adjective", "colour", "number", "unknown"))


def _cue(mark: Mark, around: Around) -> str | None:
    if not mark.has("cue"):
        return None
    quoted = around.following is not None and around.following.has("quote")
    return "cue" if quoted or not (mark.has("verb") or mark.has("noun")) else None


def _setting_or_noun(mark: Mark, around: Around) -> str | None:
    if not (mark.has("setting") and mark.has("noun")):
        return None
    a_thing = around.symbolic or around.pending.count > 1 or bool(around.pending.colours)
    return "noun" if a_thing and around.linked not in ("in", "above") else "setting"


def _whole_or_noun(mark: Mark, around: Around) -> str | None:
    """``stars`` fill the sky; ``three stars`` and ``sleepy stars`` are things."""
    if not mark.whole or not mark.has("noun") or mark.has("setting") or mark.has("verb"):
        return None
    if any(sense.kind not in _INSTEAD for sense in mark.whole):
        return None
    tool = any(sense.kind == "style" for sense in mark.whole) and around.pending.determiner
    return "noun" if around.pending.rich or around.symbolic or tool else ""


def _colour(mark: Mark, around: Around) -> str | None:
    if not mark.has("colour") or mark.has("adjective"):
        return None
    if not mark.has("noun"):
        return "colour"
    following = around.following
    if following is not None and (leads_to_noun(following) or following.has("part") or following.has("void")):
        return "colour" if not (following.has("unknown") and around.pending.determiner) else "noun"
    bare = mark.text == "orange" and not (around.pending.determiner or around.pending.count)
    return "colour" if bare and around.previous not in ("", "verb") else "noun"


def _describing(mark: Mark, around: Around) -> str | None:
    if not mark.has("adjective"):
        return None
    if mark.has("noun"):
        return "adjective" if leads_to_noun(around.following) else "noun"
    if mark.has("verb"):
        before_noun = leads_to_noun(around.following) and (around.pending.begun or not around.subject)
        return "adjective" if before_noun else "verb"
    return "adjective"


def _verb(mark: Mark, around: Around) -> str | None:
    if not mark.has("verb"):
        return None
    if not mark.has("noun"):
        return "verb"
    after_subject = around.subject and not around.pending.begun
    return "verb" if after_subject and around.previous not in ("preposition", "and", "determiner") else "noun"


def _part(mark: Mark, around: Around) -> str | None:
    if not mark.has("part"):
        return None
    if mark.has("noun"):
        listed = not around.linked and around.pending.rich and mark.plural
        return "part" if around.subject and (around.linked == "with" or listed) else "noun"
    return "part"
