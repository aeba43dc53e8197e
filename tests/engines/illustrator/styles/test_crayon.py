"""A box of crayons: named, bright, chosen by hue."""

import numpy as np
import pytest

from heliograph.engines.illustrator.styles.crayon import box, choose, crayon, finish
from heliograph.engines.illustrator.styles.sheet import Sheet


@pytest.mark.parametrize(
    ("colour", "names"),
    [
        ((0.9, 0.1, 0.1), {"red", "crimson", "coral"}),
        ((0.75, 0.88, 0.95), {"sky", "aqua"}),
        ((0.2, 0.6, 0.25), {"green", "forest", "lime"}),
        ((0.02, 0.02, 0.03), {"black"}),
        ((0.55, 0.56, 0.57), {"grey", "silver"}),
    ],
)
def test_hues_keep_their_name(colour: tuple[float, float, float], names: set[str]) -> None:
    page = np.full((8, 8, 3), colour, np.float32)
    assert set(np.unique(choose(page))) <= {crayon(name) for name in names}


def test_unknown_crayon() -> None:
    with pytest.raises(KeyError):
        crayon("infrared")
    assert len(box()) > 30


def test_white_stays_paper_and_colour_leaves_tooth() -> None:
    page = np.ones((200, 200, 3), np.float32)
    page[:, 100:] = (0.9, 0.15, 0.15)
    out = finish(page, Sheet(seed=1, lines=np.ones((200, 200), np.float32)))
    assert out[20:180, 10:80].min() > 0.9
    red = out[20:180, 120:190]
    assert 0.05 < red[..., 1].std() < 0.4, "paper shows between the strokes"
    assert red[..., 0].mean() > red[..., 1].mean() + 0.2
