"""The desk inside a drawing worker: one job at a time, from a prompt and pictures to a finished file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from heliograph.engines.embedded.drawing import Drawn, Job
from heliograph.engines.illustrator.illustrate import Commission, Picture, Unreadable, illustrate
from heliograph.engines.illustrator.memory import Memory
from heliograph.engines.illustrator.scene import People
from heliograph.engines.illustrator.scene_json import to_json
from heliograph.engines.illustrator.stamp import Form, Label, Mode, encode

SMALLEST = 64
QUALITY = 92
FORMS: dict[str, Form] = {"image/png": "png", "image/jpeg": "jpeg", "image/webp": "webp"}


CANNOT_CUT = "The ground of a picture that came from outside cannot be made transparent."


def cut_out(pixels: NDArray[np.uint8], ids: NDArray[np.int32]) -> NDArray[np.uint8]:
    """The things alone, with soft edges: height x width x 4, straight alpha. ``ids`` is -1 on the ground."""
    height, width = pixels.shape[:2]
    inside = np.where(ids >= 0, 255, 0).astype(np.uint8)
    if inside.shape != (height, width):
        inside = np.asarray(cv2.resize(inside, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
    alpha = np.asarray(cv2.GaussianBlur(inside, (0, 0), 1.0), np.uint8)
    return np.dstack([pixels, alpha])


class Desk:
    """Draws, stamps and remembers. ``memory`` is a folder, shared by all workers."""

    def __init__(self, memory: Path) -> None:
        cv2.setNumThreads(1)
        memory.mkdir(parents=True, exist_ok=True)
        self._memory = Memory(memory)

    def draw(self, job: Job) -> Drawn:
        """The finished job; what cannot be opened comes back as ``invalid``."""
        try:
            picture = illustrate(self._commission(job))
        except Unreadable as error:
            return Drawn(invalid=str(error), seed=job.seed)
        notes = (*picture.notes, CANNOT_CUT) if job.transparent and picture.ids is None else picture.notes
        drawn = Drawn(
            seed=job.seed,
            text=picture.text,
            drawn=picture.drawn,
            omitted=picture.omitted,
            notes=notes,
            only_people=picture.only_people,
        )
        return self._finished(job, picture, drawn) if job.draw and not picture.only_people else drawn

    def _commission(self, job: Job) -> Commission:
        return Commission(
            prompt=job.prompt,
            width=max(SMALLEST, round(job.width * job.scale)),
            height=max(SMALLEST, round(job.height * job.scale)),
            seed=job.seed,
            people=cast(People, job.people),
            negative=job.negative,
            references=job.references,
            mask=job.mask,
            mode=job.mode,
            factor=job.factor,
            draw=job.draw,
            memory=self._memory,
        )

    def _finished(self, job: Job, picture: Picture, drawn: Drawn) -> Drawn:
        pixels: NDArray[np.uint8] = picture.pixels
        if job.scale != 1:
            pixels = np.asarray(cv2.resize(pixels, (job.width, job.height), interpolation=cv2.INTER_CUBIC), np.uint8)
        else:
            self._memory.remember(pixels, picture.scene)
        if job.transparent and picture.ids is not None:
            pixels = cut_out(pixels, picture.ids)
        data = encode(
            pixels,
            FORMS[job.mime_type],
            label=self._label(job, picture),
            mode=cast(Mode, job.metadata),
            quality=max(1, job.quality or QUALITY),
        )
        height, width = pixels.shape[:2]
        return replace(drawn, data=data, mime_type=job.mime_type, width=width, height=height)

    def _label(self, job: Job, picture: Picture) -> Label:
        parameters: dict[str, Any] = dict(job.facts)
        return Label(
            prompt=job.prompt,
            negative=job.negative,
            seed=job.seed,
            model=parameters.pop("model", ""),
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            parameters=parameters,
            scene=to_json(picture.scene),
            source="compositeSynthetic" if picture.foreign else "algorithmicMedia",
        )
