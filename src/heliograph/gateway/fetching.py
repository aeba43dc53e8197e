"""Addresses in a request become pictures, where an administrator allows that. Knows no socket."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from heliograph.domain.content import Content, Part
from heliograph.domain.media import Media, Remote
from heliograph.domain.requests import GenerateContent, GenerateImages, Work
from heliograph.gateway.intake import pictures

Fetch = Callable[[str], Media]
"""Blocks. Raises InvalidArgument for an address that may not or cannot be fetched."""


def has_addresses(ask: Work) -> bool:
    """Whether any picture of the ask is only an address."""
    return any(isinstance(media.source, Remote) for _, media in pictures(ask))


def with_pictures(ask: Work, fetch: Fetch) -> Work:
    """The same ask with every address fetched."""
    if isinstance(ask, GenerateImages):
        references = tuple(replace(one, media=_fetched(one.media, fetch)) for one in ask.references)
        return replace(ask, references=references)
    return _conversation(ask, fetch)


def _conversation(ask: GenerateContent, fetch: Fetch) -> GenerateContent:
    def part(one: Part) -> Part:
        return one if one.media is None else replace(one, media=_fetched(one.media, fetch))

    def turn(one: Content) -> Content:
        return replace(one, parts=tuple(part(piece) for piece in one.parts))

    return replace(ask, contents=tuple(turn(one) for one in ask.contents))


def _fetched(media: Media, fetch: Fetch) -> Media:
    return fetch(media.source.uri) if isinstance(media.source, Remote) else media
