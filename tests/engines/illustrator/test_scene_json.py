"""A scene graph comes back from its file as it went in, and rubbish is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heliograph.engines.illustrator.prompt.parse import parse
from heliograph.engines.illustrator.scene_json import BadScene, from_json, to_json
from tests.engines.illustrator.prompt.score import CASES, read


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["prompt"][:40])
def test_every_scene_survives_the_round_trip(case: dict[str, Any]) -> None:
    scene = read(case)
    assert from_json(json.loads(json.dumps(to_json(scene)))) == scene


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(to_json(parse("a cat on a sofa 'Hi'")))), JSON)
def test_a_spoilt_value_is_refused_or_read_never_worse(key: str, value: Any) -> None:
    values = to_json(parse("a cat on a sofa 'Hi'"))
    values[key] = value
    try:
        again = from_json(values)
    except BadScene:
        return
    assert from_json(to_json(again)) == again


def test_a_relation_that_leads_nowhere_is_refused() -> None:
    values = to_json(parse("a cat on a sofa"))
    values["nodes"] = values["nodes"][:1]
    with pytest.raises(BadScene):
        from_json(values)
