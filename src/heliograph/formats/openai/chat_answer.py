"""Chat answers, whole and streamed. Which shape a picture takes is decided in `shapes`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from heliograph.domain.results import Candidate, Delta, FinishReason, Generation, Refusal
from heliograph.formats.openai.shapes import DEFAULT, write_delta, write_message
from heliograph.formats.openai.usage import chat_usage

_FILTERED = frozenset(
    {FinishReason.IMAGE_SAFETY, FinishReason.IMAGE_PROHIBITED_CONTENT, FinishReason.PROHIBITED_CONTENT}
)


def write_chat(made: Generation, *, model: str, shape: str = DEFAULT) -> dict[str, Any]:
    """A chat.completion. ``model`` is the name the caller used. A refusal is an answer too: no content, ``refusal``
    in words and ``finish_reason: content_filter``."""
    answers = made.candidates or (Candidate(refusal=made.refusal, finish_reason=FinishReason.PROHIBITED_CONTENT),)
    return {
        "id": f"chatcmpl-{made.request_id}",
        "object": "chat.completion",
        "created": made.created,
        "model": model,
        "choices": [_choice(index, answer, shape) for index, answer in enumerate(answers)],
        "usage": chat_usage(made.usage),
    }


def _choice(index: int, answer: Candidate, shape: str) -> dict[str, Any]:
    said = write_message(answer.parts, shape) if answer.parts else {"content": None}
    message = {"role": "assistant", **said, "refusal": _words(answer.refusal), "annotations": []}
    return {"index": index, "message": message, "logprobs": None, "finish_reason": _reason(answer)}


def _words(refusal: Refusal | None) -> str | None:
    return None if refusal is None else refusal.sentence()


def _reason(answer: Candidate) -> str:
    if answer.refusal is not None or answer.finish_reason in _FILTERED:
        return "content_filter"
    return "length" if answer.finish_reason is FinishReason.MAX_TOKENS else "stop"


@dataclass(slots=True, kw_only=True)
class ChatStream:
    """Chunks of one streamed answer. ``created`` is in Unix seconds."""

    id: str
    created: int
    model: str
    shape: str = DEFAULT
    include_usage: bool = False
    _begun: set[int] = field(default_factory=set)
    _pictures: dict[int, int] = field(default_factory=dict)

    async def chunks(self, deltas: AsyncIterator[Delta]) -> AsyncIterator[dict[str, Any]]:
        """Every part as it comes, then one closing chunk per choice, then the usage when it was asked for."""
        async for delta in deltas:
            if delta.part is not None and delta.partial is None and not delta.part.thought:
                seen = self._pictures.get(delta.candidate, 0)
                yield self._chunk(delta.candidate, write_delta(delta.part, seen, self.shape))
                self._pictures[delta.candidate] = seen + (delta.part.media is not None)
            if delta.final is not None:
                for chunk in self._close(delta.final):
                    yield chunk

    def _close(self, made: Generation) -> list[dict[str, Any]]:
        answers = made.candidates or (Candidate(refusal=made.refusal, finish_reason=FinishReason.PROHIBITED_CONTENT),)
        chunks = []
        for index, answer in enumerate(answers):
            said = {} if answer.refusal is None else {"refusal": answer.refusal.sentence()}
            chunks.append(self._chunk(index, said, _reason(answer)))
        if self.include_usage:
            chunks.append({**self._head(), "choices": [], "usage": chat_usage(made.usage)})
        return chunks

    def _chunk(self, index: int, delta: Mapping[str, Any], finish_reason: str | None = None) -> dict[str, Any]:
        role = {} if index in self._begun else {"role": "assistant"}
        self._begun.add(index)
        choice = {"index": index, "delta": {**role, **delta}, "logprobs": None, "finish_reason": finish_reason}
        usage = {"usage": None} if self.include_usage else {}
        return {**self._head(), "choices": [choice], **usage}

    def _head(self) -> dict[str, Any]:
        return {"id": self.id, "object": "chat.completion.chunk", "created": self.created, "model": self.model}
