"""Choosing few colours for a picture, the same ones every time. No random numbers, no global state."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .sheet import Image, Labels, octets, real


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


def large_areas(image: Image, colours: int) -> tuple[Labels, Image]:
    """A picture seen through half-closed eyes: few areas with smooth borders, on a copy 384 pixels long.

    Gives each pixel's area number and the mean colour of each area. Areas smaller than a thumbprint are gone.
    """
    height, width = image.shape[:2]
    scale = 384 / max(height, width)
    size = (max(16, round(width * scale)), max(16, round(height * scale)))
    small = real(cv2.resize(image, size, interpolation=cv2.INTER_AREA))
    calm = cv2.medianBlur(octets(small), 7)
    for _ in range(3):
        calm = cv2.bilateralFilter(calm, 9, 36, 7)
    plain = np.asarray(calm, np.uint8)
    labels = nearest(plain, pick(plain, colours))
    votes = np.stack([cv2.GaussianBlur(real(labels == number), (0, 0), 2.0) for number in range(int(labels.max()) + 1)])
    areas = _without_crumbs(np.asarray(votes.argmax(0), np.int32), 70)
    count = np.maximum(np.bincount(areas.ravel(), minlength=int(areas.max()) + 1), 1)
    means = np.stack([np.bincount(areas.ravel(), small[..., i].ravel()) / count for i in range(3)], 1)
    return areas, real(means)


def _without_crumbs(areas: Labels, smallest: int) -> Labels:
    """Small separate pieces given to whatever lies nearest."""
    open_ = np.zeros(areas.shape, np.uint8)
    for number in range(int(areas.max()) + 1):
        count, parts, stats, _ = cv2.connectedComponentsWithStats((areas == number).astype(np.uint8), connectivity=4)
        crumbs = np.flatnonzero(stats[:count, cv2.CC_STAT_AREA] < smallest)
        open_ |= np.isin(parts, crumbs[crumbs > 0]).astype(np.uint8)
    if open_.all() or not open_.any():
        return areas
    _, near = cv2.distanceTransformWithLabels(open_, cv2.DIST_L2, 3, labelType=cv2.DIST_LABEL_PIXEL)
    owner = np.zeros(int(near.max()) + 1, np.int32)
    owner[near[open_ == 0]] = areas[open_ == 0]
    return np.asarray(owner[near], np.int32)
