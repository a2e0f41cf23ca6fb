"""Generated inputs of scheme 38, operator-five-criteria."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import operator_criteria
from tests.oracles.common import Outcome, Parameters, Row, Units, last_day, month, span_months
from tests.oracles.data_boundaries import rounding_ties
from tests.oracles.data_common import Generated, Mode
from tests.oracles.data_marks import aimed, rated
from tests.oracles.data_spells import BOTH_YEARS, span_within, staff
from tests.oracles.operator_criteria import LEAVES, Tiers
from tests.oracles.rated import weights_of

TARGETS = [Fraction(90), Fraction("77.775")]


def parameters_of(rng: Random) -> Parameters:
    """Where the speed comes from, the tiers, the weights."""
    found: Parameters = {"illustrative": True, "response_speed_from": rng.choice(("tiers", "tiers", "mark"))}
    if rng.random() < 0.5:
        found |= {"response_tiers.60": 95, "response_tiers.above": rng.choice((10, "12.5"))}
    if rng.random() < 0.5:
        found["weights"] = rng.choice(("1;2;3;4;5", "0.2;0.3;0.1;0.2;0.2", "1;1;0;1;1"))
    return found


def times(rng: Random, mode: Mode, tiers: Tiers) -> Row:
    """Minutes / answers: anywhere, exactly on a bound, or beside it by a hair; or a bare mean."""
    bound = rng.choice([bound for bound, _ in tiers.bounds])
    if rng.random() < 0.03:
        return {"numerator": "0", "denominator": "0"}
    if rng.random() < 0.1:
        return {"value": rng.choice(("60", "60.6", "0", "1440.6", "239.999999", "1440.000001"))}
    if mode == "random":
        return {"numerator": str(rng.randint(0, 90000)), "denominator": str(rng.randint(1, 90))}
    many = rng.randint(500_000, 690_000) if mode == "near_ties" else rng.choice((1, 7, 12, 30))
    beside = rng.choice((-1, 0, 1))
    return {"numerator": str(bound * many + beside), "denominator": str(many)}


def on_bound(outcome: Outcome, tiers: Tiers) -> set[tuple[str, str]]:
    """Shown company-months whose mean time is exactly an upper bound."""
    bounds = {bound for bound, _ in tiers.bounds}
    return {
        (unit, period)
        for (_, unit, period, node), value in outcome.nodes.items()
        if node == "mean_response_time_minutes" and value in bounds
    }


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` months of companies in 2013 and 2014."""
    rng = Random(seed)
    parameters = parameters_of(rng)
    weights, tiers = weights_of(parameters, len(LEAVES)), Tiers(parameters)
    rows = staff(rng, max(2, unit_periods // 23), "company", prefix="C")
    units, ratings, measurements = Units(rows), list[Row](), list[Row]()
    by_tiers = parameters["response_speed_from"] == "tiers"
    for index in span_months(BOTH_YEARS):
        for row in units.of_kind(["company"], last_day(index)):
            cell = row["unit"], month(index)
            found = dict(zip(LEAVES, aimed(rng, mode, TARGETS, weights), strict=True))
            if by_tiers:
                del found["response_speed"]
            if by_tiers or rng.random() < 0.3:
                indicator = {"unit": cell[0], "period": cell[1], "indicator": "mean_response_time_minutes"}
                measurements.append({**indicator, **times(rng, mode, tiers)})
            ratings += rated(rng, *cell, found, "operator-five-criteria")
    tables = {"units": rows, "ratings": ratings, "measurements": measurements}
    span = span_within(rng)
    outcome = operator_criteria.assess(tables, parameters, span)
    edges = on_bound(outcome, tiers) if by_tiers else rounding_ties(outcome)
    return tables, parameters, span, len(edges)
