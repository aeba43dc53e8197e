"""The illustrator behind the engine protocol: asks become jobs, jobs run in workers, drawings become answers."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

from heliograph.catalogue.tokens import count_work
from heliograph.domain.content import Part
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.media import Decoded, Media
from heliograph.domain.model import Model
from heliograph.domain.requests import GenerateImages, Work
from heliograph.domain.results import Candidate, Delta, FinishReason, Generation, Refusal
from heliograph.engines.embedded.asking import jobs, people_of, wanted
from heliograph.engines.embedded.drawing import Drawn, Job
from heliograph.engines.embedded.easel import Studio
from heliograph.engines.embedded.workers import Workers

SAYS_WHO = "Drawn by Heliograph's offline illustrator."
PREVIEW_SCALES = (0.25, 0.5, 0.75)
"""Previews get finer; the finished picture is the last one."""


class Illustrator:
    """The embedded engine. ``memory`` is a folder where it remembers its scene graphs."""

    name = "illustrator"
    emulates = True

    def __init__(self, memory: Path, workers: int = 0, seconds: float = 120.0, metadata: str = "full") -> None:
        size = workers or os.cpu_count() or 1
        self._workers = Workers(Studio(memory), size=size, seconds=seconds)
        self._metadata = metadata

    def can(self, ask: Work, model: Model) -> bool:
        """It stands in for every model that makes pictures."""
        return model.makes_images

    async def warm(self) -> None:
        """Start a worker before the first request needs one."""
        await self._workers.warm()

    async def generate(self, ask: Work, model: Model) -> Generation:
        """Raises InvalidArgument for a picture that cannot be opened; Internal when drawing fails."""
        made = await self._draw(jobs(ask, model, self._metadata))
        return _generation(ask, model, made)

    async def stream(self, ask: Work, model: Model) -> AsyncIterator[Delta]:
        """Text first, then each picture as it is finished; previews before it where they are asked for."""
        work = jobs(ask, model, self._metadata)
        if isinstance(ask, GenerateImages):
            async for delta in self._previews(work[0], ask.partial_images):
                yield delta
        made = await self._draw(work)
        whole = _generation(ask, model, made)
        for index, candidate in enumerate(whole.candidates):
            for part in candidate.parts:
                yield Delta(part=part, candidate=index)
        yield Delta(final=whole)

    async def close(self) -> None:
        await self._workers.close()

    async def _draw(self, work: Sequence[Job]) -> list[Drawn]:
        made: list[Drawn] = await asyncio.gather(*(self._workers.run(job) for job in work))
        for drawn in made:
            if drawn.invalid:
                raise InvalidArgument(message=drawn.invalid, field="image", docs="pictures")
        return made

    async def _previews(self, job: Job, count: int) -> AsyncIterator[Delta]:
        for index, scale in enumerate(PREVIEW_SCALES[:count]):
            (drawn,) = await self._draw([replace(job, scale=scale)])
            yield Delta(part=Part(media=_media(drawn)), partial=index)


def _generation(ask: Work, model: Model, made: Sequence[Drawn]) -> Generation:
    candidates = tuple(_candidate(ask, model, drawn) for drawn in made)
    pictures = sum(len(candidate.media) for candidate in candidates)
    text = "\n".join(candidate.text for candidate in candidates if candidate.text)
    return Generation(
        model=model,
        engine=Illustrator.name,
        emulated=True,
        candidates=candidates,
        usage=count_work(model, ask, pictures, text, (made[0].width, made[0].height) if made else None),
        notes=(SAYS_WHO, *_notes(made)),
    )


def _candidate(ask: Work, model: Model, drawn: Drawn) -> Candidate:
    plan = wanted(ask, model)
    if drawn.only_people and plan.pictures:
        return Candidate(finish_reason=FinishReason.IMAGE_SAFETY, refusal=_no_people(ask), seed=drawn.seed)
    parts = [Part(text=drawn.text)] if plan.text and drawn.text else []
    if plan.pictures:
        parts.append(Part(media=_media(drawn)))
    return Candidate(parts=tuple(parts), seed=drawn.seed, size=(drawn.width, drawn.height))


def _no_people(ask: Work) -> Refusal:
    nobody = people_of(ask) == "none"
    return Refusal(
        code="PERSON_GENERATION",
        reason=f"The prompt asks for {'people' if nobody else 'children'} only, and personGeneration forbids them.",
        hint=f"Set personGeneration to {'allow_adult' if nobody else 'allow_all where the model has it'}, "
        "or describe the scene without them.",
        field=ask.spelling.get("person_generation", "personGeneration"),
    )


def _media(drawn: Drawn) -> Media:
    return Media(mime_type=drawn.mime_type, source=Decoded(drawn.data))


def _notes(made: Sequence[Drawn]) -> list[str]:
    """What was drawn and what was left out, each sentence once."""
    notes: list[str] = []
    if made and made[0].drawn:
        notes.append(f"Drawn: {', '.join(made[0].drawn)}.")
    if made and made[0].omitted:
        notes.append(f"Left out: {', '.join(made[0].omitted)}.")
    notes += [note for drawn in made for note in drawn.notes]
    return list(dict.fromkeys(notes))
