"""Files say what they are, in every form, and give the label back."""

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from heliograph.engines.illustrator.stamp import Form, Label, encode, read

FORMS: list[Form] = ["png", "jpeg", "webp"]
SOURCE = b"http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"


def picture(channels: int = 3) -> np.ndarray:
    values = np.random.default_rng(1).integers(0, 256, (40, 56, channels), dtype=np.uint8)
    values[10:30, 10:40] = 200
    return values


@pytest.mark.parametrize("form", FORMS)
@given(
    prompt=st.text(st.characters(codec="utf-8"), max_size=200),
    seed=st.integers(0, 2**63),
    scene=st.none() | st.dictionaries(st.text("abcé<&>\"'\\", max_size=5), st.text(max_size=20), max_size=4),
)
@settings(max_examples=30, deadline=None)
def test_label_comes_back(form: Form, prompt: str, seed: int, scene: dict[str, str] | None) -> None:
    label = Label(prompt=prompt.replace("\r", ""), seed=seed, model="m", scene=scene, parameters={"n": 2})
    told = read(encode(picture(), form, label=label))
    assert told is not None
    assert (told["prompt"], told["seed"], told["parameters"]) == (label.prompt, seed, {"n": 2})
    assert told.get("scene") == scene
    assert told["engine"] == "heliograph illustrator"


@pytest.mark.parametrize("channels", [3, 4])
def test_png_keeps_every_pixel(channels: int) -> None:
    for pixels in (picture(channels), np.full((300, 200, channels), 250, np.uint8)):
        back = np.asarray(Image.open(io.BytesIO(encode(pixels, label=Label(prompt="é 漢")))))
        assert back.shape == pixels.shape
        assert (back == pixels).all()


@pytest.mark.parametrize("form", FORMS)
def test_modes(form: Form) -> None:
    label = Label(prompt="a secret wish", model="m")
    full, only, none = (encode(picture(), form, label=label, mode=mode) for mode in ("full", "label-only", "none"))
    assert SOURCE in full
    assert SOURCE in only
    assert b"secret" not in only
    assert read(only) is None
    assert b"heliograph" not in none
    assert SOURCE not in none


@pytest.mark.parametrize("form", FORMS)
def test_other_programs_read_the_files(form: Form) -> None:
    opened = Image.open(io.BytesIO(encode(picture(), form, label=Label(prompt="two cats", seed=7, model="m"))))
    opened.load()
    assert opened.format == form.upper()
    assert opened.size == (56, 40)
    if form == "png":
        assert opened.info["parameters"].startswith("two cats\nSeed: 7, Size: 56x40")
    else:
        comment = opened.getexif().get_ifd(0x8769)[0x9286]
        assert "two cats" in comment[8:].decode("utf-16-be")


def test_long_records_survive_in_jpeg() -> None:
    scene = {"nodes": [{"id": str(n), "words": "x" * 50} for n in range(4000)]}
    told = read(encode(picture(), "jpeg", label=Label(scene=scene)))
    assert told is not None
    assert told["scene"] == scene


def test_edits_of_foreign_pictures_are_composites() -> None:
    assert b"digitalsourcetype/compositeSynthetic" in encode(picture(), label=Label(source="compositeSynthetic"))


@given(st.binary(max_size=200), st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"RIFF\0\0\0\0WEBP", b""]))
def test_rubbish_is_no_label(tail: bytes, head: bytes) -> None:
    assert read(head + tail) is None


@pytest.mark.parametrize("form", FORMS)
def test_cut_files_never_raise(form: Form) -> None:
    whole = encode(picture(), form, label=Label(prompt="p"))
    for end in range(0, len(whole), 7):
        read(whole[:end])
