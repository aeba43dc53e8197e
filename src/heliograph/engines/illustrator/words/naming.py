"""Names for the things of a scene: "a calico kitten", "two red apples", "an old man in a blue suit"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..prompt.lexicon import Sense, lexicon
from ..prompt.tokens import plain
from ..scene import Node

_BEFORE = ("size", "expression", "age", "state", "build")
_SIZES = {"fat": "round", "thin": "slender"}
_MATERIALS = {"wood": "wooden", "wool": "knitted", "ice": "icy"}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_AN = ("a", "e", "i", "o", "u")
_NOT_AN = ("uni", "uk", "euro", "one", "use", "ufo")
_AN_TOO = ("hour", "honest", "heir")
_ODD = {"goose": "geese", "mouse": "mice", "man": "men", "woman": "women", "child": "children", "person": "people"}
_SAME = ("sheep", "deer", "fish", "people", "aircraft", "salmon", "glasses", "skis", "scissors", "sunglasses", "couple")
_FES = ("leaf", "wolf", "shelf", "loaf", "calf", "elf", "knife", "scarf", "thief")


def name(node: Node) -> str:
    """The thing without an article: "red apple", "old man with a grey beard"."""
    word, sense = noun_word(node)
    said = {key: value for key, value in node.attributes.items() if sense.attributes.get(key) != value}
    return " ".join([*_adjectives(said, word), word]) + _after(said)


def names(nodes: Sequence[Node]) -> str:
    """So many of the same thing with number or article: "a cat", "three penguins"."""
    called = name(nodes[0])
    if len(nodes) == 1:
        return with_article(called)
    head, _, rest = called.partition(" with ") if " with " in called else called.partition(" in ")
    joint = " with " if " with " in called else " in "
    return f"{number(len(nodes))} {plural(head)}" + (joint + rest if rest else "")


def the(nodes: Sequence[Node]) -> str:
    """The same things once more: "the cat", "the penguins"."""
    word, _ = noun_word(nodes[0])
    return f"the {plural(word) if len(nodes) > 1 else word}"


def noun_word(node: Node) -> tuple[str, Sense]:
    """The prompt's own word for the thing in the singular, with what that word already says."""
    words = plain(node.words).split()
    canonical = lexicon().canonical(node.noun) or node.noun
    for start in range(len(words)):
        for form in (" ".join(words[start:]), *lexicon().singulars(words[start:])):
            for sense in lexicon().phrases.get(form, ()):
                if sense.kind == "noun" and sense.value == canonical:
                    return form, sense
    return node.noun.replace("_", " "), Sense("noun", node.noun)


def with_article(text: str) -> str:
    """ "an owl", "a unicorn"; plural-only things go without: "glasses"."""
    if text.split(" with ")[0].split(" in ")[0].rsplit(" ", 1)[-1] in lexicon().always_single - {"grass"}:
        words = text.split()
        if words[-1].endswith("s") and not words[-1].endswith("ss"):
            return text
    vowel = text.startswith(_AN) and not text.startswith(_NOT_AN)
    return f"{'an' if vowel or text.startswith(_AN_TOO) else 'a'} {text}"


def number(count: int) -> str:
    """In letters up to twelve."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def plural(text: str) -> str:
    """The plural of a noun phrase whose last word is its head."""
    head, _, last = text.rpartition(" ")
    if " of " in text:
        first, of, rest = text.partition(" of ")
        return plural(first) + of + rest
    return f"{head} {_plural(last)}".strip()


def joined(parts: Sequence[str]) -> str:
    """ "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _plural(word: str) -> str:
    if word in _SAME:
        return word
    if word in _ODD:
        return _ODD[word]
    if word.endswith("man") and word not in ("human", "caiman"):
        return word[:-2] + "en"
    if word in _FES:
        return word.removesuffix("fe").removesuffix("f") + "ves"
    if word.endswith("y") and word[-2:-1] not in _AN:
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "ch", "sh")) or word in ("potato", "tomato", "hero", "mango"):
        return word + "es"
    return word + "s"


def _adjectives(said: Mapping[str, str], word: str) -> list[str]:
    found = [_SIZES.get(said[key], said[key]) for key in _BEFORE if said.get(key) and said[key] not in word]
    if said.get("coat") and said["coat"] not in word:
        found.append(said["coat"])
    colours = [said[key] for key in ("colour", "second_colour") if said.get(key)]
    if colours and colours[0] not in word:
        found.append(" and ".join(colours))
    if said.get("pattern"):
        found.append(said["pattern"])
    if said.get("material") and said["material"] not in word:
        found.append(_MATERIALS.get(said["material"], said["material"]))
    if said.get("kind") and said["kind"] not in word and word not in said["kind"]:
        found.append(said["kind"])
    return [one for one in found if one not in ("child", "baby", "teen")]


def _after(said: Mapping[str, str]) -> str:
    parts = []
    for part in ("hair", "beard", "mane"):
        look = " ".join(said[key] for key in (part, f"{part}_colour") if said.get(key) not in (None, "", "yes", "full"))
        if look == "bald":
            parts.append("a bald head")
        elif look or said.get(part):
            parts.append(f"{look} {part}".strip() if part == "hair" else with_article(f"{look} {part}".strip()))
    text = f" with {joined(parts)}" if parts else ""
    if said.get("clothes"):
        text += f" in {with_article(' '.join(filter(None, (said.get('clothes_colour'), said['clothes']))))}"
    return text
