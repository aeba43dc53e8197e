"""Verbs, prepositions and "and": who does what, and who stands how to whom."""

from __future__ import annotations

from heliograph.engines.illustrator.prompt.choose import leads_to_noun
from heliograph.engines.illustrator.prompt.draft import Thing
from heliograph.engines.illustrator.prompt.link import ANIMATE, Link
from heliograph.engines.illustrator.prompt.marks import Mark
from heliograph.engines.illustrator.prompt.noun_phrases import NounPhrases

_POSTURES = frozenset({"sit", "lie", "sleep", "stand", "walk"})
"""A second verb does not undo these: one who sits and feeds pigeons sits."""
_OWNING = frozenset({"with", "wearing", "holding", "in"})


class Actions(NounPhrases):
    """The part of the reader that reads verbs and relations."""

    def _read_verb(self, mark: Mark, following: Mark | None) -> None:
        pose = mark.value("verb")
        if following is not None and following.has("setting") and self.pending.determiner:
            return
        before_noun = leads_to_noun(following) and (self.pending.begun or not self.subject or self.previous == "and")
        if before_noun and not (mark.has("verb_object") and not self.pending.begun):
            self._before_noun(mark, pose)
            return
        self._flush()
        self.negating = False
        doers = self._doers(by_verb=True)
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

    def _doers(self, *, by_verb: bool = False) -> list[Thing]:
        """Who does what the verb says: the living things of the subject when there are any."""
        if by_verb and self.previous == "noun" and self.last:
            lifeless = not any(thing.category in ANIMATE for thing in self.subject)
            if lifeless or all(thing.category in ANIMATE for thing in self.last):
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
        if mark.text == "out of":
            kind = "out"
        elif kind == "from":
            kind = "near" if mark.text in ("from", "off", "away from", "to", "after") else "void"
        sources = self._holders(kind)
        if following is not None and following.text in ("it", "them") and self.last:
            self._pronoun(kind)
            return
        verb = self.link is not None and self.link.verb
        self.link = Link(kind, sources, verb=verb or self.after_verb, word=mark.text, placed=self.after_setting)
        self.carried, self.joined = None, False

    def _pronoun(self, kind: str) -> None:
        """ "a vase with a rose in it": the rose is in what was named before it."""
        before = [thing for thing in self.draft.things if thing not in self.last]
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
