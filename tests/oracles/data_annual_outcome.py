"""Generated inputs of scheme 8, chengdu-annual-outcome: year scores supplied, or left to the events of scheme 1."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import annual_outcome, branch_monthly, data_branch_monthly
from tests.oracles.common import Parameters, Row, Span, rounded
from tests.oracles.data_boundaries import at_values
from tests.oracles.data_common import YEAR, Generated, Mode, branches

LONG: Span = ("2012-01", "2015-12")


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """The illustrative lines, or others."""
    if rng.random() < 0.4:
        return {"illustrative": True}
    lines = {"random": ("92.5", "70"), "ties": ("85", "84"), "near_ties": ("90", "59.999"), "thresholds": ("90", "60")}
    high, low = lines[mode]
    return {"excellent_line": high, "unqualified_line": low, "bonus_points": rng.choice(("2", "0.5", "0", "3.125"))}


def led(rng: Random, units: list[Row]) -> list[Row]:
    """Branches with the leader in charge of service, some without; some change the leader within the year."""
    for row in [row for row in units if row["kind"] == "branch"]:
        row["service_leader"] = rng.choice(("", f"L{row['unit']}", f"L{row['unit']}"))
        if not row["from"] and not row["to"] and rng.random() < 0.1:
            units.append({**row, "from": "2014-07-16", "service_leader": f"M{row['unit']}"})
            row["to"] = "2014-07-15"
    return units


def score(rng: Random, lines: tuple[Fraction, Fraction], mode: Mode) -> Fraction:
    """A year score anywhere, or near one of the lines."""
    if mode == "random":
        return Fraction(rng.randint(3000, 11000), 100)
    step = {"ties": Fraction(1), "near_ties": Fraction(1, 10**6), "thresholds": Fraction(1, 100)}[mode]
    return rng.choice(lines) + step * rng.choice((0, 1, -1))


def lines_of(parameters: Parameters) -> tuple[Fraction, Fraction]:
    """The two lines."""
    names = "excellent_line", "unqualified_line"
    high, low = (annual_outcome.required(parameters, name) for name in names)
    return high, low


def text(value: Fraction) -> str:
    """A decimal with six places."""
    return str(rounded(value, 6))


def counted(generated: Generated) -> Generated:
    """With the number of branch-years whose verdict score is exactly a line."""
    tables, parameters, span, _ = generated
    outcome = annual_outcome.assess(tables, parameters, span)
    return (*generated[:3], len(at_values(outcome, "year", {"verdict_score": lines_of(parameters)})))


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """About `unit_periods` branch-years of 2012 to 2015, some with the score of other indicators over that of service."""
    rng = Random(seed)
    parameters, measurements = parameters_of(rng, mode), list[Row]()
    units = led(rng, branches(rng, max(1, unit_periods // 4), ("outlet",))[0])
    for unit in dict.fromkeys(row["unit"] for row in units if row["kind"] == "branch"):
        for period in ("2012", "2013", "2014", "2015"):
            names = ("year_service_score", "annual_verdict_score")
            for name in names if rng.random() < 0.2 else names[:1]:
                value = text(score(rng, lines_of(parameters), mode))
                measurements.append({"unit": unit, "period": period, "indicator": name, "value": value})
    return counted(({"units": units, "measurements": measurements}, parameters, LONG, 0))


def generate_linked(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """About two branches with the events of 2014 for three `unit_periods`; lines at scores that occur."""
    rng = Random(seed)
    tables, given, span, _ = data_branch_monthly.generate(seed, unit_periods * 8, mode)
    given = {name: value for name, value in given.items() if name not in ("as_of", "month_weights")}
    led(rng, tables["units"])
    scores = branch_monthly.assess(tables, given, span).nodes
    reached = sorted(v for (card, *_), v in scores.items() if card == "year" and isinstance(v, Fraction))
    decimals = sorted({value for value in reached if 10**6 % value.denominator == 0} | {Fraction(60), Fraction(61)})
    lines = sorted(rng.sample(decimals, 2))
    bonus = {"excellent_line": text(lines[1]), "unqualified_line": text(lines[0]), "bonus_points": "2"}
    for unit in dict.fromkeys(row["unit"] for row in tables["units"] if row["kind"] == "branch"):
        key, scored = {"unit": unit, "period": "2014"}, scores.get(("year", unit, "2014", "total"))
        if rng.random() < 0.1:
            value = text(rng.choice(lines))
            tables["measurements"].append({**key, "indicator": "annual_verdict_score", "value": value})
        if rng.random() < 0.3 and scored in decimals:  # both may be there if they agree
            assert isinstance(scored, Fraction)
            tables["measurements"].append({**key, "indicator": "year_service_score", "value": text(scored)})
    return counted((tables, {**given, **bonus}, YEAR, 0))
