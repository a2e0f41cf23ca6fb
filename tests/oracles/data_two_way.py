"""Generated inputs of scheme 17, service-dept-360."""

from __future__ import annotations

from random import Random

from tests.oracles import two_way
from tests.oracles.common import Parameters, Row, month
from tests.oracles.data_boundaries import rounding_ties
from tests.oracles.data_common import YEAR, Generated, Mode
from tests.oracles.data_staff import filed, months_there, staff
from tests.oracles.two_way import LEAVES, PATHS


def parameters_of(rng: Random) -> Parameters:
    """Weights and readings by chance."""
    found: Parameters = {"rollup": rng.choice(("mean", "mean", "last"))}
    if rng.random() < 0.5:
        found["superior_weight"] = rng.choice((60, 30, "62.5", 0, 100))
    if rng.random() < 0.5:
        found["dimension_weights"] = rng.choice(("40;30;20;10", "1;2;1.5;1", "0;1;1;0"))
    return found


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` person-periods of 2014, and how many of them lie on a boundary."""
    rng = Random(seed)
    rows, units = staff(rng, unit_periods * 12 // 19, "department")
    parameters, ratings = parameters_of(rng), list[Row]()
    for unit in {row["unit"]: None for row in rows if row["kind"] == "person"}:
        for index in months_there(units, unit):
            cell = {"unit": unit, "period": month(index)}
            for side in rng.choice((("superior", "peer"), ("superior", "peer"), ("superior",), ("peer",))):
                ratings += [row for leaf in LEAVES for row in filed(rng, cell, PATHS, leaf, 100, mode, (side,))]
            if rng.random() < 0.05:
                ratings += filed(rng, cell, PATHS, rng.choice(LEAVES), 100, mode, ("self",))
    rng.shuffle(ratings)
    tables = {"units": rows, "ratings": ratings}
    return tables, parameters, YEAR, len(rounding_ties(two_way.assess(tables, parameters, YEAR)))
