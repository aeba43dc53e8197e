"""One clause about one group: who does what, with what, where."""

from __future__ import annotations

from ..prompt.lexicon import lexicon
from ..scene import Scene
from .facts import Group, group_of, phrases, rest_verb
from .naming import joined, the

_OBJECT = {
    "read": "reads, read",
    "eat": "eats, eat",
    "play": "plays, play",
    "hold": "holds, hold",
    "cook": "cooks, cook",
}
_BARE = {"wearing": "wears, wear", "holding": "holds, hold", "riding": "rides, ride"}


def clause(scene: Scene, found: list[Group], group: Group, told: set[str]) -> str:
    """ "a red fox reads a book under an oak tree". Ids of everything that it mentions are added to ``told``."""
    links = _links(scene, found, group)
    fellows = [group, *(one for one in found if one is not group and _does_the_same(scene, found, group, one, told))]
    verb, links = _verb(group, links, many=group.many or len(fellows) > 1)
    told.update(node.id for one in fellows for node in one.nodes)
    parts = []
    for kind, target in links:
        called = target.text if target.first.id not in told else the(target.nodes)
        told.update(node.id for node in target.nodes)
        parts.append((kind, called + _nested(scene, found, target, told)))
    return f"{joined([one.text for one in fellows])} {verb} {_tail(parts)}".replace("  ", " ").strip()


def phrase(scene: Scene, found: list[Group], group: Group, told: set[str]) -> str:
    """The group with its relations but without a verb: "a wooden table next to a window"."""
    told.update(node.id for node in group.nodes)
    return group.text + _nested(scene, found, group, told)


def _links(scene: Scene, found: list[Group], group: Group) -> list[tuple[str, Group]]:
    seen: list[tuple[str, Group]] = []
    for node in group.nodes:
        for link in node.relations:
            target = group_of(found, link.target)
            if target is not None and target is not group and (link.kind, target) not in seen:
                seen.append((link.kind, target))
    return seen


def _does_the_same(scene: Scene, found: list[Group], group: Group, other: Group, told: set[str]) -> bool:
    """Whether another group can share the sentence: same pose, same relations, nothing said of it yet."""
    links = _links(scene, found, group)
    said = other.first.id in told or other.first.pose != group.first.pose or other.living != group.living
    return not said and bool(links or group.first.pose) and _links(scene, found, other) == links


def _verb(group: Group, links: list[tuple[str, Group]], *, many: bool) -> tuple[str, list[tuple[str, Group]]]:
    """The verb, and the relations that are still to be said."""
    pose = group.first.pose
    kinds = [kind for kind, _ in links]
    if pose in _OBJECT and "holding" in kinds:
        return _agree(_OBJECT[pose], many), _rid(links, "holding")
    if "riding" in kinds:
        return _agree(_BARE["riding"], many), _rid(links, "riding")
    if pose and pose in phrases()["pose"]:
        return _agree(verb_forms(group.first.verb) or phrases()["pose"][pose], many), links
    for kind, forms in _BARE.items():
        if kind in kinds:
            return _agree(forms, many), _rid(links, kind)
    return (rest_verb(group, many) if links else ""), links


def verb_forms(said: str) -> str:
    """ "skating" to "skates, skate"; empty when the form is not known for sure."""
    if not said.endswith("ing") or " " in said:
        return ""
    stem = said[:-3]
    for base in (stem, f"{stem}e", stem[:-1]):
        for sense in lexicon().phrases.get(f"{base}s", ()) if len(base) > 2 else ():
            if sense.kind == "verb" and sense.value not in ("be", "hold"):
                return f"{base}s, {base}"
    return ""


def _rid(links: list[tuple[str, Group]], kind: str) -> list[tuple[str, Group]]:
    """The relation that the verb already says goes first and without its word."""
    said = [("", target) for one, target in links if one == kind]
    return said + [pair for pair in links if pair[0] != kind]


def _agree(forms: str, many: bool) -> str:
    one, several = forms.split(", ")
    return several if many else one


def _tail(parts: list[tuple[str, str]]) -> str:
    """Relations of one kind share their word: "with a hat and a scarf"."""
    words = phrases()["link"]
    kinds = list(dict.fromkeys(kind for kind, _ in parts))
    texts = [
        f"{words.get(kind, '')} {joined([called for one, called in parts if one == kind])}".strip() for kind in kinds
    ]
    first, *rest = texts or [""]
    return " ".join([first, *rest]) if len(rest) < 2 else f"{first}, {joined(rest)}"


def _nested(scene: Scene, found: list[Group], group: Group, told: set[str]) -> str:
    links = [pair for pair in _links(scene, found, group) if pair[1].first.id not in told]
    parts = []
    for kind, target in links[:2]:
        told.update(node.id for node in target.nodes)
        parts.append((kind, target.text))
    return f" {_tail(parts)}" if parts else ""
