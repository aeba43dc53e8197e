"""A prompt as words with the punctuation that stood before them. Knows letters only, no meaning."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = re.compile(r"⟦\d+⟧|[^\W_]+(?:['’][^\W_]+)*|b&w|[.,;:!?()\n|&]", re.UNICODE)
_TAGGED = re.compile(r"\b([1-9])(girls?|boys?|others?)\b")
"""Tags as picture boards write them: "1girl"."""
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
    for piece in _WORD.findall(_TAGGED.sub(r"\1 \2", plain(text))):
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
