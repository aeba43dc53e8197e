"""Finding the ink in a picture: where a hand would draw a line.

Works from colours and, when known, from regions. It knows nothing of media.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .sheet import Image, Labels, Plane, Sheet, real, unit
from .texture import blur, luma, smoothstep


def looks_drawn(image: Image) -> bool:
    """True when the picture already is line art: nearly everything is white paper or black ink, without hue."""
    small = cv2.resize(image, (256, 256), interpolation=cv2.INTER_AREA)
    chroma = small.max(-1) - small.min(-1)
    light = luma(real(small))
    extreme = (light > 0.8) | (light < 0.3)
    return bool(chroma.mean() < 0.06 and (light > 0.8).mean() > 0.5 and (extreme & (chroma < 0.15)).mean() > 0.75)


def _strongest_gradient(image: Image, sigma: float) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Per pixel the gradient of the Lab channel that changes most: equal-light colours still part."""
    lab = cv2.cvtColor(blur(image, sigma), cv2.COLOR_RGB2LAB) * np.float32(1.6)
    across = cv2.Scharr(lab, cv2.CV_32F, 1, 0)
    down = cv2.Scharr(lab, cv2.CV_32F, 0, 1)
    pick = np.argmax(np.abs(across) + np.abs(down), axis=-1)[..., None]
    return (
        np.clip(np.take_along_axis(across, pick, -1)[..., 0], -32000, 32000).astype(np.int16),
        np.clip(np.take_along_axis(down, pick, -1)[..., 0], -32000, 32000).astype(np.int16),
    )


def _without_crumbs(edges: NDArray[np.uint8], shortest: float) -> NDArray[np.uint8]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(edges, connectivity=8)
    keep = stats[:, cv2.CC_STAT_AREA] >= shortest
    keep[0] = False
    return keep[labels].astype(np.uint8) if count > 1 else edges


def borders(ids: Labels) -> NDArray[np.uint8]:
    """1 where a pixel's right or lower neighbour belongs to another region."""
    edge = np.zeros(ids.shape, np.uint8)
    edge[:, :-1] |= ids[:, :-1] != ids[:, 1:]
    edge[:-1, :] |= ids[:-1, :] != ids[1:, :]
    return edge


def outlines(image: Image, ids: Labels | None = None, detail: float = 1.0, weight: float = 4.0) -> Plane:
    """Contours of a coloured picture as ink (0) on paper (1); ``weight`` is the line's width at 1024 pixels."""
    k = unit(image)
    across, down = _strongest_gradient(image, 1.6 * k / detail)
    edges = (cv2.Canny(across, down, 300 / detail, 760 / detail) > 0).astype(np.uint8)
    edges = _without_crumbs(edges, 34 * k / detail)
    if ids is not None:
        edges |= borders(ids)
    width = max(1, round(weight * k * 0.6))
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * width + 1, 2 * width + 1))
    thick = cv2.dilate(edges, brush).astype(np.float32)
    return 1 - smoothstep(0.3, 0.7, blur(thick, max(0.8, 0.7 * k)))


def ink(image: Image, sheet: Sheet, detail: float = 1.0, weight: float = 4.0) -> Plane:
    """The drawing under a picture: the sheet's own, else the picture itself if it is line art, else its contours."""
    if sheet.lines is not None:
        return sheet.lines
    if looks_drawn(image):
        return luma(image)
    return outlines(image, sheet.ids, detail, weight)
