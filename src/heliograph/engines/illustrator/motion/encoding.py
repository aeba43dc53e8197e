"""Frames and sound into an MP4: H.264 and AAC, index in front. The encoder has a thread of its own, and whoever makes
the frames can fail without leaving it waiting."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from numpy.typing import NDArray

Frame = NDArray[np.uint8]
Sound = NDArray[np.float32]
RATE = 48_000
BLOCK = 1024
WAITING = 12
PATIENCE = 60.0
"""Seconds without a frame taken: then the encoder is stuck, and the film fails."""


def write(to: Path, frames: Iterable[Frame], fps: int, sound: Sound | None) -> None:
    """Encode every frame in order. Raises what the maker of the frames raises, or what the encoder does."""
    waiting: queue.Queue[Frame | None] = queue.Queue(WAITING)
    failed: list[BaseException] = []
    thread = threading.Thread(target=_encode, args=(to, waiting, fps, sound, failed), daemon=True, name="encoder")
    thread.start()
    try:
        for frame in frames:
            waiting.put(frame, timeout=PATIENCE)
            if failed:
                break
    finally:
        _end(waiting, thread)
    if failed:
        raise failed[0]


def _end(waiting: queue.Queue[Frame | None], thread: threading.Thread) -> None:
    """Tell the encoder that nothing more will come, whatever state it is in."""
    while thread.is_alive():
        try:
            waiting.put(None, timeout=0.5)
        except queue.Full:
            continue
        thread.join(PATIENCE)
        return


def _encode(
    to: Path, waiting: queue.Queue[Frame | None], fps: int, sound: Sound | None, failed: list[BaseException]
) -> None:
    try:
        with av.open(str(to), "w", format="mp4", options={"movflags": "+faststart"}) as out:
            _film(out, waiting, fps, sound)
    except BaseException as error:  # noqa: BLE001 -- it belongs to the maker, who waits in the other thread
        failed.append(error)
        while waiting.get() is not None:
            continue


def _film(out: Any, waiting: queue.Queue[Frame | None], fps: int, sound: Sound | None) -> None:
    first = waiting.get()
    if first is None:
        raise ValueError("a film without frames")
    options = {"preset": "veryfast", "crf": "20", "threads": "1", "profile": "high"}
    video = out.add_stream("libx264", rate=fps, options=options)
    video.height, video.width = first.shape[:2]
    video.pix_fmt = "yuv420p"
    audio = out.add_stream("aac", rate=RATE, layout="stereo", options={"b": "160k"}) if sound is not None else None
    if audio is not None and sound is not None:
        _play(out, audio, sound)
    index = 0
    frame: Frame | None = first
    while frame is not None:
        planes = np.ascontiguousarray(cv2.cvtColor(frame, cv2.COLOR_RGB2YUV_I420), np.uint8)
        picture = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        picture.pts, picture.time_base = index, Fraction(1, fps)
        out.mux(video.encode(picture))
        index += 1
        frame = waiting.get()
    out.mux(video.encode())


def _play(out: Any, stream: Any, sound: Sound) -> None:
    """All of the sound, in blocks; the last one is filled up with silence."""
    whole = np.pad(sound, ((0, 0), (0, -sound.shape[1] % BLOCK)))
    for start in range(0, whole.shape[1], BLOCK):
        block = np.ascontiguousarray(whole[:, start : start + BLOCK], np.float32)
        piece = av.AudioFrame.from_ndarray(block, format="fltp", layout="stereo")
        piece.sample_rate, piece.pts, piece.time_base = RATE, start, Fraction(1, RATE)
        out.mux(stream.encode(piece))
    out.mux(stream.encode())
