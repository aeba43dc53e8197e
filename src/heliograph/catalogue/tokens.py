"""What a request uses, meter by meter: at the most before it runs, exactly after. Tokens are counted here where no
vendor counts them for us, by one rule for quotes, bills and countTokens. No money here."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from heliograph.catalogue.sizes import Pixels, pixels, size_class, written
from heliograph.domain.content import Content, Modality
from heliograph.domain.model import Capability, Model
from heliograph.domain.requests import GenerateContent, GenerateImages, Work
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


def count_work(model: Model, ask: Work, images: int, text: str = "", size: Pixels | None = None) -> Usage:
    """What a finished piece of work used: words and pictures in, ``images`` pictures of ``size`` and words out.
    Meters that the model is not billed by are counted all the same. Without ``size``, the one the ask leads to."""
    tokens = picture_tokens(model, ask, size or pixels(model, ask))
    return _input(model, ask) + Usage(
        {
            Meter.IMAGE: images,
            Meter.OUTPUT_IMAGE_TOKEN: images * tokens,
            Meter.OUTPUT_TEXT_TOKEN: count_text(text),
        }
    )


def count_at_most(model: Model, ask: Work, size: Pixels) -> Usage:
    """The most that an ask the rules have passed can use when its pictures measure ``size``: all pictures asked for,
    and as many words as the model's answers may hold (each picture is an answer of its own)."""
    pictures = pictures_asked(ask)
    usage = count_work(model, ask, pictures, size=size)
    if not model.can(Capability.TEXT_OUTPUT):
        return usage
    room = max(1, pictures) * model.limits.get("output_tokens", 0) - usage[Meter.OUTPUT_IMAGE_TOKEN]
    return usage + Usage({Meter.OUTPUT_TEXT_TOKEN: max(0, room)})


def pictures_asked(ask: Work) -> int:
    """How many pictures an ask wants that the rules have passed."""
    modalities = ask.response_modalities if isinstance(ask, GenerateContent) else None
    return 0 if modalities is not None and Modality.IMAGE not in modalities else ask.number_of_images or 1


def picture_tokens(model: Model, ask: Work, size: Pixels) -> int:
    """Output tokens of one picture; 0 for a model that is priced by the picture.

    By size class (Gemini), by quality and pixels from a table (GPT Image 1), or by a formula over both (2 and later:
    the long edge is cut into as many pieces as the quality says, the short one in proportion, and the product grows
    with the area)."""
    quality = chosen_quality(model, ask)
    axis = model.limits.get(f"token_axis_{quality}")
    if axis:
        long, short = max(size), min(size)
        other = (2 * axis * short + long) // (2 * long)
        return math.ceil(axis * other * (2_000_000 + long * short) / 4_000_000)
    table = model.tokens_per_image
    return table.get(f"{quality}:{written(size)}", table.get(size_class(model, ask), 0))


def chosen_quality(model: Model, ask: Work) -> str:
    """The quality asked for, else the model's own; empty for a model without."""
    asked = ask.quality if isinstance(ask, GenerateImages) else None
    rule = model.parameters.get("quality")
    return asked or (str(rule.default) if rule and rule.default else "")


def _input(model: Model, ask: Work) -> Usage:
    per_picture = model.input_tokens_per_image or PICTURE_TOKENS
    if isinstance(ask, GenerateContent):
        return count_input(ask.contents, ask.system, per_picture)
    return Usage(
        {
            Meter.INPUT_TEXT_TOKEN: count_text(ask.prompt),
            Meter.INPUT_IMAGE_TOKEN: len(ask.references) * per_picture,
        }
    )
