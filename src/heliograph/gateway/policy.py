"""The house's small content policy: what is refused before anybody draws, and why.

Words and their exceptions are data (`policy.toml`, widened by settings). It judges texts, never pictures.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from heliograph.domain.films import GenerateVideos
from heliograph.domain.requests import GenerateContent, Work
from heliograph.domain.results import Refusal


@dataclass(frozen=True, slots=True)
class Rule:
    """One category: a prompt that matches ``words`` after ``exceptions`` are struck out is refused."""

    code: str
    reason: str
    hint: str
    words: re.Pattern[str]
    exceptions: re.Pattern[str] | None = None

    def judge(self, text: str) -> Refusal | None:
        kept = self.exceptions.sub(" ", text) if self.exceptions else text
        if self.words.search(kept) is None:
            return None
        return Refusal(code=self.code, reason=self.reason, hint=self.hint)


class Policy:
    """Rules in order; the first that matches decides. ``people`` is judged only where a request forbids people and
    the house is told to refuse rather than to leave them out."""

    def __init__(self, rules: Sequence[Rule], people: Rule | None = None) -> None:
        self._rules = tuple(rules)
        self._people = people

    def judge(self, ask: Work | GenerateVideos) -> Refusal | None:
        """The reason why this ask is refused, or None."""
        text = prompt_text(ask)
        for rule in self._rules:
            if (refusal := rule.judge(text)) is not None:
                return refusal
        if self._people is not None and (ask.person_generation or "").lower() in {"dont_allow", "allow_none"}:
            return self._people.judge(text)
        return None


def prompt_text(ask: Work | GenerateVideos) -> str:
    """All that a person wrote in this ask, in lower case; what earlier answers said does not count."""
    if isinstance(ask, GenerateContent):
        turns = (ask.system, *ask.contents)
        return "\n".join(turn.text for turn in turns if turn is not None and turn.role != "model").lower()
    return ask.prompt.lower()


def load_policy(*, refuse: Sequence[str] = (), disable: Sequence[str] = (), refuse_people: bool = False) -> Policy:
    """The packaged rules, less the ``disable``d codes, with the house's own ``refuse`` words."""
    data = tomllib.loads(files(__package__).joinpath("policy.toml").read_text("utf-8"))
    rules = [_rule(row) for row in data["rule"] if row["code"] not in disable]
    if refuse:
        rules.insert(0, _rule({**data["house"], "words": list(refuse)}))
    return Policy(rules, _rule(data["people"]) if refuse_people else None)


def _rule(row: dict[str, Any]) -> Rule:
    exceptions = row.get("exceptions")
    return Rule(
        code=row["code"],
        reason=row["reason"],
        hint=row["hint"],
        words=_pattern(row["words"]),
        exceptions=_pattern(exceptions) if exceptions else None,
    )


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Whole words and phrases; ``*`` stands for any further letters. Scripts without blanks match anywhere."""
    parts = [re.escape(word.lower()).replace(r"\*", r"\w*").replace(r"\ ", r"[\s_-]+") for word in words]
    plain = [part for part, word in zip(parts, words, strict=True) if word.isascii()]
    other = [part for part, word in zip(parts, words, strict=True) if not word.isascii()]
    pieces = ([rf"\b(?:{'|'.join(plain)})\b"] if plain else []) + other
    return re.compile("|".join(pieces))
