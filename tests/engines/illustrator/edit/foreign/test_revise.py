"""Edits of foreign pictures: what is asked is done or said not to be, and masks hold to the last bit."""

import cv2
import numpy as np
import pytest

from heliograph.engines.illustrator.edit.foreign.revise import revise

Pixels = np.ndarray


def drawing(side: int = 400) -> Pixels:
    """A foreign colouring page: a ground line, a face with eyes, a house, a small cloud."""
    page = np.full((side, side, 3), 255, np.uint8)
    ink = (0, 0, 0)
    cv2.line(page, (0, 320), (side, 320), ink, 4)
    cv2.circle(page, (130, 200), 80, ink, 4)
    for x in (100, 160):
        cv2.circle(page, (x, 190), 14, ink, -1)
    cv2.rectangle(page, (260, 180), (360, 318), ink, 4)
    cv2.ellipse(page, (300, 70), (50, 24), 0, 0, 360, ink, 4)
    return page


def photo(height: int = 240, width: int = 320) -> Pixels:
    """A foreign picture: blue above, green below, a red disc."""
    y = np.linspace(0, 1, height)[:, None, None]
    page = np.where(y < 0.5, [90, 150, 230], [70, 150, 60]) + 20 * np.sin(np.arange(width) / 9)[None, :, None]
    flat: Pixels = np.clip(page, 0, 255).astype(np.uint8)
    cv2.circle(flat, (90, 140), 40, (200, 30, 30), -1)
    return flat


def test_crayon_fills_areas_and_keeps_lines() -> None:
    page = drawing()
    request = "describe the image by identifying main elements, then fill color as children's crayon style"
    out = revise([page], request, seed=3)
    assert out.pixels.shape == page.shape
    assert not out.undone
    assert "line drawing" in out.text
    core = cv2.erode((page[..., 0] < 60).astype(np.uint8), np.ones((3, 3))) > 0
    assert (out.pixels[core].mean(-1) < 110).mean() > 0.9, "lines stay dark"
    paper = cv2.erode((page[..., 0] > 200).astype(np.uint8), np.ones((9, 9))) > 0
    chroma = out.pixels.max(-1).astype(int) - out.pixels.min(-1)
    assert (chroma[paper] > 25).mean() > 0.5, "areas are coloured"


def test_neighbouring_areas_differ_and_faces_look_like_skin() -> None:
    out = revise([drawing()], "color it in crayon", seed=1).pixels.astype(int)
    sky, land = out[60:120, 20:160].mean((0, 1)), out[340:390, 40:360].mean((0, 1))
    face, house = out[225:260, 110:150].mean((0, 1)), out[220:300, 280:340].mean((0, 1))
    assert np.abs(sky - land).sum() > 40
    assert np.abs(face - house).sum() > 40
    assert face[0] > face[1] > face[2]


@pytest.mark.parametrize("instruction", ["make it blue", "remove the thing", "make it night", "as an oil painting", ""])
def test_outside_the_mask_nothing_changes(instruction: str) -> None:
    page = photo()
    mask = np.zeros(page.shape[:2], np.uint8)
    cv2.circle(mask, (90, 140), 46, 255, -1)
    out = revise([page], instruction, mask=mask)
    assert out.done
    assert (out.pixels[mask == 0] == page[mask == 0]).all()
    assert np.abs(out.pixels[mask > 0].astype(int) - page[mask > 0]).mean() > 5


def test_removal_carries_the_surroundings_on() -> None:
    page = photo()
    mask = np.zeros(page.shape[:2], np.uint8)
    cv2.circle(mask, (90, 140), 46, 255, -1)
    out = revise([page], "remove the ball", mask=mask).pixels.astype(int)
    inside = cv2.erode(mask, np.ones((9, 9), np.uint8)) > 0
    red = (out[..., 0] > out[..., 1] + 40) & (out[..., 0] > out[..., 2] + 40)
    assert red[inside].mean() < 0.02


