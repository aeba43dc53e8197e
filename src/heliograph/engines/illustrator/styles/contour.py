"""Finding the ink in a picture: where a hand would draw a line.

Works from colours and, when known, from regions. It knows nothing of media.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .palette import large_areas
from .sheet import Image, Labels, Plane, Sheet, real, unit
from .texture import blur, luma, smoothstep


def looks_drawn(image: Image) -> bool:
    """True when the picture already is line art: nearly everything is white paper or black ink, without hue."""
    small = cv2.resize(image, (256, 256), interpolation=cv2.INTER_AREA)
    chroma = small.max(-1) - small.min(-1)
    light = luma(real(small))
    extreme = (light > 0.8) | (light < 0.3)
    return bool(chroma.mean() < 0.06 and (light > 0.8).mean() > 0.5 and (extreme & (chroma < 0.15)).mean() > 0.75)


def is_ink(lines: Plane) -> bool:
    """True when a plane holds ink and paper and hardly anything between."""
    part = lines[::3, ::3]
    return bool(((part > 0.85) | (part < 0.25)).mean() > 0.9)


def looks_inked(image: Image, ids: Labels) -> bool:
    """True when the things in a picture (not its ground) are white areas with black lines."""
    things = image[ids >= 0]
    if len(things) < 50:
        return False
    extreme = (things.min(-1) > 0.85) | (things.max(-1) < 0.25)
    return bool(extreme.mean() > 0.8)


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


def simple_outlines(image: Image, spared: NDArray[np.bool_], weight: float = 3.2) -> Plane:
    """The borders of a painted backdrop's large areas as a few calm lines; nothing under ``spared``."""
    height, width = image.shape[:2]
    areas, _ = large_areas(image, 10)
    away = cv2.resize(spared.astype(np.uint8), areas.shape[::-1], interpolation=cv2.INTER_AREA) > 0
    near = cv2.dilate(away.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    edges = _without_crumbs(np.asarray(_real_borders(areas, image) & ~near, np.uint8), 30)
    soft = cv2.resize(edges.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR)
    k = unit(image)
    return 1 - smoothstep(0.26, 0.36, blur(real(soft), 2.4 * k) * np.float32(weight / 2.2))


def _real_borders(areas: Labels, image: Image) -> NDArray[np.uint8]:
    """Borders between areas that really differ: two bands of one gradient are no two things.

    Judged once for each pair of areas, so that a line is drawn whole or not at all.
    """
    size = areas.shape[::-1]
    small = real(cv2.resize(image, size, interpolation=cv2.INTER_AREA))
    lab = cv2.cvtColor(blur(small, 1.2), cv2.COLOR_RGB2LAB)
    across, down = cv2.Sobel(lab, cv2.CV_32F, 1, 0, ksize=3), cv2.Sobel(lab, cv2.CV_32F, 0, 1, ksize=3)
    step = cv2.dilate(real(np.sqrt((across**2 + down**2).sum(-1))), np.ones((3, 3), np.uint8))
    edge = borders(areas) > 0
    other = np.maximum(np.roll(areas, -1, 0), np.roll(areas, -1, 1))
    low, high = np.minimum(areas, other), np.maximum(areas, other)
    count = int(areas.max()) + 1
    pair = (low * count + high)[edge]
    total = np.bincount(pair, step[edge], count * count)
    mean = total / np.maximum(np.bincount(pair, minlength=count * count), 1)
    out = np.zeros(areas.shape, np.uint8)
    out[edge] = (mean[pair] > 24) | (step[edge] > 60)
    return out


def pen_lines(drawn: Plane, image: Image, ids: Labels) -> Plane:
    """Ink of a picture whose things were drawn by a line pen (``drawn``) before a painted backdrop (``image``)."""
    things = ids >= 0
    return np.where(things, drawn, simple_outlines(image, things))


def ink(image: Image, sheet: Sheet, detail: float = 1.0, weight: float = 4.0, calm: bool = False) -> Plane:
    """The drawing under a picture: the sheet's own, else the picture itself if it is line art, else its contours.

    ``calm`` draws a picture without things by its large areas only, as a colouring book does.
    """
    if sheet.lines is not None:
        return sheet.lines
    if looks_drawn(image):
        return luma(image)
    if sheet.ids is not None and (looks_inked(image, sheet.ids) or (calm and not (sheet.ids >= 0).any())):
        return pen_lines(luma(image), image, sheet.ids)
    return outlines(image, sheet.ids, detail, weight) if sheet.ids is not None else _traced(image, detail, weight)


def _traced(image: Image, detail: float, weight: float) -> Plane:
    """The ink of a picture of which nothing is known: fine contours, and large areas where no contour runs yet."""
    fine = outlines(image, None, 1.3 * detail, 0.75 * weight)
    reach = 2 * max(2, round(9 * unit(image))) + 1
    drawn = cv2.dilate((fine < 0.5).astype(np.uint8), np.ones((reach, reach), np.uint8)) > 0
    return np.minimum(fine, simple_outlines(image, np.asarray(drawn, np.bool_), 0.75 * weight))
