"""The door of the film room: an order in, an MP4 and what is to be said about it out.

Same order, same frames. It knows no network and no money; it writes the one file that it is told to write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np

from ..illustrate import Commission, opened, understood
from ..prompt.parse import only_people
from ..scene import Scene
from ..sound.dialogue import said
from ..sound.soundtrack import soundtrack
from ..sound.voice import speech
from ..words.answer import answer
from .captions import Captions, captions
from .encoding import Frame, write
from .order import Film, FilmOrder
from .stage_set import build
from .stills import fitted, still

TELL_EVERY = 12
BENEATH_A_VOICE = 0.45
CROSS = 0.4
"""The share of a film in which it goes over to a last picture that was given."""
Progress = Callable[[float], None]


class Moving(Protocol):
    """Whatever can be seen at any moment."""

    def frame(self, seconds: float, whole: float) -> Frame: ...


def film(order: FilmOrder, to: Path, progress: Progress = lambda share: None) -> Film:
    """Make the film. Raises Unreadable for a picture that cannot be opened."""
    commission = Commission(
        prompt=order.prompt,
        width=order.width,
        height=order.height,
        seed=order.seed,
        people=order.people,
        negative=order.negative,
        references=(order.first,) if order.first else order.references,
        memory=order.memory,
    )
    scene, foreign = understood(commission)
    if not order.first and only_people(scene):
        return Film(scene=scene, only_people=True, omitted=scene.omitted)
    notes: tuple[str, ...] = ()
    drawn: tuple[str, ...] = ()
    if order.first and foreign:
        pixels = opened(order.first)
        moving: Moving = (made := still(pixels, order.prompt, scene.camera.move, order.width, order.height))
        notes = made.notes
    else:
        moving = (staged := build(_filmed(scene), order.width, order.height, order.seconds))
        drawn, scene = staged.drawn, replace(scene, omitted=tuple(dict.fromkeys((*scene.omitted, *staged.omitted))))
    lines = said(scene, order.prompt)
    voice = speech(lines, order.seconds) if order.audio else None
    words = captions(() if voice is not None else lines, order.width, order.height)
    sound = soundtrack(scene, order.prompt, order.seconds, order.seed) if order.audio else None
    if sound is not None and voice is not None:
        sound = np.clip(sound * np.float32(BENEATH_A_VOICE) + voice, -1, 1)
    write(to, _frames(order, moving, words, progress), order.fps, sound)
    progress(1.0)
    if words.shown:
        why = "this house has no voice (the 'speech' extra)" if order.audio else "the film is silent"
        notes = (*notes, f"Spoken words stand as captions: {why}.")
    return Film(scene=scene, text=answer(scene, order.prompt), drawn=drawn, omitted=scene.omitted, notes=notes)


def _filmed(scene: Scene) -> Scene:
    """Dialogue is captioned, not painted on the set."""
    return replace(scene, kind="scene", lettering=())


def _frames(order: FilmOrder, moving: Moving, words: Captions, progress: Progress) -> Iterator[Frame]:
    last = fitted(opened(order.last), order.width, order.height) if order.last else None
    for index in range(order.frames):
        seconds = index / order.fps
        frame = moving.frame(seconds, order.seconds)
        if last is not None:
            frame = _crossed(frame, last, index / max(1, order.frames - 1))
        words.draw(frame, seconds, order.seconds)
        if index % TELL_EVERY == 0:
            progress(0.02 + 0.97 * index / order.frames)
        yield frame


def _crossed(frame: Frame, last: Frame, at: float) -> Frame:
    """The film turns into its last picture; its very last frame is that picture."""
    share = (at - (1 - CROSS)) / CROSS
    if share <= 0:
        return frame
    eased = min(1.0, share * share * (3 - 2 * share))
    return np.asarray(cv2.addWeighted(frame, 1 - eased, last, eased, 0), np.uint8)
