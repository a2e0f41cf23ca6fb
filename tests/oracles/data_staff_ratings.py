"""Generated inputs of scheme 40, staff-five-ratings."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import staff_ratings
from tests.oracles.common import Parameters, Row, Units, last_day, month, span_months
from tests.oracles.data_boundaries import rounding_ties
from tests.oracles.data_common import Generated, Mode
from tests.oracles.data_marks import aimed, rated
from tests.oracles.data_spells import BOTH_YEARS, span_within, staff
from tests.oracles.rated import weights_of
from tests.oracles.staff_ratings import LEAVES, METHODS

TARGETS = [Fraction("87.605"), Fraction("79.995"), Fraction(85)]
"""Totals that are ties in rounding, and a whole one."""


def methods(rng: Random, cell: tuple[str, str], leaf: str) -> list[Row]:
    """Marks of one leaf by two to five methods, some by several raters."""
    rows: list[Row] = []
    for method in rng.sample(METHODS, rng.randint(2, 5)):
        for rater in range(rng.choice((1, 1, 1, 2, 3))):
            score = f"{rng.randint(400, 1000) / 10:g}"
            rows.append({"item": leaf, "rater": f"R{rater}", "score": score, "full": "", "role": method})
    return [{"unit": cell[0], "period": cell[1], **row} for row in rows]


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` months of persons in 2013 and 2014."""
    rng = Random(seed)
    parameters: Parameters = {}
    if rng.random() < 0.5:
        parameters["weights"] = rng.choice(("1;2;3;4;5", "0.2;0.3;0.1;0.2;0.2", "1;1;0;1;1"))
    weights = weights_of(parameters, len(LEAVES))
    rows = staff(rng, max(2, unit_periods // 23), "person")
    units, ratings = Units(rows), list[Row]()
    for index in span_months(BOTH_YEARS):
        for row in units.of_kind(["person"], last_day(index)):
            cell = row["unit"], month(index)
            found = dict(zip(LEAVES, aimed(rng, mode, TARGETS, weights), strict=True))
            if rng.random() < 0.3:
                leaf = rng.choice(LEAVES)
                del found[leaf]
                ratings += methods(rng, cell, leaf)
            ratings += rated(rng, *cell, found, "staff-five-ratings", METHODS)
    tables = {"units": rows, "ratings": ratings}
    span = span_within(rng)
    return tables, parameters, span, len(rounding_ties(staff_ratings.assess(tables, parameters, span)))
