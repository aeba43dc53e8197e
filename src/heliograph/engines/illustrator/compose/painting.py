"""Figures onto a backdrop: each drawn, lit by the scene, with shadow and reflection, and the map of nodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ..canvas.composite import Mask, Picture, blurred, cast_shadow, contact_shadow, darken, over, to_float
from ..canvas.noise import rng
from ..canvas.paint import rgb
from ..canvas.paths import rect
from ..canvas.pen import Mode, Pen
from ..canvas.skia import open_surface
from ..light import Light
from ..settings.ground import polygons
from ..settings.stage import Backdrop
from .frame import Placed

Ids = NDArray[np.int32]


@dataclass(slots=True)
class Sprite:
    """A rendered figure: premultiplied RGBA and where its upper left pixel lies in the frame."""

    rgba: Picture
    x: int
    y: int

    @property
    def alpha(self) -> Mask:
        """Its coverage."""
        return np.ascontiguousarray(self.rgba[..., 3])


def paint_figures(backdrop: Backdrop, placed: Sequence[Placed], mode: Mode, seed: int) -> Ids:
    """Paint them back to front onto ``backdrop.picture`` in place; gives the map of visible node indices (-1: none)."""
    height, width = backdrop.picture.shape[:2]
    ids = np.full((height, width), -1, np.int32)
    for one in placed:
        sprite = render(one, (width, height), mode, backdrop.light)
        if sprite is None:
            continue
        if mode == "soft":
            relight(sprite, one, backdrop)
        if mode != "line":
            ground_effects(backdrop, one, sprite, mode)
        _lay(backdrop.picture, ids, one, sprite)
        if mode == "soft" and backdrop.ground == "grass" and one.shadow and not backdrop.light.night:
            _grass_before_feet(backdrop, one, seed)
    return ids


def render(one: Placed, size: tuple[int, int], mode: Mode, light: Light, t: float = 0.0) -> Sprite | None:
    """Draw one figure on a surface just large enough; None when it lies outside the frame."""
    unit = float(np.sqrt(size[0] * size[1])) / 1000
    x0, y0, x1, y1 = one.box
    pad = 6 * unit + 2
    left, top = max(0, int(x0 - pad)), max(0, int(y0 - pad))
    right, bottom = min(size[0], int(x1 + pad) + 1), min(size[1], int(y1 + pad) + 1)
    if one.clip_below is not None:
        bottom = min(bottom, int(one.clip_below) + 1)
    if right - left < 1 or bottom - top < 1:
        return None
    surface = open_surface(right - left, bottom - top)
    surface.translate(one.x - left, one.y - top)
    if one.clip_below is not None:
        surface.clip(rect(x0 - one.x - pad, y0 - one.y - pad, x1 - x0 + 2 * pad, one.clip_below - y0 + pad))
    if one.tilt:
        mx, my = one.middle
        surface.translate(mx - one.x, my - one.y)
        surface.rotate(one.tilt)
        surface.translate(one.x - mx, one.y - my)
    surface.scale(-one.scale if one.mirrored else one.scale, one.scale)
    pen = _pen(surface, one, mode, light, unit)
    if one.layer != "front":
        one.figure.draw(pen, t)
    if one.layer != "body" and one.figure.draw_front is not None:
        one.figure.draw_front(pen, t)
    return Sprite(to_float(surface.pixels()), left, top)


def _pen(surface: object, one: Placed, mode: Mode, light: Light, unit: float) -> Pen:
    tall = one.box[3] - one.box[1]
    stroke = 3.6 * unit if mode == "line" else float(np.clip(tall / 130, 1.1 * unit, 3.4 * unit))
    if mode == "line":
        stroke = float(np.clip(tall / 90, 1.6 * unit, 4.2 * unit))
    lx, ly = light.direction
    return Pen(
        surface=surface,  # type: ignore[arg-type]  # any Surface
        mode=mode,
        line_width=stroke / one.scale,
        light=(-lx if one.mirrored else lx, ly),
        warmth=light.warm,
        unit=one.scale,
    )


def relight(sprite: Sprite, one: Placed, backdrop: Backdrop) -> None:
    """Pull a figure into the light of the scene: air colour, a warm side, a darker foot, rim light, haze."""
    light = backdrop.light
    rgba = sprite.rgba
    alpha = rgba[..., 3:]
    air = 1 + (rgb(light.cool) * 1.3 - 1) * np.float32(light.ambient * 1.1)
    rgba[..., :3] *= np.clip(air * light.exposure, 0, 1.1)
    height, width = rgba.shape[:2]
    x = np.linspace(-1, 1, width, dtype=np.float32)[None]
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None]
    side = np.clip(0.5 + 0.5 * (x * light.direction[0] + y * light.direction[1]) / 1.3, 0, 1)
    rgba[..., :3] *= (0.86 + 0.17 * side)[..., None]
    rgba[..., :3] += (rgb(light.warm) * alpha - rgba[..., :3]) * (side * (0.05 + 0.12 * light.ambient))[..., None]
    if light.rim > 0.05:
        _rim(rgba, light, width)
    if one.far > 0.02 and backdrop.depth_haze > 0:
        share = np.float32(min(0.75, one.far**1.3 * (0.12 + 0.42 * backdrop.depth_haze)))
        rgba[..., :3] += (rgb(light.haze) * alpha - rgba[..., :3]) * share
    np.clip(rgba, 0, 1, out=rgba)


def _rim(rgba: Picture, light: Light, width: int) -> None:
    reach = float(np.clip(width * 0.012, 1.0, 6.0))
    alpha = np.ascontiguousarray(rgba[..., 3])
    shift = np.array([[1, 0, -light.direction[0] * reach * 1.6], [0, 1, -light.direction[1] * reach * 1.6]], np.float32)
    inner = cv2.warpAffine(alpha, shift, (alpha.shape[1], alpha.shape[0]))
    edge = cv2.GaussianBlur(np.clip(alpha - inner, 0, 1), (0, 0), reach * 0.5) * alpha
    glow = (edge * light.rim)[..., None] * rgb(light.warm)
    rgba[..., :3] += glow * (alpha[..., None] - rgba[..., :3]).clip(0)


def ground_effects(backdrop: Backdrop, one: Placed, sprite: Sprite, mode: Mode) -> None:
    """Shadow where it stands, or its mirror image on ice and water."""
    if not one.shadow:
        return
    if one.afloat or backdrop.reflect > 0.05:
        _mirror(backdrop, one, sprite)
    if one.afloat:
        _ripples(backdrop, one)
    if one.afloat or backdrop.ground in ("air", "void", "water"):
        return
    light = backdrop.light
    tall = sprite.rgba.shape[0]
    foot = one.ground - sprite.y
    pad = int(tall * (0.5 + abs(light.slant) * light.length)) + 8
    window = cv2.copyMakeBorder(sprite.alpha, 0, int(tall * 0.35) + 8, pad, pad, cv2.BORDER_CONSTANT, value=0.0)
    alpha = np.asarray(window, np.float32)
    soft = max(1.0, tall * 0.018 * light.softness)
    cast = cast_shadow(alpha, foot, -light.slant, -light.length, soft) * light.shadow_strength
    touch = contact_shadow(alpha, foot, 0.05, max(1.0, tall * 0.014)) * (0.5 + 0.35 * light.shadow_strength)
    if mode == "flat":
        cast *= 0
    shadow = np.maximum(cast, touch * 0.9)
    _darken_at(backdrop.picture, shadow, sprite.x - pad, sprite.y, rgb(light.shadow))


def _darken_at(picture: Picture, mask: Mask, x: int, y: int, colour: NDArray[np.float32]) -> None:
    height, width = picture.shape[:2]
    x0, y0 = max(0, x), max(0, y)
    x1, y1 = min(width, x + mask.shape[1]), min(height, y + mask.shape[0])
    if x1 > x0 and y1 > y0:
        darken(picture[y0:y1, x0:x1], mask[y0 - y : y1 - y, x0 - x : x1 - x], colour)


def _mirror(backdrop: Backdrop, one: Placed, sprite: Sprite) -> None:
    foot = int(np.clip(one.ground - sprite.y, 1, sprite.rgba.shape[0]))
    image = sprite.rgba[:foot][::-1]
    end = backdrop.picture.shape[0] if not one.afloat or backdrop.water is None else int(backdrop.water[1])
    reach = min(image.shape[0], end - (sprite.y + foot))
    if reach < 2:
        return
    image = np.ascontiguousarray(image[:reach])
    image = cv2.GaussianBlur(image, (0, 0), max(0.8, reach * 0.006), sigmaY=max(0.8, reach * 0.02)).astype(np.float32)
    fade = np.linspace(1, 0.15, reach, dtype=np.float32)[:, None, None] * np.float32(
        0.42 if one.afloat else backdrop.reflect
    )
    part = backdrop.picture[sprite.y + foot : sprite.y + foot + reach, sprite.x : sprite.x + image.shape[1]]
    over(part, image * fade)


def _ripples(backdrop: Backdrop, one: Placed) -> None:
    """Rings on the water where it is cut by the hull or the body."""
    x0, _, x1, _ = one.box
    height, width = backdrop.picture.shape[:2]
    wide, row = x1 - x0, int(one.ground)
    mask = np.zeros((height, width), np.float32)
    for share, strength in ((0.52, 0.75), (0.64, 0.4), (0.78, 0.2)):
        axes = (max(1, int(wide * share)), max(1, int(wide * share * 0.09)))
        cv2.ellipse(mask, (int((x0 + x1) / 2), row), axes, 0, 0, 360, strength, max(1, int(wide * 0.008)), cv2.LINE_AA)
    part = slice(max(0, row - int(wide * 0.1) - 4), min(height, row + int(wide * 0.1) + 4))
    foam = cv2.GaussianBlur(mask[part], (0, 0), max(0.7, wide * 0.004))[..., None]
    backdrop.picture[part] += (rgb(backdrop.light.sky[-1][1]) - backdrop.picture[part]) * foam * 0.7


def _lay(picture: Picture, ids: Ids, one: Placed, sprite: Sprite) -> None:
    height, width = sprite.rgba.shape[:2]
    part = (slice(sprite.y, sprite.y + height), slice(sprite.x, sprite.x + width))
    over(picture[part], sprite.rgba)
    ids[part][sprite.rgba[..., 3] > 0.5] = one.index


def _grass_before_feet(backdrop: Backdrop, one: Placed, seed: int) -> None:
    """Blades in front of the feet: what stands in a meadow stands in it, not on it."""
    x0, y0, x1, y1 = one.box
    random = rng(seed, "feet", one.index)
    wide, tall = x1 - x0, min(0.16 * (y1 - y0), 0.05 * backdrop.picture.shape[0])
    count = int(np.clip(wide / 5, 12, 110))
    x = x0 + wide * (0.1 + 0.8 * random.random(count))
    y = one.ground + tall * 0.3 * random.random(count) + tall * 0.1
    size = tall * (0.3 + 0.5 * random.random(count))
    bend, thin = (random.random(count) - 0.5) * size * 0.8, size * 0.07 + 0.4
    rows = np.clip(y, 0, backdrop.picture.shape[0] - 1).astype(int)
    columns = np.clip(x + wide * 0.4 * np.sign(x - (x0 + x1) / 2), 0, backdrop.picture.shape[1] - 1).astype(int)
    base = backdrop.picture[rows, columns]
    green = base[:, 1] > np.maximum(base[:, 0], base[:, 2]) * 1.02
    if not green.any():
        return
    base = np.where(green[:, None], base, base[green].mean(axis=0))
    colour = np.clip(base * (0.8 + 0.5 * random.random((count, 1))), 0, 1)
    corners = np.stack(
        [
            np.stack([x - thin, y], 1),
            np.stack([x + thin, y], 1),
            np.stack([x + bend * 0.4 + thin * 0.5, y - size * 0.6], 1),
            np.stack([x + bend, y - size], 1),
        ],
        1,
    )
    top, bottom = max(0, int((y - size).min()) - 2), min(backdrop.picture.shape[0], int(y.max()) + 2)
    left, right = max(0, int(x0) - 4), min(backdrop.picture.shape[1], int(x1) + 4)
    if bottom - top < 2 or right - left < 2:
        return
    part = np.ascontiguousarray(backdrop.picture[top:bottom, left:right])
    polygons(part, corners - (left, top), colour)
    backdrop.picture[top:bottom, left:right] = part


def soft_focus(backdrop: Backdrop, sigma: float) -> None:
    """Put the backdrop out of focus, as a portrait lens does."""
    backdrop.picture = blurred(backdrop.picture, sigma)
