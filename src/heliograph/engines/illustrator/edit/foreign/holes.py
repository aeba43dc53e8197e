"""Masks and grounds: how softly a mask ends, what must stay to the last bit, which part is plain background."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ...styles.sheet import Image, Plane, real
from ...styles.texture import blur

Mask = NDArray[np.uint8]


def read_mask(rgba: NDArray[np.uint8]) -> Mask:
    """A mask picture (height x width x 4) as one plane, 255 where the picture is to change.

    Where it has transparency, what is transparent changes (OpenAI's images edit); else what is light (Imagen).
    """
    alpha = np.asarray(rgba[..., 3], np.uint8)
    if int(alpha.min()) < 250:
        return np.asarray(255 - alpha, np.uint8)
    return np.asarray(rgba[..., :3].max(axis=2), np.uint8)


def feathered(mask: Mask, reach: float) -> Plane:
    """0 outside and at the mask's edge, rising to 1 within ``reach`` pixels inside."""
    inside = (mask > 127).astype(np.uint8)
    depth = real(cv2.distanceTransform(np.pad(inside, 1, mode="edge"), cv2.DIST_L2, 5))[1:-1, 1:-1]
    return real(np.clip(depth / max(reach, 1e-3), 0, 1))


def kept_outside(before: NDArray[np.uint8], after: NDArray[np.uint8], mask: Mask) -> NDArray[np.uint8]:
    """``after`` under the mask, ``before`` to the last bit elsewhere."""
    return np.asarray(np.where((mask > 127)[..., None], after, before), np.uint8)


def plain_background(image: Image) -> Plane | None:
    """0..1, 1 on the ground around the things in front; None when the border is not one calm colour."""
    edge = real(np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]]))
    middle = np.median(edge, axis=0)
    if (np.abs(edge - middle).max(-1) < 0.09).mean() < 0.8:
        return None
    near = (np.abs(image - middle).max(-1) < 0.1).astype(np.uint8)
    framed = np.pad(near, 1, constant_values=1)
    filled_in = np.zeros((framed.shape[0] + 2, framed.shape[1] + 2), np.uint8)
    cv2.floodFill(framed, filled_in, (0, 0), (2,))
    ground = (framed[1:-1, 1:-1] == 2).astype(np.float32)
    return blur(ground, max(0.6, max(image.shape) / 1400))
