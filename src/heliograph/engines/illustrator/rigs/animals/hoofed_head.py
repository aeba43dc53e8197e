"""Heads in profile, looking to the left. The nape, where the head turns, is (0,
0); a horse's face is 250 units long."""

from __future__ import annotations

import math

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals.face import BLACK, WHITE
from heliograph.engines.illustrator.rigs.animals.hoofed_species import Hoofed
from heliograph.engines.illustrator.rigs.animals.horns import horns
from heliograph.engines.illustrator.rigs.shapes import oval, ribbon, smooth

OUTLINES: dict[str, tuple[tuple[float, ...], ...]] = {
    "horse": ((30, -46), (-50, -66), (-140, -36), (-214, -4), (-250, 42), (-226, 92), (-150, 92), (-60, 96),
        (16, 96), (66, 40)),
    "cow": ((36, -52), (-50, -80), (-130, -50), (-200, -12), (-244, 30), (-250, 84), (-196, 120), (-110, 112),
    (0, 104), (66, 40)),
    "sheep": ((30, -40), (-50, -60), (-130, -30), (-176, 10), (-194, 52), (-164, 90), (-100, 92), (-20, 88),
    (40, 60), (60, 10)),
    "deer": ((30, -44), (-40, -66), (-110, -36), (-180, 6), (-214, 38), (-200, 76), (-130, 80), (-50, 84), (20, 84),
    (58, 30)),
    "camel": ((30, -44), (-50, -62), (-140, -34), (-210, -18), (-254, 20), (-244, 78), (-190, 88), (-90, 80),
    (10, 88), (62, 30)),
    "rhino": ((60, -70), (-50, -84), (-150, -40), (-230, -6), (-276, 40), (-262, 104), (-170, 124), (-60, 122),
    (40, 110), (90, 30)),
    "hippo": ((70, -90), (-50, -104), (-130, -60), (-220, -50), (-300, -6), (-306, 90), (-230, 148), (-100, 150),
    (40, 120), (100, 20)),
    "elephant": ((110, -90), (20, -170), (-90, -160), (-150, -70), (-156, 40), (-110, 110), (0, 130), (90, 90),
    (130, 0)),
}  # fmt: skip
EYES = {"horse": (-66, -2), "cow": (-64, -8), "sheep": (-56, 4), "deer": (-58, 0), "camel": (-60, -4), "rhino": (-70,
    -4),
        "hippo": (-66, -36), "elephant": (-76, -46)}  # fmt: skip


def profile(pen: Pen, species: Hoofed, closed: bool, feeling: str) -> None:
    """Draw the head at the pen's origin."""
    pen.save()
    pen.scale(species.head, species.head)
    if species.snout != "elephant":
        _ear(pen, species, far=True)
    if species.horns in ("antlers", "palm", "goat", "ossicones", "bull"):
        horns(pen, species, far=True)
    if species.snout == "elephant":
        _trunk(pen, species)
    path = smooth(OUTLINES[species.snout])
    pen.part(path, species.face, pattern=lambda: _face_marks(pen, species), shade=0.3)
    horns(pen, species, far=False)
    _features(pen, species, closed, feeling)
    if species.snout == "elephant":
        _big_ear(pen, species)
    else:
        _ear(pen, species, far=False)
    if species.wool:
        _fringe(pen, species)
    pen.restore()


def _face_marks(pen: Pen, species: Hoofed) -> None:
    if species.muzzle:
        pen.fill(oval(-236, 60, 96, 100, 10), species.muzzle, 1, 5)
        if pen.mode == "line":
            pen.line(smooth([(-160, -30), (-150, 40), (-170, 110)], False), None, pen.line_width * 0.6)
    elif species.snout in ("deer", "horse"):
        pen.fill(oval(-226, 70, 70, 60), tint(species.face, 0.35), 0.8, 14)
    if species.marks == "zebra":
        for number in range(4):
            x = -20 - number * 44
            pen.fill(smooth([(x, -90), (x + 24, -90), (x - 14, 20 - number * 8, 1)]), species.dark, 1, 1, BLACK)
        for number in range(2):
            y = 40 + number * 30
            pen.fill(smooth([(70, y), (70, y + 18), (-40, y + 16, 1)]), species.dark, 1, 1, BLACK)
    if species.marks == "giraffe":
        for x, y in ((10, 40), (-30, 70), (26, -16)):
            pen.fill(oval(x, y, 17, 15), species.dark, 1, 1)
    if species.marks == "patches":
        pen.fill(oval(-20, -20, 90, 96), species.dark, 1, 3)


