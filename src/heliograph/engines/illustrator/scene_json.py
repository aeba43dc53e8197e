"""Scene graphs to JSON values and back. What is read may come from anybody's file: it is checked, never trusted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, get_args

from .scene import JSON, Camera, Lettering, Node, People, Relation, RelationKind, Scene, SceneKind

LARGEST = 16384
"""Pixels of a side, at the most."""
MOST = 400
"""Entries of one list and characters times ten of one text, at the most."""


class BadScene(ValueError):
    """The values are no scene graph."""


def to_json(scene: Scene) -> JSON:
    """The scene as JSON values; what a node leaves empty is left out."""
    values = asdict(scene)
    values["nodes"] = [_lean(node) for node in values["nodes"]]
    values["lettering"] = [_lean(words) for words in values["lettering"]]
    return values


def from_json(values: Mapping[str, Any]) -> Scene:
    """The scene that ``to_json`` wrote. Unknown keys are passed over; raises BadScene for anything else amiss."""
    try:
        return _scene(values)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadScene(str(error)) from error


def _scene(values: Mapping[str, Any]) -> Scene:
    nodes = tuple(_node(row) for row in _rows(values, "nodes"))
    ids = {node.id for node in nodes}
    if len(ids) != len(nodes) or any(link.target not in ids for node in nodes for link in node.relations):
        raise BadScene("a relation leads nowhere or two nodes share an id")
    plain = {name: _text(values[name]) for name in _TEXTS if name in values}
    lists = {name: _texts(values[name]) for name in _LISTS if name in values}
    return Scene(
        prompt=_text(values["prompt"]),
        width=_size(values["width"]),
        height=_size(values["height"]),
        seed=int(values["seed"]),
        kind=_one_of(values.get("kind", "scene"), SceneKind),
        people=_one_of(values.get("people", "adult"), People),
        camera=Camera(**{key: _text(values.get("camera", {})[key]) for key in _CAMERA & set(values.get("camera", {}))}),
        nodes=nodes,
        lettering=tuple(_lettering(row) for row in _rows(values, "lettering")),
        **plain,  # type: ignore[arg-type]  # only names of text fields are in _TEXTS
        **lists,  # type: ignore[arg-type]  # only names of lists of text are in _LISTS
    )


_TEXTS = ("setting", "time", "weather", "season", "style", "background")
_LISTS = ("sky", "style_options", "palette", "negative", "omitted")
_CAMERA = {"shot", "angle", "move"}
_NODE_TEXTS = ("words", "pose", "verb", "place")
_LETTERING_TEXTS = ("mood", "place", "colour", "target")
_ROLES = ("title", "caption", "sign", "logo", "label")


def _node(row: Mapping[str, Any]) -> Node:
    attributes = {_text(key): _text(value) for key, value in dict(row.get("attributes", {})).items()}
    relations = tuple(
        Relation(kind=_one_of(link["kind"], RelationKind), target=_text(link["target"]))
        for link in _rows(row, "relations")
    )
    texts = {name: _text(row[name]) for name in _NODE_TEXTS if name in row}
    return Node(
        id=_text(row["id"]),
        noun=_text(row["noun"]),
        attributes=attributes,
        relations=relations,
        seed=int(row.get("seed", 0)),
        **texts,
    )


def _lettering(row: Mapping[str, Any]) -> Lettering:
    role = row.get("role", "title")
    if role not in _ROLES:
        raise BadScene(f"no role of lettering: {role!r}")
    texts = {name: _text(row[name]) for name in _LETTERING_TEXTS if name in row}
    return Lettering(text=_text(row["text"]), role=role, **texts)


def _rows(values: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = values.get(name, [])
    if not isinstance(rows, list | tuple) or len(rows) > MOST or not all(isinstance(row, Mapping) for row in rows):
        raise BadScene(f"{name} is no list of at most {MOST} objects")
    return list(rows)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > MOST * 100:
        raise BadScene(f"no text: {value!r:.60}")
    return value


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise BadScene("a text stands where a list belongs")
    return tuple(_text(value) for value in values)


def _size(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= LARGEST:
        raise BadScene(f"no size: {value!r:.60}")
    return value


def _one_of(value: object, kind: Any) -> Any:
    if value not in get_args(kind):
        raise BadScene(f"none of {', '.join(get_args(kind))}: {value!r:.60}")
    return value


def _lean(values: Mapping[str, Any]) -> JSON:
    return {key: inner for key, inner in values.items() if inner not in ("", (), [], {}, 0)}
