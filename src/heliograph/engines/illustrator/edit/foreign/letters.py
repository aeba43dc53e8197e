"""Words set over a picture, where it is calm, readable on whatever lies there."""

from __future__ import annotations

import cv2
import numpy as np

from ...canvas.lettering import set_block
from ...canvas.paint import solid
from ...canvas.skia import open_surface
from ...styles.sheet import Image, real
from ...styles.texture import luma


def calm_place(image: Image) -> str:
    """top or bottom, whichever has less going on."""
    height = image.shape[0]
    edges = np.abs(cv2.Laplacian(luma(image), cv2.CV_32F))
    return "top" if edges[: height // 4].mean() <= edges[-(height // 4) :].mean() * 1.2 else "bottom"


def lettered(image: Image, text: str, place: str = "", mood: str = "clean") -> tuple[Image, tuple[str, ...]]:
    """The picture with the words on it, and the letters that no typeface here has."""
    height, width = image.shape[:2]
    where = place if place in ("top", "middle", "bottom") else calm_place(image)
    tall = height * 0.17
    top = {"top": height * 0.055, "middle": (height - tall) / 2, "bottom": height * 0.945 - tall}[where]
    block = set_block(text, (width * 0.08, top, width * 0.92, top + tall), mood, most_lines=3)
    x0, y0, x1, y1 = (round(value) for value in block.box)
    below = image[max(0, y0) : max(1, y1), max(0, x0) : max(1, x1)]
    dark = bool(below.size) and float(luma(real(below)).mean()) > 0.58
    surface = open_surface(width, height)
    halo, ink = ("#ffffff", "#17161c") if dark else ("#0b0a12", "#ffffff")
    surface.stroke(block.path, solid(halo, 0.55), block.size * 0.16, blur=block.size * 0.07)
    surface.stroke(block.path, solid(halo, 0.85), block.size * 0.05)
    surface.fill(block.path, solid(ink))
    over = surface.pixels().astype(np.float32) / 255
    return real(image * (1 - over[..., 3:]) + over[..., :3]), block.missing
