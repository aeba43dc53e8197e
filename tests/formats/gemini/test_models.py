"""Model lists in both of Google's forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from heliograph.domain.model import Lifecycle
from heliograph.domain.results import ModelPage
from heliograph.formats.gemini.models import write_models, write_publisher_models
from tests.formats.gemini.samples import MODEL


def test_the_gemini_form() -> None:
    out = write_models(ModelPage(models=(MODEL,), next_page_token="x"), lambda _: ("predict",))
    assert out == {
        "models": [
            {
                "name": "models/gemini-2.5-flash-image-preview",
                "version": "default",
                "displayName": "Nano Banana",
                "description": "Text and pictures.",
                "inputTokenLimit": 32768,
                "outputTokenLimit": 8192,
                "supportedGenerationMethods": ["predict"],
            }
        ],
        "nextPageToken": "x",
    }


def test_the_vertex_form_and_what_became_of_a_model() -> None:
    life = Lifecycle(state="retired", retired=date(2026, 8, 17), successor="gemini-nano-banana-2.1")
    model = replace(MODEL, id="imagen-4.0-generate-001", lifecycle=life, emulated="Drawn by the illustrator.")
    (row,) = write_publisher_models(ModelPage(models=(model,)))["publisherModels"]
    assert (row["name"], row["versionId"]) == ("publishers/google/models/imagen-4.0-generate-001", "001")
    assert "Retired by its vendor on 2026-08-17; its successor is gemini-nano-banana-2.1." in row["description"]
    assert row["description"].endswith("Drawn by the illustrator.")
