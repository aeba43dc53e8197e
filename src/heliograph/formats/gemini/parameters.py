"""Parameters that several Gemini shapes share: how the wire names them, and which field an error should blame."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from heliograph.domain.requests import Output
from heliograph.wire.fields import Fields, fold

PEOPLE = ("DONT_ALLOW", "ALLOW_NONE", "ALLOW_ADULT", "ALLOW_ALL")


@dataclass(frozen=True, slots=True)
class Read:
    """Domain values found in a body (absent ones left out) and the wire's spelling of each."""

    values: dict[str, Any] = field(default_factory=dict)
    spelling: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, value: Any, where: str) -> None:
        """Keep a value that is there."""
        if value is not None:
            self.values[name] = value
            self.spelling[name] = where

    def text(self, name: str, fields: Fields, *wire: str) -> None:
        """A text parameter; the core judges it, since what is allowed is a fact about the model."""
        self.add(name, fields.text(*wire), fields.spelled(*wire))

    def integer(self, name: str, fields: Fields, *wire: str, minimum: int | None = None) -> None:
        """A whole-number parameter."""
        self.add(name, fields.integer(*wire, minimum=minimum), fields.spelled(*wire))

    def people(self, fields: Fields) -> None:
        """`personGeneration`, in Google's upper case whatever the caller's (families differ: `dont_allow`)."""
        value = fields.text("personGeneration")
        known = {fold(one): one for one in PEOPLE}
        canonical = None if value is None else known.get(fold(value), value)
        self.add("person_generation", canonical, fields.spelled("personGeneration"))

    def output(self, fields: Fields, *inner: str) -> Output:
        """`{mimeType, compressionQuality}` in an object of its own, or flat with `output` before the names."""
        mime_type, where = fields.text("outputMimeType"), fields.spelled("outputMimeType")
        quality, what = fields.integer("outputCompressionQuality"), fields.spelled("outputCompressionQuality")
        options = fields.object(*inner)
        if options is not None:
            if mime_type is None:
                mime_type, where = options.text("mimeType"), options.spelled("mimeType")
            if quality is None:
                quality, what = options.integer("compressionQuality"), options.spelled("compressionQuality")
        self.spelling.update({"output.mime_type": where, "output.compression": what})
        return Output(mime_type=mime_type.lower() if mime_type else None, compression=quality)
