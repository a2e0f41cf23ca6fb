"""Oracle of scheme 39, vehicle-service-monthly, from the text of SCHEMES.md (sections 0, 39, B, E.39).

Where the text is silent: the dearest of an incident is the one of most points, the earliest of those. A decided value
stands for one case of the event. A violation without an entry in the table of fines, or without such a table, costs
no money unless an amount was decided.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from fractions import Fraction

from tests.oracles.common import (
    Outcome,
    Parameters,
    Row,
    Span,
    Tables,
    Units,
    exact,
    last_day,
    moment,
    month,
    month_of,
    number,
    parameter_table,
    periods_in,
    span_months,
    yes,
)
from tests.oracles.measures import figure, mean

Cell = tuple[str, int]


class Rules:
    """The parameters of a run, read once."""

    def __init__(self, parameters: Parameters) -> None:
        self.opening = figure(parameters, "opening", 100)
        self.deductions = parameter_table(parameters, "violation_deductions")
        self.fines = parameter_table(parameters, "violation_fines")
        usual = 95 if parameters.get("illustrative") else None
        self.line = exact(parameters.get("excellent_line", usual))
        self.reward = exact(parameters.get("reward_amount", 0))

    def points(self, event: Row) -> Fraction:
        """The signed points of one case."""
        decided = event.get("decided_points")
        return number(decided) if decided else -self.deductions[event["violation"]]

    def fine(self, event: Row) -> Fraction:
        """The fine of one case, positive; what is decided is signed from the vehicle's side (C20)."""
        decided = event.get("decided_amount")
        return -number(decided) if decided else self.fines.get(event["violation"], Fraction(0))


def dearest_cases(events: list[Row], units: Units, rules: Rules) -> list[Row]:
    """The verified violations; of a vehicle (and driver) and incident the one that costs most points (C8, C11)."""
    dearest: dict[tuple[str, str, str], tuple[Fraction, datetime, str, Row]] = {}
    for event in events:
        if event["kind"] != "rule_violation" or not yes(event, "verified", True):
            continue
        case = (*units.whose(event), event.get("incident") or event["event"])
        found = rules.points(event), moment(event["at"]), event["event"], event
        if case not in dearest or found[:3] < dearest[case][:3]:
            dearest[case] = found
    return [found[3] for found in dearest.values()]


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Points and fines of every violation, the month and the year of every vehicle."""
    outcome, units, rules = Outcome(), Units(tables["units"]), Rules(parameters)
    minus: dict[Cell, Fraction] = defaultdict(Fraction)
    fines: dict[Cell, Fraction] = defaultdict(Fraction)
    for event in dearest_cases(tables.get("events", []), units, rules):
        cell, times = (event["unit"], month_of(event["at"])), int(event.get("count") or 1)
        points = rules.points(event) * times
        outcome.rows["events", event["event"], "points"] = points
        minus[cell] += max(Fraction(0), -points)
        outcome.rows["events", event["event"], "fine"] = rules.fine(event) * times
        fines[cell] += rules.fine(event) * times
    totals: dict[Cell, Fraction] = {}
    for index in span_months(span):
        for row in units.of_kind(["vehicle"], last_day(index)):
            cell = row["unit"], index
            totals[cell] = max(Fraction(0), rules.opening - minus[cell])
            values = {"minus_points": minus[cell], "total": totals[cell], "fines": fines[cell]}
            outcome.nodes.update({("month", row["unit"], month(index), name): value for name, value in values.items()})
            outcome.pay(row["unit"], month(index), "fine", -fines[cell])
    for period, indexes in periods_in(span, "year"):
        for row in units.of_kind(["vehicle"], last_day(indexes[-1])):
            unit = row["unit"]
            total = mean(totals[unit, index] for index in indexes if (unit, index) in totals)
            outcome.nodes["year", unit, period, "total"] = total
            excellent = total >= rules.line
            outcome.grades["year", unit, period, "total"] = "excellent" if excellent else "ordinary"
            if excellent:
                outcome.pay(unit, period, "reward", rules.reward)
    return outcome
