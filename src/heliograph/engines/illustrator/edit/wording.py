"""Changes to the lettering of a scene: write, change, take away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..prompt.draft import Draft, Thing
from ..prompt.lexicon import lexicon
from ..scene import Lettering, Scene
from .targets import matching

_PLACES = (
    (re.compile(r"\b(above|on top|at the top|top|over|upper)\b", re.IGNORECASE), "top"),
    (re.compile(r"\b(below|under|underneath|beneath|at the bottom|bottom|lower)\b", re.IGNORECASE), "bottom"),
    (re.compile(r"\b(in the middle|in the cent(?:er|re)|cent(?:er|re))\b", re.IGNORECASE), "centre"),
)
_TAIL = re.compile(
    r"\s*\b(above|below|underneath|beneath|under|over|on (?:top|the)|at the|in the|into the|to the picture|there)\b.*$",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"^(?:the|a|an)?\s*(?:words?|text|caption|title|letters|sign saying|to|with|saying|of|that says)?\s*:?\s*", re.I
)
_OF_TEXT = re.compile(r"\b(text|texts|words?|letters|lettering|caption|title|writing|inscription|typography)\b", re.I)


def speaks_of_words(text: str) -> bool:
    """Whether a command is about lettering."""
    return "⟦" in text or bool(_OF_TEXT.search(text))


def written(scene: Scene, text: str, quoted: Sequence[str], draft: Draft, *, instead: bool) -> Scene:
    """New words, in place of the old ones when ``instead`` says so or there is one old one to change."""
    words = [quoted[int(number)] for number in re.findall(r"⟦(\d+)⟧", text)] or _bare(text)
    if not words:
        return scene
    if instead and len(words) == 2:
        return _exchanged(scene, words[0], words[1])
    if instead and scene.lettering:
        first, *rest = scene.lettering
        return replace(scene, lettering=(replace(first, text=words[-1]), *rest))
    target = _target(scene, draft)
    place = next((name for pattern, name in _PLACES if pattern.search(text)), "")
    colour = next(iter(draft.colours), "")
    made = [_lettering(scene, one, target, place, colour) for one in words]
    return replace(scene, lettering=(*scene.lettering, *made))


def unlettered(scene: Scene, text: str, quoted: Sequence[str]) -> Scene:
    """Without the words that were quoted, or without any."""
    gone = {quoted[int(number)] for number in re.findall(r"⟦(\d+)⟧", text)}
    kept = tuple(words for words in scene.lettering if gone and words.text not in gone)
    return replace(scene, lettering=kept)


def _exchanged(scene: Scene, old: str, new: str) -> Scene:
    lettering = tuple(replace(words, text=new) if words.text == old else words for words in scene.lettering)
    return replace(scene, lettering=lettering)


def _lettering(scene: Scene, text: str, target: str, place: str, colour: str) -> Lettering:
    if target:
        return Lettering(text=text, role="sign", target=target, colour=colour)
    if scene.kind == "logo":
        return Lettering(text=text, role="caption" if scene.lettering else "logo", place=place, colour=colour)
    return Lettering(text=text, role="caption" if scene.lettering else "title", place=place, colour=colour)


def _target(scene: Scene, draft: Draft) -> str:
    carriers = lexicon().tables["carrier"]["words"]
    named: list[Thing] = [thing for thing in draft.things if thing.noun in carriers]
    nodes = [node for thing in named for node in matching(scene, thing)]
    return nodes[0].id if nodes else ""


def _bare(text: str) -> list[str]:
    """Words to write that nobody put into quotes: "write Hello above"."""
    words = _TAIL.sub("", _CUE.sub("", text.strip())).strip(" ,:")
    return [words] if words and len(words) <= 60 else []
