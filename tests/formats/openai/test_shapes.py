"""Whatever shape an answer is written in, it is read back as what it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from heliograph.domain.content import Part
from heliograph.domain.media import Decoded, Media, Remote
from heliograph.formats.openai.shapes import DEFAULT, SHAPES, data_url, write_delta, write_message
from heliograph.formats.openai.turns import read_messages
from heliograph.wire import armour, holes
from heliograph.wire.fields import Fields

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="![]()\x00"), min_size=1).filter(str.strip)
PICTURES = st.binary(min_size=1, max_size=6000)
PARTS = st.lists(
    st.one_of(
        WORDS.map(lambda text: Part(text=text)),
        PICTURES.map(lambda data: Part(media=Media("image/webp", Decoded(data)))),
    ),
    min_size=1,
    max_size=5,
)


def squeezed(texts: list[str]) -> str:
    return "".join("".join(texts).split())


@given(PARTS, st.sampled_from(SHAPES))
def test_what_is_written_is_read_again(parts: list[Part], shape: str) -> None:
    message = {"role": "assistant", **write_message(parts, shape)}
    body = b"".join(holes.write([message, {"role": "user", "content": "again"}]))
    messages = [Fields(one) for one in holes.read(body)]
    answer = read_messages(messages, "messages").turns[0]
    assert [armour.raw(media) for media in answer.media] == [armour.raw(p.media) for p in parts if p.media]
    assert all(media.mime_type == "image/webp" for media in answer.media)
    said = [part.text for part in answer.parts if part.text]
    assert squeezed(said) == squeezed([part.text for part in parts if part.text])


def test_thoughts_stay_inside() -> None:
    thought = Part(text="hm", thought=True)
    for shape in SHAPES:
        assert "hm" not in b"".join(bytes(c) for c in holes.write(write_message([thought], shape))).decode()


def test_an_address_goes_out_as_it_is() -> None:
    there = Media("image/png", Remote("https://a.example/b.png"))
    assert data_url(there) == "https://a.example/b.png"
    assert write_message([Part(media=there)], "images")["images"][0]["image_url"] == {"url": "https://a.example/b.png"}


def test_a_delta_counts_its_pictures() -> None:
    picture = Part(media=Media("image/png", Decoded(b"x")))
    assert write_delta(picture, 2, "images")["images"][0]["index"] == 2
    assert write_delta(Part(text="hi"), 0, "images") == {"content": "hi"}
    assert write_delta(Part(text="hi"), 0, DEFAULT)["multi_mod_content"] == [{"text": "hi", "inlineData": {}}]
