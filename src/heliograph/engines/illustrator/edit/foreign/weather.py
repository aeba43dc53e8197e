"""Snow, rain and fog laid over a finished picture."""

from __future__ import annotations

import cv2
import numpy as np

from ...styles.sheet import Image, Sheet, real, unit
from ...styles.texture import blur, clouds, luma, mesh


def weather(image: Image, kind: str, sheet: Sheet) -> Image:
    """``kind`` snow, rain or fog. Raises KeyError for another."""
    return {"snow": _snow, "rain": _rain, "fog": _fog}[kind](image, sheet)


def _specks(image: Image, share: float, stream: np.random.Generator) -> Image:
    return (stream.random(image.shape[:2], dtype=np.float32) < share).astype(np.float32)


def _snow(image: Image, sheet: Sheet) -> Image:
    k = unit(image)
    stream = sheet.rng("snow")
    out = real(image * np.float32(0.88) + np.array([0.08, 0.09, 0.11], np.float32))
    for size, share in ((1.4, 2.4e-3), (2.6, 8e-4), (5.0, 1.6e-4)):
        flakes = blur(_specks(image, share / k**2, stream), size * k)
        light = np.clip(flakes * (size * k) ** 2 * 6.3, 0, 1)[..., None]
        out = real(out + (1 - out) * light * 0.92)
    return out


def _rain(image: Image, sheet: Sheet) -> Image:
    k = unit(image)
    length = max(7, round(46 * k))
    streak = np.zeros((length, length), np.float32)
    cv2.line(streak, (round(length * 0.62), 0), (round(length * 0.38), length - 1), (1.0,), 1, cv2.LINE_AA)
    drops = cv2.filter2D(_specks(image, 1.5e-3 / k**2, sheet.rng("rain")), cv2.CV_32F, streak)
    veil = np.clip(real(drops), 0, 1)[..., None] * 0.34
    grey = luma(image)[..., None]
    wet = (grey + (image - grey) * 0.72) * np.array([0.78, 0.84, 0.92], np.float32)
    return real(np.clip(wet + (0.92 - wet) * veil, 0, 1))


def _fog(image: Image, sheet: Sheet) -> Image:
    height = image.shape[0]
    _, y = mesh(image.shape)
    far = 1 - np.abs(y / height - 0.45) * 1.1
    drift = clouds(image.shape, image.shape[1] / 2.5, 4, sheet.rng("fog"))
    veil = np.clip(0.3 + 0.42 * far + 0.3 * drift, 0.08, 0.88)[..., None]
    return real(image + (np.array([0.86, 0.88, 0.9], np.float32) - image) * veil)
