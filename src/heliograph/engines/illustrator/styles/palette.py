"""Choosing few colours for a picture, the same ones every time. No random numbers, no global state."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .sheet import Image, Labels, real


def pick(picture: NDArray[np.uint8], colours: int) -> Image:
    """``colours`` RGB rows (0..1) that stand for an 8-bit picture: median cut, then a few rounds of k-means in Lab."""
    side = 96
    small = cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    lab = real(cv2.cvtColor(small, cv2.COLOR_RGB2LAB).reshape(-1, 3))
    centres = _median_cut(lab, colours)
    for _ in range(6):
        owner = ((lab[:, None] - centres[None]) ** 2).sum(-1).argmin(1)
        weight = np.bincount(owner, minlength=len(centres)).astype(np.float32)
        total = np.stack([np.bincount(owner, lab[:, i], len(centres)) for i in range(3)], 1)
        used = weight > 0
        centres[used] = total[used] / weight[used, None]
    return real(np.clip(cv2.cvtColor(centres[None], cv2.COLOR_LAB2RGB)[0], 0, 1))


def _median_cut(lab: NDArray[np.float32], colours: int) -> NDArray[np.float32]:
    boxes = [lab]
    while len(boxes) < colours:
        spread = [float(np.ptp(box, axis=0).max()) * len(box) ** 0.35 if len(box) > 1 else 0.0 for box in boxes]
        worst = int(np.argmax(spread))
        if spread[worst] == 0:
            break
        box = boxes.pop(worst)
        axis = int(np.argmax(np.ptp(box, axis=0)))
        order = np.argsort(box[:, axis], kind="stable")
        middle = len(box) // 2
        boxes += [box[order[:middle]], box[order[middle:]]]
    return real(np.stack([box.mean(0) for box in boxes]))


def nearest(picture: NDArray[np.uint8], palette: Image) -> Labels:
    """For each pixel the index of the palette's nearest colour (through a 32-step colour cube)."""
    steps = (np.arange(32, dtype=np.float32) + 0.5) / 32
    cube = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), -1).reshape(1, -1, 3)
    lab = cv2.cvtColor(cube, cv2.COLOR_RGB2LAB)[0]
    centres = cv2.cvtColor(palette[None].astype(np.float32), cv2.COLOR_RGB2LAB)[0]
    owner = ((lab[:, None] - centres[None]) ** 2).sum(-1).argmin(1).astype(np.int32)
    index = (picture >> 3).astype(np.int32)
    return np.asarray(owner[index[..., 0] * 1024 + index[..., 1] * 32 + index[..., 2]], np.int32)
