"""What falls or drifts between the eye and the things: rain, snow, fog, fireflies. Laid over the finished figures."""

from __future__ import annotations

import cv2
import numpy as np

from ..canvas.composite import Picture, blurred, screen
from ..canvas.noise import fbm, rng
from ..canvas.paint import rgb
from ..light import Light
from ..scene import Scene


def fall(picture: Picture, scene: Scene, light: Light) -> None:
    """Add the scene's weather to an outdoor picture, in place."""
    if scene.weather in ("rain", "storm"):
        _rain(picture, scene, heavy=scene.weather == "storm")
    elif scene.weather == "snow":
        _snow(picture, scene)
    elif scene.weather in ("fog", "mist"):
        _fog(picture, scene, light)
    if "fireflies" in scene.sky:
        _fireflies(picture, scene)
    if "rays" in scene.sky:
        _rays(picture, scene, light)


def _unit(picture: Picture) -> float:
    return float(np.sqrt(picture.shape[0] * picture.shape[1])) / 1000


def _rain(picture: Picture, scene: Scene, *, heavy: bool) -> None:
    height, width = picture.shape[:2]
    unit, random = _unit(picture), rng(scene.seed, "rain")
    mask = np.zeros((height, width), np.uint8)
    for _ in range(900 if heavy else 520):
        x, y = float(random.random()) * width * 1.2, float(random.random()) * height * 1.1 - 0.1 * height
        near = float(random.random()) ** 2
        reach = (14 + 60 * near) * unit
        ends = [(int(v * 16)) for v in (x, y, x - reach * 0.22, y + reach)]
        shine = int(50 + 150 * near)
        cv2.line(mask, (ends[0], ends[1]), (ends[2], ends[3]), shine, max(1, round(1.6 * near * unit)), cv2.LINE_AA, 4)
    screen(picture, np.asarray(mask * np.float32(0.45 / 255), np.float32)[..., None] * rgb("#dfeaff"))


def _snow(picture: Picture, scene: Scene) -> None:
    height, width = picture.shape[:2]
    unit, random = _unit(picture), rng(scene.seed, "snowfall")
    for far, count, size in ((0.6, 380, 2.2), (0.8, 150, 4.5), (1.0, 34, 10.0)):
        mask = np.zeros((height, width), np.uint8)
        for _ in range(count):
            x, y = int(float(random.random()) * width * 16), int(float(random.random()) * height * 16)
            cv2.circle(
                mask, (x, y), int(size * (0.6 + 0.8 * float(random.random())) * unit * 16), 255, -1, cv2.LINE_AA, 4
            )
        soft = cv2.GaussianBlur(mask, (0, 0), max(0.6, size * 0.28 * unit))
        screen(picture, np.asarray(soft * np.float32(0.9 * far / 255), np.float32))


def _fog(picture: Picture, scene: Scene, light: Light) -> None:
    height, width = picture.shape[:2]
    drift = fbm(width, height, width / 2.2, rng(scene.seed, "fog"), octaves=4, stretch=2.5)
    share = np.clip((drift - 0.3) * 0.9, 0, 0.5)[..., None]
    picture += (rgb(light.haze) - picture) * share


def _fireflies(picture: Picture, scene: Scene) -> None:
    height, width = picture.shape[:2]
    unit, random = _unit(picture), rng(scene.seed, "fireflies")
    mask = np.zeros((height, width), np.float32)
    for _ in range(46):
        x, y = int(float(random.random()) * width), int((0.3 + 0.65 * float(random.random())) * height)
        cv2.circle(mask, (x, y), max(1, round((1.5 + 2 * float(random.random())) * unit)), 1.0, -1, cv2.LINE_AA)
    glow = np.clip(mask + 5 * blurred(mask, 7 * unit) + 4 * blurred(mask, 20 * unit), 0, 1)
    screen(picture, np.asarray(glow[..., None] * rgb("#f4ff9a"), np.float32))


def _rays(picture: Picture, scene: Scene, light: Light) -> None:
    """Beams that fan out from the sun through gaps."""
    height, width = picture.shape[:2]
    y, x = np.mgrid[0:height:4, 0:width:4].astype(np.float32)
    sx, sy = light.sun[0] * width, light.sun[1] * height * 0.5
    angle = np.arctan2(y - sy, x - sx)
    random = rng(scene.seed, "beams")
    beams = np.zeros_like(angle)
    for _ in range(9):
        at, thin = float(random.uniform(0.1, 3.0)), float(random.uniform(0.02, 0.07))
        beams += np.exp(-(((angle - at) / thin) ** 2)) * float(random.uniform(0.4, 1.0))
    far = np.hypot(x - sx, y - sy) / max(width, height)
    sheet = cv2.resize(
        np.asarray(beams * np.exp(-far * 1.6), np.float32), (width, height), interpolation=cv2.INTER_LINEAR
    )
    screen(picture, np.asarray(np.clip(sheet * 0.3, 0, 0.5)[..., None] * rgb(light.sun_colour), np.float32))
