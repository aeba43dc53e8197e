"""Every mark is sound geometry inside its box."""

import pytest

from heliograph.engines.illustrator.canvas.paths import bounds
from heliograph.engines.illustrator.logo.symbols import outline, symbol, symbols


@pytest.mark.parametrize("name", sorted({mark.name for mark in symbols().values()}))
def test_marks_fill_their_box(name: str) -> None:
    mark = symbols()[name]
    boxes = [bounds(part.path) for part in mark.parts if not part.knock]
    assert min(box[0] for box in boxes) > -8
    assert max(box[2] for box in boxes) < 108
    assert min(box[1] for box in boxes) > -8
    assert max(box[3] for box in boxes) < 108
    assert max(max(box[2] - box[0], box[3] - box[1]) for box in boxes) > 30


def test_other_names_lead_to_the_same_mark() -> None:
    assert symbol("neptune") is symbol("trident")
    assert symbol("red fox") is symbol("foxes") is symbol("fox")
    assert symbol("quagga") is None


def test_path_text() -> None:
    assert outline("M 1 2 H 5 V 7 L 3 4 Z") == (("M", 1, 2), ("L", 5, 2), ("L", 5, 7), ("L", 3, 4), ("Z",))
    with pytest.raises(ValueError, match="not a path"):
        outline("M 1 2 A 5 5")
    with pytest.raises(ValueError, match="needs 6"):
        outline("M 1 2 C 5 5 Z")
