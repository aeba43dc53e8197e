"""Paths find their endpoint, verbs with a colon and dotted model names included."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from heliograph.dialects.protocol import Call, Endpoint, Reply
from heliograph.domain.errors import GatewayError
from heliograph.domain.results import Result
from heliograph.server.paths import Paths


def read(call: Call) -> Reply:
    return Reply()


def write(call: Call, result: Result) -> Reply:
    return Reply()


def endpoint(method: str, path: str) -> Endpoint:
    return Endpoint(method=method, path=path, verb=path, read=read, write=write)


@dataclass
class Speech:
    name: str
    prefixes: Sequence[str]
    endpoints: Sequence[Endpoint]

    def refuse(self, call: Call, error: GatewayError) -> Reply:
        return Reply(status=error.http_status)

    def refuse_in_stream(self, call: Call, error: GatewayError) -> bytes:
        return b""


PATHS = Paths(
    [
        Speech(
            "gemini",
            ["/gemini/v1", "/gemini"],
            [
                endpoint("POST", "/gemini/v1/models/{model}:predict"),
                endpoint("GET", "/gemini/v1/models/{model}"),
                endpoint("GET", "/gemini/v1/models"),
                endpoint("GET", "/gemini/v1/files/{name*}:download"),
            ],
        ),
        Speech("openai", ["/v1"], [endpoint("POST", "/v1/images/edits"), endpoint("GET", "/v1/models/{model}")]),
    ]
)


@pytest.mark.parametrize(
    ("method", "path", "verb", "values"),
    [
        ("POST", "/gemini/v1/models/imagen-4.0-generate-001:predict", "predict", {"model": "imagen-4.0-generate-001"}),
        ("GET", "/gemini/v1/models/veo-2.0-generate-001", "{model}", {"model": "veo-2.0-generate-001"}),
        ("GET", "/gemini/v1/models/a%2Fb", "{model}", {"model": "a/b"}),
        ("GET", "/gemini/v1/models", "models", {}),
        ("GET", "/gemini/v1/files/http://h/files/abc:download", "download", {"name": "http://h/files/abc"}),
        ("GET", "/v1/models/gpt-image-1", "{model}", {"model": "gpt-image-1"}),
    ],
)
def test_a_path_finds_its_endpoint(method: str, path: str, verb: str, values: dict[str, str]) -> None:
    match = PATHS.find(method, path)
    assert match is not None
    assert match.endpoint is not None
    assert match.endpoint.path.endswith(verb)
    assert match.path == values


def test_a_wrong_method_names_the_right_ones() -> None:
    match = PATHS.find("DELETE", "/v1/images/edits")
    assert match is not None
    assert match.endpoint is None
    assert match.methods == ("POST",)


@pytest.mark.parametrize(("path", "owner"), [("/v1/nonsense", "openai"), ("/gemini/v1/models/a/b", "gemini")])
def test_an_unknown_path_belongs_to_the_dialect_of_its_prefix(path: str, owner: str) -> None:
    match = PATHS.find("GET", path)
    assert match is not None
    assert match.endpoint is None
    assert match.dialect.name == owner


def test_a_path_outside_every_dialect_is_nobodys() -> None:
    assert PATHS.find("GET", "/v10/models") is None
    assert PATHS.find("GET", "/") is None
