"""Tokens counted where no vendor counts them for us: the same rule for quotes, bills and countTokens."""

from __future__ import annotations

import re
from collections.abc import Iterable

from heliograph.domain.content import Content
from heliograph.domain.model import Model
from heliograph.domain.requests import GenerateContent, Work
from heliograph.domain.usage import Meter, Usage

PICTURE_TOKENS = 258
"""One input picture where the model's row says nothing (ai.google.dev/gemini-api/docs/tokens, tile of 768 px)."""

_WIDE = re.compile(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def count_text(text: str) -> int:
    """About four letters to a token (ai.google.dev/gemini-api/docs/tokens), one CJK character to a token."""
    wide = len(_WIDE.findall(text))
    return wide + -(-(len(text) - wide) // 4)


def count_input(
    contents: Iterable[Content], system: Content | None = None, picture_tokens: int = PICTURE_TOKENS
) -> Usage:
    """Input tokens of a conversation by modality."""
    turns = [*contents, *([system] if system else [])]
    text = sum(count_text(part.text) for turn in turns for part in turn.parts if part.text)
    pictures = sum(len(turn.media) for turn in turns)
    return Usage({Meter.INPUT_TEXT_TOKEN: text, Meter.INPUT_IMAGE_TOKEN: pictures * picture_tokens})


def count_work(model: Model, ask: Work, images: int, text: str = "") -> Usage:
    """What a finished piece of work used, by the meters that ``model`` is priced in: pictures, or tokens."""
    if not model.tokens_per_image:
        return Usage({Meter.IMAGE: images})
    per_picture = model.tokens_per_image
    size = ask.image_size if ask.image_size in per_picture else next(iter(per_picture))
    picture_tokens = model.input_tokens_per_image or PICTURE_TOKENS
    return _input(ask, picture_tokens) + Usage(
        {Meter.OUTPUT_TEXT_TOKEN: count_text(text), Meter.OUTPUT_IMAGE_TOKEN: images * per_picture[size]}
    )


def _input(ask: Work, picture_tokens: int) -> Usage:
    if isinstance(ask, GenerateContent):
        return count_input(ask.contents, ask.system, picture_tokens)
    return Usage(
        {
            Meter.INPUT_TEXT_TOKEN: count_text(ask.prompt),
            Meter.INPUT_IMAGE_TOKEN: len(ask.references) * picture_tokens,
        }
    )
