"""Model lists in both of Google's forms, with no key that its SDKs do not know."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from heliograph.domain.model import Model
from heliograph.domain.results import ModelPage

_VERSION = re.compile(r"-(\d{3})$")
Methods = Callable[[Model], Sequence[str]]


def write_models(page: ModelPage, methods: Methods) -> dict[str, Any]:
    """`models.list` of the Gemini API. ``methods`` tells what may be called on a model."""
    return _paged("models", [write_model(model, methods) for model in page.models], page)


def write_model(model: Model, methods: Methods) -> dict[str, Any]:
    """`models.get` of the Gemini API."""
    out: dict[str, Any] = {
        "name": f"models/{model.id}",
        "version": _version(model),
        "displayName": model.title,
        "description": _description(model),
    }
    for key, limit in (("inputTokenLimit", "input_tokens"), ("outputTokenLimit", "output_tokens")):
        if limit in model.limits:
            out[key] = model.limits[limit]
    return {**out, "supportedGenerationMethods": list(methods(model))}


def write_publisher_models(page: ModelPage) -> dict[str, Any]:
    """`publishers/google/models` of Vertex."""
    return _paged("publisherModels", [write_publisher_model(model) for model in page.models], page)


def write_publisher_model(model: Model) -> dict[str, Any]:
    """One publisher model."""
    return {
        "name": f"publishers/google/models/{model.id}",
        "versionId": _version(model),
        "displayName": model.title,
        "description": _description(model),
        "launchStage": "PUBLIC_PREVIEW" if "preview" in model.id else "GA",
    }


def _paged(key: str, rows: list[dict[str, Any]], page: ModelPage) -> dict[str, Any]:
    out: dict[str, Any] = {key: rows}
    return out if page.next_page_token is None else {**out, "nextPageToken": page.next_page_token}


def _version(model: Model) -> str:
    found = _VERSION.search(model.id)
    return found[1] if found else "default"


def _description(model: Model) -> str:
    """What it is, and what became of it at its vendor."""
    life = model.lifecycle
    said = [model.description]
    if life.state != "live":
        day = life.retired if life.state == "retired" else life.deprecated
        since = f" on {day.isoformat()}" if day else ""
        next_one = f"; its successor is {life.successor}" if life.successor else ""
        said.append(f"{life.state.capitalize()} by its vendor{since}{next_one}. It goes on answering here.")
    said.append(model.emulated)
    return " ".join(text for text in said if text)
