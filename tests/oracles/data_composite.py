"""Generated inputs of scheme 28, unicom-composite."""

from __future__ import annotations

from random import Random

from tests.oracles import composite
from tests.oracles.common import Parameters, Row, Units, month, periods_in
from tests.oracles.composite import FULL, PATHS
from tests.oracles.data_boundaries import at_values, rounding_ties
from tests.oracles.data_common import YEAR, Generated, Mode, branches
from tests.oracles.data_staff import filed, months_there


def parameters_of(rng: Random) -> Parameters:
    """Readings and shares by chance."""
    found: Parameters = {
        "missing_six": rng.choice(("rescale", "awarded", "raw")),
        "complaint_timeliness_from": rng.choice(("mark", "rate")),
        "rollup": rng.choice(("mean", "mean", "last")),
    }
    if rng.random() < 0.3:
        items = rng.choice((70, 55, "62.5"))
        found |= {"items_percent": items, "satisfaction_percent": f"{100 - float(items):g}"}
    return found


def timely(rng: Random, cell: Row, mode: Mode) -> Row:
    """Complaints in time of those due; now and then none was due, or a bare rate is supplied."""
    cell = {**cell, "indicator": "complaint_handling_timeliness_rate"}
    if rng.random() < 0.1:
        return {**cell, "value": rng.choice(("90", "97.5", "100", "33.33"))}
    due = rng.choice((8, 16, 64)) if mode in ("ties", "thresholds") else rng.randint(1, 10**6)
    due = 0 if rng.random() < 0.05 else due
    return {**cell, "numerator": str(rng.randint(due // 2, due)), "denominator": str(due)}


def content(rng: Random, unit: str, period: str, mode: Mode) -> Row:
    """A satisfaction score."""
    cell = {"unit": unit, "period": period, "indicator": "satisfaction_score"}
    if mode == "near_ties":
        return {**cell, "value": f"{rng.choice((90, 85.5)) + rng.choice((-1, 0, 1)) / 10**6:.6f}"}
    steps = 1 if mode == "ties" else 80 if mode == "thresholds" else 100
    return {**cell, "value": f"{rng.randint(60 * steps, 100 * steps) / steps:g}"}


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` branch-periods of 2014, and how many of them lie on a boundary."""
    rng = Random(seed)
    rows, chains = branches(rng, max(2, unit_periods // 15), ())
    units, parameters = Units(rows), parameters_of(rng)
    ratings, measurements = list[Row](), list[Row]()
    for unit in (chain[0].unit for chain in chains):
        there = months_there(units, unit)
        for index in there:
            cell = {"unit": unit, "period": month(index)}
            full = rng.random() < 0.1
            for leaf, most in FULL.items():
                marked = [{**cell, "item": leaf, "score": str(most)}] if full else []
                ratings += marked or filed(rng, cell, PATHS, leaf, most, mode, ("", "office"))
            if parameters["complaint_timeliness_from"] == "rate":
                measurements.append(timely(rng, cell, mode))
        for period, parts in [*periods_in(YEAR, "half"), *periods_in(YEAR, "year")]:
            if parts[-1] in there and ("H" in period or rng.random() < 0.6):
                measurements.append(content(rng, unit, period, mode))
    rng.shuffle(ratings)
    tables = {"units": rows, "ratings": ratings, "measurements": measurements}
    outcome = composite.assess(tables, parameters, YEAR)
    edges = at_values(outcome, "month", {"raw_points": (94,)}) | rounding_ties(outcome)
    return tables, parameters, YEAR, len(edges)
