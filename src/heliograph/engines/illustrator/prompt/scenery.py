"""Where and when: one setting, time of day, weather and season out of all that a prompt names or implies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from heliograph.engines.illustrator.prompt import people
from heliograph.engines.illustrator.prompt.draft import Draft, Thing
from heliograph.engines.illustrator.prompt.lexicon import Lexicon
from heliograph.engines.illustrator.prompt.link import CONTAINERS

_WEATHER = ("storm", "snow", "rain", "fog", "cloudy", "wind", "clear")
"""From the strongest to the weakest; the strongest that is named wins."""
_DEFAULT = "lake"
_OPEN_AIR = "meadow"
"""What a prompt gets that names neither a place nor a thing with a home."""
_PORTABLE = frozenset(
    {
        *(
            "food",
            "fruit",
            "vegetable",
            "drink",
            "kitchenware",
            "office",
            "tool",
            "electronics",
            "music",
            "sport",
            "toy",
        ),
        *("weapon", "clothing", "flower", "shape"),
    }
)
"""Things that are carried about: they say where a picture is only when nothing else does."""
_FIXED = frozenset({"fridge", "oven", "sink", "toilet", "washing machine", "tv", "goal", "boxing ring", "server"})
_PREPOSED = 3
"""Weight of a place that stands after a preposition, at the least."""
_HOURS = ("golden", "sunset", "day", "dawn")
"""Hours that suit a bare landscape."""
_PLAIN = "studio"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenery:
    """The surroundings of a scene, in the words of the data file."""

    setting: str
    time: str
    weather: str
    season: str
    sky: tuple[str, ...]


def scenery(draft: Draft, things: Sequence[Thing], kind: str, words: Lexicon, *, seed: int = 0) -> Scenery:
    """The surroundings that a draft asks for. A landscape without an hour gets one by its seed."""
    said = draft.whole
    without = set(draft.without)
    sky = tuple(dict.fromkeys(name for name in said.get("sky", ()) if name not in without))
    setting = _setting(draft, things, kind, words)
    weather = next((name for name in _WEATHER if name in said.get("weather", ()) and name not in without), "clear")
    season = next(iter(said.get("season", ())), "")
    if not season:
        season = "winter" if weather == "snow" or setting in ("snow", "ice") else "summer"
    time = _time(draft, things, sky, words)
    if not things and not draft.whole.get("time") and setting not in words.tables["indoors"]["settings"]:
        time = time if time != "day" else _HOURS[seed % len(_HOURS)]
    return Scenery(setting=setting, time=time, weather=weather, season=season, sky=sky)


def _time(draft: Draft, things: Sequence[Thing], sky: Iterable[str], words: Lexicon) -> str:
    named = draft.whole.get("time", [])
    special = [name for name in named if name != "day"]
    if special:
        return special[0]
    if named:
        return named[0]
    by_sky, by_noun = words.tables["implied_time"], words.tables["implied_time_by_noun"]
    implied = [by_sky[name] for name in sky if name in by_sky]
    implied += [by_noun[thing.noun] for thing in things if thing.noun in by_noun]
    return next(iter(implied[0])) if implied else "day"


def _setting(draft: Draft, things: Sequence[Thing], kind: str, words: Lexicon) -> str:
    weights: Counter[str] = Counter()
    for place in draft.places:
        weights[place.name] += place.weight
    finer = words.tables["finer"]
    coarse = {name for name in weights if finer.get(name, frozenset()) & weights.keys()}
    for name in coarse if coarse != weights.keys() else ():
        del weights[name]
    if len(weights) > 1:
        del weights[_PLAIN]
    if weights["sky"] < _PREPOSED and any(words.nouns[thing.noun].home != "sky" for thing in things):
        del weights["sky"]
    weights = +weights
    if weights:
        return _submerged(max(weights, key=lambda name: weights[name]), things, words)
    if kind in ("logo", "pattern", "object", "portrait") or draft.background:
        return _PLAIN
    home = _home(things, words) or _DEFAULT
    pets = [thing for thing in things if thing.category == "pet"]
    open_air = draft.whole.get("time") == ["day"] or draft.whole.get("weather")
    # a kitten in the sunshine is outdoors; one without a word about the day is at home
    return _OPEN_AIR if home in words.tables["indoors"]["settings"] and open_air and pets == list(things) else home


def _submerged(setting: str, things: Sequence[Thing], words: Lexicon) -> str:
    """ "A mermaid in the sea" is seen under water, unless something there floats or leaps."""
    homes = [words.nouns[thing.noun].home for thing in things if thing.pose != "jump"]
    return "underwater" if setting == "sea" and "underwater" in homes and "sea" not in homes else setting


def _home(things: Sequence[Thing], words: Lexicon) -> str:
    """Where these things are at home: each votes; what stands in a room counts double, pets count little."""
    votes: Counter[str] = Counter()
    grounds = {id(target) for thing in things for kind, target in thing.relations if kind in ("on", "in")}
    firm = [thing for thing in things if thing.category not in _PORTABLE or thing.noun in _FIXED]
    for asked in (firm, things):
        for thing in asked if not votes else ():
            kept = any(kind == "in" and target.noun in CONTAINERS for kind, target in thing.relations)
            if not (kept and thing.category == "sea"):
                votes += _vote(thing, words, id(thing) in grounds)
    if not votes:
        return _PLAIN if things else ""
    return max(votes, key=lambda name: votes[name])


def _vote(thing: Thing, words: Lexicon, ground: bool) -> Counter[str]:
    """How much one thing pulls the picture to its home."""
    home = words.nouns[thing.noun].home or (people.home(thing) if thing.category == "people" else "")
    if not home:
        return Counter()
    if home in words.tables["indoors"]["settings"]:
        return Counter({home: 1 if thing.category == "pet" else 4})
    return Counter({home: 4 if ground else 2})
