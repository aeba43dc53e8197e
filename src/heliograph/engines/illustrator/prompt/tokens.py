"""A prompt as words with the punctuation that stood before them. Knows letters only, no meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"⟦\d+⟧|[^\W_]+(?:['’][^\W_]+)*|b&w|[.,;:!?()\n|&]", re.UNICODE)
_TAGGED = re.compile(r"\b([1-9])(girls?|boys?|others?)\b")
"""Tags as picture boards write them: "1girl"."""
_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
_AGED = re.compile(rf"\b(\d{{1,3}}|{_NUMBERS}) (month|year|yr)s? old\b")
_YOUNG = re.compile(
    rf"\b(?:(?:aged|age|age of) (?:[1-9]|1[0-7]|{_NUMBERS})|(?:[1-9]|1[0-7]|{_NUMBERS}) years of age"
    r"|kindergarten|preschool|elementary school|primary school|underage|minors?|loli|shota)\b"
)
_GROWN, _OLD = 18, 60
_STOPS = {".": ".", "!": ".", "?": ".", ";": ".", "\n": ".", ":": ",", ",": ",", "(": ",", ")": ",", "|": ","}


@dataclass(frozen=True, slots=True)
class Token:
    """One word in lower case; ``gap`` is what stood before it: nothing, a comma or a full stop."""

    word: str
    gap: str = ""


def tokenise(text: str) -> list[Token]:
    """The words of a text. Hyphens become spaces, so ``hot-air`` and ``hot air`` read the same."""
    found: list[Token] = []
    gap = ""

    for piece in _WORD.findall(_told_young(_TAGGED.sub(r"\1 \2", _AGED.sub(_age, plain(text))))):
        if piece in _STOPS:
            gap = max(gap, _STOPS[piece], key="\0,.".find) if gap else _STOPS[piece]
            continue
        found.append(Token("and" if piece == "&" else piece, gap))
        gap = ""
    return found


def plain(text: str) -> str:
    """Lower case, straight apostrophes, no hyphens, spaces in place of underscores."""
    lowered = text.lower().replace("’", "'").replace("_", " ")
    return re.sub(r"(?<=\w)[-‐‑–](?=\w)", " ", lowered)


def _age(found: re.Match[str]) -> str:
    """An age in words that say as much: "7 year old" is little, "80 year old" old."""
    years = int(found[1]) if found[1].isdigit() else 1
    if found[2] == "month" or years < _GROWN:
        return "little"
    return "old" if years >= _OLD else "adult looking"


def _told_young(text: str) -> str:
    """Where a text says elsewhere that its girls are children, they are "little girls"."""
    return re.sub(r"\b(girls?)\b", r"little \1", text) if _YOUNG.search(text) else text
