"""The walk through a prompt's marks: noun phrases, verbs, relations and what is said of the whole picture.

One pass, left to right. It decides what was said; what can be drawn is decided later.
"""

from __future__ import annotations

from collections.abc import Sequence

from heliograph.engines.illustrator.prompt.choose import Around, choose, leads_to_noun
from heliograph.engines.illustrator.prompt.draft import Draft, Place, Thing, Words
from heliograph.engines.illustrator.prompt.lexicon import Lexicon
from heliograph.engines.illustrator.prompt.link import ANIMATE, CARRIED, Link, join
from heliograph.engines.illustrator.prompt.marks import Mark
from heliograph.engines.illustrator.prompt.pending import TONES, Pending, in_costume

_WEIGHT = {"in": 4, "on": 4, "beside": 4, "near": 3, "above": 3, "under": 3, "below": 3}
_FIELD = 7
_FIELDS = frozenset({"field", "fields", "meadow", "garden", "grove", "forest"})
"""A sunflower field has this many sunflowers."""
_POSTURES = frozenset({"sit", "lie", "sleep", "stand", "walk"})
"""A second verb does not undo these: one who sits and feeds pigeons sits."""
_OWNING = frozenset({"with", "wearing", "holding", "in"})
_UNLIVING = frozenset({"wearing", "holding"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "her", "his", "its", "their"})
_ONE = frozenset({"a", "an", "this", "that", "each", "every", "another"})
_SHOWN_BY = frozenset({"statue", "picture frame", "map", "sign"})


