"""Line art: black ink on white paper and nothing between, as in a colouring book."""

from __future__ import annotations

import numpy as np

from .contour import ink
from .sheet import Image, Sheet
from .texture import smoothstep


def finish(image: Image, sheet: Sheet) -> Image:
    """Pure two-tone; only the one pixel of smoothing at a line's edge is grey."""
    paper = smoothstep(0.38, 0.62, ink(image, sheet, weight=4.5, calm=True))
    return np.repeat(paper[..., None], 3, axis=-1)
