"""generateContent's answer, whole and in pieces: from a Generation onto the wire, and back from an upstream's."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

from heliograph.domain.content import Part
from heliograph.domain.model import Model
from heliograph.domain.results import Candidate, Delta, FinishReason, Generation, Refusal
from heliograph.formats.gemini.turns import read_turn, write_part
from heliograph.formats.gemini.usage import read_usage, write_usage
from heliograph.wire.fields import Fields

BLOCK_REASONS = frozenset(
    {"SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY", "MODEL_ARMOR", "JAILBREAK"}
)
"""What the SDKs know (google-genai types, BlockedReason); any other code of ours is written as OTHER."""


def write_result(made: Generation) -> dict[str, Any]:
    """The whole answer. A refused prompt has no `candidates` key at all: that is what clients look for."""
    if made.refusal is not None:
        return {"promptFeedback": write_feedback(made.refusal), **_tail(made)}
    candidates = [_write_candidate(candidate, at) for at, candidate in enumerate(made.candidates)]
    return {"candidates": candidates, **_tail(made)}


def write_feedback(refusal: Refusal) -> dict[str, Any]:
    """`promptFeedback` with the reason in words, as Vertex has it (`blockReasonMessage`)."""
    code = refusal.code if refusal.code in BLOCK_REASONS else "OTHER"
    return {"blockReason": code, "blockReasonMessage": refusal.sentence()}


def _write_candidate(candidate: Candidate, at: int) -> dict[str, Any]:
    parts = [write_part(part) for part in candidate.parts]
    content = {"content": {"role": "model", "parts": parts}} if parts else {}
    return {**content, **_write_end(candidate), "index": at}


def _write_end(candidate: Candidate) -> dict[str, Any]:
    end: dict[str, Any] = {"finishReason": str(candidate.finish_reason)}
    return end if candidate.refusal is None else {**end, "finishMessage": candidate.refusal.sentence()}


def _tail(made: Generation) -> dict[str, Any]:
    return {
        "usageMetadata": write_usage(made.usage),
        "modelVersion": made.model.id,
        "responseId": made.request_id,
    }


async def write_stream(deltas: AsyncIterator[Delta], model: str) -> AsyncGenerator[dict[str, Any], None]:
    """One part per chunk, then one chunk that ends every candidate: clients look at `candidates[0].content.parts[0]`
    of each chunk only, and raise at empty lists (measured with google-genai 1.75 and 3.4)."""
    async for delta in deltas:
        if delta.final is not None:
            yield _write_last(delta.final)
        elif delta.part is not None and delta.partial is None:
            yield _write_piece(delta.part, delta.candidate, model)


def _write_piece(part: Part, at: int, model: str) -> dict[str, Any]:
    content = {"role": "model", "parts": [write_part(part)]}
    return {"candidates": [{"content": content, "index": at}], "modelVersion": model}


def _write_last(made: Generation) -> dict[str, Any]:
    """The end. Its empty text is what Google sends there too: the SDKs' chats keep a turn only if every chunk of it
    has a part."""
    if made.refusal is not None:
        return write_result(made)
    ends = []
    for at, candidate in enumerate(made.candidates):
        content = {"content": {"role": "model", "parts": [{"text": ""}]}} if candidate.parts else {}
        ends.append({**content, **_write_end(candidate), "index": at})
    return {"candidates": ends, **_tail(made)} if ends else _tail(made)


def read_result(value: Any, model: Model, engine: str) -> Generation:
    """An upstream's whole answer. Raises InvalidArgument when it is no answer of this shape."""
    body = Fields(value)
    feedback = body.object("promptFeedback")
    refusal = None if feedback is None else _read_feedback(feedback)
    return Generation(
        model=model,
        engine=engine,
        refusal=refusal,
        candidates=tuple(_read_candidate(candidate) for candidate in body.objects("candidates")),
        usage=read_usage(body.object("usageMetadata")),
        request_id=body.text("responseId") or "",
    )


def _read_feedback(feedback: Fields) -> Refusal | None:
    code = feedback.text("blockReason")
    if code is None:
        return None
    return Refusal(code=code, reason=feedback.text("blockReasonMessage") or f"The prompt was blocked: {code}.")


def _read_candidate(fields: Fields) -> Candidate:
    content = fields.object("content")
    parts = read_turn(content).parts if content is not None else ()
    word, message = fields.text("finishReason") or "STOP", fields.text("finishMessage")
    known = word in FinishReason.__members__
    ended_well = word in (FinishReason.STOP, FinishReason.MAX_TOKENS)
    refusal = None if ended_well else Refusal(code=word, reason=message or f"The answer was withheld: {word}.")
    return Candidate(parts=parts, finish_reason=FinishReason(word) if known else FinishReason.OTHER, refusal=refusal)
