"""Generated inputs of scheme 34, generic-quality-management."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import quality_management
from tests.oracles.common import Outcome, Parameters, Row, Units, last_day, month, parameter_table, span_months
from tests.oracles.data_common import Generated, Mode
from tests.oracles.data_marks import aimed, rated
from tests.oracles.data_spells import BOTH_YEARS, span_within, staff
from tests.oracles.quality_management import KINDS, LEAVES
from tests.oracles.rated import weights_of

LINES = ({"excellent": 90, "good": 80, "pass": 60}, {"gold": "87.5", "silver": 70, "rest": 0})


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Weights, where the complaint rate comes from, grades of one's own or none, how months roll up."""
    found: Parameters = {"rollup": rng.choice(("mean", "last")), "complaint_rate_from": rng.choice(("mark", "rate"))}
    if rng.random() < 0.5:
        found["weights"] = rng.choice(("3;2;2;2;1", "0.3;0.2;0.2;0.2;0.1", "1;0;1;1;2"))
    if mode in ("thresholds", "near_ties") or rng.random() < 0.7:
        found |= {f"grade_lines.{grade}": line for grade, line in rng.choice(LINES).items()}
    return found


def complaint_rate(rng: Random, mark: Fraction) -> Row:
    """A rate that makes the mark, in whole numbers; now and then nobody is subscribed."""
    if rng.random() < 0.02:
        return {"numerator": "0", "denominator": "0"}
    share = (100 - mark) / 100
    times = share.denominator * rng.choice((1, 1, 3))
    return {"numerator": str(int(share * times)), "denominator": str(times)}


def count_on_boundary(outcome: Outcome, parameters: Parameters) -> int:
    """Unit-periods with a total exactly on a grade line above 0."""
    lines = {line for line in parameter_table(parameters, "grade_lines").values() if line}
    return len({key[:3] for key, value in outcome.nodes.items() if key[3] == "total" and value in lines})


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` months, quarters and years of departments and persons in 2013 and 2014."""
    rng = Random(seed)
    parameters = parameters_of(rng, mode)
    weights = weights_of(parameters, len(LEAVES))
    rows = staff(rng, max(2, unit_periods // 120), "department", prefix="D")
    rows += staff(rng, max(3, unit_periods // 48), "person", [row["unit"] for row in rows])
    units, ratings, measurements = Units(rows), list[Row](), list[Row]()
    targets = list(parameter_table(parameters, "grade_lines").values()) or [Fraction(80)]
    for index in span_months(BOTH_YEARS):
        for row in units.of_kind(KINDS, last_day(index)):
            cell = row["unit"], month(index)
            found = dict(zip(LEAVES, aimed(rng, mode, targets, weights), strict=True))
            cells = complaint_rate(rng, found["complaint_rate_rating"])
            if parameters["complaint_rate_from"] == "rate":
                del found["complaint_rate_rating"]
            if parameters["complaint_rate_from"] == "rate" or rng.random() < 0.1:
                measurements.append({"unit": cell[0], "period": cell[1], "indicator": "complaint_rate", **cells})
            ratings += rated(rng, *cell, found, "generic-quality-management")
    tables = {"units": rows, "ratings": ratings, "measurements": measurements}
    span = span_within(rng)
    return tables, parameters, span, count_on_boundary(quality_management.assess(tables, parameters, span), parameters)
