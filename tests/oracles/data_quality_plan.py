"""Generated inputs of scheme 35, generic-quality-plan."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from fractions import Fraction
from random import Random

from tests.oracles import quality_plan
from tests.oracles.common import Parameters, Row, Units, first_day, last_day, month, span_months
from tests.oracles.data_boundaries import at_values, rounding_ties
from tests.oracles.data_common import Generated, Mode
from tests.oracles.data_marks import aimed, rated
from tests.oracles.data_spells import BOTH_YEARS, span_within, staff
from tests.oracles.measures import Pair
from tests.oracles.quality_plan import LEAVES, waiting
from tests.oracles.rated import weights_of

TARGETS = [Fraction(80), Fraction("85.005"), Fraction("92.5")]


def parameters_of(rng: Random) -> Parameters:
    """Weights, where the resolution comes from, to which month a request belongs."""
    found: Parameters = {"resolution_from": rng.choice(("rate", "mark"))}
    if rng.random() < 0.5:
        found["weights"] = rng.choice(("1;2;3;4;5", "0.5;1;0;1;1"))
    if rng.random() < 0.5:
        found["ticket_period"] = rng.choice(("accepted", "completed"))
    return found


def rate(rng: Random, mark: Fraction) -> Row:
    """Solved / received that makes a mark; now and then nothing was received."""
    if rng.random() < 0.03:
        return {"numerator": "0", "denominator": "0"}
    times = (mark / 100).denominator * rng.choice((1, 1, 7))
    return {"numerator": str(int(mark * times / 100)), "denominator": str(times)}


class Desk:
    """Makes the requests of a run."""

    def __init__(self, rng: Random, units: Units) -> None:
        self.rng, self.units, self.rows = rng, units, list[Row]()

    def request(self, unit: str, index: int, mode: Mode) -> None:
        """A request of a unit that is there: answered in round minutes, to the second, or not at all."""
        rng = self.rng
        at = datetime.combine(first_day(index), time()) + timedelta(seconds=rng.randrange(86400 * last_day(index).day))
        if self.units.at(unit, at.date()) is None:
            return
        wait = rng.choice((30, 90, 60, 15)) * 60 if mode == "ties" else rng.randrange(86400 * 3)
        if mode == "thresholds":
            wait = rng.choice((3, 9, 33, 63)) * 60 * rng.choice((1, 5)) // 5  # .2 and .6 of a minute
        row = {
            "ticket": f"T{len(self.rows):07d}",
            "unit": unit,
            "kind": "request" if rng.random() < 0.95 else "complaint_reply",
            "accepted_at": at.isoformat(),
            "responded_at": (at + timedelta(seconds=wait)).isoformat() if rng.random() < 0.9 else "",
        }
        self.rows.append(row)


def supplied(rng: Random, cell: tuple[str, str], pair: Pair | None, quiet: bool) -> list[Row]:
    """The mean time of a team without requests, or the same as its requests make."""
    if quiet:
        many = rng.randint(0, 9)
        pair = Fraction(many * rng.randint(1, 900)), Fraction(many)
    if pair is None or rng.random() < (0.2 if quiet else 0.9) or 10**6 % pair[0].denominator:
        return []
    cells = {"numerator": f"{float(pair[0]):.6f}", "denominator": str(pair[1])}
    return [{"unit": cell[0], "period": cell[1], "indicator": "mean_response_time_minutes", **cells}]


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` months of teams in 2013 and 2014."""
    rng = Random(seed)
    parameters = parameters_of(rng)
    weights = weights_of(parameters, len(LEAVES))
    teams = staff(rng, max(2, unit_periods // 24), "team", prefix="T")
    persons = staff(rng, len(teams), "person", [row["unit"] for row in teams])
    units, ratings, measurements = Units(teams + persons), list[Row](), list[Row]()
    desk = Desk(rng, units)
    quiet = {row["unit"] for row in teams if rng.random() < 0.2}
    quiet |= {row["unit"] for row in persons if row["parent"] in quiet}
    for index in span_months(BOTH_YEARS):
        for row in units.of_kind(["team", "person"], last_day(index)):
            if row["unit"] not in quiet:
                for _ in range(rng.choice((0, 1, 2, 3))):
                    desk.request(row["unit"], index, mode)
    waits = waiting(units, desk.rows, str(parameters.get("ticket_period", "deadline")))
    for index in span_months(BOTH_YEARS):
        for row in units.of_kind(["team"], last_day(index)):
            cell = row["unit"], month(index)
            found = dict(zip(LEAVES, aimed(rng, mode, TARGETS, weights), strict=True))
            if parameters["resolution_from"] == "rate" or rng.random() < 0.3:
                cells = rate(rng, found["resolution_rate_rating"])
                measurements.append({"unit": cell[0], "period": cell[1], "indicator": "resolution_rate", **cells})
            if parameters["resolution_from"] == "rate":
                del found["resolution_rate_rating"]
            measurements += supplied(rng, cell, waits.get(cell), cell[0] in quiet)
            ratings += rated(rng, *cell, found, "generic-quality-plan")
    tables = {"units": teams + persons, "ratings": ratings, "measurements": measurements, "tickets": desk.rows}
    span = span_within(rng)
    outcome = quality_plan.assess(tables, parameters, span)
    edges: dict[str, tuple[int | Fraction, ...]] = {"total": tuple(TARGETS), "resolution": (100,)}
    return tables, parameters, span, len(rounding_ties(outcome) | at_values(outcome, "month", edges))
