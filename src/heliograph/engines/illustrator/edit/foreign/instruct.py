"""An instruction taken apart into steps that can be carried out on pixels, in the order they should happen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...canvas.paint import named
from ...styles.registry import named as style_named
from .tones import tones_in

ORDER = (
    "combine", "enlarge", "turn", "mirror", "crop", "zoom", "extend", "remove", "insert", "background", "recolour",
    "weather", "tone", "focus", "colour_in", "style", "letters",
)  # fmt: skip
_QUOTED = re.compile(r"[\"“„«]([^\"”“»]{1,200})[\"”“»]|(?<!\w)['‘]([^'’]{1,200})['’](?!\w)")
_WRITE = re.compile(
    r"\b(?:write|add|put|place|insert|letter|says?|saying|text|words?|caption|title|reading|lettering)\b", re.I
)
_COLOURS = r"(?:(?:light|dark|pale|bright|deep|pastel)\s+)?[a-z]+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do: ``kind`` of ``ORDER``, what it is about, and its words in the instruction."""

    kind: str
    value: str = ""
    target: str = ""
    number: float = 0.0
    words: str = ""


def steps(instruction: str) -> list[Step]:
    """The steps of an instruction, in working order. Empty when nothing in it is understood."""
    found = _letters(instruction)
    text = re.sub(r"\s+", " ", _QUOTED.sub(" ", instruction)).strip().lower()
    found += _geometry(text)
    found += _things(text)
    found += _looks(_without_things(text))
    return sorted(found, key=lambda step: ORDER.index(step.kind))


def _letters(instruction: str) -> list[Step]:
    if not _WRITE.search(instruction):
        return []
    out = []
    for match in _QUOTED.finditer(instruction):
        around = instruction[max(0, match.start() - 40) : match.end() + 40].lower()
        low = re.search(r"\b(?:below|bottom|under|beneath|foot)\b", around)
        place = "bottom" if low else "middle" if re.search(r"\b(?:middle|cent(?:er|re))\b", around) else "top"
        high = re.search(r"\b(?:top|above|over)\b", around)
        out.append(
            Step(kind="letters", value=match[1] or match[2], target=place if low or high else "", words=match[0])
        )
    return out


def _geometry(text: str) -> list[Step]:
    out: list[Step] = []
    for pattern, kind, value in _GEOMETRY:
        match = re.search(pattern, text)
        if match:
            numbers = [float(group) for group in match.groups() if group and re.fullmatch(r"\d+(?:\.\d+)?", group)]
            amount = numbers[0] / numbers[1] if kind == "crop" and len(numbers) == 2 else (numbers or [0.0])[0]
            if kind not in {step.kind for step in out}:
                out.append(Step(kind=kind, value=value, number=amount, words=match[0]))
    return out


_GEOMETRY: tuple[tuple[str, str, str], ...] = (
    (r"\b(?:upscale|enlarge|super.?resolution)\b(?:.*?\b(?:by|x)?\s*(2|4)\s*(?:x|times)?)?", "enlarge", ""),
    (r"\b(2|4)\s*x (?:bigger|larger|resolution|upscale)", "enlarge", ""),
    (r"\brotate\b.*?\b(\d+)\b.*?\b(?:counter.?clockwise|anti.?clockwise|left)\b", "turn", "left"),
    (r"\brotate\b.*?\b(\d+)\b", "turn", "right"),
    (r"\b(?:rotate|turn) (?:it |the (?:picture|image) )?(?:to the )?left\b", "turn", "left"),
    (r"\b(?:rotate|turn) (?:it |the (?:picture|image) )?(?:to the )?right\b|\brotate\b", "turn", "right"),
    (r"\bupside.?down\b", "turn", "over"),
    (r"\b(?:flip|mirror)\b.*?\bvertical", "mirror", "vertical"),
    (r"\b(?:flip|mirror)\b", "mirror", "horizontal"),
    (r"\bcrop\b.*?\bsquare\b|\bsquare crop\b", "crop", "square"),
    (r"\bcrop\b.*?(\d+)\s*[:x]\s*(\d+)", "crop", ""),
    (r"\bzoom(?:ed)? out\b", "zoom", "out"),
    (r"\bzoom(?:ed)? in\b|\bclose.?up\b|\bcloser\b", "zoom", "in"),
    (r"\b(?:extend|expand|outpaint|widen|uncrop)\b[^,.;]*?\b(left|right|top|up|bottom|down)\b", "extend", "side"),
    (r"\b(?:extend|expand|outpaint|widen|uncrop)\b", "extend", ""),
    (
        r"\b(?:combine|merge|collage|side by side|put (?:them|both|these) together|blend|double exposure)\b",
        "combine",
        "",
    ),
)


