"""Asks become jobs: what the illustrator is told about the kind of change."""

from __future__ import annotations

import pytest

from heliograph.catalogue.catalogue import Catalogue
from heliograph.domain.requests import GenerateImages
from heliograph.engines.embedded.asking import jobs


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (None, "generate"),
        ("EDIT_MODE_DEFAULT", "edit"),
        ("edit_mode_default", "edit"),
        ("EDIT_MODE_INPAINT_REMOVAL", "EDIT_MODE_INPAINT_REMOVAL"),
    ],
)
def test_the_default_way_of_editing_is_a_plain_edit(asked: str | None, told: str) -> None:
    ask = GenerateImages(model="imagen-3.0-capability-001", prompt="make it night", edit_mode=asked)
    (job,) = jobs(ask, Catalogue.load().resolve(ask.model), "full")[:1]
    assert job.mode == told
