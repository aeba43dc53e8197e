"""No medium at all: clean geometry stays as it was drawn."""

from __future__ import annotations

import numpy as np

from .sheet import Image, Sheet


def finish(image: Image, sheet: Sheet) -> Image:
    """The picture itself, within range. ``sheet`` is not used: plain geometry has no grain."""
    del sheet
    return np.clip(image, 0, 1)
