"""What is said aloud in a film: the quoted words of a prompt that a verb of speech leads to or follows."""

from __future__ import annotations

import re

from ..prompt.quotes import take_quotes
from ..scene import Scene

_VERBS = (
    r"sa(?:y|ys|ying|id)|speak(?:s|ing)?|spoke|ask(?:s|ing|ed)?|answer(?:s|ing|ed)?|repl(?:y|ies|ying|ied)|"
    r"shout(?:s|ing|ed)?|whisper(?:s|ing|ed)?|yell(?:s|ing|ed)?|cr(?:y|ies|ying|ied)(?: out)?|exclaim(?:s|ing|ed)?|"
    r"tell(?:s|ing)?|told|announce(?:s|d)?|announcing|mutter(?:s|ing|ed)?|murmur(?:s|ing|ed)?|sing(?:s|ing)?|sang|"
    r"call(?:s|ing|ed)? out|narrat(?:es?|ing|or)|voice ?-?over|dialogue|respond(?:s|ing|ed)?|greet(?:s|ing|ed)?|"
    r"scream(?:s|ing|ed)?|laughs and says|declare(?:s|d)?|declaring"
)
_LEADS = re.compile(rf"\b(?:{_VERBS})\b[^.!?⟦⟧\"]{{0,48}}?[:,]?\s*⟦(\d+)⟧", re.IGNORECASE)
_FOLLOWS = re.compile(rf"⟦(\d+)⟧\s*,?\s*(?:\w+\s+){{0,4}}?(?:{_VERBS})\b", re.IGNORECASE)
_BARE = re.compile(
    r"^[^:\n]{0,200}\b(?:says|said|saying|asks|shouts|whispers|replies|answers|exclaims)\s*:\s*"
    r"(?P<words>[^\n⟦⟧]{2,160}?(?:[.!?]|$))(?:\s|$)", re.IGNORECASE)  # fmt: skip
_CARRIERS = re.compile(
    r"\b(?:sign|banner|poster|shirt|t-shirt|text|logo|label|billboard|card|title|mug|caption|screen|letters?|cap|note|"
    r"neon|badge|blackboard|chalkboard|flag|cake|book|paper)s?\b[^.⟦⟧]{0,24}$", re.IGNORECASE)  # fmt: skip

_ON_A_THING = re.compile(_CARRIERS.pattern.removesuffix("$") + r":\s*$", re.IGNORECASE)


def said(scene: Scene, prompt: str) -> tuple[str, ...]:
    """The dialogue of a prompt in the order in which it is said; words on signs and shirts are no dialogue."""
    text, quoted = take_quotes(prompt)
    spoken: dict[int, int] = {}
    for found in (*_LEADS.finditer(text), *_FOLLOWS.finditer(text)):
        if not _CARRIERS.search(text[: found.start()][-60:]) and scene.kind != "logo":
            spoken.setdefault(int(found[1]), found.start(1))
    if spoken:
        return tuple(quoted[number] for number, _ in sorted(spoken.items(), key=lambda pair: pair[1]))
    bare = _BARE.search(text)
    if bare is None or _ON_A_THING.search(text[: bare.start("words")]) or scene.kind == "logo":
        return ()
    return (bare["words"].strip(),)
