"""The text that goes with a picture: what was asked for in words, else a friendly sentence; and what was left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ..prompt.lexicon import lexicon
from ..prompt.quotes import take_quotes
from ..prompt.tongues import is_chinese
from ..scene import Scene
from . import chinese
from .describe import caption, describe, style_name
from .naming import joined, with_article
from .poem import haiku, poem
from .story import story

_ASKED: tuple[tuple[str, str, Callable[[Scene], str]], ...] = (
    ("haiku", r"\bhaiku\b", haiku),
    ("poem", r"\b(poem|poetry|verses?|rhyme|limerick|sonnet|gedicht|poème|poema)\b|诗|詩", poem),
    ("story", r"\b(tell|write|with|and|short|a)\s+(me\s+)?(a\s+)?(\w+\s+)?(story|tale)\b(?!\s*book)", story),
    ("caption", r"\b(provide|write|give|suggest|with)\s+(me\s+)?a\s+(\w+\s+)?caption\b(?!\s*[⟦:])", caption),
    ("description", r"\b(describe|description|paragraph|explain what)\b|描述|描写", describe),
)
BY = "Drawn by Heliograph's offline illustrator."


def wants_text(prompt: str) -> str:
    """Which text a prompt asks for besides the picture: poem, story, haiku, caption, description, or nothing."""
    text, _ = take_quotes(prompt)
    return next((kind for kind, pattern, _ in _ASKED if re.search(pattern, text, re.IGNORECASE)), "")


def answer(scene: Scene, asked_prompt: str, *, before: Scene | None = None) -> str:
    """The whole text of an answer. ``asked_prompt`` is what was asked last: after an edit the instruction, and
    ``before`` the scene that it was to change."""
    kind = wants_text(asked_prompt)
    written = next((write(scene) for name, _, write in _ASKED if name == kind), "")
    if not written and before is not None and _same(before, scene):
        written = "I found nothing in that instruction that I could change, so the picture is as it was."
    if not written and is_chinese(asked_prompt):
        return chinese.answer(scene)
    said = written or f"Here is {style_name(scene)}: {_lower(caption(scene))}."
    separate = "\n\n" if "\n" in written else " "
    return separate.join(filter(None, (said, " ".join(filter(None, (left_out(scene), BY))))))


def _same(before: Scene, after: Scene) -> bool:
    plain = {"omitted": (), "width": 0, "height": 0}
    return replace(before, **plain) == replace(after, **plain)  # type: ignore[arg-type]  # fields by name


def left_out(scene: Scene) -> str:
    """What was asked for and is not in the picture, and why; empty when nothing is missing."""
    people = [noun for noun in scene.omitted if _is_person(noun)]
    others = [noun for noun in scene.omitted if noun not in people]
    sentences = []
    if people and scene.people == "none":
        sentences.append(f"People are switched off for this request, so {_listed(people)} stayed out.")
    elif people and scene.people == "adult":
        sentences.append(f"Only adults are drawn for this request, so {_listed(people)} stayed out.")
    else:
        others = list(scene.omitted)
    if others:
        sentences.append(f"I could not draw {_listed(others, 'or')}, so the picture does without.")
    if scene.people == "adult" and any(_grown(node.words) for node in scene.nodes if node.attributes.get("gender")):
        sentences.append("The girl is drawn as a young woman, because only adults are drawn for this request.")
    return " ".join(sentences)


def _grown(words: str) -> bool:
    return bool(re.search(r"\bgirls?\b", words))


def _is_person(noun: str) -> bool:
    canonical = lexicon().canonical(noun)
    return canonical is not None and lexicon().nouns[canonical].category in ("people", "fantasy")


def _listed(nouns: list[str], word: str = "and") -> str:
    called = [noun if noun.endswith("s") or not noun.isascii() else f"the {noun}" for noun in nouns]
    if word == "or":
        called = [noun if noun.endswith("s") or not noun.isascii() else with_article(noun) for noun in nouns]
    return joined(called).replace(" and ", f" {word} ")


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
