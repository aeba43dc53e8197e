"""Noun phrases: what is counted, coloured and described becomes a thing and joins what was named before."""

from __future__ import annotations

from heliograph.engines.illustrator.prompt.choose import leads_to_noun
from heliograph.engines.illustrator.prompt.draft import Place, Thing
from heliograph.engines.illustrator.prompt.link import ANIMATE, CARRIED, Link, join
from heliograph.engines.illustrator.prompt.marks import Mark
from heliograph.engines.illustrator.prompt.pending import Pending, in_costume
from heliograph.engines.illustrator.prompt.state import State

_FEATURES = {"eyed": "eye", "haired": "hair", "maned": "mane", "winged": "wing", "bearded": "beard"}
_BUILT_IN = frozenset({"door", "window", "stairs"})
"""Parts of a house that was just named, no things of their own."""
_PLAIN_PARTS = frozenset({"hair", "fur", "beard", "hairstyle"})
_AGES = frozenset({"adult", "adults", "baby", "babies"})
"""Members of a family of animals that was just named, no people."""
_FIELD = 7
_FACING = frozenset({"beside", "behind", "in_front_of", "under", "left_of", "right_of", "above", "below"})
_WHERE = frozenset({"underwater", "undersea", "indoors", "indoor", "downtown", "underground", "isolated", "outside"})
_FIELDS = frozenset({"field", "fields", "meadow", "garden", "grove", "forest"})
"""A sunflower field has this many sunflowers."""
_UNLIVING = frozenset({"wearing", "holding"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "her", "his", "its", "their"})
_ONE = frozenset({"a", "an", "this", "that", "each", "every", "another"})
_SHOWN_BY = frozenset({"statue", "picture frame", "map", "sign"})


class NounPhrases(State):
    """The part of the reader that reads noun phrases."""

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

    def _read_determiner(self, mark: Mark, following: Mark | None) -> None:
        self._flush()
        self.pending.determiner = True
        self.pending.one = mark.text in _ONE
        self.pending.definite = mark.text in _DEFINITE

    def _read_number(self, mark: Mark, following: Mark | None) -> None:
        if mark.text == "one" and self.pending.rich and self.last:
            self._another()
            return
        if self.pending.unknown or self.pending.modifier:
            self._flush()
        self.pending.count, self.pending.pair = int(mark.value("number")), "pair" in mark.text
        if mark.has("setting") and not self.muted:
            self.draft.places.append(Place(mark.value("setting"), 4))

    def _another(self) -> None:
        """ "A small mushroom next to a big one": one more of what was named last."""
        pending, self.pending = self.pending, Pending()
        like = self.last[-1]
        made = Thing(like.noun, like.text, like.category, words=" ".join((*pending.words, like.text)))
        made.attributes = dict(pending.attributes)
        for key, colour in zip(("colour", "second_colour"), pending.colours, strict=False):
            made.attributes[key] = colour
        self._settle(made)

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
        if mark.text in _FEATURES and self.pending.colours:
            self.pending.attributes[f"{_FEATURES[mark.text]}_colour"] = self.pending.colours.pop()
            return
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
        owner = mark.text.endswith("'s")
        if following is not None and owner and (following.has("noun") or following.has("setting")):
            return
        if following is not None and following.has("setting") and not self._place_of_its_own(following):
            if following.text not in _FIELDS:
                return
            self.pending.count = self.pending.count or _FIELD
        compound = following is not None and not mark.plural and _heads(following)
        if compound and self.pending.modifier is None:
            self.pending.modifier = mark
            return
        pending, self.pending = self.pending, Pending()
        self._noun(mark, pending)

    def _place_of_its_own(self, mark: Mark) -> bool:
        """Whether a place does not take the noun before it along: "horse on the moon", not "mountain road"."""
        first = mark.text.split()[0]
        if first in _WHERE:
            return True
        return mark.has("noun") or any(sense.kind == "preposition" for sense in self.words.phrases.get(first, ()))

    def _noun(self, mark: Mark, pending: Pending) -> None:
        sense = mark.senses["noun"]
        if self.negating:
            self.draft.without.append(sense.value)
            return
        if self.muted:
            return
        pending.modifier = None if pending.modifier is mark else pending.modifier
        if mark.text in _AGES and self.subject and self.subject[0].category in ANIMATE - {"people"}:
            return
        if pending.modifier is not None and "group" in sense.attributes:
            mark, sense, pending.count = pending.modifier, pending.modifier.senses["noun"], pending.count or 3
            pending.modifier = None
        costume = ""
        if pending.modifier is not None and in_costume(pending.modifier, sense, self.words):
            costume = sense.attributes.get("profession", sense.value)
            mark, sense = pending.modifier, pending.modifier.senses["noun"]
            pending.modifier = None
        houses = [thing for thing in (*self.last, *self.subject) if thing.category == "building"]
        if sense.value in _BUILT_IN and houses and not (self.link and self.link.kind in _FACING):
            houses[0].attributes.update(_part_attributes(sense.value, pending))
            self.link = None
            return
        made = pending.thing(mark, sense, self.words)
        made.attributes |= {"profession": costume} if costume else {}
        made.place, self.place = made.place or self.place, ""
        bare = not (pending.determiner or pending.count or self.link or self.joined)
        if made.category == "clothing" and bare and self.subject and self.subject[0].category == "people":
            self.link = Link("wearing", [self.subject[0]])
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
            if not self.bound and self.listed:
                self.subject = self.last = [*dict.fromkeys((*self.listed, *self.subject))]
        else:
            self.subject = self.last = [made]
            self.listed = [*self.listed, made] if self.previous_gap == "," else [made]
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
        if mark.value("part") == "body":
            self._on_body(owners)
            return
        part = mark.value("part") if mark.value("part") not in ("face", "roof") else mark.text.rstrip("s")
        for owner in owners:
            owner.attributes.update(_part_attributes(part, pending, "" if mark.text in _PLAIN_PARTS else mark.text))
        if self.link is not None and not self.link.verb:
            self.carried, self.link = self.link, None

    def _on_body(self, owners: list[Thing]) -> None:
        """ "A pirate with a parrot on his shoulder": the parrot is on the pirate."""
        if self.link is not None and self.link.kind == "on":
            for thing in [one for one in self.last if one not in owners]:
                for owner in owners[:1]:
                    owner.relations = [pair for pair in owner.relations if pair[1] is not thing]
                    thing.relations.append(("on", owner))
        self.link = None

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


def _heads(following: Mark) -> bool:
    """Whether the next mark may be the head of a compound."""
    if following.has("noun"):
        return not (following.has("verb") or following.has("colour") or following.has("adjective"))
    return following.has("void") or following.has("part")


def _part_attributes(part: str, pending: Pending, manner: str = "") -> dict[str, str]:
    """ "long pink hair" is hair=long, hair_colour=pink; ``manner`` is a word that tells more: a ponytail."""
    found: dict[str, str] = {}
    shape = pending.attributes.get("size") or pending.attributes.get("hair") or ""
    if shape:
        found[part] = shape
    colour = pending.attributes.get("hair_colour") or (pending.colours[0] if pending.colours else "")
    if pending.modifier is not None and not colour:
        colour = pending.modifier.senses["noun"].value
    if colour:
        found[f"{part}_colour"] = colour
    if part in ("hair", "beard") and manner:
        found[part] = manner
    return found or {part: "yes"}
