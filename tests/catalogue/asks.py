"""Requests for tests, as short as can be."""

from __future__ import annotations

from typing import Any

from heliograph.catalogue.catalogue import Catalogue
from heliograph.domain.content import Content, Part
from heliograph.domain.media import Decoded, Media
from heliograph.domain.requests import GenerateContent, GenerateImages, Reference

CATALOGUE = Catalogue.load()
PICTURE = Media("image/png", Decoded(b"a picture"))


def images(model: str, **values: Any) -> GenerateImages:
    return GenerateImages(**{"model": model, "prompt": "a fox", **values})


def content(model: str, pictures: int = 0, **values: Any) -> GenerateContent:
    parts = (Part(text="a fox"), *(Part(media=PICTURE) for _ in range(pictures)))
    return GenerateContent(model=model, contents=(Content("user", parts),), **values)


def references(count: int) -> tuple[Reference, ...]:
    return tuple(Reference(media=PICTURE) for _ in range(count))
