"""Recognising pictures that were drawn here: by the scene graph in the file, else by how the picture looks.

Clients re-encode, resize and trim pictures and drop what a file carries. So a small blurred thumbnail of every picture
lies in a folder with its scene graph; several processes may write there. It knows no prompt and draws nothing.
"""

from __future__ import annotations

import base64
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from .scene import Scene
from .scene_json import BadScene, from_json, to_json
from .stamp import read

Pixels = NDArray[np.uint8]
Look = NDArray[np.float32]

SIDE = 40
"""Side of a thumbnail in pixels."""
ALIKE = 0.98
"""Least correlation of two thumbnails of the same picture."""
FAR = 0.035
"""Greatest mean difference (0..1) of two thumbnails of the same picture."""
FLAT = 0.012
"""Standard deviation (0..1) below which a picture is too plain to be told from others."""
KEPT = 3000
"""Pictures remembered in one folder; the oldest go first."""
_TRIMS = (0.0, 0.006, 0.014, 0.025)
_CLOSER = 8
"""How many of the likest looks are compared closely."""
_SUFFIX = ".scene"


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    ratio: float
    look: Look
    """SIDE x SIDE x 3, 0..1."""


class Memory:
    """Pictures remembered in ``folder``, which must exist. Safe to share between processes."""

    def __init__(self, folder: Path, kept: int = KEPT) -> None:
        self._folder = folder
        self._kept = kept
        self._entries: dict[str, _Entry] = {}

    def remember(self, pixels: Pixels, scene: Scene) -> None:
        """Keep the scene graph of a picture (height x width x 3, RGB). Raises OSError when the disk refuses."""
        height, width = pixels.shape[:2]
        look = np.round(_look(pixels) * 255).astype(np.uint8)
        record = {
            "ratio": width / height,
            "look": base64.b64encode(look.tobytes()).decode("ascii"),
            "scene": to_json(scene),
        }
        name = f"{time.time_ns():020d}-{os.getpid()}"
        written = self._folder / f"{name}.part"
        written.write_text(json.dumps(record, ensure_ascii=False), "utf-8")
        written.replace(self._folder / f"{name}{_SUFFIX}")
        self._forget_oldest()

    def recall(self, picture: bytes | Pixels) -> Scene | None:
        """The scene of an encoded picture or of RGB pixels, or None when it was not drawn here (or forgotten)."""
        if isinstance(picture, bytes):
            pixels = _decoded(picture)
            if pixels is None:
                return None
            return _carried(picture, pixels) or self._recognised(pixels)
        return self._recognised(picture)

    def _recognised(self, pixels: Pixels) -> Scene | None:
        self._catch_up()
        height, width = pixels.shape[:2]
        near = [entry for entry in self._entries.values() if abs(entry.ratio / (width / height) - 1) < 0.04]
        if not near or _look(pixels).std() < FLAT:
            return None
        looks = np.stack([entry.look for entry in near])
        best, likeness = _nearest(looks, pixels)
        if likeness < ALIKE:
            return None
        return self._scene(near[best].name)

    def _scene(self, name: str) -> Scene | None:
        try:
            return from_json(json.loads((self._folder / name).read_text("utf-8"))["scene"])
        except (OSError, ValueError, KeyError):
            self._entries.pop(name, None)
            return None

    def _catch_up(self) -> None:
        """Read what other processes remembered since the last time, drop what they forgot."""
        present = set(self._names())
        for gone in self._entries.keys() - present:
            del self._entries[gone]
        for name in sorted(present - self._entries.keys()):
            entry = _read_entry(self._folder / name)
            if entry is not None:
                self._entries[name] = entry

    def _names(self) -> Iterator[str]:
        with os.scandir(self._folder) as found:
            yield from (item.name for item in found if item.name.endswith(_SUFFIX))

    def _forget_oldest(self) -> None:
        names = sorted(self._names())
        for name in names[: max(0, len(names) - self._kept)]:
            (self._folder / name).unlink(missing_ok=True)


def _carried(data: bytes, pixels: Pixels) -> Scene | None:
    """The scene graph inside the file, unless the picture was cropped or put into another shape since."""
    record = read(data)
    values = record.get("scene") if record else None
    if not isinstance(values, dict):
        return None
    try:
        scene = from_json(values)
    except BadScene:
        return None
    height, width = pixels.shape[:2]
    return scene if abs((scene.width / scene.height) / (width / height) - 1) < 0.03 else None


def _decoded(data: bytes) -> Pixels | None:
    """RGB pixels of an encoded picture, small where the decoder can; None when it cannot be read."""
    found = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_REDUCED_COLOR_2) if data else None
    if found is None:
        return None
    return np.ascontiguousarray(found[..., ::-1])


def _read_entry(path: Path) -> _Entry | None:
    try:
        record = json.loads(path.read_text("utf-8"))
        look = np.frombuffer(base64.b64decode(record["look"]), np.uint8).reshape(SIDE, SIDE, 3)
        return _Entry(path.name, float(record["ratio"]), (look / 255).astype(np.float32))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _nearest(looks: Look, pixels: Pixels) -> tuple[int, float]:
    """Which of the looks is most like the picture, trimmed a little or not, and how much (0 when none is near)."""
    look = _look(pixels)
    rough = _likeness(looks, look, 2 * FAR)
    best, likeness = 0, 0.0
    for at in np.argsort(-rough)[:_CLOSER]:
        if rough[at] < ALIKE - 0.25:
            break
        found = float(_likeness(_trimmed(looks[at]), look, FAR).max())
        if found > likeness:
            best, likeness = int(at), found
    return best, likeness


def _likeness(looks: Look, look: Look, far: float) -> Look:
    """Correlation with each look; 0 where the colours themselves are more than ``far`` off."""
    mine = look.reshape(-1)
    theirs = looks.reshape(len(looks), -1)
    apart = np.abs(theirs - mine).mean(axis=1)
    centred, others = mine - mine.mean(), theirs - theirs.mean(axis=1, keepdims=True)
    scale = np.linalg.norm(centred) * np.linalg.norm(others, axis=1) + 1e-6
    return np.where(apart < far, (others @ centred) / scale, 0).astype(np.float32)


def _trimmed(look: Look) -> Look:
    """The look as it would be had the picture lost a little of any of its edges."""
    windows = [(start * 2 * trim, 2 * trim) for trim in _TRIMS for start in ((0.0,) if trim == 0 else (0.0, 0.5, 1.0))]
    moved = [_window(look, x, y) for x in windows for y in windows]
    return np.stack(moved)


def _window(look: Look, x: tuple[float, float], y: tuple[float, float]) -> Look:
    """The part of a look that is left when, of each axis, (lost before, lost in all) is gone."""
    matrix = np.array(
        [[1 - x[1], 0, (SIDE - 1) * x[0]], [0, 1 - y[1], (SIDE - 1) * y[0]]],
        np.float32,
    )
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    moved = cv2.warpAffine(look, matrix, (SIDE, SIDE), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.float32)


def _look(pixels: Pixels) -> Look:
    """A blurred thumbnail: lines of a drawing spread far enough that a pixel more or less does not matter."""
    small = cv2.resize(pixels[..., :3], (SIDE * 4, SIDE * 4), interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), 4.0)
    tiny = cv2.resize(soft, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return (tiny / 255).astype(np.float32)
