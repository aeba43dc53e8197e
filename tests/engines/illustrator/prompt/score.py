"""How much of what a case expects a scene fulfils."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, get_args

from heliograph.engines.illustrator.prompt.lexicon import lexicon
from heliograph.engines.illustrator.prompt.parse import parse
from heliograph.engines.illustrator.scene import Node, RelationKind, Scene

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["case"]
_PLAIN = ("kind", "style", "setting", "time", "weather", "season", "background")
_CAMERA = ("shot", "angle", "move")


def read(case: dict[str, Any]) -> Scene:
    """The scene of a case."""
    return parse(case["prompt"], people=case.get("people", "adult"), negative=case.get("negative", ""))


def misses(case: dict[str, Any], scene: Scene) -> tuple[int, list[str]]:
    """How many expectations a case has, and those that the scene does not fulfil, in words."""
    wanted: list[tuple[bool, str]] = []
    wanted += [(getattr(scene, key) == case[key], f"{key} {case[key]}") for key in _PLAIN if key in case]
    wanted += [(getattr(scene.camera, key) == case[key], f"{key} {case[key]}") for key in _CAMERA if key in case]
    wanted += [(name in scene.style_options, f"option {name}") for name in case.get("options", ())]
    wanted += [(name in scene.sky, f"sky {name}") for name in case.get("sky", ())]
    wanted += [(name in scene.omitted, f"omitted {name}") for name in case.get("omitted", ())]
    wanted += [(not _nodes(scene, name), f"absent {name}") for name in case.get("absent", ())]
    wanted += [_node(scene, text) for text in case.get("nodes", ())]
    wanted += [(_related(scene, text), text) for text in case.get("relations", ())]
    if "lettering" in case:
        wanted.append(([words.text for words in scene.lettering] == case["lettering"], "lettering"))
    return len(wanted), [what for fulfilled, what in wanted if not fulfilled]


def _nodes(scene: Scene, noun: str) -> list[Node]:
    name = lexicon().canonical(noun) or noun
    return [node for node in scene.nodes if (lexicon().canonical(node.noun) or node.noun) == name]


def _node(scene: Scene, text: str) -> tuple[bool, str]:
    words = text.split()
    number = words.pop(0) if words[0].isdigit() or words[0] == "some" else "1"
    start = next((at for at, word in enumerate(words) if "=" in word), len(words))
    noun = " ".join(words[:start])
    wanted: dict[str, str] = {}
    for word in words[start:]:
        key, equals, value = word.rpartition("=") if "=" in word else ("", "", word)
        if equals:
            wanted[key] = value
        else:
            last = list(wanted)[-1]
            wanted[last] += f" {value}"
    found = [node for node in _nodes(scene, noun) if all(_has(node, key, value) for key, value in wanted.items())]
    return len(found) > 1 if number == "some" else len(found) == int(number), text


def _has(node: Node, key: str, value: str) -> bool:
    if key in ("pose", "place"):
        return bool(getattr(node, key) == value)
    return node.attributes.get(key) == value


def _related(scene: Scene, text: str) -> bool:
    names = text.split()
    at = next(k for k, word in enumerate(names) if k and word in _KINDS)
    sources, targets = _nodes(scene, " ".join(names[:at])), _nodes(scene, " ".join(names[at + 1 :]))
    ids = {node.id for node in targets}
    return any(link.kind == names[at] and link.target in ids for node in sources for link in node.relations)


_KINDS = frozenset(get_args(RelationKind))
