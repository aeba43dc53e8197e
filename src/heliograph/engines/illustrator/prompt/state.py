"""What the reader keeps in mind from one word to the next."""

from __future__ import annotations

from heliograph.engines.illustrator.prompt.draft import Draft, Thing, Words
from heliograph.engines.illustrator.prompt.lexicon import Lexicon
from heliograph.engines.illustrator.prompt.link import Link
from heliograph.engines.illustrator.prompt.pending import Pending


class State:
    """The reader's memory. ``kind`` is the kind of picture (logo, poster, scene ...)."""

    def __init__(self, words: Lexicon, kind: str) -> None:
        self.words = words
        self.symbolic = kind in ("logo", "pattern")
        self.draft = Draft()
        self.pending = Pending()
        self.subject: list[Thing] = []
        """Whom the sentence is about; ``last`` is what was named last, ``listed`` the members of a list so far."""
        self.last: list[Thing] = []
        self.listed: list[Thing] = []
        self.link: Link | None = None
        """The relation that waits; ``carried`` may go on after "and", ``bound`` has bound the last noun."""
        self.carried: Link | None = None
        self.bound: Link | None = None
        self.after_verb = False
        self.after_setting = False
        self.joined = False
        self.muted = False
        self.negating = False
        self.cue = self.cue_colour = ""
        self.previous = ""
        self.place = self.previous_gap = ""
        self.passing = False
        self.open_words: Words | None = None
