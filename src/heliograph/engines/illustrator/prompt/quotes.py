"""Quoted words in a prompt: they are to be lettered exactly as they stand, so they leave the text before it is read."""

from __future__ import annotations

import re

_PAIRS = (
    r"“(?P<a>[^“”]{1,120})”",
    r"„(?P<b>[^„“”]{1,120})[“”]",
    r"«\s*(?P<c>[^«»]{1,120}?)\s*»",
    r"「(?P<d>[^「」]{1,120})」",
    r"『(?P<e>[^『』]{1,120})』",
    r"\"(?P<f>[^\"\n]{1,120})\"",
    r"‘(?P<g>[^‘]{1,120}?)’(?!\w)",
    r"(?<![\w'])'(?P<h>(?=\S)[^\n]{1,120}?)(?<=\S)'(?!\w)",
    r"`(?P<i>[^`\n]{1,120})`",
)
_QUOTED = re.compile("|".join(_PAIRS))
_BARE = re.compile(
    r"\b(?:the words?|the text|text|saying|says|that reads|reading|titled|called|named|slogan|caption)\s*:?\s+"
    r"(?P<bare>[A-Z0-9][A-Z0-9&!'’.-]*(?:\s+[A-Z0-9&][A-Z0-9&!'’.-]*){0,5})(?=$|[\s,.;:)])"
)
LONGEST_TEXT = 8000
"""Characters of a prompt that are read."""
_BRACKETS = str.maketrans("⟦⟧", "[]")
_WHOLE = re.compile(r"^\s*([\"“'‘])(?P<inside>.+)([\"”'’])\s*\.?\s*$", re.DOTALL)


def take_quotes(prompt: str) -> tuple[str, list[str]]:
    """The prompt with ``⟦0⟧``, ``⟦1⟧`` ... in place of quoted words, and those words.

    A prompt that is quoted as a whole is read without its quotes. ``dog's`` and ``children's`` are no quotes.
    Words in capitals after a cue (``with the text HELLO``) count as quoted.
    """
    found: list[str] = []

    def keep(match: re.Match[str]) -> str:
        words = next(group for group in match.groups() if group is not None)
        found.append(words.strip())
        return f" ⟦{len(found) - 1}⟧ "

    def keep_bare(match: re.Match[str]) -> str:
        words = match["bare"]
        if len(words) < 2:
            return match[0]
        found.append(words.rstrip(".,"))
        return f"{match[0][: -len(words)]} ⟦{len(found) - 1}⟧ "

    prompt = prompt[:LONGEST_TEXT].translate(_BRACKETS)
    text = _BARE.sub(keep_bare, _QUOTED.sub(keep, _unwrap(prompt)))
    return text, found


def _unwrap(prompt: str) -> str:
    whole = _WHOLE.match(prompt)
    if whole is None or re.search(r"[\"“”]", whole["inside"]):
        return prompt
    inside = whole["inside"]
    return inside if len(inside.split()) > 3 and not _QUOTED.search(inside) else prompt
