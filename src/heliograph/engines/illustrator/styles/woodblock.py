"""Japanese woodblock print: a keyblock of fine lines, few colour blocks, ink wiped to a gradient, grain of wood."""

from __future__ import annotations

import cv2
import numpy as np

from .contour import ink
from .palette import large_areas
from .sheet import Image, Sheet, floats, octets, real, unit
from .texture import blur, clouds, luma, mesh, relief, smoothstep, tooth

PAPER = np.array([0.955, 0.915, 0.82], np.float32)
INKS = np.array(
    [
        [0.10, 0.19, 0.36], [0.22, 0.36, 0.55], [0.48, 0.62, 0.70], [0.74, 0.80, 0.78], [0.95, 0.90, 0.79],
        [0.90, 0.76, 0.55], [0.84, 0.55, 0.34], [0.72, 0.26, 0.19], [0.49, 0.16, 0.16], [0.30, 0.38, 0.28],
        [0.50, 0.56, 0.38], [0.70, 0.70, 0.48], [0.16, 0.15, 0.17], [0.42, 0.37, 0.34], [0.66, 0.58, 0.52],
        [0.88, 0.66, 0.62], [0.93, 0.82, 0.44], [0.36, 0.28, 0.42],
    ],
    np.float32,
)  # fmt: skip
"""Prussian blues, beni reds, ochres, moss greens and sumi of the period's pigments, by eye."""


def _blocks(image: Image, sheet: Sheet) -> Image:
    """Each area in the nearest of the few inks, kept a little of its own colour."""
    height, width = image.shape[:2]
    areas, means = large_areas(image, 14)
    ground = means[cv2.resize(areas, (width, height), interpolation=cv2.INTER_NEAREST)]
    calm = np.asarray(cv2.medianBlur(cv2.medianBlur(octets(image), 5), 5), np.uint8)
    things = floats(calm)
    plain = things if sheet.ids is None else np.where((sheet.ids >= 0)[..., None], things, blur(real(ground), 2.0))
    steps = np.round(real(plain) * 24) / 24
    flat, where = np.unique((steps.reshape(-1, 3) * 24).astype(np.int32) @ np.array([625, 25, 1]), return_inverse=True)
    colours = np.stack([flat // 625, flat // 25 % 25, flat % 25], 1).astype(np.float32) / 24
    lab = cv2.cvtColor(colours[None], cv2.COLOR_RGB2LAB)[0]
    inks = cv2.cvtColor(INKS[None], cv2.COLOR_RGB2LAB)[0]
    weight = np.array([0.9, 1.2, 1.2], np.float32)
    chosen = INKS[(((lab[:, None] - inks[None]) * weight) ** 2).sum(-1).argmin(1)]
    mixed = chosen * 0.74 + colours * 0.26
    return real(mixed[where.reshape(height, width)])


def finish(image: Image, sheet: Sheet) -> Image:
    """A print with a bare margin and a thin frame."""
    height, width = image.shape[:2]
    k = unit(image)
    blocks = cv2.medianBlur(octets(_blocks(image, sheet)), 5)
    colour = blur(floats(np.asarray(blocks, np.uint8)), 0.8 * k)
    x, y = mesh(image.shape)
    wipe = smoothstep(0.26, 0.0, real(np.broadcast_to(y / height, (height, width)))) * np.float32(0.5)
    sky = colour + (np.array([0.12, 0.22, 0.42], np.float32) - colour) * wipe[..., None]
    grain = clouds((height, width // 14 + 2), 3.2 * k, 3, sheet.rng("wood"))
    wood = cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC)
    patchy = 1 + 0.045 * wood + 0.03 * clouds(image.shape, 90 * k, 3, sheet.rng("baren"))
    printed = PAPER * (0.16 + 0.84 * np.clip(sky * patchy[..., None], 0, 1))
    black = smoothstep(0.2, 0.7, 1 - ink(image, sheet, detail=1.15, weight=2.0))[..., None]
    printed = printed * (1 - 0.9 * black) + np.array([0.10, 0.10, 0.13], np.float32) * 0.9 * black
    rim = np.minimum(np.minimum(x, width - 1 - x), np.minimum(y, height - 1 - y)) / np.float32(1024 * k)
    inside = smoothstep(0.0335, 0.0345, rim)[..., None]
    frame = (smoothstep(0.0315, 0.0325, rim) * smoothstep(0.0365, 0.0355, rim))[..., None]
    sheet_of_paper = PAPER * (1 + 0.025 * relief(tooth(image.shape, 1.4 * k, 9), 0.1))[..., None]
    out = sheet_of_paper * (1 - inside) + printed * inside
    return real(np.clip(out * (1 - 0.8 * frame * luma(real(out))[..., None]), 0, 1))
