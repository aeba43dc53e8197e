"""Token counts as OpenAI's two endpoints spell them."""

from __future__ import annotations

from typing import Any

from heliograph.domain.usage import Meter, Usage


def chat_usage(usage: Usage) -> dict[str, Any]:
    """prompt_tokens, completion_tokens, total_tokens and their parts."""
    went_in, came_out = usage.input_tokens(), usage.output_tokens()
    return {
        "prompt_tokens": went_in,
        "completion_tokens": came_out,
        "total_tokens": went_in + came_out,
        "prompt_tokens_details": _input_details(usage),
        "completion_tokens_details": _output_details(usage),
    }


def image_usage(usage: Usage) -> dict[str, Any] | None:
    """input_tokens, output_tokens, total_tokens and their parts; None for a model that is not paid by token."""
    went_in, came_out = usage.input_tokens(), usage.output_tokens()
    if not went_in + came_out:
        return None
    return {
        "input_tokens": went_in,
        "output_tokens": came_out,
        "total_tokens": went_in + came_out,
        "input_tokens_details": _input_details(usage),
        "output_tokens_details": _output_details(usage),
    }


def _input_details(usage: Usage) -> dict[str, int]:
    return {"text_tokens": usage[Meter.INPUT_TEXT_TOKEN], "image_tokens": usage[Meter.INPUT_IMAGE_TOKEN]}


def _output_details(usage: Usage) -> dict[str, int]:
    return {"text_tokens": usage[Meter.OUTPUT_TEXT_TOKEN], "image_tokens": usage[Meter.OUTPUT_IMAGE_TOKEN]}
