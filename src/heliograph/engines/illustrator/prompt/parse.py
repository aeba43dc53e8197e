"""Prompt to scene graph. The one door of this room."""

from __future__ import annotations

import re
from collections.abc import Collection

from heliograph.engines.illustrator.prompt import assemble, looks
from heliograph.engines.illustrator.prompt.draft import Draft, Thing
from heliograph.engines.illustrator.prompt.lettering import lettering
from heliograph.engines.illustrator.prompt.lexicon import Lexicon, lexicon
from heliograph.engines.illustrator.prompt.link import ANIMATE
from heliograph.engines.illustrator.prompt.marks import mark_up
from heliograph.engines.illustrator.prompt.people import admit, costumed, is_human
from heliograph.engines.illustrator.prompt.quotes import take_quotes
from heliograph.engines.illustrator.prompt.reader import Reader
from heliograph.engines.illustrator.prompt.scenery import scenery
from heliograph.engines.illustrator.prompt.tokens import tokenise
from heliograph.engines.illustrator.prompt.tongues import in_english
from heliograph.engines.illustrator.scene import People, Scene, SceneKind

_BARE_PAN = re.compile(r"([,;.]) pan(\s*[,;.]|\s*$)", re.IGNORECASE)
"""A pan without an article, alone between commas, is the camera's and not the kitchen's."""
_WET = frozenset({"lake", "sea", "river", "underwater", "harbor", "swamp"})


def parse(
    prompt: str,
    *,
    width: int = 1024,
    height: int = 1024,
    seed: int = 0,
    people: People = "adult",
    negative: str = "",
    drawn: Collection[str] | None = None,
) -> Scene:
    """The scene that a prompt describes.

    ``drawn`` names the nouns that somebody draws (``rigs.registry.NOUNS``); others go to ``Scene.omitted``. None
    takes every noun of the table. Never raises for any text: what is not understood is left out.
    """
    words = lexicon()
    draft, kind, quoted = _read(prompt, words)
    draft.without += read_nouns(negative, words)
    style = looks.style(draft, kind)
    things, left_out = admit(costumed(_wanted(draft), "clothing"), people)
    things = assemble.dress(things, words)
    assemble.share_out(things)
    place = scenery(draft, things, kind, words, seed=seed)
    _float(things, place.setting)
    things, names, unknown = _drawable(things, drawn, words)
    made = assemble.nodes(things, names)
    return Scene(
        prompt=prompt,
        width=width,
        height=height,
        seed=seed,
        kind=_kind(kind, draft, things),
        setting=place.setting,
        time=place.time,
        weather=place.weather,
        season=place.season,
        sky=place.sky,
        style=style,
        style_options=looks.options(draft),
        background=draft.background,
        palette=tuple(dict.fromkeys(draft.colours)),
        camera=looks.camera(draft.whole, kind),
        nodes=tuple(node for thing in things for node in made[id(thing)]),
        lettering=lettering(draft, quoted, kind, made),
        people=people,
        negative=tuple(dict.fromkeys(draft.without)),
        omitted=tuple(dict.fromkeys((*left_out, *unknown, *_unread(draft, things)))),
    )


def _read(prompt: str, words: Lexicon) -> tuple[Draft, SceneKind, list[str]]:
    """What a prompt says, the kind of picture it asks for, and its quoted words."""
    text, quoted = take_quotes(prompt)
    text = _BARE_PAN.sub(r"\1 camera pans\2", text)
    marks = mark_up(tokenise(in_english(text)), words)
    kind = looks.picture_kind(marks)
    return Reader(words, kind).read(marks), kind, quoted


def only_people(scene: Scene) -> bool:
    """Whether a scene was asked for nothing but people that it may not show: then there is nothing to draw."""
    if scene.people == "all" or scene.nodes or not scene.omitted or scene.lettering:
        return False
    if not any(is_human(lexicon().canonical(noun) or "") for noun in scene.omitted):
        return False
    draft, _, _ = _read(scene.prompt, lexicon())
    return not (draft.places or draft.whole.keys() - {"style", "option", "kind", "shot", "angle", "loose"})


def read_nouns(text: str, words: Lexicon) -> list[str]:
    """Every thing, place and weather that a list of words names, in canonical form: for negative prompts."""
    found: list[str] = []
    for mark in mark_up(tokenise(in_english(text)), words):
        found += [sense.value for sense in mark.whole]
        if mark.has("noun"):
            found.append(mark.value("noun"))
        elif mark.has("cue") or mark.has("void"):
            found.append(mark.text)
    return found


def _wanted(draft: Draft) -> list[Thing]:
    """The things that were not ruled out."""
    kept = [thing for thing in draft.things if thing.noun not in draft.without]
    several = [thing for thing in kept if thing.count == len(draft.colours) > 1 and "colour" not in thing.attributes]
    if len(several) == 1:
        several[0].each, draft.colours = tuple(draft.colours), []
    for thing in kept:
        thing.relations = [pair for pair in thing.relations if pair[1] in kept]
    return kept


def _float(things: list[Thing], setting: str) -> None:
    """What floats where there is water swims; only elsewhere does it hover."""
    for thing in things:
        wet = setting in _WET or any(target.noun in ("bathtub", "puddle") for _, target in thing.relations)
        if thing.pose == "fly" and wet and thing.verb.startswith(("float", "drift")):
            thing.pose = "swim" if thing.category in ANIMATE else ""


def _drawable(
    things: list[Thing], drawn: Collection[str] | None, words: Lexicon
) -> tuple[list[Thing], dict[int, str], list[str]]:
    names = {id(thing): assemble.drawable_name(thing, drawn, words) for thing in things}
    kept = [thing for thing in things if names[id(thing)]]
    for thing in kept:
        thing.relations = [pair for pair in thing.relations if pair[1] in kept]
    return kept, names, [thing.text for thing in things if not names[id(thing)]]


def _kind(kind: SceneKind, draft: Draft, things: list[Thing]) -> SceneKind:
    plain = bool(draft.background) and not draft.places and len(things) == 1
    return "object" if kind == "scene" and plain else kind


def _unread(draft: Draft, things: list[Thing]) -> list[str]:
    if draft.unknown:
        return draft.unknown
    nothing = not (things or draft.places or draft.words or draft.whole.keys() - {"loose"})
    return draft.whole.get("loose", [])[:3] if nothing else []
