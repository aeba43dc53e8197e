"""OpenAI's dialect: whole replies and streams, the guide's own readers over them, and errors in its words."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import re
import tracemalloc
from collections.abc import AsyncIterator
from typing import Any

import pytest
from PIL import Image

from heliograph.dialects.openai import OpenAIDialect
from heliograph.dialects.protocol import Call, Endpoint, Reply, Upload
from heliograph.domain.content import Part
from heliograph.domain.errors import GatewayError, InvalidArgument, NotFound, Unimplemented, WrongCapability
from heliograph.domain.media import Decoded, Encoded, Media
from heliograph.domain.model import Model
from heliograph.domain.requests import GenerateContent, GenerateImages, GetModel, ListModels
from heliograph.domain.results import Candidate, Delta, FinishReason, Generation, ModelPage, Refusal, Result
from heliograph.domain.usage import Meter, Usage
from heliograph.wire import holes

MODEL = Model(id="gemini-2.5-flash-image", family="gemini-image", title="Nano Banana", owner="google")
DIALECT = OpenAIDialect()


def png(color: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), color).save(out, "PNG")
    return out.getvalue()


RED, BLUE = png("red"), png("blue")


def media(data: bytes = RED) -> Media:
    return Media("image/png", Encoded(base64.b64encode(data)))


def generation(*candidates: Candidate, **more: Any) -> Generation:
    usage = Usage({Meter.INPUT_TEXT_TOKEN: 12, Meter.OUTPUT_TEXT_TOKEN: 12, Meter.OUTPUT_IMAGE_TOKEN: 1290})
    whole: dict[str, Any] = {"usage": usage, "request_id": "r1", "created": 1795367300, **more}
    return Generation(model=MODEL, engine="fake", candidates=candidates, **whole)


MADE = generation(Candidate(parts=(Part(media=media()), Part(text="Here you go.")), size=(8, 6)))


def endpoint(path: str, method: str = "POST") -> Endpoint:
    return next(one for one in DIALECT.endpoints if (one.path, one.method) == (path, method))


def body(reply: Reply) -> bytes:
    assert not isinstance(reply.body, AsyncIterator)
    return b"".join(reply.body)


def answered(path: str, call: Call, made: Result = MADE) -> bytes:
    reply = endpoint(path).write(call, made)
    assert reply.status == 200
    assert reply.content_type == "application/json"
    return body(reply)


def streamed(path: str, call: Call, *deltas: Delta) -> bytes:
    async def coming() -> AsyncIterator[Delta]:
        for delta in deltas:
            yield delta

    async def collect() -> bytes:
        stream = endpoint(path).stream
        assert stream is not None
        return b"".join([bytes(chunk) async for chunk in stream(call, coming())])

    return asyncio.run(collect())


def chat(**more: Any) -> Call:
    messages = [{"role": "user", "content": "a cat"}]
    return Call(method="POST", json={"model": "asked-name", "messages": messages, **more}, base="http://here")


CHAT = "/v1/chat/completions"
IMAGES = "/v1/images/generations"
EDITS = "/v1/images/edits"


def images(**more: Any) -> Call:
    return Call(method="POST", json={"model": "gpt-image-2", "prompt": "a cat", **more}, base="http://here")


def test_the_whole_chat_answer() -> None:
    answer = json.loads(answered(CHAT, chat()))
    picture = base64.b64encode(RED).decode()
    assert answer == {
        "id": "chatcmpl-r1",
        "object": "chat.completion",
        "created": 1795367300,
        "model": "asked-name",
        "choices": [
            {
                "index": 0,
                "message": {
                    "role": "assistant",
                    "content": "Here you go.",
                    "multi_mod_content": [
                        {"text": None, "inline_data": {"mime_type": "image/png", "data": picture}},
                        {"text": "Here you go.", "inlineData": {}},
                    ],
                    "refusal": None,
                    "annotations": [],
                },
                "logprobs": None,
                "finish_reason": "stop",
            }
        ],
        "usage": {
            "prompt_tokens": 12,
            "completion_tokens": 1302,
            "total_tokens": 1314,
            "prompt_tokens_details": {"text_tokens": 12, "image_tokens": 0},
            "completion_tokens_details": {"text_tokens": 12, "image_tokens": 1290},
        },
    }


def test_the_guides_loop_finds_text_and_picture() -> None:
    """The reader of the guide's Python examples: text first, ``inline_data`` only when text is None."""
    answer = json.loads(answered(CHAT, chat()))
    words, pictures = [], []
    for part in answer["choices"][0]["message"]["multi_mod_content"]:
        if "text" in part and part["text"] is not None:
            words.append(part["text"])
        elif "inline_data" in part and part["inline_data"] is not None:
            pictures.append((base64.b64decode(part["inline_data"]["data"]), part["inline_data"].get("mime_type")))
    assert words == ["Here you go."]
    assert pictures == [(RED, "image/png")]


