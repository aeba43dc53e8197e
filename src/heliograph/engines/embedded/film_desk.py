"""The film desk inside a drawing worker: one film at a time, to a file. A camera moves slowly over an illustration."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from heliograph.engines.embedded.film_job import Filmed, FilmJob, tell_progress
from heliograph.engines.illustrator.illustrate import Commission, Unreadable, illustrate
from heliograph.engines.illustrator.memory import Memory
from heliograph.engines.illustrator.scene import People

ZOOM = 0.12
SAMPLE_RATE = 48_000
TELL_EVERY = 12


class FilmDesk:
    """Films. ``memory`` is a folder, shared by all workers."""

    def __init__(self, memory: Path) -> None:
        cv2.setNumThreads(1)
        memory.mkdir(parents=True, exist_ok=True)
        self._memory = Memory(memory)

    def film(self, job: FilmJob) -> Filmed:
        """The film in its place; what cannot be opened comes back as ``invalid``."""
        try:
            picture = illustrate(self._commission(job))
        except Unreadable as error:
            return Filmed(invalid=str(error))
        if picture.only_people:
            return Filmed(only_people=True)
        first = np.ascontiguousarray(picture.pixels[..., :3])
        last = _opened(job.last, job) if job.last else None
        _write(job, first, last)
        return Filmed(text=picture.text, notes=picture.notes)

    def _commission(self, job: FilmJob) -> Commission:
        given = (job.first,) if job.first else job.references
        return Commission(
            prompt=job.prompt,
            width=job.width,
            height=job.height,
            seed=job.seed,
            people=cast(People, job.people),
            negative=job.negative,
            references=given,
            memory=self._memory,
        )


def _opened(data: bytes, job: FilmJob) -> NDArray[np.uint8]:
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if pixels is None:
        raise Unreadable("The last picture cannot be opened.")
    return _fitted(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB), job)


def _fitted(pixels: Any, job: FilmJob) -> NDArray[np.uint8]:
    """Cut to the shape of the film and brought to its size."""
    height, width = pixels.shape[:2]
    scale = max(job.width / width, job.height / height)
    size = (max(job.width, round(width * scale)), max(job.height, round(height * scale)))
    larger = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    top, left = (larger.shape[0] - job.height) // 2, (larger.shape[1] - job.width) // 2
    return np.ascontiguousarray(larger[top : top + job.height, left : left + job.width], np.uint8)


def _write(job: FilmJob, first: NDArray[np.uint8], last: NDArray[np.uint8] | None) -> None:
    """H.264 in MP4, its index in front, with a track of silence where sound was asked for."""
    still = _fitted(first, job)
    frames = round(job.seconds * job.fps)
    with av.open(str(job.to), "w", format="mp4", options={"movflags": "+faststart"}) as out:
        video = out.add_stream("libx264", rate=job.fps, options={"preset": "veryfast", "crf": "23", "threads": "1"})
        video.width, video.height, video.pix_fmt = job.width, job.height, "yuv420p"
        sound = out.add_stream("aac", rate=SAMPLE_RATE, layout="stereo") if job.audio else None
        for index in range(frames):
            frame = av.VideoFrame.from_ndarray(_seen(still, last, index / max(1, frames - 1)), format="rgb24")
            frame.pts, frame.time_base = index, Fraction(1, job.fps)
            out.mux(video.encode(frame))
            if index % TELL_EVERY == 0:
                tell_progress(job.to, index / frames)
        out.mux(video.encode())
        if sound is not None:
            _silence(out, sound, job.seconds)
    tell_progress(job.to, 1.0)


def _silence(out: Any, stream: Any, seconds: float) -> None:
    for start in range(0, round(seconds * SAMPLE_RATE), 1024):
        quiet = av.AudioFrame.from_ndarray(np.zeros((2, 1024), np.float32), format="fltp", layout="stereo")
        quiet.sample_rate, quiet.pts = SAMPLE_RATE, start
        out.mux(stream.encode(quiet))
    out.mux(stream.encode())


def _seen(still: NDArray[np.uint8], last: NDArray[np.uint8] | None, at: float) -> NDArray[np.uint8]:
    """What the camera sees at a moment from 0 to 1: a little nearer, and in the end the last picture."""
    height, width = still.shape[:2]
    zoom = 1 + ZOOM * at
    move = np.array([[zoom, 0, width * (1 - zoom) / 2], [0, zoom, height * (1 - zoom) / 2]], np.float32)
    seen = np.asarray(cv2.warpAffine(still, move, (width, height), flags=cv2.INTER_LINEAR), np.uint8)
    if last is None or at < 0.5:
        return seen
    weight = (at - 0.5) * 2
    return np.asarray(cv2.addWeighted(seen, 1 - weight, last, weight, 0), np.uint8)
