"""The engine's bill: it counts what the answer carries, and nothing that it does not."""

from __future__ import annotations

import asyncio
from pathlib import Path

from heliograph.catalogue.catalogue import Catalogue
from heliograph.domain.requests import GenerateImages
from heliograph.domain.results import Generation
from heliograph.domain.usage import Meter
from heliograph.engines.embedded.engine import Illustrator


def test_several_pictures_without_words_have_no_words_on_the_bill(tmp_path: Path) -> None:
    async def made() -> Generation:
        engine = Illustrator(tmp_path, workers=1)
        try:
            ask = GenerateImages(model="gpt-image-1", prompt="an apple, line art", number_of_images=2)
            return await engine.generate(ask, Catalogue.load().resolve("gpt-image-1"))
        finally:
            await engine.close()

    generation = asyncio.run(made())
    assert len({candidate.seed for candidate in generation.candidates}) == 2
    assert generation.usage[Meter.OUTPUT_TEXT_TOKEN] == 0
    assert generation.usage[Meter.IMAGE] == 2
