"""A wrong row is refused, with the file and the key that are wrong."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import pytest

from heliograph.catalogue.catalogue import Catalogue
from heliograph.catalogue.parameters import read_parameters
from heliograph.catalogue.toml_rows import CatalogueError, Row

GOOD = """
as_of = 2026-11-22

[defaults]
image = "a-1"

[source.page]
says = "A page"
read = 2026-01-02

[grid.g]
1K = ["1:1 1024x1024", "16:9 1376x768"]

[family.top]
owner = "google"
capabilities = ["text_to_image"]

[family.top.parameters]
number_of_images = { default = 4, minimum = 1, maximum = 4 }
aspect_ratio = { default = "1:1", one_of = ["1:1"] }
image_size = { default = "1K", one_of = ["1K"] }

[family.low]
inherits = "top"
grid = "g"

[model.a-1]
family = "low"
title = "A"
aliases = ["a-latest"]
rates = [{ meter = "image", price = 0.04, source = "page" }]

[model.a-1.parameters]
number_of_images = { fixed = 1 }

[model.a-1.lifecycle]
released = 2026-01-01
retired = 2026-12-01
source = "page"
"""


def load(text: str) -> Catalogue:
    return Catalogue.of([Row(tomllib.loads(text, parse_float=Decimal), "some.toml:")])


def test_a_model_takes_what_its_families_say_and_overrules_them() -> None:
    model = load(GOOD).resolve("a-latest")
    assert model.owner == "google"
    assert model.parameters["number_of_images"].fixed == 1
    assert model.parameters["number_of_images"].default is None
    assert model.sizes == {"1K": {"1:1": (1024, 1024)}}
    assert model.rates[0].price == Decimal("0.04")
    assert str(model.rates[0].since) == "2026-01-02"


WRONG = [
    ("an unknown key", 'title = "A"', 'title = "A"\nprise = 3', "model.a-1.prise", "known key"),
    ("an unknown key in a family", 'owner = "google"', 'owner = "google"\nfoo = 1', "foo", "known key"),
    ("an unknown key in a rate", "price = 0.04", "price = 0.04, each = 2", "rates[0].each", "known key"),
    ("an unknown table", "[defaults]", "[default]", "default", "known key"),
    ("an unknown meter", 'meter = "image"', 'meter = "picture"', "rates[0].meter", "none of"),
    ("a rate without source", ', source = "page" }', " }", "rates[0].source", "missing"),
    ("a source that is not there", 'source = "page" }', 'source = "book" }', "rates[0].source", "not a source"),
    ("a source without a day", "read = 2026-01-02", "", "source.page.read", "missing"),
    ("a negative price", "price = 0.04", "price = -0.04", "rates[0].price", "negative"),
    ("a price that is no number", "price = 0.04", 'price = "0.04"', "rates[0].price", "must be"),
    ("a model without a price", 'rates = [{ meter = "image", price = 0.04, source = "page" }]', "", "a-1", "no rate"),
    ("a date that is text", "released = 2026-01-01", 'released = "2026-01-01"', "lifecycle.released", "must be date"),
    ("a moment for a day", "released = 2026-01-01", "released = 2026-01-01T00:00:00", "lifecycle.released", "time"),
    ("dates in the wrong order", "released = 2026-01-01", "released = 2027-01-01", "lifecycle.released", "follow"),
    ("no source of the dates", '12-01\nsource = "page"', "12-01", "lifecycle.source", "missing"),
    ("a successor that does not exist", "released", 'successor = "b"\nreleased', "lifecycle.successor", "not exist"),
    ("a parameter of no known kind", "image_size = {", "colour = {", "parameters.colour", "no known kind"),
    ("a rule of no known kind", "{ fixed = 1 }", "{ fixed = 1, maybe = 2 }", "number_of_images.maybe", "known key"),
    ("a rule of the wrong kind", "{ fixed = 1 }", '{ fixed = "1" }', "number_of_images.fixed", "must be int"),
    ("a truth for a number", "{ fixed = 1 }", "{ fixed = true }", "number_of_images.fixed", "must be int"),
    ("a default that is not allowed", 'default = "1:1"', 'default = "9:16"', "aspect_ratio.default", "none of"),
    ("a choice of the wrong kind", 'one_of = ["1:1"]', 'one_of = ["1:1", 2]', "aspect_ratio.one_of", "kind text"),
    ("a capability that is none", '["text_to_image"]', '["fly"]', "capabilities", "none of"),
    ("a family that is not there", 'family = "low"', 'family = "lower"', "family", "not a family"),
    ("a family that is its own parent", 'inherits = "top"', 'inherits = "low"', "family", "itself"),
    ("a ratio without pixels", 'one_of = ["1:1"]', 'one_of = ["1:1", "3:2"]', "grid", "no pixels for 1K at 3:2"),
    ("pixels that are none", "1:1 1024x1024", "1:1 big", "grid.g.1K", "not ratio and pixels"),
    ("a grid that is not there", 'grid = "g"', 'grid = "h"', "grid", "not a grid"),
    ("a default model that is not there", 'image = "a-1"', 'image = "z"', "defaults.image", "not exist"),
    ("an alias that is a model", '"a-latest"', '"a-1"', "a-1", "alias"),
    ("no day of the facts", "as_of = 2026-11-22", "", "as_of", "missing"),
]


@pytest.mark.parametrize(("old", "new", "place", "problem"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_wrong_is_named(old: str, new: str, place: str, problem: str) -> None:
    assert old in GOOD
    with pytest.raises(CatalogueError) as caught:
        load(GOOD.replace(old, new, 1))
    assert place in caught.value.place
    assert problem in caught.value.problem


def test_the_same_name_twice_is_refused_also_across_files() -> None:
    again = Row(tomllib.loads('[model.a-1]\ntitle = "B"'), "other.toml:")
    with pytest.raises(CatalogueError, match=r"other\.toml: model\.a-1: is said twice"):
        Catalogue.of([Row(tomllib.loads(GOOD, parse_float=Decimal), "some.toml:"), again])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[n]\nkind = "number"\nsays = "n"\nwithout_rule = "keep"', "n.kind"),
        ('[n]\nkind = "integer"\nsays = "n"\nwithout_rule = "drop"', "n.without_rule"),
        ('[n]\nkind = "integer"\nwithout_rule = "keep"', "n.says"),
        ('[n]\nkind = "integer"\nsays = "n"\nwithout_rule = "keep"\nonly_with = { m = ["x"] }', "p.toml: n"),
        ('[n]\nkind = "integer"\nsays = "n"\nwithout_rule = "keep"\nmore = 1', "n.more"),
    ],
)
def test_the_table_of_parameters_is_read_as_strictly(text: str, place: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_parameters(Row(tomllib.loads(text), "p.toml:"))
    assert caught.value.place.endswith(place)