def test_the_guides_grep_finds_one_picture() -> None:
    """grep -o '"data":"[^"]*"' | cut -d'"' -f4 | base64 --decode"""
    found = re.findall(rb'"data":"[^"]*"', answered(CHAT, chat()))
    decoded = b"".join(base64.b64decode(hit.split(b'"')[3], validate=True) for hit in found)
    assert decoded == RED


def test_the_guides_edit_can_be_saved_as_jpeg() -> None:
    answer = json.loads(answered(CHAT, chat()))
    part = answer["choices"][0]["message"]["multi_mod_content"][0]
    picture = Image.open(io.BytesIO(base64.b64decode(part["inline_data"]["data"])))
    picture.save(io.BytesIO(), "JPEG")
    ask = endpoint(CHAT).read(chat())
    assert isinstance(ask, GenerateContent)
    assert ask.output.background is None


@pytest.mark.parametrize("shape", ["multi_mod_content", "reference", "images", "parts", "markdown"])
def test_each_shape_carries_the_picture_once(shape: str) -> None:
    encoded = base64.b64encode(RED)
    by_body = answered(CHAT, chat(image_shape=shape))
    call = Call(method="POST", json=chat().json, headers={"x-heliograph-image-shape": shape})
    assert answered(CHAT, call) == by_body
    assert by_body.count(encoded) == 1
    message = json.loads(by_body)["choices"][0]["message"]
    url = f"data:image/png;base64,{encoded.decode()}"
    expected: dict[str, Any] = {
        "multi_mod_content": lambda: message["multi_mod_content"][0]["inline_data"]["data"] == encoded.decode(),
        "reference": lambda: (
            message["multi_mod_content"][0] == {"text": "", "inlineData": {"data": encoded.decode(), "mimeType": "png"}}
        ),
        "images": lambda: message["images"] == [{"type": "image_url", "image_url": {"url": url}, "index": 0}],
        "parts": lambda: (
            message["content"]
            == [{"type": "image_url", "image_url": {"url": url}}, {"type": "text", "text": "Here you go."}]
        ),
        "markdown": lambda: message["content"] == f"![image]({url})\n\nHere you go.",
    }
    assert expected[shape]()


@pytest.mark.parametrize("shape", ["multi_mod_content", "reference", "images", "parts", "markdown"])
def test_what_is_written_in_any_shape_is_read_again(shape: str) -> None:
    message = json.loads(answered(CHAT, chat(image_shape=shape)))["choices"][0]["message"]
    ask = endpoint(CHAT).read(chat(messages=[message, {"role": "user", "content": "again"}]))
    assert isinstance(ask, GenerateContent)
    assert ask.contents[0].text == "Here you go."
    assert len(ask.contents[0].media) == 1
    assert ask.ignored == ()


def test_several_choices() -> None:
    two = generation(Candidate(parts=(Part(media=media(RED)),)), Candidate(parts=(Part(media=media(BLUE)),)))
    choices = json.loads(answered(CHAT, chat(n=2), two))["choices"]
    assert [choice["index"] for choice in choices] == [0, 1]
    data = [choice["message"]["multi_mod_content"][0]["inline_data"]["data"] for choice in choices]
    assert [base64.b64decode(one) for one in data] == [RED, BLUE]


REFUSAL = Refusal(code="PROHIBITED_CONTENT", reason="Not this.", hint="Leave it out.", field="prompt")


def test_a_refused_chat_is_an_answer() -> None:
    for refused in (
        generation(refusal=REFUSAL),
        generation(Candidate(refusal=REFUSAL, finish_reason=FinishReason.IMAGE_SAFETY)),
    ):
        choice = json.loads(answered(CHAT, chat(), refused))["choices"][0]
        assert choice["finish_reason"] == "content_filter"
        assert choice["message"]["content"] is None
        assert choice["message"]["refusal"] == "Not this. Leave it out."


def events(stream: bytes) -> list[Any]:
    lines = [line for line in stream.decode().split("\n\n") if line]
    return [json.loads(line.rpartition("data: ")[2]) for line in lines if "[DONE]" not in line]


