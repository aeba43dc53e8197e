"""Pixels asked for by their number, as OpenAI's dialect does: taken as they are, matched to a grid, or refused."""

from __future__ import annotations

from typing import Any

from heliograph.catalogue.draft import Draft
from heliograph.catalogue.sizes import (
    NEAR,
    Pixels,
    Place,
    class_name,
    distance,
    fits,
    nearest_place,
    places,
    ratio_of,
    size_class,
    snapped,
    written,
)
from heliograph.domain.errors import InvalidArgument
from heliograph.domain.model import Model


def settle_size(model: Model, draft: Draft[Any]) -> None:
    """Three kinds of model: one with a list of sizes (rule ``size``), one with a free grid (limit ``size_step``), and
    one that knows ratios and size classes only. The last takes the nearest it has within 15 per cent of the shape,
    and names the field among the ignored unless the pixels are exactly its own. Raises InvalidArgument."""
    size = draft["size"]
    if size is None:
        return
    if min(size) < 1:
        raise _refused(model, draft, size, (1024, 1024))
    _agree(draft, size)
    rule = model.parameters.get("size")
    if rule is not None and rule.one_of:
        if written(size) not in rule.one_of:
            raise _refused(model, draft, size, _place(model, size).size)
        _take(model, draft, _place(model, size), size)
    elif "size_step" in model.limits:
        if not fits(model, size):
            raise _refused(model, draft, size, snapped(model, size))
        draft[class_name(model)] = _place(model, size).size_class
    elif model.sizes:
        asked = draft[class_name(model)]
        place = nearest_place(model, size, asked) or _place(model, size)
        if distance(place.size, size) > NEAR:
            near = nearest_place(model, size, asked or size_class(model, draft.ask)) or place
            raise _refused(model, draft, size, near.size)
        if place.size != size:
            draft.ignore("size")
        _take(model, draft, place, place.size)


def _place(model: Model, size: Pixels) -> Place:
    place = nearest_place(model, size)
    assert place is not None
    return place


def _take(model: Model, draft: Draft[Any], place: Place, size: Pixels) -> None:
    draft["size"] = size
    draft[class_name(model)] = place.size_class
    draft["aspect_ratio"] = place.aspect_ratio


def _agree(draft: Draft[Any], size: Pixels) -> None:
    """A ratio asked for beside pixels must be theirs."""
    ratio = draft["aspect_ratio"]
    if ratio is not None and abs(size[0] / size[1] / ratio_of(ratio) - 1) > 0.06:
        raise InvalidArgument(
            message=f"{draft.spelled('size')} {written(size)} and {draft.spelled('aspect_ratio')} {ratio} "
            "contradict each other.",
            field=draft.spelled("aspect_ratio"),
            hint="Send one of them.",
        )


def _refused(model: Model, draft: Draft[Any], size: Pixels, near: Pixels) -> InvalidArgument:
    rule = model.parameters.get("size")
    if rule is not None and rule.one_of:
        allowed = tuple(str(choice) for choice in rule.one_of)
    elif "size_step" in model.limits:
        limits = model.limits
        allowed = (
            f"any size in steps of {limits['size_step']} pixels up to {limits['size_max_edge']} a side",
            f"no longer than {limits['size_max_ratio']}:1",
            f"{limits['size_min_pixels']} to {limits['size_max_pixels']} pixels in all",
        )
    else:
        like = draft[class_name(model)] or size_class(model, draft.ask)
        allowed = tuple(written(place.size) for place in places(model) if place.size_class == like)
    spelled = draft.spelled("size")
    return InvalidArgument(
        message=f"{model.id} does not make pictures of {written(size)} pixels ({spelled}).",
        field=spelled,
        allowed=allowed,
        nearest=written(near),
    )
