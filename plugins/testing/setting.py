"""Rows whose own column is set, so that the least, greatest, mean or last of them comes to a target."""

from __future__ import annotations

from fractions import Fraction

from kaohe.core.bounds.boundaries import Boundary
from kaohe.core.errors import KaoheError
from kaohe.plugins.testing.counting import kinds_of
from kaohe.plugins.testing.inputs import copied, inputs
from kaohe.plugins.testing.levers import Lever, decimal
from kaohe.plugins.testing.places import Place, Sides

STEPS = (Fraction(0), *(sign * Fraction(1, 100) * times for times in (1, 100) for sign in (-1, 1)))


def columned(place: Place, boundary: Boundary, lever: Lever, target: Fraction) -> Sides:
    """By one value in the column of every row of the kind. Raises KaoheError where the rows lack that column."""
    item, rows = lever.step_of.item, inputs(place.case.texts)
    assert item is not None
    assert item.each is not None
    kinds = kinds_of(place, lever)
    if not any(row.get(item.each) and row["kind"] in kinds for row in rows.get("events", [])):
        raise KaoheError(f"no event of the case has {item.each}")
    sides: Sides = {}
    for step in STEPS:
        gap = place.gap(boundary, lever, target + step)
        side = None if gap is None else (gap > 0) - (gap < 0)
        if side is not None and side not in sides:
            sides[side] = copied(rows)
            for row in sides[side]["events"]:
                if row["kind"] in kinds:
                    row[item.each] = decimal(target + step)
    return sides
