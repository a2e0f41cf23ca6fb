"""Generated inputs of scheme 39, vehicle-service-monthly."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from random import Random

from tests.oracles import common, vehicle_service
from tests.oracles.common import Outcome, Parameters, Units, exact, last_day, span_months
from tests.oracles.data_common import Events, Generated, Mode, time_in
from tests.oracles.data_spells import BOTH_YEARS, span_within, staff
from tests.oracles.vehicle_service import Rules

CODES = ("smoking", "overload", "late_start", "rudeness", "skipped_stop")


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Points and, mostly, fines of every violation; opening, line and reward, usual or not."""
    points = {"random": "1 2 0.5 5 3.33", "ties": "2 2 5 5 0"}.get(mode, "1 2 3 5 10").split()
    found: Parameters = {"illustrative": True}
    found |= {f"violation_deductions.{code}": worth for code, worth in zip(CODES, points, strict=True)}
    if rng.random() < 0.8:
        found |= {f"violation_fines.{code}": rng.choice((0, 20, "33.33", 100)) for code in rng.sample(CODES, 4)}
    if rng.random() < 0.4:
        found["opening"] = rng.choice((110, 30, "99.5"))
    if mode in ("thresholds", "near_ties"):
        found["excellent_line"] = float(exact(found.get("opening", 100))) - rng.choice((9, 15, 20))
    elif rng.random() < 0.5:
        found["excellent_line"] = rng.choice((99, "97.5", 80))
    if rng.random() < 0.7:
        found["reward_amount"] = rng.choice((1000, "888.88", 0))
    return found


def month_of_vehicle(rng: Random, events: Events, unit: str, index: int) -> None:
    """The violations of a vehicle and month: some decided case by case, some of one incident."""
    for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 3))):
        incident = f"I{len(events.rows)}" if rng.random() < 0.15 else ""
        for _ in range(rng.randint(2, 3) if incident else 1):
            cells = {
                "violation": rng.choice(CODES),
                "incident": incident,
                "person": rng.choice(("", "", "driver 1", "driver 2")),
            }
            if rng.random() < 0.15:
                cells["decided_points"] = rng.choice(("-3", "0", "-1.5", "-20"))
            if rng.random() < 0.15:
                cells["decided_amount"] = rng.choice(("-50", "0", "-12.34"))
            kind = "rule_violation" if rng.random() < 0.95 else "complaint"
            events.add(unit, kind, time_in(rng, index), **cells, **events.odds())


def reach_line(rng: Random, events: Events, outcome: Outcome, rules: Rules, mode: Mode) -> None:
    """Vehicles whose year is brought exactly to the line, or beside it, by decided violations in as many months as needed."""
    months: dict[tuple[str, str], dict[str, Fraction]] = defaultdict(dict)
    for (card, unit, period, node), value in outcome.nodes.items():
        if (card, node) == ("month", "total") and not isinstance(value, str):
            months[unit, period[:4]][period] = value
    for (card, unit, period, _), value in outcome.nodes.items():
        if card != "year" or isinstance(value, str) or rng.random() < 0.3:
            continue
        over = (value - rules.line) * len(months[unit, period])
        over += Fraction(rng.choice((-1, 0, 1)), 10**6) if mode == "near_ties" else 0
        for index, total in months[unit, period].items():
            taken = min(max(over, Fraction(0)), total)
            over -= taken
            if taken:
                at = f"{last_day(common.months(index)[0])}T23:59:59"
                events.add(unit, "rule_violation", at, violation=CODES[0], decided_points=f"{float(-taken):.6f}")


def count_on_boundary(outcome: Outcome, rules: Rules) -> int:
    """Years exactly on the line, and months in which the points just reach the bottom."""
    found = 0
    for (card, unit, period, node), value in outcome.nodes.items():
        on_line = card == "year" and value == rules.line
        at_bottom = (
            node == "total" and value == 0 and outcome.nodes.get((card, unit, period, "minus_points")) == rules.opening
        )
        found += on_line or at_bottom
    return found


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` months and years of vehicles in 2013 and 2014."""
    rng = Random(seed)
    parameters = parameters_of(rng, mode)
    rows = staff(rng, max(2, unit_periods // 26), "vehicle", prefix="V")
    units, events = Units(rows), Events(rng)
    for index in span_months(BOTH_YEARS):
        for row in units.of_kind(["vehicle"], last_day(index)):
            month_of_vehicle(rng, events, row["unit"], index)
    tables = {"units": rows, "events": events.rows}
    if mode in ("thresholds", "near_ties"):
        reach_line(rng, events, vehicle_service.assess(tables, parameters, BOTH_YEARS), Rules(parameters), mode)
    tables["events"] = events.shuffled()
    span = span_within(rng)
    return (
        tables,
        parameters,
        span,
        count_on_boundary(vehicle_service.assess(tables, parameters, span), Rules(parameters)),
    )
