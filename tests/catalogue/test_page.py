from __future__ import annotations

from importlib.resources import files

import pytest

from heliograph.catalogue.catalogue import Catalogue
from heliograph.catalogue.page import models_page
from heliograph.domain.model import Model
from heliograph.domain.usage import Money

CATALOGUE = Catalogue.load()
PAGE = (files("heliograph.studio") / "documents" / "models.md").read_text(encoding="utf-8")


def test_the_page_is_what_the_catalogue_says() -> None:
    """After a change of the catalogue, write it anew (the module says how) to studio/documents/models.md."""
    assert models_page(CATALOGUE) == PAGE


@pytest.mark.parametrize("model", CATALOGUE.models(), ids=lambda model: model.id)
def test_every_model_has_its_section(model: Model) -> None:
    _, _, rest = PAGE.partition(f"## {model.id}\n")
    section = rest.partition("\n## ")[0]
    assert model.description
    assert model.description in section
    assert all(f"${Money(rate.price)} " in section for rate in model.rates)
    assert section.count("Source: ") == len(model.rates) + 1
