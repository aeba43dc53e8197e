"""Nothing is cropped, relations hold, larger things look larger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from heliograph.engines.illustrator.canvas.paths import rect
from heliograph.engines.illustrator.canvas.pen import Pen
from heliograph.engines.illustrator.compose.frame import Field, Placed
from heliograph.engines.illustrator.compose.groups import groups_of
from heliograph.engines.illustrator.compose.layout import lay_out
from heliograph.engines.illustrator.rigs.figure import Figure
from heliograph.engines.illustrator.scene import Camera, Node, Relation, RelationKind, Scene

FIELD = Field(width=600, height=500, horizon=250, far=290, near=470)


def block(wide: float, high: float, metres: float, *, grounded: bool = True, front: bool = False) -> Figure:
    def draw(pen: Pen, t: float) -> None:
        pen.part(rect(-wide / 2, -high, wide, high), "#888888")

    return Figure(
        bounds=(-wide / 2, -high, wide / 2, 0.0),
        height_m=metres,
        draw=draw,
        anchors={} if front else {"head": (0.0, -high)},
        grounded=grounded,
        facing="front" if front else "left",
    )


def laid(
    nodes: Sequence[Node], figures: Sequence[Figure], field: Field = FIELD, camera: Camera | None = None
) -> dict[str, Placed]:
    scene = Scene(prompt="", width=field.width, height=field.height, nodes=tuple(nodes), camera=camera or Camera())
    drawn = [(i, node, figure) for i, (node, figure) in enumerate(zip(nodes, figures, strict=True))]
    return {nodes[one.index].id: one for one in lay_out(groups_of(drawn), scene, field)}


def node(name: str, *relations: tuple[RelationKind, str], noun: str = "thing", place: str = "") -> Node:
    made = tuple(Relation(kind=kind, target=target) for kind, target in relations)
    return Node(id=name, noun=noun, relations=made, place=place)


shapes = st.tuples(st.floats(50, 3000), st.floats(50, 3000), st.floats(0.05, 30), st.booleans())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(shapes, min_size=1, max_size=12),
    st.sampled_from(["medium", "close-up", "wide"]),
    st.sampled_from([(600, 500), (400, 900), (1200, 400)]),
)
def test_everything_lies_within_the_frame(
    things: list[tuple[float, float, float, bool]], shot: str, size: tuple[int, int]
) -> None:
    width, height = size
    field = Field(width=width, height=height, horizon=height * 0.5, far=height * 0.6, near=height * 0.93)
    nodes = [node(str(i)) for i in range(len(things))]
    figures = [block(w, h, metres, grounded=ground) for w, h, metres, ground in things]
    placed = laid(nodes, figures, field, Camera(shot=shot))
    assert len(placed) == len(nodes)
    for one in placed.values():
        x0, y0, x1, y1 = one.box
        assert -1 <= x0 < x1 <= width + 1
        assert -1 <= y0 < y1 <= height + 1


def test_left_and_right() -> None:
    for kinds in ((("left_of", "b"),), (("right_of", "b"),)):
        placed = laid([node("a", *kinds), node("b")], [block(100, 100, 1), block(100, 100, 1)])
        a, b = placed["a"].middle[0], placed["b"].middle[0]
        assert (a < b) == (kinds[0][0] == "left_of")


def test_left_holds_between_a_flyer_and_a_stander_and_scenery() -> None:
    figures = [block(100, 100, 0.3, grounded=False), block(300, 300, 12), block(100, 100, 1)]
    placed = laid([node("a", ("left_of", "b")), node("b"), node("c", ("right_of", "b"))], figures)
    assert placed["a"].middle[0] < placed["b"].middle[0] < placed["c"].middle[0]


def test_above_on_and_under() -> None:
    two = [block(100, 100, 1), block(200, 120, 1)]
    above = laid([node("a", ("above", "b")), node("b")], two)
    assert above["a"].box[3] < above["b"].box[1]
    below = laid([node("a", ("below", "b")), node("b")], two)
    assert below["a"].box[1] > below["b"].box[3]
    on = laid([node("a", ("on", "b")), node("b")], two)
    assert abs(on["a"].box[3] - on["b"].box[1]) < 0.05 * FIELD.height
    assert on["b"].box[0] < on["a"].middle[0] < on["b"].box[2]
    assert on["a"].order > on["b"].order


def test_holding_and_wearing_go_with_their_holder() -> None:
    figures = [block(100, 300, 1.7), block(60, 60, 0.3), block(50, 30, 0.2)]
    nodes = [node("man", ("holding", "book"), ("wearing", "hat")), node("book"), node("hat", noun="hat")]
    placed = laid(nodes, figures)
    man = placed["man"].box
    for name in ("book", "hat"):
        x, y = placed[name].middle
        assert man[0] - 80 < x < man[2] + 80
        assert man[1] - 60 < y < man[3]
    assert placed["hat"].middle[1] < placed["book"].middle[1]


def test_behind_is_painted_first() -> None:
    placed = laid([node("a", ("behind", "b")), node("b")], [block(100, 100, 1), block(100, 100, 1)])
    assert placed["a"].order < placed["b"].order


def test_relations_in_a_circle_do_no_harm() -> None:
    nodes = [node("a", ("on", "b")), node("b", ("on", "c")), node("c", ("on", "a"))]
    assert len(laid(nodes, [block(100, 100, 1)] * 3)) == 3


def test_a_house_looks_larger_than_a_cat_but_not_a_hundred_times() -> None:
    placed = laid([node("cat"), node("house")], [block(100, 100, 0.3), block(100, 100, 9, front=True)])
    ratio = placed["house"].scale / placed["cat"].scale
    assert 1 < ratio < 8


def test_swimmers_are_cut_by_the_water_line() -> None:
    field = Field(width=600, height=500, horizon=250, far=290, near=470, water=(250, 500))
    placed = laid([node("a", noun="duck")], [block(100, 80, 0.4)], field)
    assert placed["a"].afloat
    assert placed["a"].clip_below is not None
    assert 250 < placed["a"].clip_below < placed["a"].box[3] <= 500


def test_standers_stand_on_the_ground() -> None:
    placed = laid([node(str(i)) for i in range(5)], [block(80, 100, 1)] * 5)
    for one in placed.values():
        assert FIELD.far - 1 <= one.box[3] <= FIELD.near + 1


def test_a_tree_stands_behind_and_a_giraffe_in_front() -> None:
    figures = [block(100, 100, 0.3), block(100, 100, 5, front=True), block(60, 100, 5)]
    placed = laid([node("cat"), node("tree"), node("giraffe")], figures)
    assert placed["tree"].box[3] < placed["cat"].box[3] - 20
    assert placed["tree"].order < placed["cat"].order
    assert abs(placed["giraffe"].box[3] - placed["cat"].box[3]) < 0.1 * FIELD.height


def test_a_windmill_in_tulips_stands_among_them() -> None:
    placed = laid([node("mill", ("in", "tulip")), node("tulip")], [block(100, 100, 12, front=True), block(30, 60, 0.4)])
    assert placed["mill"].clip_below is None
    heights = {name: one.box[3] - one.box[1] for name, one in placed.items()}
    assert heights["mill"] > heights["tulip"]


def test_what_is_with_an_island_stands_on_it() -> None:
    field = Field(width=600, height=500, horizon=250, far=290, near=470, water=(250, 500))
    placed = laid([node("i", ("with", "c"), noun="island"), node("c")], [block(300, 80, 20), block(50, 50, 1)], field)
    assert placed["i"].box[0] < placed["c"].middle[0] < placed["i"].box[2]
    assert placed["c"].box[3] < placed["i"].box[3]


def test_a_plaything_is_small_beside_who_plays_with_it() -> None:
    cat = replace(node("cat", ("with", "ball")), pose="play")
    found = laid([cat, node("ball")], [block(300, 1000, 0.4), block(1000, 1000, 0.4, front=True)])
    player, toy = found["cat"].box, found["ball"].box
    assert toy[3] - toy[1] <= 0.45 * (player[3] - player[1])


def test_what_is_written_on_a_sign_is_never_mirrored() -> None:
    places = ("left", "right")
    signs = [node(place, noun="stop sign", place=place) for place in places]
    assert not any(one.mirrored for one in laid(signs, [block(300, 800, 2)] * 2).values())
