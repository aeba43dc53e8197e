"""Another frame for a picture: cropped, extended, turned, mirrored, enlarged. New margins invent nothing."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from ...styles.sheet import Image, floats, octets, real
from ...styles.texture import blur, smoothstep

Pixels = NDArray[np.uint8]


def crop(image: Image, ratio: float, at: tuple[float, float] = (0.5, 0.5)) -> Image:
    """The largest part of that width / height ratio; ``at`` says which part, as shares of what is left over."""
    height, width = image.shape[:2]
    wide, tall = min(width, round(height * ratio)), min(height, round(width / ratio))
    x, y = round((width - wide) * at[0]), round((height - tall) * at[1])
    return image[y : y + max(1, tall), x : x + max(1, wide)]


def zoomed(image: Image, factor: float, at: tuple[float, float] = (0.5, 0.5)) -> Image:
    """Nearer (factor above 1) by cropping, farther (below 1) by extending; the same size as before."""
    height, width = image.shape[:2]
    if factor < 1:
        wide, tall = round(width / factor), round(height / factor)
        return resized(extended(image, wide, tall), width, height)
    wide, tall = max(1, round(width / factor)), max(1, round(height / factor))
    x, y = round((width - wide) * at[0]), round((height - tall) * at[1])
    return resized(image[y : y + tall, x : x + wide], width, height)


def extended(image: Image, width: int, height: int, at: tuple[float, float] = (0.5, 0.5)) -> Image:
    """A larger sheet: a plain margin goes on plain, any other mirrors the picture's edge, softer with distance."""
    own_height, own_width = image.shape[:2]
    width, height = max(width, own_width), max(height, own_height)
    left, top = round((width - own_width) * at[0]), round((height - own_height) * at[1])
    right, bottom = width - own_width - left, height - own_height - top
    if plain_edge(image):
        colour = [float(value) for value in np.median(_edge(image), axis=0)]
        return real(cv2.copyMakeBorder(image, top, bottom, left, right, cv2.BORDER_CONSTANT, value=colour))
    wide = real(cv2.copyMakeBorder(image, top, bottom, left, right, cv2.BORDER_REFLECT_101))
    inside = np.zeros((height, width), np.uint8)
    inside[top : top + own_height, left : left + own_width] = 1
    away = real(cv2.distanceTransform(1 - inside, cv2.DIST_L2, 5)) / max(own_width, own_height)
    for sigma, start in ((0.006, 0.004), (0.02, 0.05), (0.05, 0.14)):
        share = smoothstep(start, start + 0.08, away)[..., None]
        wide = real(wide + (blur(wide, sigma * max(own_width, own_height)) - wide) * share)
    wide[top : top + own_height, left : left + own_width] = image
    return wide


def _edge(image: Image) -> Image:
    return real(np.concatenate([image[0], image[-1], image[:, 0], image[:, -1]]))


def plain_edge(image: Image) -> bool:
    """True when the border of the picture is all but one colour."""
    edge = _edge(image)
    return bool((np.abs(edge - np.median(edge, axis=0)).max(-1) < 0.06).mean() > 0.92)


def resized(image: Image, width: int, height: int) -> Image:
    """Exactly that size; sharp when enlarged, without ringing."""
    own_height, own_width = image.shape[:2]
    if (own_width, own_height) == (width, height):
        return image
    if width * height <= own_width * own_height:
        return real(np.clip(cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA), 0, 1))
    return floats(enlarged(octets(image), width, height))


def enlarged(pixels: Pixels, width: int, height: int) -> Pixels:
    """Bytes at a larger size: edges steeper than interpolation leaves them, never beyond their neighbours' colours."""
    large = np.asarray(cv2.resize(pixels, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)
    soft = cv2.GaussianBlur(large, (0, 0), max(0.4, 0.6 * width / pixels.shape[1]))
    sharp = cv2.addWeighted(large, 1.6, soft, -0.6, 0, dst=soft)
    near = np.ones((3, 3), np.uint8)
    for bound, keep in ((cv2.erode(pixels, near), cv2.max), (cv2.dilate(pixels, near), cv2.min)):
        sharp = keep(sharp, cv2.resize(bound, (width, height), interpolation=cv2.INTER_LINEAR), dst=large)
    return np.asarray(sharp, np.uint8)


def fitted(image: Image, width: int, height: int) -> Image:
    """That size with nothing lost: scaled to fit, then extended where the proportions differ."""
    own_height, own_width = image.shape[:2]
    scale = min(width / own_width, height / own_height)
    inner = resized(image, min(width, max(1, round(own_width * scale))), min(height, max(1, round(own_height * scale))))
    return extended(inner, width, height)


def covered(image: Image, width: int, height: int) -> Image:
    """That size without a margin: scaled to cover, then cropped around the middle."""
    return resized(crop(image, width / height), width, height)
