"""Generated inputs of scheme 26, service-dept-four-dim."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import four_dimensions
from tests.oracles.common import Parameters, Row, Units, exact, last_day, month, periods_in
from tests.oracles.data_boundaries import at_values, rounding_ties
from tests.oracles.data_common import YEAR, Generated, Mode
from tests.oracles.data_staff import filed, months_there, staff
from tests.oracles.four_dimensions import LEAVES, PATHS


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Weights by chance; a line of excellence, or none."""
    found: Parameters = {}
    if mode == "random":
        found["person_weight"] = rng.choice((50, 60, "37.5", 0, 100))
        found["dimension_weights"] = rng.choice(("1;1;1;1", "40;30;20;10", "1;2;1.5;0"))
    if mode != "random" or rng.random() < 0.7:
        found["excellent_line"] = rng.choice((85, 85, "82.5"))
    return found


def rated(rng: Random, unit: str, period: str, level: str, mode: Mode) -> list[Row]:
    """The marks of a person's month or a team's quarter: at one level, if one is given, or beside it."""
    cell = {"unit": unit, "period": period}
    if not level:
        return [row for leaf in LEAVES for row in filed(rng, cell, PATHS, leaf, 100, mode, ("", "head", "peer"))]
    marks = dict.fromkeys(LEAVES, level)
    if mode == "near_ties":
        leaf = rng.choice(LEAVES)
        marks[leaf] = f"{float(level) + rng.choice((-1, 0, 0, 1)) / 10**6:.6f}"
    return [{**cell, "item": leaf, "score": score} for leaf, score in marks.items()]


def level_of(rng: Random, mode: Mode) -> str:
    """The level of a unit's year, where edges are wanted."""
    return rng.choice(("80", "85", "90", "")) if mode in ("thresholds", "near_ties") else ""


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` person-months, team-quarters and person-years of 2014; how many on a boundary."""
    rng = Random(seed)
    rows, _ = staff(rng, unit_periods * 12 // 14, "team")
    for row in rows:
        if row["kind"] == "team" and rng.random() < 0.15:
            row["from"] = rng.choice(("2014-03-31", "2014-05-10", "2014-10-01"))
    units, parameters, ratings = Units(rows), parameters_of(rng, mode), list[Row]()
    for unit, kind in {row["unit"]: row["kind"] for row in rows}.items():
        level = level_of(rng, mode)
        if kind == "person":
            periods = [month(index) for index in months_there(units, unit)]
        else:
            quarters = periods_in(YEAR, "quarter")
            periods = [period for period, parts in quarters if units.at(unit, last_day(parts[-1])) is not None]
        for period in periods:
            ratings += rated(rng, unit, period, level, mode)
    rng.shuffle(ratings)
    tables = {"units": rows, "ratings": ratings}
    outcome = four_dimensions.assess(tables, parameters, YEAR)
    line: tuple[Fraction, ...] = (exact(parameters["excellent_line"]),) if "excellent_line" in parameters else ()
    return tables, parameters, YEAR, len(at_values(outcome, "person_year", {"total": line}) | rounding_ties(outcome))
