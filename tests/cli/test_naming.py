"""Names of picture files: they say what they hold and never take a place that is taken."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heliograph.cli.naming import check_free, save, slug, targets
from heliograph.cli.outcome import Exit, Stop

DAY = date(2026, 11, 22)


@given(st.text(max_size=200))
def test_a_slug_is_a_plain_file_name(prompt: str) -> None:
    made = slug(prompt)
    assert 0 < len(made) <= 40
    assert Path(made).name == made
    assert not made.startswith((".", "-"))


@pytest.mark.parametrize(
    ("prompt", "made"),
    [
        ("A fox, in the SNOW!", "a-fox-in-the-snow"),
        ("../../etc/passwd", "etc-passwd"),
        ("一只狐狸", "一只狐狸"),
        ("", "picture"),
        ("!!!", "picture"),
        ("an adorable mermaid in the sea, bold outline, chibi", "an-adorable-mermaid-in-the-sea-bold"),
    ],
)
def test_slugs(prompt: str, made: str) -> None:
    assert slug(prompt) == made


def test_a_name_by_default_has_date_slug_and_id(tmp_path: Path) -> None:
    one, two = (targets("a fox", tmp_path, 1, DAY)[0] for _ in range(2))
    assert one.parent == tmp_path
    assert one.name.startswith("20261122-a-fox-")
    assert one != two


def test_several_pictures_are_numbered(tmp_path: Path) -> None:
    assert [path.name for path in targets("x", tmp_path / "a.png", 3, DAY)] == ["a-1.png", "a-2.png", "a-3.png"]


def test_nothing_is_written_over_without_force(tmp_path: Path) -> None:
    taken = tmp_path / "a.png"
    taken.write_bytes(b"old")
    with pytest.raises(Stop) as caught:
        check_free([taken], force=False)
    assert caught.value.exit_status == Exit.USAGE
    with pytest.raises(Stop):
        save(taken, b"new", "image/png", force=False)
    assert taken.read_bytes() == b"old"
    check_free([taken], force=True)
    assert save(taken, b"new", "image/png", force=True).read_bytes() == b"new"


@pytest.mark.parametrize("name", ["no/such/folder/a.png", "a.tiff"])
def test_a_place_that_cannot_be_is_refused_before_anything_is_asked(tmp_path: Path, name: str) -> None:
    with pytest.raises(Stop):
        check_free([tmp_path / name], force=True)


def test_the_form_decides_the_suffix_when_there_is_none(tmp_path: Path) -> None:
    assert save(tmp_path / "a", b"x", "image/jpeg", force=False).name == "a.jpg"
