"""An instruction changes a scene graph: "now make it night", "add a second cat", "make the ball blue".

Nodes that are not spoken of keep their ids, and with them their looks and places.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from ..prompt.draft import Draft, Thing
from ..prompt.lexicon import lexicon
from ..prompt.marks import mark_up
from ..prompt.reader import Reader
from ..prompt.tokens import tokenise
from ..scene import Scene
from . import surroundings, things, wording
from .clauses import Clause, clauses
from .targets import category, main_node, matching

_PICTURE = r"(?:picture|image|photo|drawing|painting|illustration|logo|poster)"
_ANOTHER = re.compile(rf"\b(?:new|different|another) {_PICTURE} of\b")
_DRAW = re.compile(
    r"^\W*(?:(?:please|now|next|then|ok|okay|great|thanks|can you|could you|i want you to)\W+)*"
    r"(?:draw|paint|generate|create|sketch|make me|design|show me)\b(?: me)?"
    rf"(?: (?:an?|the)?\s*{_PICTURE} of)?(?: an?\b|:| \w+s\b)"
)
_REFERS = re.compile(
    r"\b(?:it|its|them|same|this|that|these|also|too|as well|instead|the picture|the image|to the|"
    r"my|above the|below the|beside the|behind the|next to the|in front of the)\b"
)
_INTO = re.compile(r"\b(?:into|with|by|for|to)\s+(?:a|an|another|two|three|four|five|some)\b")
_IT = re.compile(r"^\s*(?:it|this|that|them|him|her)\b")


def revise(scene: Scene, instruction: str, *, drawn: Collection[str] | None = None) -> Scene:
    """The scene after the instruction. What asks for nothing that can be changed leaves the scene as it was.

    ``drawn`` as in ``parse``. ``Scene.omitted`` afterwards names only what this instruction asked for in vain.
    """
    changed = replace(scene, omitted=())
    for clause in clauses(instruction):
        changed = _done(changed, clause, drawn)
    return changed


def starts_anew(scene: Scene, instruction: str) -> bool:
    """Whether somebody in a conversation asks for another picture instead of a change: "now draw a castle".

    Asking for a new picture in so many words does, and so does "draw a ..." that mentions nothing of this scene.
    """
    text = instruction.lower()
    if _REFERS.search(text):
        return False
    if _ANOTHER.search(text):
        return True
    if not _DRAW.search(text):
        return False
    draft, _ = _read(scene, instruction)
    return bool(draft.things or draft.places) and not any(matching(scene, thing) for thing in draft.things)


def _done(scene: Scene, clause: Clause, drawn: Collection[str] | None) -> Scene:
    if clause.command == "replace":
        clause = replace(clause, text=re.sub(r"\bfor\b", "with", clause.text))
    draft, it = _read(scene, clause.text)
    match clause.command:
        case "describe":
            return scene
        case "again":
            return replace(scene, seed=scene.seed + 1)
        case "zoom_out" | "zoom_in":
            return surroundings.zoomed(scene, 1 if clause.command == "zoom_out" else -1)
        case "write":
            return wording.written(scene, clause.text, clause.quoted, draft, instead=_instead(clause.text))
        case "remove":
            return _removed(scene, clause, draft)
        case "replace":
            return _replaced(scene, clause, draft, it, drawn)
    if wording.speaks_of_words(clause.text) and (clause.quoted or scene.lettering):
        return wording.written(scene, clause.text, clause.quoted, draft, instead=clause.command == "make")
    return _amended(scene, clause, draft, it, drawn)


def _read(scene: Scene, text: str) -> tuple[Draft, Thing]:
    """What a clause says, read with the main thing of the scene in mind: "with a red scarf" is worn by it."""
    words = lexicon()
    reader = Reader(words, "scene")
    main = main_node(scene)
    it = Thing(main.noun if main else "", "it", category(main) if main else "")
    if main is not None:
        reader.subject = reader.last = [it]
    return reader.read(mark_up(tokenise(text), words)), it


def _removed(scene: Scene, clause: Clause, draft: Draft) -> Scene:
    if wording.speaks_of_words(clause.text):
        scene = wording.unlettered(scene, clause.text, clause.quoted)
    if re.search(r"\bbackground\b", clause.text) and not draft.things:
        return replace(scene, setting="studio", background="white", sky=(), weather="clear")
    said = {name for kind in ("weather", "sky", "option") for name in draft.whole.get(kind, ())}
    scene = replace(
        scene,
        weather="clear" if scene.weather in said else scene.weather,
        sky=tuple(name for name in scene.sky if name not in said),
        style_options=tuple(name for name in scene.style_options if name not in said),
    )
    return things.removed(scene, draft, clause.text)


def _replaced(scene: Scene, clause: Clause, draft: Draft, it: Thing, drawn: Collection[str] | None) -> Scene:
    if "⟦" in clause.text:
        return wording.written(scene, clause.text, clause.quoted, draft, instead=True)
    if len(draft.things) >= 2 and (old := matching(scene, draft.things[0])):
        return things.replaced(scene, old, draft.things[1], drawn)
    if draft.places or draft.background:
        return surroundings.moved(scene, draft)
    return _amended(scene, clause, draft, it, drawn)


def _amended(scene: Scene, clause: Clause, draft: Draft, it: Thing, drawn: Collection[str] | None) -> Scene:
    """A clause that may change anything: first the whole, then its things."""
    if draft.colours and not draft.things and re.search(r"\bbackground\b", clause.text):
        return replace(scene, setting="studio", background=draft.colours[0])
    scene = surroundings.reshaped(scene, clause.text)
    scene = surroundings.restyled(scene, draft, clause.text)
    scene = surroundings.moved(surroundings.relit(scene, draft), draft)
    scene = surroundings.framed(scene, draft.whole)
    if clause.command in ("make", ""):
        turned = _turned(scene, clause, draft, drawn)
        if turned is not None:
            return turned
    targets = [node for thing in draft.things if clause.command != "add" for node in matching(scene, thing)]
    if draft.colours or draft.attributes:
        main = main_node(scene)
        if scene.kind == "logo" and not targets and draft.colours:
            scene = replace(scene, palette=tuple(draft.colours))
        elif clause.command in ("make", ""):
            scene = things.relooked(scene, targets or ([main] if main and not draft.things else []), draft)
    return things.amended(scene, draft, it, clause.text, drawn, adding=clause.command == "add")


def _turned(scene: Scene, clause: Clause, draft: Draft, drawn: Collection[str] | None) -> Scene | None:
    """ "Turn the cat into a dog", "make it a dog", "make it three cats"; None when it is none of these."""
    main = main_node(scene)
    if len(draft.things) == 2 and _INTO.search(clause.text) and (old := matching(scene, draft.things[0])):
        return things.replaced(scene, old, draft.things[1], drawn)
    if len(draft.things) != 1:
        return None
    thing = draft.things[0]
    found = matching(scene, thing)
    if found and thing.counted and not thing.definite:
        return things.counted(scene, thing, thing.count)
    if not found and main is not None and not thing.definite and _IT.match(clause.text):
        return things.replaced(scene, [main], thing, drawn)
    return None


def _instead(text: str) -> bool:
    return bool(re.search(r"\binstead\b|⟦\d+⟧\s*(?:with|to|by|into)\s*⟦", text)) or text.lower().startswith(
        ("to ", "with ")
    )
