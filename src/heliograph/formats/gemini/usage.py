"""usageMetadata: the meters of an answer as Gemini counts them, both directions."""

from __future__ import annotations

from typing import Any

from heliograph.domain.usage import Meter, Usage
from heliograph.wire.fields import Fields

_INPUT = (("TEXT", Meter.INPUT_TEXT_TOKEN), ("IMAGE", Meter.INPUT_IMAGE_TOKEN))
_OUTPUT = (("TEXT", Meter.OUTPUT_TEXT_TOKEN), ("IMAGE", Meter.OUTPUT_IMAGE_TOKEN))
_Table = tuple[tuple[str, Meter], ...]


def write_usage(usage: Usage) -> dict[str, Any]:
    """Sums, and details by modality where there are any."""
    given, made = usage.input_tokens(), usage.output_tokens()
    out: dict[str, Any] = {
        "promptTokenCount": given,
        "candidatesTokenCount": made,
        "totalTokenCount": given + made,
    }
    for key, table in (("promptTokensDetails", _INPUT), ("candidatesTokensDetails", _OUTPUT)):
        if details := write_details(usage, table):
            out[key] = details
    return out


def write_details(usage: Usage, table: _Table = _INPUT) -> list[dict[str, Any]]:
    """Counts by modality, without zeros."""
    return [{"modality": word, "tokenCount": usage[meter]} for word, meter in table if usage[meter]]


def read_usage(fields: Fields | None) -> Usage:
    """Absent details count as text; thinking is text that came out."""
    if fields is None:
        return Usage()
    given = _counts(fields, "promptTokensDetails", "promptTokenCount", _INPUT)
    made = _counts(fields, "candidatesTokensDetails", "candidatesTokenCount", _OUTPUT)
    thought = Usage({Meter.OUTPUT_TEXT_TOKEN: fields.integer("thoughtsTokenCount", minimum=0) or 0})
    return given + made + thought


def _counts(fields: Fields, details: str, total: str, table: _Table) -> Usage:
    meters = dict(table)
    counts: dict[Meter, int] = {}
    for row in fields.objects(details):
        meter = meters.get((row.text("modality") or "").upper(), meters["TEXT"])
        counts[meter] = counts.get(meter, 0) + (row.integer("tokenCount", minimum=0) or 0)
    rest = (fields.integer(total, minimum=0) or 0) - sum(counts.values())
    counts[meters["TEXT"]] = counts.get(meters["TEXT"], 0) + max(0, rest)
    return Usage(counts)
