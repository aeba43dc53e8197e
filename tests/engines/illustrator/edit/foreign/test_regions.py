"""Line art falls into the areas that its lines close off."""

import cv2
import numpy as np

from heliograph.engines.illustrator.edit.foreign.regions import take_apart


def test_areas_edges_and_neighbours() -> None:
    lines = np.ones((300, 300), np.float32)
    cv2.line(lines, (0, 200), (299, 200), (0.0,), 4)
    cv2.circle(lines, (150, 90), 40, (0.0,), 4)
    drawing = take_apart(lines)
    sky, ball, land = (int(drawing.labels[y, x]) for x, y in ((10, 10), (150, 90), (150, 260)))
    assert len({sky, ball, land}) == 3 == len(drawing.regions)
    by_number = {region.number: region for region in drawing.regions}
    assert by_number[sky].edges == {"top", "left", "right"}
    assert by_number[land].edges == {"bottom", "left", "right"}
    assert by_number[ball].edges == frozenset()
    assert abs(by_number[ball].fill - 0.785) < 0.03
    assert drawing.neighbours[sky] == {ball, land}
    assert (drawing.labels > 0).all(), "lines belong to the nearest area"


def test_small_gaps_in_a_line_are_closed() -> None:
    lines = np.ones((1024, 1024), np.float32)
    cv2.circle(lines, (500, 500), 200, (0.0,), 6)
    lines[498:501] = 1
    assert len(take_apart(lines).regions) == 2


def test_bare_paper_and_pure_ink() -> None:
    assert len(take_apart(np.ones((64, 64), np.float32)).regions) == 1
    assert take_apart(np.zeros((64, 64), np.float32)).regions == ()