def _colour(word: str) -> str | None:
    try:
        named(word)
    except (KeyError, ValueError):
        return None
    return word


def _things(text: str) -> list[Step]:
    out: list[Step] = []
    for gone in _REMOVE.finditer(text):
        kind = "background" if "background" in gone[1] else "remove"
        out.append(Step(kind=kind, value="white" if kind == "background" else gone[1].strip(), words=gone[0]))
    for pattern in _BACKGROUNDS:
        match = re.search(pattern, text)
        if match and not any(step.kind == "background" for step in out):
            out.append(Step(kind="background", value=match[1].strip(), words=match[0]))
    out += _recolours(text)
    for new in _INSERT.finditer(text):
        if not _NOT_THINGS.match(new[1]):
            out.append(Step(kind="insert", value=new[1].strip(), words=new[0]))
    return out


_REMOVE = re.compile(r"\b(?:remove|erase|delete|get rid of|take (?:out|away))\s+(?:the |all |any )?([^,.;]+)")
_INSERT = re.compile(r"\b(?:add|insert|place|include|draw)\s+((?:an?|some|the|two|three|\d+)\s[^,.;]+)")
_NOT_THINGS = re.compile(r"(?:the |an? )?(?:text|words?|title|caption|snow|rain|fog)\b")
_BACKGROUNDS = (
    r"\b(?:replace|change|set|make|turn) the background (?:with|to|into|as)?\s*(?:an? )?([^,.;]+)",
    r"\b(?:on|with|against) an? (?:plain |solid |pure )?([a-z ]+?) background\b",
)
_RECOLOUR = re.compile(
    rf"\b(?:make|turn|colou?r|paint|change|recolou?r|replace)\s+(?:all )?(?:the )?([a-z' -]+?)\s+"
    rf"(?:to |into |with |in )?({_COLOURS})(?=$|[,.;]| and\b| then\b| please\b)"
)


def _recolours(text: str) -> list[Step]:
    out = []
    for match in _RECOLOUR.finditer(text):
        new = next((_colour(word) for word in (match[2], match[2].split(" ")[-1]) if _colour(word)), None)
        if new and "background" not in match[1]:
            out.append(Step(kind="recolour", value=new, target=match[1].strip(), words=match[0]))
    return out


_FOCUS = re.compile(
    r"\b(?:blur(?:red|ry)? (?:the )?background|background blur|sharpen|sharper|blur(?: it| the (?:picture|image))?)\b"
)
_COLOUR_IN = re.compile(
    r"\b(?:colou?r (?:it|this|in)|fill(?:ing)?(?: in)? (?:the |it with )?colou?rs?|colou?ri[sz]e|add colou?rs?)\b"
)


def _without_things(text: str) -> str:
    """Without what is to be added or removed: 'add a night lamp' asks for no night."""
    kept = r"(?!(?:some |more |a )?(?:snow|rain|fog|colou?r))"
    return re.sub(rf"\b(?:remove|erase|delete|get rid of|add|insert|draw)\s{kept}[^,.;]+", " ", text)


def _looks(text: str) -> list[Step]:
    out: list[Step] = []
    for word in ("snow", "rain", "fog"):
        if re.search(rf"\b(?:{word}(?:y|ing|fall)?|{'mist' if word == 'fog' else word})\b", text):
            out.append(Step(kind="weather", value=word, words=word))
    out += [Step(kind="tone", value=name, words=name) for name in tones_in(text)]
    focus = _FOCUS.search(text)
    if focus:
        word = focus[0]
        value = "sharpen" if "sharp" in word else "edges" if "background" in word else "blur"
        out.append(Step(kind="focus", value=value, words=word))
    style = style_named(text)
    if style:
        out.append(Step(kind="style", value=style, words=style))
    if re.search(
        r"\b(?:colou?r (?:it|this|in)|fill(?:ing)?(?: in)? (?:the |it with )?colou?rs?|colou?ri[sz]e|add colou?rs?)\b",
        text,
    ):
        out.append(Step(kind="colour_in", words="colour"))
    return out