def test_drawing_in_uses_the_painter_only_under_the_mask() -> None:
    page = photo()
    mask = np.zeros(page.shape[:2], np.uint8)
    mask[20:80, 200:280] = 255
    asked: list[str] = []

    def painter(prompt: str, width: int, height: int, seed: int) -> Pixels:
        asked.append(prompt)
        return np.full((height, width, 3), (250, 240, 10), np.uint8)

    out = revise([page], "add a yellow kite", mask=mask, painter=painter)
    assert asked == ["a yellow kite"]
    assert (out.pixels[40:60, 220:260] == (250, 240, 10)).all()
    assert (out.pixels[mask == 0] == page[mask == 0]).all()


def test_recolour_by_named_colour_keeps_the_rest() -> None:
    page = photo()
    out = revise([page], "make the red ball yellow").pixels.astype(int)
    assert (out[130:150, 80:100].mean((0, 1)) > [150, 120, -1]).all()
    assert out[130:150, 80:100].mean((0, 1))[2] < 110
    assert np.abs(out[10:60, 200:300] - page[10:60, 200:300]).max() < 6


@pytest.mark.parametrize(
    ("instruction", "word"),
    [("remove the dog", "dog"), ("make the dog blue", "dog"), ("add a cat", "cat"), ("frobnicate", "frobnicate")],
)
def test_what_cannot_be_done_is_said(instruction: str, word: str) -> None:
    out = revise([photo()], instruction)
    assert word in " ".join(out.undone)
    assert (out.pixels == photo()).all()
    assert "Not done" in out.text


@pytest.mark.parametrize(
    ("instruction", "shape"),
    [
        ("upscale 2x", (480, 640, 3)),
        ("crop it to a square", (240, 240, 3)),
        ("rotate left", (320, 240, 3)),
        ("extend to the right", (240, 480, 3)),
        ("zoom out", (240, 320, 3)),
        ("flip it and make it sunset", (240, 320, 3)),
        ("write 'Hello' at the top", (240, 320, 3)),
    ],
)
def test_frames(instruction: str, shape: tuple[int, ...]) -> None:
    out = revise([photo()], instruction)
    assert out.pixels.shape == shape
    assert out.done
    assert not out.undone


def test_turning_left_turns_left() -> None:
    page = photo()
    assert (revise([page], "rotate left").pixels == np.rot90(page)).all()


def test_extension_keeps_the_picture_itself() -> None:
    page = photo()
    out = revise([page], "extend to the left").pixels
    assert (out[:, -320:] == page).all()


def test_asked_size_is_given_and_nothing_cut() -> None:
    out = revise([photo()], "make it night", size=(300, 300))
    assert out.pixels.shape == (300, 300, 3)


def test_same_arguments_same_bytes() -> None:
    first = revise([photo()], "watercolor", seed=4).pixels
    assert (first == revise([photo()], "watercolor", seed=4).pixels).all()


def test_several_pictures() -> None:
    joined = revise([photo(), photo()], "put them side by side")
    assert joined.done
    assert joined.pixels.shape[1] > joined.pixels.shape[0]
    assert revise([photo()], "combine them").undone


def test_a_picture_is_needed() -> None:
    with pytest.raises(ValueError, match="no picture"):
        revise([], "night")


@pytest.mark.parametrize(("instruction", "sharper"), [("sharpen it", True), ("blur it", False)])
def test_focus(instruction: str, sharper: bool) -> None:
    page = photo()
    before = np.abs(np.diff(page.astype(int), axis=1)).mean()
    after = np.abs(np.diff(revise([page], instruction).pixels.astype(int), axis=1)).mean()
    assert (after > before) == sharper


def test_blurring_the_background_keeps_the_middle_and_says_how() -> None:
    page = photo()
    out = revise([page], "blur the background")
    assert (out.pixels[110:130, 150:170] == page[110:130, 150:170]).all()
    assert "edges" in out.text