def test_a_streamed_chat() -> None:
    stream = streamed(
        CHAT,
        chat(stream=True, stream_options={"include_usage": True}),
        Delta(part=Part(text="Here")),
        Delta(part=Part(media=media(BLUE)), partial=0),
        Delta(part=Part(media=media())),
        Delta(final=MADE),
    )
    assert stream.endswith(b"data: [DONE]\n\n")
    first, picture, last, usage = events(stream)
    assert first["object"] == "chat.completion.chunk"
    assert first["choices"][0]["delta"] == {
        "role": "assistant",
        "content": "Here",
        "multi_mod_content": [{"text": "Here", "inlineData": {}}],
    }
    inline = picture["choices"][0]["delta"]["multi_mod_content"][0]["inline_data"]
    assert base64.b64decode(inline["data"]) == RED
    assert picture["choices"][0]["finish_reason"] is None
    assert last["choices"][0] == {"index": 0, "delta": {}, "logprobs": None, "finish_reason": "stop"}
    assert (usage["choices"], usage["usage"]["total_tokens"]) == ([], 1314)
    assert {chunk["id"] for chunk in (first, picture, last, usage)} == {first["id"]}
    assert base64.b64encode(BLUE) not in stream


@pytest.mark.parametrize(
    ("shape", "member"),
    [("reference", "multi_mod_content"), ("images", "images"), ("parts", "content"), ("markdown", "content")],
)
def test_a_streamed_picture_in_other_shapes(shape: str, member: str) -> None:
    stream = streamed(CHAT, chat(stream=True, image_shape=shape), Delta(part=Part(media=media())), Delta(final=MADE))
    picture, _ = events(stream)
    assert base64.b64encode(RED).decode() in json.dumps(picture["choices"][0]["delta"][member])
    assert stream.count(base64.b64encode(RED)) == 1
    assert "usage" not in picture


def test_a_streamed_refusal() -> None:
    (chunk,) = events(streamed(CHAT, chat(stream=True), Delta(final=generation(refusal=REFUSAL))))
    assert chunk["choices"][0]["delta"] == {"role": "assistant", "refusal": "Not this. Leave it out."}
    assert chunk["choices"][0]["finish_reason"] == "content_filter"


def test_pictures() -> None:
    answer = json.loads(answered(IMAGES, images(quality="high")))
    assert [base64.b64decode(one["b64_json"]) for one in answer["data"]] == [RED]
    assert (answer["created"], answer["size"], answer["quality"]) == (1795367300, "8x6", "high")
    assert (answer["output_format"], answer["background"]) == ("png", "auto")
    assert answer["usage"]["total_tokens"] == 1314
    assert answer["usage"]["input_tokens_details"] == {"text_tokens": 12, "image_tokens": 0}


def test_a_picture_paid_by_the_piece_has_no_token_counts() -> None:
    made = generation(Candidate(parts=(Part(media=media()),)), usage=Usage({Meter.IMAGE: 1}))
    assert "usage" not in json.loads(answered(IMAGES, images(), made))


def test_some_refused_and_all_refused() -> None:
    some = generation(Candidate(parts=(Part(media=media()),)), Candidate(refusal=REFUSAL))
    answer = json.loads(answered(IMAGES, images(n=2), some))
    assert len(answer["data"]) == 1
    assert answer["refusals"] == [{"index": 1, "code": "PROHIBITED_CONTENT", "message": "Not this. Leave it out."}]
    for none in (generation(refusal=REFUSAL), generation(Candidate(refusal=REFUSAL))):
        reply = endpoint(IMAGES).write(images(), none)
        error = json.loads(body(reply))["error"]
        assert reply.status == 400
        assert (error["code"], error["message"]) == ("content_policy_violation", "Not this. Leave it out.")
        assert reply.headers == {"x-should-retry": "false"}


@pytest.mark.parametrize(("path", "event"), [(IMAGES, "image_generation"), (EDITS, "image_edit")])
def test_streamed_pictures(path: str, event: str) -> None:
    preview = Delta(part=Part(media=media(BLUE)), partial=0)
    stream = streamed(
        path, images(stream=True, partial_images=1), preview, Delta(part=Part(media=media())), Delta(final=MADE)
    )
    assert re.findall(rb"event: (\S+)", stream) == [f"{event}.partial_image".encode(), f"{event}.completed".encode()]
    partial, done = events(stream)
    assert (partial["type"], partial["partial_image_index"]) == (f"{event}.partial_image", 0)
    assert base64.b64decode(partial["b64_json"]) == BLUE
    assert base64.b64decode(done["b64_json"]) == RED
    assert done["usage"]["output_tokens"] == 1302
    assert (done["size"], done["output_format"]) == ("8x6", "png")


