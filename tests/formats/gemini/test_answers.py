"""generateContent's answers, whole and streamed, as clients read them (wire.md 2.4 and 5.2)."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Sequence
from typing import Any

from heliograph.domain.content import Part
from heliograph.domain.results import Candidate, Delta, FinishReason, Generation, Refusal
from heliograph.formats.gemini.answers import read_result, write_result, write_stream
from heliograph.wire import armour
from tests.formats.gemini.samples import MODEL, PICTURE, PNG, generation, received, sent

REFUSAL = Refusal(code="PROHIBITED_CONTENT", reason="No.", hint="Say it otherwise.")


def streamed(deltas: Sequence[Delta]) -> list[dict[str, Any]]:
    async def source() -> AsyncIterator[Delta]:
        for delta in deltas:
            yield delta

    async def collect() -> list[dict[str, Any]]:
        return [sent(chunk) async for chunk in write_stream(source(), MODEL.id)]

    return asyncio.run(collect())


def test_the_whole_answer_is_googles_to_the_letter() -> None:
    assert sent(write_result(generation())) == {
        "candidates": [
            {
                "content": {
                    "role": "model",
                    "parts": [
                        {"text": "A poem."},
                        {"inlineData": {"mimeType": "image/png", "data": base64.b64encode(PNG).decode()}},
                    ],
                },
                "finishReason": "STOP",
                "index": 0,
            }
        ],
        "usageMetadata": {
            "promptTokenCount": 12,
            "candidatesTokenCount": 1297,
            "totalTokenCount": 1309,
            "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 12}],
            "candidatesTokensDetails": [
                {"modality": "TEXT", "tokenCount": 7},
                {"modality": "IMAGE", "tokenCount": 1290},
            ],
        },
        "modelVersion": MODEL.id,
        "responseId": "abc",
    }


def test_a_refused_prompt_has_no_candidates() -> None:
    out = sent(write_result(Generation(model=MODEL, engine="", refusal=REFUSAL)))
    assert "candidates" not in out
    assert out["promptFeedback"] == {"blockReason": "PROHIBITED_CONTENT", "blockReasonMessage": "No. Say it otherwise."}
    house = Refusal(code="HOUSE_WORD", reason="No.")
    assert write_result(Generation(model=MODEL, engine="", refusal=house))["promptFeedback"]["blockReason"] == "OTHER"


def test_a_withheld_picture_has_no_content() -> None:
    withheld = Candidate(finish_reason=FinishReason.IMAGE_SAFETY, refusal=REFUSAL)
    (candidate,) = sent(write_result(generation(withheld)))["candidates"]
    assert candidate == {"finishReason": "IMAGE_SAFETY", "finishMessage": "No. Say it otherwise.", "index": 0}


def test_a_stream_has_one_part_per_chunk_and_no_frame_that_makes_clients_raise() -> None:
    made = generation()
    parts = made.candidates[0].parts
    chunks = streamed([Delta(part=part) for part in parts] + [Delta(final=made)])
    assert len(chunks) == 3
    for chunk in chunks:
        (candidate,) = chunk["candidates"]
        assert len(candidate["content"]["parts"]) == 1
    assert chunks[0]["candidates"][0]["content"]["parts"][0] == {"text": "A poem."}
    assert "inlineData" in chunks[1]["candidates"][0]["content"]["parts"][0]
    assert "usageMetadata" not in chunks[1]
    assert chunks[2]["candidates"][0]["finishReason"] == "STOP"
    assert chunks[2]["usageMetadata"]["totalTokenCount"] == 1309


def test_previews_are_not_streamed() -> None:
    assert streamed([Delta(part=Part(media=PICTURE), partial=0)]) == []


def test_a_refused_stream_is_one_chunk() -> None:
    (chunk,) = streamed([Delta(final=Generation(model=MODEL, engine="", refusal=REFUSAL))])
    assert "promptFeedback" in chunk
    assert "candidates" not in chunk
    (last,) = streamed([Delta(final=Generation(model=MODEL, engine=""))])
    assert "candidates" not in last  # an empty list makes google-genai raise IndexError


def test_each_candidate_is_ended_by_its_own_reason() -> None:
    withheld = Candidate(finish_reason=FinishReason.IMAGE_SAFETY, refusal=REFUSAL)
    (chunk,) = streamed([Delta(final=generation(Candidate(parts=(Part(text="x"),)), withheld))])
    assert [one["finishReason"] for one in chunk["candidates"]] == ["STOP", "IMAGE_SAFETY"]
    assert "content" not in chunk["candidates"][1]


def test_what_is_written_is_read_again() -> None:
    made = generation()
    back = read_result(received(write_result(made)), MODEL, "illustrator")
    assert armour.raw(back.media[0]) == PNG
    assert (back.candidates[0].text, back.usage, back.request_id) == ("A poem.", made.usage, "abc")
    withheld = generation(Candidate(finish_reason=FinishReason.IMAGE_SAFETY, refusal=REFUSAL))
    (again,) = read_result(received(write_result(withheld)), MODEL, "x").candidates
    assert again.refusal == Refusal(code="IMAGE_SAFETY", reason="No. Say it otherwise.")


def test_an_upstreams_own_words() -> None:
    body = {
        "candidates": [{"finishReason": "RECITATION"}],
        "usageMetadata": {
            "promptTokenCount": 5,
            "candidatesTokenCount": 9,
            "thoughtsTokenCount": 4,
            "totalTokenCount": 18,
        },
    }
    back = read_result(received(body), MODEL, "google")
    (candidate,) = back.candidates
    assert candidate.finish_reason is FinishReason.OTHER
    assert candidate.refusal is not None
    assert candidate.refusal.code == "RECITATION"
    assert (back.usage.input_tokens(), back.usage.output_tokens()) == (5, 13)
    blocked = read_result(received({"promptFeedback": {"blockReason": "SAFETY"}}), MODEL, "google")
    assert blocked.refusal is not None
    assert blocked.refusal.code == "SAFETY"
    assert read_result(received({"promptFeedback": {}}), MODEL, "google").refusal is None