def _features(pen: Pen, species: Hoofed, closed: bool, feeling: str) -> None:
    x, y = EYES[species.snout]
    pen.fill(oval(x - 22, y + 62, 32, 20), "#ff8a86", 0.38, 9)
    if closed:
        pen.line(smooth([(x - 34, y), (x - 4, y + 20), (x + 30, y - 2)], False), "#3a2622", max(9.0, pen.line_width))
    else:
        _eye(pen, x, y, species)
    ink = shade(species.dark, 0.35)
    wide = max(7.0, pen.line_width * 0.9)
    if species.snout == "elephant":
        pen.line(smooth([(-96, 84), (-56, 106), (-10, 92)], False), ink, wide)
        return
    muzzle = min(point[0] for point in OUTLINES[species.snout])
    pen.fill(oval(muzzle + 26, 36, 9, 13, 24), shade(species.muzzle or species.face, 0.5), ink=BLACK)
    lift = {"sad": 8, "angry": 6}.get(feeling, -18)
    pen.line(smooth([(muzzle + 18, 76), (muzzle + 60, 84), (muzzle + 104, 72 + lift)], False), ink, wide)
    if species.beard:
        pen.part(smooth([(-150, 84), (-120, 90), (-124, 150), (-152, 186, 1), (-168, 140)]), species.mane, shade=0.2)
    if species.snout == "hippo":
        for x in (-250, -214):
            pen.part(oval(x, 92, 12, 16), "#fffaf0", shade=0.1, line_width=pen.line_width * 0.6)


def _eye(pen: Pen, x: float, y: float, species: Hoofed) -> None:
    pen.fill(oval(x, y, 33, 39), "#2a1a1c", ink=BLACK)
    pen.fill(oval(x, y + 5, 27, 31), species.eye)
    pen.fill(oval(x, y + 19, 18, 13), tint(species.eye, 0.5), 0.7, 5)
    pen.fill(oval(x - 3, y + 3, 19, 25), "#171014", ink=BLACK)
    pen.fill(oval(x - 12, y - 12, 11, 13), WHITE, ink=WHITE)
    pen.fill(oval(x + 11, y + 14, 6, 7), WHITE, 0.9, ink=WHITE)
    lashes = [(x + 10, y - 42), (x + 34, y - 24), (x + 46, y - 30)]
    pen.line(smooth([(x - 30, y - 30), *lashes], False), "#3a2622", max(6.0, pen.line_width * 0.7))


def _ear(pen: Pen, species: Hoofed, *, far: bool) -> None:
    colour = shade(species.face, 0.15) if far else species.face
    pen.save()
    pen.translate(-26 if far else 14, -44)
    pen.rotate({"side": 64.0, "long": 6.0}.get(species.ears, 14.0) - (26 if far else 0))
    long = {"long": 200.0, "banana": 150.0, "leaf": 116.0, "side": 118.0, "small": 60.0}[species.ears]
    wide = {"small": 30.0, "long": 36.0}.get(species.ears, 34.0)
    pen.part(
        smooth([(-wide * 0.6, 8), (-wide, -long * 0.55), (0, -long, 1), (wide, -long * 0.5), (wide * 0.7, 8)]), colour
    )
    if not far:
        pen.part(smooth([(-wide * 0.2, -8), (-wide * 0.5, -long * 0.5), (0, -long * 0.82, 1),
            (wide * 0.5, -long * 0.45)]), "#eeb0a4",
                 shade=0.15, outline=False)  # fmt: skip
    pen.restore()


def _trunk(pen: Pen, species: Hoofed) -> None:
    points = [(-90, -60), (-170, 40), (-190, 170), (-196, 280), (-250, 330), (-310, 290)]
    widths = [150, 128, 96, 78, 64, 56]
    pen.part(ribbon(points, widths), species.base, shade=0.35)
    for number in range(5):
        y = 90 + number * 44
        pen.line(smooth([(-226 + number * 3, y), (-196, y + 14),
            (-158 - number * 3, y + 2)], False), shade(species.base, 0.35),
                 pen.line_width * 0.7)  # fmt: skip
    pen.part(smooth([(-108, 96), (-150, 170), (-226, 186, 1), (-160, 210), (-84, 150)]), "#fdf6e6", shade=0.25)


def _big_ear(pen: Pen, species: Hoofed) -> None:
    pen.part(
        smooth([(10, -130), (110, -190), (226, -150), (262, -20), (214, 110), (130, 150), (50, 90), (16, -10)]),
        species.base,
    )
    inner = smooth([(50, -100), (120, -146), (200, -118), (224, -16), (186, 76), (130, 104), (76, 60), (50, -10)])
    pen.part(inner, tint("#e9b4b4", 0.1), shade=0.25, outline=pen.mode == "line", line_width=pen.line_width * 0.6)


def _fringe(pen: Pen, species: Hoofed) -> None:
    points: list[tuple[float, float]] = []
    for number in range(18):
        angle = 2 * math.pi * number / 18
        reach = 1.0 if number % 2 else 0.82
        points.append((-8 + 76 * reach * math.cos(angle), -52 + 50 * reach * math.sin(angle)))
    pen.part(smooth(points), species.base, shade=0.25)