def test_a_refusal_in_a_stream_of_pictures() -> None:
    (event,) = events(streamed(IMAGES, images(stream=True), Delta(final=generation(refusal=REFUSAL))))
    assert event["error"]["code"] == "content_policy_violation"


def test_an_edit_by_form() -> None:
    upload = Upload(name="image", media=Media("image/png", Decoded(RED), "a.png"))
    ask = endpoint(EDITS).read(Call(method="POST", form={"prompt": "blue", "model": "m"}, uploads=[upload]))
    assert isinstance(ask, GenerateImages)
    assert (ask.mode, len(ask.references)) == ("edit", 1)


def test_addresses_only_where_there_are_any() -> None:
    with pytest.raises(InvalidArgument) as caught:
        endpoint(IMAGES).read(images(response_format="url"))
    assert (caught.value.field, caught.value.nearest) == ("response_format", "b64_json")
    serving = OpenAIDialect(url_for=lambda call, picture: f"{call.base}/media/1.{picture.mime_type[6:]}")
    there = next(one for one in serving.endpoints if one.path == IMAGES)
    ask = there.read(images(response_format="url"))
    assert isinstance(ask, GenerateImages)
    assert ask.ignored == ()
    answer = json.loads(body(there.write(images(response_format="url"), MADE)))
    assert answer["data"] == [{"url": "http://here/media/1.png"}]
    assert "b64_json" in json.loads(body(there.write(images(), MADE)))["data"][0]
    with pytest.raises(InvalidArgument, match="stream"):
        there.read(images(response_format="url", stream=True))


def test_models() -> None:
    many, one = endpoint("/v1/models", "GET"), endpoint("/v1/models/{model*}", "GET")
    call = Call(method="GET", path={"model": MODEL.id})
    assert many.read(call) == ListModels()
    assert one.read(call) == GetModel(model=MODEL.id)
    listed = json.loads(body(many.write(call, ModelPage(models=(MODEL,)))))
    assert listed["data"] == [json.loads(body(one.write(call, MODEL)))]


def test_variations_name_the_way() -> None:
    with pytest.raises(Unimplemented, match="Variations") as caught:
        endpoint("/v1/images/variations").read(Call(method="POST"))
    assert "/v1/images/edits" in caught.value.sentence()


@pytest.mark.parametrize(
    ("wanted", "way"),
    [("video", "POST http://here/v1/videos"), ("image", "http://here/v1/images/generations")],
)
def test_a_wrong_endpoint_names_the_right_one(wanted: str, way: str) -> None:
    error = WrongCapability(message="veo makes videos.", model="veo", wanted=wanted, field="model")
    reply = DIALECT.refuse(images(), error)
    assert reply.status == 400
    assert way in json.loads(body(reply))["error"]["message"]


@pytest.mark.parametrize("error", [NotFound(message="No such path."), InvalidArgument(message="Bad.", field="n")])
def test_errors_whole_and_in_a_stream(error: GatewayError) -> None:
    reply = DIALECT.refuse(Call(method="GET", base="http://here"), error)
    assert reply.status == error.http_status
    whole = json.loads(body(reply))
    assert whole["error"]["doc_url"] == f"http://here/docs/errors#{error.status.lower()}"
    assert events(DIALECT.refuse_in_stream(Call(method="GET", base="http://here"), error)) == [whole]


@pytest.mark.parametrize("path", [CHAT, IMAGES, EDITS])
@pytest.mark.parametrize("sent", [None, [], "text", 4])
def test_bodies_that_are_no_objects(path: str, sent: Any) -> None:
    with pytest.raises(InvalidArgument):
        endpoint(path).read(Call(method="POST", json=sent))


@pytest.mark.parametrize("shape", ["multi_mod_content", "reference", "images", "parts", "markdown"])
def test_a_large_picture_passes_through_uncopied(shape: str) -> None:
    data = base64.b64encode(RED * 60_000)
    parts = [{"type": "image_url", "image_url": {"url": "data:image/png;base64," + data.decode()}}]
    sent = json.dumps({"model": "m", "messages": [{"role": "user", "content": parts}], "image_shape": shape}).encode()
    tracemalloc.start()
    try:
        call = Call(method="POST", json=holes.read(sent))
        ask = endpoint(CHAT).read(call)
        assert isinstance(ask, GenerateContent)
        reply = endpoint(CHAT).write(call, generation(Candidate(parts=ask.contents[0].parts)))
        assert not isinstance(reply.body, AsyncIterator)
        chunks = list(reply.body)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(data) > 5_000_000
    assert peak < 500_000
    assert data in chunks