class Reader:
    """Reads one prompt. ``kind`` is the kind of picture (logo, poster, scene ...)."""

    def __init__(self, words: Lexicon, kind: str) -> None:
        self.words = words
        self.symbolic = kind in ("logo", "pattern")
        self.draft = Draft()
        self.pending = Pending()
        self.subject: list[Thing] = []
        self.last: list[Thing] = []
        self.link: Link | None = None
        self.carried: Link | None = None
        self.bound: Link | None = None
        self.after_verb = False
        self.after_setting = False
        self.joined = False
        self.muted = False
        self.negating = False
        self.cue = self.cue_colour = ""
        self.previous = ""
        self.place = ""
        self.passing = False
        self.open_words: Words | None = None

    def read(self, marks: Sequence[Mark]) -> Draft:
        """Everything the marks say."""
        for at, mark in enumerate(marks):
            following = marks[at + 1] if at + 1 < len(marks) and not marks[at + 1].gap else None
            self._pause(mark.gap)
            self._step(mark, following)
        self._flush()
        return self.draft

    # --- one mark ------------------------------------------------------------------------------------------------
    def _step(self, mark: Mark, following: Mark | None) -> None:
        if mark.text == "black and white" and following is not None and following.has("noun"):
            self.pending.colours += ["black", "white"]
            return
        if mark.text in TONES and following is not None and _coloured(following):
            self.pending.tone = mark.text
            return
        linked = self.link or self.carried
        around = Around(
            self.pending, self.previous, following, bool(self.subject), linked.kind if linked else "", self.symbolic
        )
        kind = choose(mark, around)
        self._whole(mark, beside_noun=kind == "noun")
        if kind:
            getattr(self, f"_read_{kind}")(mark, following)
            self.previous = kind

    def _pause(self, gap: str) -> None:
        if not gap:
            return
        self._flush()
        self.link = self.carried = None
        self.bound = None
        self.after_verb = self.after_setting = self.joined = self.muted = self.negating = False
        self.previous = "" if gap == "." else ","
        if gap == ".":
            self.subject, self.last, self.cue, self.place = [], [], "", ""

    def _whole(self, mark: Mark, *, beside_noun: bool) -> None:
        for sense in mark.whole:
            if sense.kind == "setting" or self.muted or (beside_noun and sense.kind not in ("season", "time")):
                continue
            if self.negating:
                self.draft.without.append(sense.value)
            else:
                self.draft.whole.setdefault(sense.kind, []).append(sense.value)

    def _flush(self) -> None:
        """A noun phrase that ends without a noun: its colours are a palette, its unknown head is remembered."""
        pending, self.pending = self.pending, Pending()
        if pending.modifier is not None:
            self._noun(pending.modifier, pending)
        elif pending.unknown and not self.muted and not self.negating:
            self.draft.unknown.append(pending.unknown)
            self.last, self.link = [], None
        elif not self.muted:
            self.draft.colours += pending.colours
            self.draft.attributes.update(pending.attributes)

    # --- noun phrases --------------------------------------------------------------------------------------------
    def _read_determiner(self, mark: Mark, following: Mark | None) -> None:
        self._flush()
        self.pending.determiner = True
        self.pending.one = mark.text in _ONE
        self.pending.definite = mark.text in _DEFINITE

    def _read_number(self, mark: Mark, following: Mark | None) -> None:
        if self.pending.unknown or self.pending.modifier:
            self._flush()
        self.pending.count, self.pending.pair = int(mark.value("number")), "pair" in mark.text
        if mark.has("setting") and not self.muted:
            self.draft.places.append(Place(mark.value("setting"), 4))

    def _read_pile(self, mark: Mark, following: Mark | None) -> None:
        self._flush()
        self.pending.pile = int(mark.value("pile"))

    def _read_colour(self, mark: Mark, following: Mark | None) -> None:
        self.pending.add_colour(mark.value("colour"))

    def _read_adjective(self, mark: Mark, following: Mark | None) -> None:
        if not self.pending.begun and not leads_to_noun(following) and self.subject and following is not None:
            return
        if mark.text.startswith("made ") and self.last:
            key, _, value = mark.value("adjective").partition("=")
            self.last[-1].attributes[key] = value
            return
        self.pending.add_adjective(mark.value("adjective"))
        self.pending.words.append(mark.text)

    def _read_filler(self, mark: Mark, following: Mark | None) -> None:
        return

    def _read_unknown(self, mark: Mark, following: Mark | None) -> None:
        if mark.text.endswith(("ly", "ed")) or mark.text.isdigit():
            return
        if self.pending.modifier is not None:
            self._flush()
            return
        if self.pending.begun:
            self.pending.unknown = mark.text
        elif mark.text.endswith("ing"):
            self.after_verb = True
        elif not self.subject and not self.muted:
            self.draft.whole.setdefault("loose", []).append(mark.text)

    def _read_noun(self, mark: Mark, following: Mark | None) -> None:
        if mark.text.endswith("'s") and following is not None and following.has("noun"):
            return
        if following is not None and following.text in _FIELDS and not self.pending.count:
            self.pending.count = _FIELD
        compound = following is not None and not mark.plural and _heads(following)
        if compound and self.pending.modifier is None:
            self.pending.modifier = mark
            return
        pending, self.pending = self.pending, Pending()
        self._noun(mark, pending)

    def _noun(self, mark: Mark, pending: Pending) -> None:
        sense = mark.senses["noun"]
        if self.negating:
            self.draft.without.append(sense.value)
            return
        if self.muted:
            return
        pending.modifier = None if pending.modifier is mark else pending.modifier
        costume = ""
        if pending.modifier is not None and in_costume(pending.modifier, sense, self.words):
            costume, mark, sense = sense.value, pending.modifier, pending.modifier.senses["noun"]
            pending.modifier = None
        made = pending.thing(mark, sense, self.words)
        made.attributes |= {"profession": costume} if costume else {}
        made.place, self.place = made.place or self.place, ""
        self._settle(made)

    def _settle(self, made: Thing) -> None:
        """Join the new thing to what is there: by the relation under way, by "and", or as a new subject."""
        if self.open_words is not None and self.link is not None and self.link.kind in ("on", "of"):
            self.open_words.carrier, self.open_words = made, None
        link = self.link or (self.carried if self.joined else None)
        if link is self.carried and link is not None and link.kind in _UNLIVING and made.category in ANIMATE:
            link, self.carried, self.last = None, None, self.subject
        if link is not None and link.kind == "void":
            self.link = None
            return
        if link is not None and link.kind == "of" and any(thing.noun in _SHOWN_BY for thing in link.sources):
            self.link = None
            return
        self.draft.things.append(made)
        if link is not None and link.sources:
            join(link, made)
            self.last = [*self.last, made] if self.joined and link is self.carried else [made]
            self.carried = link if link.kind in CARRIED else None
        elif self.joined and self.carried is None:
            self.subject = [*(self.subject if self.bound else self.last), made]
            self.last = [made] if self.bound else self.subject
        else:
            self.subject = self.last = [made]
        self.bound = link if link is not None and link.sources else None
        self.link, self.joined, self.after_verb, self.after_setting = None, False, False, False

    def _read_part(self, mark: Mark, following: Mark | None) -> None:
        if following is not None and following.text == "of" and self.link is not None:
            self.passing = True
            return
        pending, self.pending = self.pending, Pending()
        owners = (self.link.sources if self.link else []) or self.last or self.subject
        if pending.modifier is not None and not (self.link and self.link.kind == "with"):
            self._noun(pending.modifier, pending)
            return
        part = mark.value("part") if mark.value("part") not in ("face", "roof") else mark.text.rstrip("s")
        for owner in owners:
            owner.attributes.update(_part_attributes(part, pending))
        if self.link is not None and not self.link.verb:
            self.carried, self.link = self.link, None

    def _read_void(self, mark: Mark, following: Mark | None) -> None:
        if following is not None and following.has("noun") and not following.has("verb"):
            return
        pending, self.pending = self.pending, Pending()
        word = mark.value("void")
        if pending.modifier is not None and mark.text in self.words.tables["mere"]["words"]:
            self._noun(pending.modifier, pending)
        elif self.negating:
            self.draft.without.append(mark.text)
        elif mark.text in ("background", "backdrop") or word == "background":
            self.draft.background = " ".join(pending.colours[:1]) or self.draft.background
        elif not self.muted:
            self.draft.colours += pending.colours
        if self.link is not None and self.link.verb:
            self.after_verb = True
        self.link = None

    # --- verbs and relations -------------------------------------------------------------------------------------
    def _read_verb(self, mark: Mark, following: Mark | None) -> None:
        pose = mark.value("verb")
        before_noun = leads_to_noun(following) and (self.pending.begun or not self.subject or self.previous == "and")
        if before_noun and not (mark.has("verb_object") and not self.pending.begun):
            self._before_noun(mark, pose)
            return
        self._flush()
        self.negating = False
        doers = self._doers()
        for thing in doers:
            if pose not in ("be", "wear") and (not thing.pose or thing.category in ANIMATE):
                thing.verb = thing.verb if thing.pose in _POSTURES else mark.text
                thing.pose = thing.pose if thing.pose in _POSTURES or (pose == "hold" and thing.pose) else pose
        self.after_verb, self.link, self.carried = True, None, None
        if mark.has("verb_object"):
            self.link = Link(mark.value("verb_object"), doers, verb=True)
        self.joined = False

    def _before_noun(self, mark: Mark, pose: str) -> None:
        if pose != "be":
            self.pending.verb, self.pending.pose = mark.text, pose
        self.pending.words.append(mark.text)

    def _doers(self) -> list[Thing]:
        """Who does what the verb says: the living things of the subject when there are any."""
        if self.previous == "noun" and self.last and all(thing.category in ANIMATE for thing in self.last):
            return list(self.last)
        group = self.subject if self.previous != "," or self.subject is self.last else (self.last or self.subject)
        living = [thing for thing in group if thing.category in ANIMATE]
        return living or list(group)

    def _read_preposition(self, mark: Mark, following: Mark | None) -> None:
        if self.passing and mark.text == "of":
            self.passing = False
            return
        self._flush()
        kind = mark.value("preposition")
        self.muted = self.negating = False
        if kind == "for":
            self.muted = True
            return
        if kind == "from":
            kind = "near" if mark.text in ("from", "off", "away from", "to", "after") else "void"
        sources = self._holders(kind)
        if following is not None and following.text in ("it", "them") and self.last:
            join(Link(kind, [self.last[-1]]), self.last[0]) if len(self.last) > 1 else self._pronoun(kind)
            return
        verb = self.link is not None and self.link.verb
        self.link = Link(kind, sources, verb=verb or self.after_verb, placed=self.after_setting)
        self.carried, self.joined = None, False

    def _pronoun(self, kind: str) -> None:
        """ "a vase with a rose in it": the rose is in what was named before it."""
        before = [thing for thing in self.subject if thing not in self.last]
        for owner in before[-1:]:
            for thing in self.last:
                owner.relations = [pair for pair in owner.relations if pair[1] is not thing]
                if ("in", owner) not in thing.relations:
                    thing.relations.append((kind, owner))

    def _holders(self, kind: str) -> list[Thing]:
        """Whom a preposition binds: the subject after a verb or its object, else the thing named last."""
        if kind == "of":
            return list(self.last)
        if self.after_verb or (self.bound is not None and self.bound.verb):
            return self._doers()
        if self.after_setting:
            return list(self.subject)
        if self.bound is not None and self.bound.kind == "of":
            return list(self.subject)
        if self.bound is not None and self.bound.kind in _OWNING and kind != "with":
            return list(self.bound.sources)
        return list(self.last)

    def _read_and(self, mark: Mark, following: Mark | None) -> None:
        if self.pending.colours and following is not None and (following.has("colour") or following.has("adjective")):
            return
        if self.pending.rich and not self.pending.modifier and not self.pending.unknown and leads_to_noun(following):
            return
        self._flush()
        self.joined = True
        if self.link is not None and self.link.used == 0:
            self.link = None

    def _read_without(self, mark: Mark, following: Mark | None) -> None:
        self._flush()
        self.negating = True

    # --- the whole picture ---------------------------------------------------------------------------------------
    def _read_setting(self, mark: Mark, following: Mark | None) -> None:
        name = mark.value("setting")
        if self.muted:
            return
        if self.negating:
            self.draft.without.append(name)
            return
        describes = following is not None and following.has("noun") and self.link is None
        weight = 1 if describes else 2 if self.link is None else _WEIGHT.get(self.link.kind, 2)
        self.draft.places.append(Place(name, weight))
        if describes:
            return
        self.pending = Pending()
        self.after_setting = bool(self.subject)
        self.link, self.joined, self.after_verb = None, False, False

    def _read_place(self, mark: Mark, following: Mark | None) -> None:
        pending, self.pending = self.pending, Pending()
        self.draft.colours += pending.colours
        if self.last and self.previous not in ("", ",", "and"):
            for thing in self.last:
                thing.place = thing.place or mark.value("place")
        else:
            self.place = mark.value("place")

    def _read_cue(self, mark: Mark, following: Mark | None) -> None:
        pending, self.pending = self.pending, Pending()
        self.cue_colour = " ".join(pending.colours[:1])
        self.cue = mark.value("cue")
        self.muted = False
        if self.negating:
            self.draft.without.append("text")

    def _read_quote(self, mark: Mark, following: Mark | None) -> None:
        self.pending = Pending()
        words = Words(mark.text, self.cue, colour=self.cue_colour, place=_beside_words(following))
        self.cue_colour = ""
        carriers = [thing for thing in (*self.last, *self.subject) if self._carries(thing)]
        if self.cue and carriers and self.previous != ",":
            words.carrier = carriers[0]
        self.draft.words.append(words)
        self.open_words, self.muted, self.link = words, False, None

    def _carries(self, thing: Thing) -> bool:
        return thing.noun in self.words.tables["carrier"]["words"]


def _coloured(mark: Mark) -> bool:
    return mark.has("colour") or (mark.has("noun") and "colour" in mark.senses["noun"].attributes)


def _heads(following: Mark) -> bool:
    """Whether the next mark may be the head of a compound."""
    if following.has("noun"):
        return not (following.has("verb") or following.has("colour") or following.has("adjective"))
    return following.has("void") or following.has("part")


def _part_attributes(part: str, pending: Pending) -> dict[str, str]:
    found: dict[str, str] = {}
    shape = pending.attributes.get("size") or pending.attributes.get("hair") or ""
    if shape:
        found[part] = shape
    colour = pending.attributes.get("hair_colour") or (pending.colours[0] if pending.colours else "")
    if pending.modifier is not None and not colour:
        colour = pending.modifier.senses["noun"].value
    if colour:
        found[f"{part}_colour"] = colour
    return found or {part: "yes"}


def _beside_words(following: Mark | None) -> str:
    """Where quoted words stand when a word of place follows them at once."""
    if following is None:
        return ""
    if following.has("place"):
        return following.value("place")
    kind = following.value("preposition") if following.has("preposition") else ""
    return {"below": "bottom", "under": "bottom", "above": "top"}.get(kind, "")
