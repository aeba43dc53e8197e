"""Photograph-like: a lens sharp at the subject that opens into soft discs behind it, film tone, a little grain."""

from __future__ import annotations

import cv2
import numpy as np

from .grade import bloom, grain, vignette
from .sheet import Image, Plane, Sheet, real, unit
from .texture import blur, luma, mesh, saturate, smoothstep


def _depth_of_field(image: Image, sheet: Sheet, k: float) -> Plane:
    """How far out of focus every point is, 0..1: the things and the ground at their feet are sharp."""
    height, width = image.shape[:2]
    y = mesh(image.shape)[1]
    if sheet.ids is None or not (sheet.ids >= 0).any():
        return smoothstep(0.52, 0.1, real(np.broadcast_to(y / height, (height, width)))) * np.float32(0.35)
    things = (sheet.ids >= 0).astype(np.float32)
    foot = float(np.quantile(np.nonzero(things.any(1))[0], 0.96)) / height
    ground = smoothstep(0.05, 0.34, real(np.abs(np.broadcast_to(y / height, (height, width)) - foot)))
    near = blur(real(cv2.dilate(things, np.ones((5, 5), np.uint8))), 2.2 * k)
    return real(np.clip(ground * (1 - smoothstep(0.25, 0.8, near)), 0, 1))


def _discs(image: Image, radius: float) -> Image:
    """Blur by a round aperture; bright points grow into discs."""
    size = 2 * max(1, round(radius)) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)).astype(np.float32)
    light = np.clip(image, 0, 1) ** np.float32(3.0)
    soft = cv2.filter2D(real(light), cv2.CV_32F, disc / disc.sum(), borderType=cv2.BORDER_REFLECT)
    return real(np.clip(soft, 0, 1) ** np.float32(1 / 3.0))


def _behind(image: Image, sheet: Sheet, k: float) -> Image:
    """The ground alone, blurred, without the things bleeding into it."""
    small = real(cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    if sheet.ids is not None and (sheet.ids >= 0).any():
        size = small.shape[1::-1]
        open_ = 1 - cv2.resize((sheet.ids >= 0).astype(np.float32), size, interpolation=cv2.INTER_AREA)
        open_ = real(cv2.erode(open_, np.ones((5, 5), np.uint8)))[..., None]
        wide = blur(real(small * open_), 14 * k) / np.maximum(blur(open_[..., 0], 14 * k), 1e-3)[..., None]
        small = real(small * open_ + np.clip(wide, 0, 1) * (1 - open_))
    soft = _discs(small, 4.6 * k)
    return real(cv2.resize(soft, image.shape[1::-1], interpolation=cv2.INTER_LINEAR))


def _fringe(image: Image) -> Image:
    """Red and blue a hair apart towards the corners, as in a real lens."""
    height, width = image.shape[:2]
    out = image.copy()
    for channel, scale in ((0, 1.0011), (2, 0.9989)):
        turn = np.array([[scale, 0, (1 - scale) * width / 2], [0, scale, (1 - scale) * height / 2]], np.float32)
        out[..., channel] = cv2.warpAffine(
            image[..., channel], turn, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
    return out


def finish(image: Image, sheet: Sheet) -> Image:
    """Depth of field, film curve, fringe, grain."""
    k = unit(image)
    away = _depth_of_field(image, sheet, k)[..., None]
    seen = real(image + (_behind(image, sheet, k) - image) * away)
    shine = bloom(seen, 0.5)
    grey = luma(shine)[..., None]
    toned = saturate(real(shine), 0.94)
    curved = toned + np.float32(0.16) * (toned - 0.5) * (1 - np.abs(2 * toned - 1))
    warm = curved * (1 + (grey - 0.45) * np.array([0.05, 0.015, -0.05], np.float32))
    return real(np.clip(grain(vignette(_fringe(real(warm)), 0.2), 0.014, sheet.rng("grain")), 0, 1))
