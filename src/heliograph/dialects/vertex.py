"""Vertex: the same verbs under `publishers/google`, with or without a project. Current google-genai makes Imagen
pictures and Veo films on these paths only. The project and the location are taken as they come."""

from __future__ import annotations

from functools import partial

from heliograph.dialects.google import VERSIONS, Google, answer, model_endpoints, read_get, read_list
from heliograph.dialects.google_films import film_endpoints, operation_endpoints
from heliograph.dialects.google_interactions import interaction_endpoints
from heliograph.dialects.protocol import Call, Endpoint
from heliograph.domain.model import Model
from heliograph.domain.operation import Operation
from heliograph.domain.results import ModelPage
from heliograph.formats.gemini import models

PUBLISHER = "/publishers/google"
PROJECT = "/projects/{project}/locations/{location}"


class Vertex(Google):
    """The dialect of a Google Cloud project, or of its express keys."""

    name = "vertex"
    prefixes = tuple(f"/gemini/{version}/{word}" for version in VERSIONS for word in ("publishers", "projects"))

    def __init__(self) -> None:
        self.endpoints: list[Endpoint] = [
            endpoint
            for version in VERSIONS
            for root in (f"/gemini/{version}{PUBLISHER}", f"/gemini/{version}{PROJECT}{PUBLISHER}")
            for endpoint in self._of_root(root)
        ]
        self.endpoints += [
            endpoint for version in VERSIONS for endpoint in interaction_endpoints(f"/gemini/{version}{PROJECT}")
        ]
        self.endpoints += [
            endpoint
            for version in VERSIONS
            for word in ("publishers", "projects")
            for endpoint in operation_endpoints(f"/gemini/{version}/{word}/{{rest*}}", partial(_asked_name, word))
        ]

    def _of_root(self, root: str) -> list[Endpoint]:
        return [
            *model_endpoints(root),
            *film_endpoints(root, operation_name),
            Endpoint(
                method="GET",
                path=f"{root}/models",
                verb="list_models",
                read=read_list,
                write=answer(models.write_publisher_models, ModelPage),
            ),
            Endpoint(
                method="GET",
                path=f"{root}/models/{{model}}",
                verb="get_model",
                read=read_get,
                write=answer(models.write_publisher_model, Model),
            ),
        ]

    def model_path(self, call: Call, model: str) -> str:
        return f"/gemini/v1beta1/{_model_name(call, model)}"


def operation_name(call: Call, operation: Operation) -> str:
    """An operation's name as SDKs read it: what stands before `/operations/` is where they ask after it."""
    return f"{_model_name(call, operation.model)}/operations/{operation.id}"


def _asked_name(word: str, call: Call, operation: Operation) -> str:
    return f"{word}/{call.path['rest']}/operations/{operation.id}"


def _model_name(call: Call, model: str) -> str:
    project = call.path.get("project")
    root = f"projects/{project}/locations/{call.path.get('location', 'global')}/" if project else ""
    return f"{root}{PUBLISHER[1:]}/models/{model}"
