"""Writes the page that says how each noun is drawn: `python docs/gallery/nouns.py`, from the registries alone."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from pathlib import Path

from heliograph.engines.illustrator import rigs
from heliograph.engines.illustrator.prompt.lexicon import lexicon
from heliograph.engines.illustrator.rigs.animals.hoofed_species import hoofed_table
from heliograph.engines.illustrator.rigs.animals.species import species_table
from heliograph.engines.illustrator.rigs.people.figures import is_person
from heliograph.engines.illustrator.rigs.plants import trees
from heliograph.engines.illustrator.rigs.registry import NOUNS
from heliograph.engines.illustrator.rigs.sketch_format import read_sketches

PAGE = Path(__file__).parents[1] / "nouns.md"
HEAD = """# How each noun is drawn

Written by `python docs/gallery/nouns.py` from the tables of the illustrator; do not edit it by hand.

A *rig* is drawn by rule, with poses, expressions and coats; a *sketch* is a drawing of its own in the sketch language
(`rigs/sketches/`), with colours, patterns and materials on request. "Also" are the other words for the same noun; what
a word says besides (a kitten is young) is in `prompt/nouns.toml`.
"""


def drawn_by() -> dict[str, str]:
    """Way of drawing of each noun that is drawn."""
    sheets: dict[str, str] = {}
    for entry in sorted((files(rigs) / "sketches").iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".sketch"):
            sheets |= dict.fromkeys(read_sketches(entry.read_text("utf-8")), entry.name.removesuffix(".sketch"))
    return {noun: _way(noun, sheets) for noun in sorted(NOUNS)}


def _way(noun: str, sheets: dict[str, str]) -> str:
    if noun in species_table():
        return "Rig: animals that sit, lie, walk and run"
    if noun in hoofed_table():
        return "Rig: animals seen from the side"
    if noun in trees.NOUNS:
        return "Rig: trees that grow by their seed"
    if noun in ("mermaid", "centaur") or is_person(noun):
        return "Rig: people and beings with a human body"
    return f"Sketches: {sheets[noun].replace('_', ' ')}"


def page() -> str:
    """The page in Markdown."""
    words = lexicon()
    others: dict[str, set[str]] = defaultdict(set)
    for phrase, senses in words.phrases.items():
        for sense in senses:
            if sense.kind == "noun" and phrase != sense.value:
                others[sense.value].add(phrase)
    ways = drawn_by()
    known = len(set(ways).union(*(others[noun] for noun in ways)))
    undrawn = sorted(noun for noun in words.nouns if noun not in ways)
    lines = [HEAD, f"{len(ways)} nouns are drawn; with their other words {known} lead to a drawing.", ""]
    for way in sorted(set(ways.values())):
        lines += [f"## {way}", ""]
        for noun in (noun for noun in ways if ways[noun] == way):
            also = ", ".join(sorted(others[noun]))
            lines.append(f"- **{noun}**" + (f" (also: {also})" if also else ""))
        lines.append("")
    lines += ["## Understood, not drawn", "", "Named in the answer as left out, or shown by a setting: "]
    lines[-1] += (", ".join(undrawn) or "none") + "."
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
