"""Several pictures become one: the ground stays, the named things come in with what they wear."""

from __future__ import annotations

from heliograph.engines.illustrator.edit.together import combine, speaks_of_several
from heliograph.engines.illustrator.prompt.parse import parse
from heliograph.engines.illustrator.scene import Relation

CAT = parse("a black cat with a red hat in a garden at night")
ROOM = parse("a dog on a green sofa in a living room, watercolor")


def test_the_first_picture_is_the_ground() -> None:
    both = combine([ROOM, CAT], "combine both pictures")
    assert (both.setting, both.style, both.time) == ("living_room", "watercolor", "day")
    assert [node.noun for node in both.nodes] == ["dog", "sofa", "cat", "hat"]
    assert both.nodes[2].relations == (Relation(kind="wearing", target="hat-1"),)


def test_the_ground_may_be_named() -> None:
    both = combine([CAT, ROOM], "put the cat from the first picture on the sofa in the second picture")
    assert both.setting == "living_room"
    cat = both.node("cat-1")
    assert cat is not None
    assert Relation(kind="on", target="sofa-1") in cat.relations


def test_names_never_clash() -> None:
    both = combine([CAT, CAT, CAT], "all together in one picture")
    ids = [node.id for node in both.nodes]
    assert len(ids) == len(set(ids)) == 6
    hats = [link.target for node in both.nodes for link in node.relations if link.kind == "wearing"]
    assert hats == ["hat-1", "hat-2", "hat-3"]


def test_one_picture_is_not_several() -> None:
    assert speaks_of_several("combine both images")
    assert speaks_of_several("put the cat of the first picture into the second picture")
    assert not speaks_of_several("make it night and add an owl")
