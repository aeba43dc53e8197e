"""The last look of an illustration: a little bloom, contrast, a calm vignette, a breath of grain."""

from __future__ import annotations

import numpy as np

from .sheet import Image, Sheet, real
from .texture import blur, mesh, saturate


def vignette(image: Image, amount: float) -> Image:
    """Corners darkened by ``amount``."""
    height, width = image.shape[:2]
    x, y = mesh(image.shape)
    away = (x / (width / 2) - 1) ** 2 + (y / (height / 2) - 1) ** 2
    return real(image * (1 - np.float32(amount) * np.clip(away - 0.5, 0, 1.5))[..., None])


def bloom(image: Image, amount: float) -> Image:
    """Bright light spills over its neighbours."""
    bright = np.clip(image - 0.74, 0, 1)
    spill = blur(bright, image.shape[1] / 40) + 0.5 * blur(bright, image.shape[1] / 14)
    return real(1 - (1 - image) * (1 - np.clip(spill * np.float32(amount), 0, 1)))


def grain(image: Image, amount: float, stream: np.random.Generator) -> Image:
    """Monochrome grain of that deviation."""
    return image + stream.standard_normal(image.shape[:2], dtype=np.float32)[..., None] * np.float32(amount)


def finish(image: Image, sheet: Sheet) -> Image:
    """The default look. A picture on plain white keeps its white."""
    if _on_paper(image):
        return np.clip(image, 0, 1)
    glowing = saturate(bloom(image, 0.4), 1.06)
    curved = glowing + np.float32(0.10) * (glowing - 0.5) * (1 - np.abs(2 * glowing - 1))
    return np.clip(grain(vignette(curved, 0.14), 0.008, sheet.rng("grain")), 0, 1)


def _on_paper(image: Image) -> bool:
    """True when the border of the picture is plain white."""
    edge = np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]])
    return bool((edge > 0.985).mean() > 0.97)
