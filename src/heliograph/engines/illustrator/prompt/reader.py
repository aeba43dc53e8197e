"""The walk through a prompt's marks: noun phrases, verbs, relations and what is said of the whole picture.

One pass, left to right. It decides what was said; what can be drawn is decided later.
"""

from __future__ import annotations

from collections.abc import Sequence

from heliograph.engines.illustrator.prompt.actions import Actions
from heliograph.engines.illustrator.prompt.choose import Around, choose
from heliograph.engines.illustrator.prompt.draft import Draft, Place, Thing, Words
from heliograph.engines.illustrator.prompt.link import Link
from heliograph.engines.illustrator.prompt.marks import Mark
from heliograph.engines.illustrator.prompt.pending import TONES, Pending

_WEIGHT = {"in": 4, "on": 4, "beside": 4, "near": 3, "above": 3, "under": 3, "below": 3}
"""How strongly a place counts after a preposition of that kind."""


class Reader(Actions):
    """Reads one prompt."""

    def read(self, marks: Sequence[Mark]) -> Draft:
        """Everything the marks say."""
        for at, mark in enumerate(marks):
            following = marks[at + 1] if at + 1 < len(marks) and not marks[at + 1].gap else None
            self._pause(mark.gap)
            self._step(mark, following)
        self._flush()
        return self.draft

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
        laid = self.carried if gap == "," and _lays(self.carried) else None
        self.link, self.carried = None, laid
        self.bound, self.previous_gap = None, gap
        self.after_verb = self.after_setting = self.muted = self.negating = False
        self.previous, self.joined = "" if gap == "." else ",", laid is not None
        if gap == ".":
            self.subject, self.last, self.cue, self.place = [], [], "", ""
            self.listed = []

    def _whole(self, mark: Mark, *, beside_noun: bool) -> None:
        for sense in mark.whole:
            if sense.kind == "setting" or self.muted or (beside_noun and sense.kind not in ("season", "time")):
                continue
            if self.negating:
                self.draft.without.append(sense.value)
            else:
                self.draft.whole.setdefault(sense.kind, []).append(sense.value)

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
        if self.previous == "setting":
            return
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


def _lays(link: Link | None) -> bool:
    """Whether a list goes on over commas: "a table with bread, cheese and wine"."""
    return link is not None and link.kind == "with" and all(thing.category == "furniture" for thing in link.sources)


def _coloured(mark: Mark) -> bool:
    return mark.has("colour") or (mark.has("noun") and "colour" in mark.senses["noun"].attributes)


def _beside_words(following: Mark | None) -> str:
    """Where quoted words stand when a word of place follows them at once."""
    if following is None:
        return ""
    if following.has("place"):
        return following.value("place")
    kind = following.value("preposition") if following.has("preposition") else ""
    return {"below": "bottom", "under": "bottom", "above": "top"}.get(kind, "")
