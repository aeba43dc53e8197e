"""Eyes, noses, mouths and whiskers of animals seen from the front. The middle of the face is (0, 0)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from heliograph.engines.illustrator.canvas.paint import shade, tint
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.rigs.animals.species import Species
from heliograph.engines.illustrator.rigs.shapes import oval, rect, smooth

BLACK, WHITE = "#111111", "#ffffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """How a face looks: ``turn`` -1..1 is where it points, ``tilt`` degrees, ``look`` where the pupils point."""

    turn: float = 0.35
    tilt: float = -5.0
    look: tuple[float, float] = (0.2, 0.1)
    closed: bool = False
    feeling: str = "happy"
    blink: float = 0.0


FEELINGS: Mapping[str, str] = {
    "sad": "sad", "crying": "sad", "unhappy": "sad", "angry": "angry", "grumpy": "angry", "furious": "angry",
    "surprised": "surprised", "shocked": "surprised", "amazed": "surprised", "scared": "surprised",
    "laughing": "laughing", "excited": "laughing", "joyful": "laughing", "sleepy": "sleepy", "tired": "sleepy",
    "serious": "calm", "calm": "calm", "proud": "calm",
}  # fmt: skip


def feeling_of(attributes: Mapping[str, str]) -> str:
    """The feeling that the expression attribute names; a friendly face when it names none."""
    return FEELINGS.get(attributes.get("expression", "").lower(), "happy")


def eyes(pen: Pen, species: Species, mood: Mood) -> None:
    """Both eyes, brows where the feeling needs them."""
    shift = mood.turn * 20
    for side in (-1, 1):
        near = 1 - 0.10 * max(0.0, side * mood.turn)
        x, y = side * 84 + shift, 4.0
        if mood.closed or mood.blink > 0.6 or mood.feeling == "sleepy":
            _closed_eye(pen, x, y)
        else:
            _open_eye(pen, x, y, species.eyes * near, species.eye, mood)
        _brow(pen, x, y, side, mood.feeling, species)


def _closed_eye(pen: Pen, x: float, y: float) -> None:
    pen.line(smooth([(x - 40, y + 2), (x - 20, y + 22), (x + 4, y + 27), (x + 26, y + 20), (x + 40, y)], False),
             "#3a2622", max(10.0, pen.line_width * 1.3))  # fmt: skip


def _open_eye(pen: Pen, x: float, y: float, size: float, iris: str, mood: Mood) -> None:
    pen.save()
    pen.translate(x, y)
    pen.scale(size, size * (1.12 if mood.feeling == "surprised" else 1))
    gx, gy = mood.look[0] * 9, mood.look[1] * 8
    pen.fill(oval(0, 0, 46, 54), "#2a1a1c", ink=BLACK)
    pen.fill(oval(gx * 0.4, 4 + gy * 0.4, 39, 46), iris)
    pen.fill(oval(gx * 0.4, 26 + gy * 0.4, 27, 20), tint(iris, 0.5), 0.75, 7)
    pen.fill(oval(gx, gy + 2, 27, 35), "#171014", ink=BLACK)
    pen.fill(oval(gx * 0.6 - 14, gy * 0.6 - 19, 15, 18), WHITE, ink=WHITE)
    pen.fill(oval(gx * 0.6 + 16, gy * 0.6 + 20, 8, 9), WHITE, 0.9, ink=WHITE)
    pen.restore()


def _brow(pen: Pen, x: float, y: float, side: int, feeling: str, species: Species) -> None:
    drop = {"sad": -26, "angry": 30}.get(feeling)
    if drop is None:
        return
    inner, outer = (x - side * 42, y - 84 + drop * 0.9), (x + side * 44, y - 84 - drop * 0.5)
    pen.line(smooth([inner, ((inner[0] + outer[0]) / 2, y - 88), outer], False), shade(species.dark, 0.3), 11)


def blush(pen: Pen, mood: Mood) -> None:
    """Rosy cheeks under the eyes (colour only)."""
    for side in (-1, 1):
        pen.fill(oval(side * 132 + mood.turn * 14, 66, 40, 25), "#ff8a86", 0.42, 11)


def nose(pen: Pen, species: Species, mood: Mood) -> None:
    """The nose of the species, and the mouth under it."""
    pen.save()
    pen.translate(mood.turn * 34, 0)
    NOSES.get(species.nose, _small_nose)(pen, species)
    if species.nose not in ("snout", "koala", "beak"):
        _mouth(pen, species, mood.feeling)
    pen.restore()


def _small_nose(pen: Pen, species: Species) -> None:
    colour = species.nose_colour or "#e7788c"
    pen.part(smooth([(-23, 63), (-8, 57), (8, 57), (23, 63), (12, 79), (0, 86), (-12, 79)]), colour,
             line_width=pen.line_width * 0.6, shade=0.15)  # fmt: skip


def _big_nose(pen: Pen, species: Species) -> None:
    colour = species.nose_colour or "#3a2b2e"
    pen.fill(smooth([(-38, 54), (-16, 44), (16, 44), (38, 54), (28, 80), (0, 92), (-28, 80)]), colour, ink=BLACK)
    pen.fill(oval(-12, 55, 13, 6, -12), WHITE, 0.6, 2, ink=WHITE)


def _snout(pen: Pen, species: Species) -> None:
    pen.part(oval(0, 84, 92, 64), shade(species.base, 0.08), shade=0.25)
    for side in (-1, 1):
        pen.fill(oval(side * 30, 82, 13, 21), shade(species.dark, 0.35), ink=BLACK)
    pen.line(smooth([(-40, 158), (0, 172), (40, 158)], False), shade(species.dark, 0.45), 8)


def _koala_nose(pen: Pen, species: Species) -> None:
    pen.part(smooth([(0, 8), (34, 26), (44, 76), (30, 112), (0, 120), (-30, 112), (-44, 76), (-34, 26)]), "#3d3840")
    pen.line(smooth([(-34, 138), (0, 150), (34, 138)], False), "#4a3a40", 8)


def _nostrils(pen: Pen, species: Species) -> None:
    for side in (-1, 1):
        pen.fill(oval(side * 26, 70, 9, 13, side * 18), shade(species.dark, 0.4), ink=BLACK)


def _flat_nose(pen: Pen, species: Species) -> None:
    for side in (-1, 1):
        pen.fill(oval(side * 16, 70, 9, 7, side * 20), shade(species.dark, 0.3), ink=BLACK)


def _no_nose(pen: Pen, species: Species) -> None:
    _ = pen, species


def _beak(pen: Pen, species: Species) -> None:
    pen.part(smooth([(-54, 50), (0, 26), (54, 50), (34, 104), (0, 150, 1), (-34, 104)]), "#f2ae2e", shade=0.3)
    pen.line(smooth([(-50, 58), (0, 84), (50, 58)], False), "#a8701a", max(6.0, pen.line_width * 0.8))


NOSES = {
    "beak": _beak,"small": _small_nose, "big": _big_nose, "snout": _snout, "koala": _koala_nose, "nostrils": _nostrils,
         "flat": _flat_nose, "none": _no_nose}  # fmt: skip


def _mouth(pen: Pen, species: Species, feeling: str) -> None:
    ink, wide = shade(species.dark, 0.35), max(8.0, pen.line_width)
    if feeling == "sad":
        pen.line(smooth([(-34, 130), (0, 112), (34, 130)], False), ink, wide)
        return
    if feeling == "surprised":
        pen.part(oval(0, 120, 20, 25), "#a5424f", shade=0.1)
        return
    if species.tongue or feeling == "laughing":
        pen.part(smooth([(-26, 106), (26, 106), (25, 140), (0, 158), (-25, 140)]), "#ee7284", shade=0.15,
                 line_width=pen.line_width * 0.7)  # fmt: skip
        pen.line(smooth([(0, 116), (0, 138)], False), "#b84a5e", 5)
    if species.teeth:
        pen.part(rect(-15, 100, 30, 30, 6), "#fffdf8", shade=0.05, line_width=pen.line_width * 0.6)
        pen.line(smooth([(0, 102), (0, 129)], False), ink, 4)
    if species.frog_eyes:
        pen.line(smooth([(-120, 66), (-60, 104), (0, 114), (60, 104), (120, 66)], False), ink, wide)
        return
    pen.line(smooth([(-46, 98), (-36, 110), (-18, 112), (0, 88, 1), (18, 112), (36, 110), (46, 98)], False), ink, wide)


def whiskers(pen: Pen, mood: Mood) -> None:
    """Three fine hairs on each side."""
    for side in (-1, 1):
        for number in (-1, 0, 1):
            start = (side * 118 + mood.turn * 22, 84 + number * 13)
            points = [start, (side * 190 + mood.turn * 14, 76 + number * 24), (side * 258, 84 + number * 36)]
            pen.line(smooth(points, False), "#fffaf2", 4.5)
