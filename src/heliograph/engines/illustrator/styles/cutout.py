"""Paper cut-out: sheets of coloured paper, cut with scissors and laid over each other, each casting a small shadow."""

from __future__ import annotations

import cv2
import numpy as np

from .palette import large_areas, nearest, pick
from .sheet import Image, Labels, Plane, Sheet, octets, real, unit
from .texture import blur, clouds, luma, relief, saturate, smoothstep, tooth


def _sheets(image: Image, sheet: Sheet) -> tuple[Labels, Image]:
    """Pieces of paper by number from the farthest (lightest, behind things) to the nearest, and their colours."""
    height, width = image.shape[:2]
    areas, colours = large_areas(image, 9)
    order = np.argsort(-luma(colours[None])[0], kind="stable")
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order))
    votes = [blur(real(rank[areas] == number), 1.2) for number in range(len(order))]
    back = np.stack([cv2.resize(vote, (width, height), interpolation=cv2.INTER_LINEAR) for vote in votes]).argmax(0)
    labels, inks = np.asarray(back, np.int32), colours[order]
    if sheet.ids is None or not (sheet.ids >= 0).any():
        return labels, inks
    things = sheet.ids >= 0
    eight = octets(image)
    calm = np.asarray(cv2.medianBlur(eight, 5), np.uint8)
    part = np.asarray(calm[things].reshape(1, -1, 3), np.uint8)
    own = pick(part, 16)
    own = own[np.argsort(-luma(own[None])[0], kind="stable")]
    labels = np.where(things, nearest(calm, own) + len(inks), labels)
    return np.asarray(cv2.medianBlur(labels.astype(np.uint8), 5), np.int32), real(np.concatenate([inks, own]))


def _shadow(labels: Labels, k: float) -> Plane:
    """What each sheet keeps in shade on those below it."""
    shade = np.zeros(labels.shape, np.float32)
    shift = np.array([[1, 0, 5 * k], [0, 1, 7 * k]], np.float32)
    for number in range(1, int(labels.max()) + 1):
        above = (labels >= number).astype(np.float32)
        if not above.any():
            continue
        moved = cv2.warpAffine(blur(above, 4.5 * k), shift, above.shape[::-1])
        shade = np.maximum(shade, moved * (1 - above))
    return shade


def finish(image: Image, sheet: Sheet) -> Image:
    """Layers of paper with fibres, a light cut edge and soft shadows."""
    k = unit(image)
    labels, colours = _sheets(image, sheet)
    paper = saturate(real(np.clip(colours * 1.06 + 0.02, 0, 1))[None], 1.18)[0][labels]
    fibre = relief(tooth(image.shape, 1.1 * k, 13), 0.08) + 0.6 * relief(tooth(image.shape, 3.2 * k, 14), 0.05)
    mottle = 0.02 * clouds(image.shape, 30 * k, 3, sheet.rng("mottle"))
    light = 1 + 0.03 * fibre + mottle - 0.36 * smoothstep(0.02, 1.0, _shadow(labels, k))
    depth = blur(labels.astype(np.float32), 0.9 * k)
    edge = np.clip(relief(depth, 0.24), -0.4, 0.7)
    lit = cv2.GaussianBlur(real(paper), (0, 0), 0.7) * (light + 0.11 * edge)[..., None]
    return real(np.clip(lit, 0, 1))
