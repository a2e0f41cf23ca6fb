"""Generated inputs of scheme 25, service-dept-six-dim."""

from __future__ import annotations

from random import Random

from tests.oracles import six_dimensions
from tests.oracles.common import Parameters, Row, Tables, Units, month, periods_in
from tests.oracles.data_boundaries import at_values, rounding_ties
from tests.oracles.data_common import YEAR, Generated, Mode
from tests.oracles.data_staff import filed, months_there, staff
from tests.oracles.six_dimensions import FULL, PATHS


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Readings by chance; an empty sample is never an error here."""
    return {
        "satisfaction_survey_from": rng.choice(("mark", "rate")),
        "sum_reading": "cap100"
        if mode == "thresholds" and rng.random() < 0.5
        else rng.choice(("rate", "cap100", "bonus")),
        "rollup_without_ratings": "error" if rng.random() < 0.25 else "mean",
        "empty_survey": rng.choice(("exclude", "met")),
    }


def rated(rng: Random, unit: str, period: str, mode: Mode) -> list[Row]:
    """The marks of a person and period; where edges are wanted, some sum up to 100 or miss it by a millionth."""
    cell = {"unit": unit, "period": period}
    if mode in ("thresholds", "near_ties") and rng.random() < 0.3:
        short = dict.fromkeys(
            rng.choice((("solving",), ("expression", "sharing", "listening"), ("cooperation", "emergencies")))
        )
        nearly = rng.choice((0, 1, -1)) / 10**6 if mode == "near_ties" else 0
        scores = {leaf: "0" if leaf in short else str(full) for leaf, full in FULL.items()}
        scores["process_rules"] = f"{10 - abs(nearly):.6f}" if nearly else "10"
        return [{**cell, "item": leaf, "score": score} for leaf, score in scores.items()]
    return [
        row for leaf, full in FULL.items() for row in filed(rng, cell, PATHS, leaf, full, mode, ("", "head", "peer"))
    ]


def surveyed(rng: Random, unit: str, period: str, mode: Mode, bare: bool) -> Row:
    """Satisfied of all samples of a period, now and then of nobody; or a bare rate."""
    cell = {"unit": unit, "period": period, "indicator": "satisfaction_rate"}
    if bare:
        return {**cell, "value": rng.choice(("92", "87.5", "100", "66.67"))}
    asked = rng.choice((8, 16, 40, 80)) if mode != "random" else rng.randint(1, 300)
    asked = 0 if rng.random() < 0.08 else asked
    satisfied = asked if mode == "thresholds" and rng.random() < 0.5 else rng.randint(asked // 2, asked)
    return {**cell, "numerator": str(satisfied), "denominator": str(asked)}


def tables_of(rng: Random, mode: Mode, rows: list[Row], units: Units, parameters: Parameters) -> Tables:
    """Marks of every month, of some quarters and years (of all, where they may not lack), and the survey."""
    ratings, measurements = list[Row](), list[Row]()
    longer = [*periods_in(YEAR, "quarter"), *periods_in(YEAR, "year")]
    for unit in {row["unit"]: None for row in rows if row["kind"] == "person"}:
        there, bare = months_there(units, unit), rng.random() < 0.1
        ratings += [row for index in there for row in rated(rng, unit, month(index), mode)]
        if parameters["satisfaction_survey_from"] == "rate":
            measurements += [surveyed(rng, unit, month(index), mode, bare) for index in there]
        for period, parts in longer:
            if parts[-1] in there and (parameters["rollup_without_ratings"] == "error" or rng.random() < 0.3):
                ratings += rated(rng, unit, period, mode)
                if rng.random() < 0.3:
                    measurements.append(surveyed(rng, unit, period, mode, bare))
    rng.shuffle(ratings)
    return {"units": rows, "ratings": ratings, "measurements": measurements}


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` person-periods of 2014, and how many of them lie on a boundary."""
    rng = Random(seed)
    rows, units = staff(rng, unit_periods * 12 // 17, "department")
    parameters = parameters_of(rng, mode)
    tables = tables_of(rng, mode, rows, units, parameters)
    outcome = six_dimensions.assess(tables, parameters, YEAR)
    edges = [at_values(outcome, card, {"raw_points": (100,)}) for card in ("month", "quarter", "year")]
    return tables, parameters, YEAR, len(rounding_ties(outcome).union(*edges))
