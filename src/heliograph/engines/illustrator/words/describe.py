"""A concise, engaging paragraph about a picture, and its caption."""

from __future__ import annotations

from ..canvas.noise import rng
from ..scene import Scene
from .clause import clause, phrase
from .facts import Group, bare, groups, indoors, phrases, surroundings
from .naming import joined, with_article

_AWAKE = ("", "sit", "play", "stand")
_LEAFY = ("forest", "meadow", "park")
_OWN_LIGHT = ("underwater", "space", "moon")
_BRIEF = 4
"""Other things that a caption names, at the most."""
_LOOKING = frozenset({"pet", "wild"})
_ALSO = (
    "{things} {complete} the scene.",
    "There {are} also {things}.",
    "Close by {are} {things}.",
    "{things} {keep} to the side.",
)


def caption(scene: Scene) -> str:
    """One line without a full stop: "A red fox reads a book under an oak tree in autumn"."""
    found, told = groups(scene), set[str]()
    text = " ".join(filter(None, (_subject(scene, found, told), _where(scene))))
    rest = [phrase(scene, found, group, told) for group in found if group.first.id not in told][:_BRIEF]
    if scene.lettering:
        rest.append(f"the words {joined([f'“{words.text}”' for words in scene.lettering])}")
    return _capital(f"{text}, with {joined(rest)}" if rest else text)


def describe(scene: Scene) -> str:
    """Three to five sentences, true of the scene graph, worded by the scene's seed."""
    found = groups(scene)
    told: set[str] = set()
    sentences = [_opening(scene, found, told), *_others(scene, found, told), _gaze(found), _detail(scene)]
    sentences += [_sky(scene), _light(scene), _lettering(scene), _finish(scene)]
    return " ".join(filter(None, sentences))


def _detail(scene: Scene) -> str:
    if bare(scene):
        return ""
    leafless = scene.season == "winter" and scene.setting in _LEAFY
    if scene.nodes and (leafless or any(node.noun == "window" for node in scene.nodes)):
        return ""
    return phrases()["around" if scene.nodes else "detail"].get(scene.setting, "")


def _gaze(found: list[Group]) -> str:
    """Animals are drawn with large eyes that look at whoever looks at them, unless they sleep or run past."""
    looking = [
        group for group in found if group.category in _LOOKING and group.first.pose in ("", "sit", "play", "stand")
    ]
    if not looking:
        return next((phrases()["own"][group.first.noun] for group in found if group.first.noun in phrases()["own"]), "")
    return phrases()["look"]["several" if looking[0].many or len(looking) > 1 else "one"]


def style_name(scene: Scene) -> str:
    """ "a watercolor", "a chibi colouring-book drawing in black lines on white"."""
    called = phrases()["style"].get(scene.style, "a picture")
    if scene.kind in ("poster", "card"):
        called = f"a {scene.kind}"
    if scene.kind == "pattern":
        called = "a pattern"
    for option in ("chibi", "pastel", "vintage"):
        if option in scene.style_options and option not in called:
            called = with_article(f"{option} {called.split(' ', 1)[1]}")
    if "monochrome" in scene.style_options and scene.style != "lineart":
        called = with_article(f"black-and-white {called.split(' ', 1)[1]}")
    return called


def _opening(scene: Scene, found: list[Group], told: set[str]) -> str:
    style = style_name(scene)
    if not found:
        return f"This is {style}: {_view(scene)}."
    subject = _subject(scene, found, told)
    where = _where(scene)
    whole = " ".join(filter(None, (subject, where)))
    if _has_verb(found[0], scene):
        forms = (f"In {style}, {whole}.", f"{_capital(whole)}, in {style}.", f"{_capital(style)}: {whole}.")
        choice = int(rng(scene.seed, "describe", "opening").integers(len(forms)))
        return _capital(forms[choice] if scene.kind != "logo" else f"{_capital(style)}: {whole}.")
    shows = f"{_capital(style)} shows {whole}."
    return shows if scene.kind == "logo" or not found[0].living else f"{_capital(style)} with {whole} at its heart."


def _subject(scene: Scene, found: list[Group], told: set[str]) -> str:
    if not found:
        return _view(scene)
    return clause(scene, found, found[0], told)


def _has_verb(group: Group, scene: Scene) -> bool:
    return bool(group.first.pose or group.first.relations)


def _others(scene: Scene, found: list[Group], told: set[str]) -> list[str]:
    """What the opening left unsaid: those who do something get a sentence, the rest share one."""
    sentences = []
    quiet = []
    for group in found:
        if group.first.id in told:
            continue
        if group.first.pose or (group.first.relations and group.living):
            sentences.append(_capital(clause(scene, found, group, told)) + ".")
        else:
            quiet.append(phrase(scene, found, group, told))
    if not quiet:
        return sentences
    several = len(quiet) > 1 or not quiet[0].startswith(("a ", "an "))
    things = joined(quiet)
    form = _ALSO[int(rng(scene.seed, "describe", "also").integers(len(_ALSO)))] if len(found) > 2 else _ALSO[1]
    are = "are" if several else "is"
    words = {"complete": "complete" if several else "completes", "keep": "keep" if several else "keeps", "are": are}
    return [*sentences, _capital(form.format(things=things, **words))]


def _where(scene: Scene) -> str:
    if not scene.nodes:
        return ""
    season = phrases()["season"].get(scene.season, "") if not indoors(scene) and not bare(scene) else ""
    return " ".join(filter(None, (surroundings(scene), season if "snow" not in surroundings(scene) else "")))


def _view(scene: Scene) -> str:
    view = phrases()["view"].get(scene.setting)
    if scene.kind in ("logo", "poster", "card") and bare(scene):
        return "words set with care on a plain ground"
    if view is None:
        return "shapes and colours at play"
    hour, weather = phrases()["time"].get(scene.time, ""), phrases()["weather"].get(scene.weather, "")
    season = phrases()["season"].get(scene.season, "") if not indoors(scene) else ""
    return " ".join(filter(None, (view, weather if not indoors(scene) else "", hour, season)))


def _sky(scene: Scene) -> str:
    seen = [phrases()["sky"][name] for name in scene.sky if name in phrases()["sky"]]
    return _capital(joined(seen)) + "." if seen and not indoors(scene) else ""


def _light(scene: Scene) -> str:
    if (
        bare(scene)
        or scene.setting in ("underwater", "space", "moon")
        or scene.style == "lineart"
        or "monochrome" in scene.style_options
    ):
        return ""
    lights = phrases()["light"]
    if indoors(scene):
        return lights["indoors_night" if scene.time in ("night", "dusk") else "indoors"]
    return lights.get(scene.weather) or lights.get(scene.time, "")


def _lettering(scene: Scene) -> str:
    if not scene.lettering:
        return ""
    words = joined([f"“{words.text}”" for words in scene.lettering])
    return f"The words {words} stand in it, letter for letter." if scene.kind != "logo" else f"It reads {words}."


def _finish(scene: Scene) -> str:
    if scene.kind == "logo":
        return "Few shapes, one typeface and much room around them."
    return phrases()["finish"].get(scene.style, "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
