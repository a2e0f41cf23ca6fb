"""Generated inputs of scheme 31, unicom-human-cause."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import human_cause
from tests.oracles.common import Outcome, Parameters, Row, Tables, month
from tests.oracles.data_common import YEAR, Events, Generated, Mode, Place, branches, leave, months_of_place, time_in


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Amounts with and without fen, readings by chance."""
    found: Parameters = {"fine_person": "100", "fine_unit": rng.choice(("0", "50", "33.33"))}
    if mode == "near_ties":
        found["fine_person"] = rng.choice(("99.99", "100.01", "100"))
    elif mode == "random":
        found["fine_person"] = f"{rng.randint(1, 60000) / 100:.2f}"
    found["tracks"] = rng.choice(("unit_and_person", "unit_and_person", "person"))
    found["pay_order"] = rng.choice(("performance_first", "base_first"))
    found["wage_flag_percent"] = rng.choice((20, 20, 12, "12.5"))
    return found


def wages(rng: Random, unit: str, index: int, mode: Mode, parameters: Parameters) -> list[Row]:
    """Pay of a month; where edges are wanted, one or two fines are exactly the pay, or the flag's share of the wage."""
    fine = Fraction(str(parameters["fine_person"])) * rng.randint(1, 3)
    wage = fine * 100 / Fraction(str(parameters["wage_flag_percent"]))
    performance = Fraction(rng.randint(0, 200000), 100)
    base = Fraction(rng.randint(100000, 400000), 100)
    if mode in ("thresholds", "near_ties"):
        performance = rng.choice((fine, fine / 2, Fraction(0)))
        base = rng.choice((fine, wage - performance, wage))
        if mode == "near_ties":
            base += Fraction(rng.choice((-1, 0, 1)), 100)
    elif mode == "ties":
        performance, base = Fraction(rng.choice((0, 100, 200))), Fraction(rng.choice((0, 100, 400, 800)))
    pay = {"performance_pay": performance, "base_wage": base}
    return [
        {"unit": unit, "period": month(index), "indicator": name, "value": f"{float(round(value, 2)):.2f}"}
        for name, value in pay.items()
    ]


def fill(rng: Random, events: Events, chain: list[Place], index: int) -> None:
    """The complaints of a branch, its department and its person in a month, some filed more than once."""
    for _ in range(rng.choice((0, 1, 1, 2, 3))):
        place = rng.choice((*chain, chain[-1], chain[-1]))
        incident = {"incident": f"I{len(events.rows)}"} if rng.random() < 0.25 else {}
        for _ in range(rng.randint(2, 3) if incident else 1):
            later = index + (bool(incident) and rng.random() < 0.2 and index + 1 in months_of_place(place))
            events.add(
                place.unit,
                "complaint" if rng.random() < 0.95 else "service_promise_breach",
                time_in(rng, later, place),
                human=rng.choice(("true", "true", "true", "false", "")),
                determination=rng.choice(("final", "final", "initial", "")),
                **incident,
                **events.odds(),
            )


def count_on_boundary(outcome: Outcome, tables: Tables, parameters: Parameters) -> int:
    """Person-months with some fine that is exactly the pay it is taken from first, all pay, or the flag's share."""
    share = Fraction(str(parameters["wage_flag_percent"])) / 100
    pay: dict[tuple[str, str], dict[str, Fraction]] = {}
    for row in tables["measurements"]:
        pay.setdefault((row["unit"], row["period"]), {})[row["indicator"]] = Fraction(row["value"])
    found = 0
    for (unit, period), amounts in pay.items():
        fines = outcome.nodes.get(("month", unit, period, "fines"), Fraction(0))
        total = sum(amounts.values())
        found += fines != 0 and fines in (*amounts.values(), total, total * share)
    return found


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` unit-months of 2014: persons, the units above them and branches."""
    rng = Random(seed)
    below = rng.choice((("person",), ("department", "person"), ("department", "team", "person")))
    units, chains = branches(rng, max(1, unit_periods // 12 // (len(below) + 1)), below)
    events, measurements, parameters = Events(rng), list[Row](), parameters_of(rng, mode)
    leave(rng, units, chains)
    for chain in chains:
        for index in months_of_place(chain[0]):
            measurements += wages(rng, chain[-1].unit, index, mode, parameters)
            fill(rng, events, chain, index)
    tables = {"units": units, "events": events.shuffled(), "measurements": measurements}
    outcome = human_cause.assess(tables, parameters, YEAR)
    return tables, parameters, YEAR, count_on_boundary(outcome, tables, parameters)
