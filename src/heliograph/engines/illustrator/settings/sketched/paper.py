"""From a stage to a sketched backdrop: which family draws it, and its pixels."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from ...canvas.composite import to_float
from ...canvas.pen import Mode
from ..stage import Backdrop, Stage
from . import elsewhere, insides
from .country import country
from .easel import Easel, easel

_FAMILIES: Mapping[str, Callable[[Easel], Backdrop]] = {
    "outdoors": country,
    "room": insides.room,
    "table": insides.table,
    "studio": insides.studio,
    "underwater": elsewhere.underwater,
    "city": elsewhere.city,
    "space": elsewhere.space,
    "moon": elsewhere.moon,
    "sky": elsewhere.sky,
    "cave": elsewhere.cave,
}


def sketched(stage: Stage, family: str, mode: Mode) -> Backdrop:
    """The setting in plain shapes (``flat``) or as ink on white paper (``line``)."""
    art = easel(stage, mode)
    backdrop = _FAMILIES[family](art)
    backdrop.picture = np.ascontiguousarray(to_float(art.surface.pixels())[..., :3])
    return backdrop
