"""The Gemini API: `/gemini/{v1,v1beta,v1alpha,v1beta1}/...`. A table of paths over `formats.gemini`."""

from __future__ import annotations

from collections.abc import Sequence

from heliograph.dialects.gemini_files import file_endpoints
from heliograph.dialects.google import VERSIONS, Google, answer, model_endpoints, read_get, read_list
from heliograph.dialects.google_films import film_endpoints, operation_endpoints
from heliograph.dialects.google_interactions import interaction_endpoints
from heliograph.dialects.protocol import Call, Endpoint
from heliograph.domain.model import Model
from heliograph.domain.operation import Operation
from heliograph.domain.results import ModelPage
from heliograph.formats.gemini import models

IMAGE_METHODS = ("predict", "generateContent", "streamGenerateContent", "countTokens")


def methods(model: Model) -> Sequence[str]:
    """What may be called on a model: every image model answers on every image endpoint."""
    films = ("predictLongRunning",) if model.makes_videos else ()
    return (*films, *IMAGE_METHODS) if model.makes_images else (*films, "countTokens")


def operation_name(call: Call, operation: Operation) -> str:
    """Always the model's form, whatever form was asked: SDKs go on with the name of the last answer."""
    return f"models/{operation.model}/operations/{operation.id}"


class Gemini(Google):
    """The dialect of an API key."""

    name = "gemini"
    prefixes = ("/gemini",)

    def __init__(self) -> None:
        self.endpoints: Sequence[Endpoint] = [
            endpoint
            for version in VERSIONS
            for endpoint in (*self._of_version(f"/gemini/{version}"), *file_endpoints(version))
        ]

    def _of_version(self, root: str) -> list[Endpoint]:
        listed = answer(lambda page: models.write_models(page, methods), ModelPage)
        one = answer(lambda model: models.write_model(model, methods), Model)
        return [
            *model_endpoints(root),
            *film_endpoints(root, operation_name),
            *interaction_endpoints(root),
            *operation_endpoints(root, operation_name),
            *operation_endpoints(f"{root}/{{rest*}}", operation_name),
            Endpoint(method="GET", path=f"{root}/models", verb="list_models", read=read_list, write=listed),
            Endpoint(method="GET", path=f"{root}/models/{{model}}", verb="get_model", read=read_get, write=one),
        ]

    def model_path(self, call: Call, model: str) -> str:
        return f"/gemini/v1beta/models/{model}"
