"""Generated inputs of scheme 19, crm-dept-report."""

from __future__ import annotations

from random import Random

from tests.oracles import dept_report
from tests.oracles.common import Outcome, Parameters, Row, Tables, last_day, month
from tests.oracles.data_boundaries import rounding_ties
from tests.oracles.data_common import JANUARY, YEAR, Generated, Mode


def rate(rng: Random, mode: Mode) -> Row:
    """Cases over cases: anywhere, half a hundredth of a percent, or just beside one; now and then none at all."""
    if rng.random() < 0.05:
        return {"numerator": "0", "denominator": "0"}
    if mode == "random":
        cases = rng.randint(1, 900)
        return {"numerator": str(rng.randint(0, cases)), "denominator": str(cases)}
    if rng.random() < 0.1:
        return {"value": f"{rng.randrange(10**5) / 1000:.3f}"}
    cases = rng.choice((800, 160, 20_000)) if mode != "near_ties" else 20_000_000
    met = rng.randint(0, cases)
    if mode == "near_ties":
        met = max(0, min(cases, met // 1000 * 1000 + rng.choice((-1, 0, 1))))
    return {"numerator": str(met), "denominator": str(cases)}


def department(rng: Random, unit: str, period: str, persons: list[str], mode: Mode) -> list[Row]:
    """The figures of one month; the new customers are sometimes filed by the persons."""
    rates = ["deal_rate", "opportunity_loss_rate", "callback_completion_rate"]
    rates += ["satisfaction_rate"] if rng.random() < 0.7 else []
    found = [{"unit": unit, "period": period, "indicator": name, **rate(rng, mode)} for name in rates]
    filers = [unit] if not persons or rng.random() < 0.6 else rng.sample(persons, rng.randint(1, len(persons)))
    if len(filers) == 1 and persons and rng.random() < 0.1:
        filers = [unit, *persons]
    for filer in filers:
        found.append({"unit": filer, "period": period, "indicator": "new_customers", "value": str(rng.randint(0, 99))})
    return found


def on_boundary(outcome: Outcome) -> int:
    """Unit-periods with a tie in rounding, or with a rate of exactly 0 or 100 %."""
    ends = {
        (unit, period)
        for (_, unit, period, node), value in outcome.nodes.items()
        if node != "new_customers" and value in (0, 100)
    }
    return len(rounding_ties(outcome) | ends)


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables of 2014 for about `unit_periods` months of departments, some with persons."""
    rng = Random(seed)
    parameters: Parameters = {"empty_survey": rng.choice(("exclude", "met"))}
    units, measurements = list[Row](), list[Row]()
    for n in range(max(1, unit_periods // 12)):
        unit, roll = f"D{n:05d}", rng.random()
        first = f"2014-{rng.randint(2, 11):02d}-{rng.choice((1, 15)):02d}" if roll < 0.06 else ""
        last = rng.choice(("2014-06-30", "2014-08-20")) if 0.06 <= roll < 0.12 else ""
        persons = [f"{unit}P{k}" for k in range(rng.choice((0, 1, 3)))]
        spell = {"from": first, "to": last}
        units.append({"unit": unit, "kind": "department", "parent": "", **spell})
        units += [{"unit": person, "kind": "person", "parent": unit, **spell} for person in persons]
        for index in range(JANUARY, JANUARY + 12):
            if (first or "0") <= last_day(index).isoformat() <= (last or "9"):
                measurements += department(rng, unit, month(index), persons, mode)
    rng.shuffle(measurements)
    tables: Tables = {"units": units, "measurements": measurements}
    return tables, parameters, YEAR, on_boundary(dept_report.assess(tables, parameters, YEAR))
