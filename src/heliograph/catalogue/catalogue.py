"""The catalogue: every model by every name it goes by. Loaded once, strictly; facts only."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.resources import files

from heliograph.catalogue.reading import Shelf, read_model
from heliograph.catalogue.toml_rows import CatalogueError, Row, read_toml
from heliograph.domain.errors import NotFound
from heliograph.domain.model import Model


class Catalogue:
    """Models by id and alias. ``default_image`` and ``default_video`` are the ones to take when nobody says."""

    def __init__(self, models: Mapping[str, Model], aliases: Mapping[str, str], defaults: Mapping[str, str]) -> None:
        self._models = dict(models)
        self._names = {**{name: name for name in models}, **aliases}
        self._defaults = dict(defaults)

    @classmethod
    def load(cls, today: date | None = None) -> Catalogue:
        """The catalogue that ships with Heliograph. ``today`` decides who is retired; without it, the day on which
        the facts were gathered does. Raises CatalogueError when a file is wrong."""
        folder = files("heliograph.catalogue") / "models"
        documents = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda f: f.name)
        return cls.of(map(read_toml, documents), today)

    @classmethod
    def of(cls, documents: Iterable[Row], today: date | None = None) -> Catalogue:
        """A catalogue of these files, in any order."""
        shelf = Shelf()
        for document in documents:
            shelf.add(document)
        if shelf.as_of is None:
            raise CatalogueError("as_of", "is missing: facts need a date")
        day = today or shelf.as_of
        models = {name: read_model(name, row, shelf, day) for name, row in shelf.models.items()}
        for alias, name in shelf.aliases.items():
            if alias in models:
                raise CatalogueError(f"model.{name}.aliases", f"{alias!r} is a model, so it cannot be an alias")
        catalogue = cls(models, shelf.aliases, shelf.defaults)
        catalogue._check()
        return catalogue

    def _check(self) -> None:
        for model in self.models():
            successor = model.lifecycle.successor
            if successor is not None and successor not in self._names:
                raise CatalogueError(f"model.{model.id}.lifecycle.successor", f"{successor!r} does not exist")
        for kind, name in self._defaults.items():
            if kind not in ("image", "video") or name not in self._models:
                raise CatalogueError(f"defaults.{kind}", f"{name!r} does not exist")

    def models(self) -> tuple[Model, ...]:
        """All models, in the order of their names."""
        return tuple(sorted(self._models.values(), key=lambda model: model.id))

    def aliases(self, model: Model) -> tuple[str, ...]:
        """The other names of a model."""
        return tuple(sorted(name for name, target in self._names.items() if target == model.id and name != model.id))

    def default(self, kind: str) -> Model:
        """The model to take for ``image`` or ``video`` when nobody names one."""
        return self._models[self._defaults[kind]]

    def resolve(self, name: str) -> Model:
        """The model that goes by ``name``: an id, an alias, ``models/x``, ``publishers/google/models/x`` or a whole
        Vertex resource name. Raises NotFound with the nearest names."""
        bare = name.rsplit("models/", 1)[-1].strip().lower()
        target = self._names.get(bare)
        if target is None:
            raise self._unknown(name, bare)
        return self._models[target]

    def _unknown(self, name: str, bare: str) -> NotFound:
        alike = difflib.get_close_matches(bare[:200], self._names, n=4, cutoff=0.5)
        begins = [known for known in sorted(self._names) if bare and known.startswith(bare[:200])]
        near = list(dict.fromkeys([*begins, *alike]))[:5]
        return NotFound(
            message=f"There is no model named {name[:200]!r}.",
            field="model",
            allowed=tuple(near),
            nearest=near[0] if near else None,
            hint="GET /v1/models and GET /gemini/v1beta/models name them all.",
        )
