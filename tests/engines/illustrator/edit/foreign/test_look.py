"""What is said of a foreign picture is true of its pixels."""

import cv2
import numpy as np

from heliograph.engines.illustrator.edit.foreign.look import colour_name, describe, look


def test_colours_and_where_they_lie() -> None:
    page = np.zeros((120, 200, 3), np.float32)
    page[:40], page[40:80], page[80:] = (0.58, 0.78, 0.93), (0.97, 0.97, 0.96), (0.25, 0.6, 0.27)
    seen = look(page)
    assert seen.bands == ("light blue", "white", "green")
    said = describe(seen)
    assert "wide" in said
    assert "The upper third is mostly light blue" in said
    assert {name for name, _ in seen.colours} == {"light blue", "white", "green"}


def test_line_art_is_counted() -> None:
    page = np.ones((300, 300, 3), np.float32)
    cv2.circle(page, (150, 150), 90, (0, 0, 0), 4)
    for x in (120, 180):
        cv2.circle(page, (x, 140), 14, (0, 0, 0), -1)
    seen = look(page)
    assert seen.line_art
    assert (seen.areas, seen.faces) == (2, 1)
    assert "2 separate areas" in describe(seen)
    assert "may be a face" in describe(seen)


def test_darkness_is_said() -> None:
    assert "dark" in describe(look(np.full((50, 50, 3), (0.1, 0.05, 0.05), np.float32)))
    assert colour_name(np.array([0.9, 0.1, 0.1], np.float32)) == "red"
