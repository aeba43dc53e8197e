"""Several pictures made into one: cut out and put in, laid side by side, blended, or one in the colours of another."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from ...styles.sheet import Image, real
from . import frame
from .holes import plain_background


def combined(images: Sequence[Image], words: str) -> tuple[Image, str]:
    """The pictures as one, and how that was done. At least two pictures."""
    if "blend" in words or "double" in words:
        return _blended(images), "the pictures were blended into each other"
    if "side" not in words and "collage" not in words and len(images) == 2:
        for front, back in ((0, 1), (1, 0)):
            ground = plain_background(images[front])
            if ground is not None and plain_background(images[back]) is None:
                return _placed(images[front], ground, images[back]), "what stood on plain ground was put into the other"
    return _collage(images, "side" in words), f"the {len(images)} pictures were laid out on one sheet"


def _blended(images: Sequence[Image]) -> Image:
    height, width = images[0].shape[:2]
    layers = [frame.covered(image, width, height) for image in images]
    return real(np.mean(np.stack(layers), axis=0))


def _placed(front: Image, ground: Image, back: Image) -> Image:
    """The thing of the first picture standing low in the middle of the second, with a soft shadow."""
    height, width = back.shape[:2]
    solid = 1 - ground
    ys, xs = np.nonzero(solid > 0.5)
    if not len(ys):
        return back
    part = (slice(int(ys.min()), int(ys.max()) + 1), slice(int(xs.min()), int(xs.max()) + 1))
    thing, alpha = front[part], solid[part]
    scale = min(0.62 * height / thing.shape[0], 0.62 * width / thing.shape[1])
    size = (max(2, round(thing.shape[1] * scale)), max(2, round(thing.shape[0] * scale)))
    thing = real(cv2.resize(thing, size, interpolation=cv2.INTER_AREA))
    alpha = real(np.clip(cv2.resize(alpha, size, interpolation=cv2.INTER_AREA), 0, 1))[..., None]
    x, y = (width - size[0]) // 2, round(height * 0.93) - size[1]
    out = back.copy()
    shadow = np.zeros((height, width), np.float32)
    centre, axes = (width // 2, y + size[1] - 2), (max(1, size[0] // 2), max(1, size[0] // 9))
    cv2.ellipse(shadow, centre, axes, 0, 0, 360, (0.45,), -1)
    out *= 1 - cv2.GaussianBlur(shadow, (0, 0), max(1.0, size[0] / 24))[..., None]
    spot = (slice(y, y + size[1]), slice(x, x + size[0]))
    out[spot] = out[spot] * (1 - alpha) + thing * alpha
    return real(out)


def _collage(images: Sequence[Image], abreast: bool) -> Image:
    """Two abreast (or one above the other when wide), more in a grid, on white with an even gutter."""
    count = min(len(images), 9)
    height, width = images[0].shape[:2]
    columns = (
        count
        if abreast or (count <= 3 and width <= 1.3 * height)
        else 1
        if count == 2
        else int(np.ceil(np.sqrt(count)))
    )
    rows = -(-count // columns)
    gap = max(4, round(0.02 * max(width, height)))
    sheet = np.ones((rows * height + (rows + 1) * gap, columns * width + (columns + 1) * gap, 3), np.float32)
    for place, image in enumerate(images[:count]):
        top, left = gap + place // columns * (height + gap), gap + place % columns * (width + gap)
        sheet[top : top + height, left : left + width] = frame.fitted(image, width, height)
    return frame.resized(sheet, *_held(sheet.shape[1], sheet.shape[0]))


def _held(width: int, height: int) -> tuple[int, int]:
    scale = min(1.0, 2048 / max(width, height))
    return round(width * scale), round(height * scale)
