"""Oracle of scheme 41, railway-complaint-classes, from the text of SCHEMES.md (sections 0, 41, B, E.41).

Where the text is silent: the events of one unit (or person) and incident are one case (C11); each late event without a class is
flagged. A team without `window_unit` takes, like a person, that of the nearest unit above that has one. What is booked on a unit is held against the wage of that unit, its own or that of the units below it. Units
above show what was collected, and what was not, from themselves and from the units below them at the month's end. A
unit without a spell on the month's last day is not assessed: nothing is posted on it.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from tests.oracles.common import (
    Outcome,
    Parameters,
    Row,
    Span,
    Tables,
    Units,
    last_day,
    moment,
    month,
    month_of,
    parameter_table,
    span_months,
    yes,
)
from tests.oracles.complaint_triggers import KINDS, class_of
from tests.oracles.measures import figure, own_or_below

AMOUNTS = {"1": Fraction(1000), "2": Fraction(300), "3": Fraction(100)}
ASSESSED = ("workshop", "team", "person")
Cell = tuple[str, int]


class Case(NamedTuple):
    """The events of one unit and incident: the severest of them, its class, how many cases it stands for."""

    event: Row
    level: int
    times: int


def is_window(line: list[Row]) -> bool:
    """Whether the lowest unit of a line is a service window: its own value or that of the nearest unit above."""
    return next((yes(row, "window_unit", False) for row in line if row.get("window_unit")), False)


def judge(events: list[Row], units: Units, outcome: Outcome) -> list[Case]:
    """The verified cases that have a class; a late event without one is flagged (C8, C11)."""
    dearest: dict[tuple[str, str, str], tuple[int, datetime, str, Row]] = {}
    for event in events:
        if event["kind"] not in KINDS or not yes(event, "verified", True):
            continue
        unit, person = units.whose(event)
        level = class_of(event, is_window(units.line(unit, moment(event["at"]).date())))
        if level is None:
            if event["kind"] == "service_promise_breach" and yes(event, "late", False):
                period = month(month_of(event["at"]))
                outcome.flags.add((unit, period, "late_unclassified", "", event["event"], ""))
            continue
        case = (unit, person, event.get("incident") or event["event"])
        found = level, moment(event["at"]), event["event"], event
        if case not in dearest or found[:3] < dearest[case][:3]:
            dearest[case] = found
    return [Case(event, level, int(event.get("count") or 1)) for level, _, _, event in dearest.values()]


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Classes and fines of every case, what is collected from the wage of the month, flags."""
    outcome, units = Outcome(), Units(tables["units"])
    usual = AMOUNTS if parameters.get("illustrative") else None
    amounts = parameter_table(parameters, "class_amounts", usual)
    cases = judge(tables.get("events", []), units, outcome)
    wages = own_or_below(units, tables.get("measurements", []), ("bundled_wage",))
    counts: dict[Cell, list[int]] = defaultdict(lambda: [0, 0, 0])
    booked: dict[Cell, Fraction] = defaultdict(Fraction)
    shown_months = span_months(span)
    for case in cases:
        index, unit = month_of(case.event["at"]), units.whose(case.event)[0]
        outcome.rows["events", case.event["event"], "railway_class"] = str(case.level)
        booked[unit, index] += amounts[str(case.level)] * case.times
        line = units.line(unit, moment(case.event["at"]).date())
        for above in line:
            counts[above["unit"], index][case.level - 1] += case.times
        head = next((row["unit"] for row in line if row["kind"] == "workshop"), None)
        if head is not None and units.at(head, last_day(index)) is not None:
            outcome.flags.add((head, month(index), "first_responsible", "", "", ""))
    percent = figure(parameters, "wage_flag_percent", 20)
    for index in shown_months:
        collected: dict[str, Fraction] = defaultdict(Fraction)
        lacking: dict[str, Fraction] = defaultdict(Fraction)
        for row in units.of_kind(ASSESSED, last_day(index)):
            cell = row["unit"], index
            if cell not in wages:
                raise ValueError(f"{row['unit']} {month(index)}: bundled_wage is not supplied")
            taken = min(booked[cell], max(Fraction(0), wages[cell]))
            outcome.pay(row["unit"], month(index), "fine", -taken)
            if booked[cell] > wages[cell] * percent / 100:
                outcome.flags.add((row["unit"], month(index), "wage_deduction_high", "", "", ""))
            for above in units.line(row["unit"], last_day(index)):
                collected[above["unit"]] += taken
                lacking[above["unit"]] += booked[cell] - taken
        for row in units.of_kind(ASSESSED, last_day(index)):
            unit = row["unit"]
            many = dict(zip(AMOUNTS, counts[unit, index], strict=True))
            values = {f"class_{level}": Fraction(count) for level, count in many.items()}
            values["fines"] = sum((amounts[level] * count for level, count in many.items()), Fraction(0))
            values |= {"collected": collected[unit], "uncollected": lacking[unit]}
            outcome.nodes.update({("month", unit, month(index), name): value for name, value in values.items()})
    outcome.flags = {flag for flag in outcome.flags if month_of(flag[1] + "-01") in shown_months}
    return outcome
