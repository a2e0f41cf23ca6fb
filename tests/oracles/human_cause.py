"""Oracle of scheme 31, unicom-human-cause, from the text of SCHEMES.md (sections 0, 31, B, E.31).

Readings where the text is silent: of an incident a final determination is dearer than an initial one, then the earliest
event stands. The unit of the second track is the nearest department or branch at or above the complaint's unit, so a
complaint that was filed on a unit is fined on the unit's track alone; units above it show the fine (B.5).
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
    span_months,
    whole,
    yes,
)
from tests.oracles.measures import Measures, figure, setting

TRACK = ("department", "branch")
NODES = ("final_cases", "initial_cases", "fines", "from_performance", "from_base", "uncollected")
Cell = tuple[str, int]
Counts = dict[Cell, int]


def cases(events: list[Row]) -> list[Row]:
    """The verified complaints of human cause; of one unit and incident only the dearest (C8, C11)."""
    dearest: dict[tuple[str, str], tuple[bool, datetime, str, Row]] = {}
    for event in events:
        if event["kind"] == "complaint" and yes(event, "verified", True) and yes(event, "human", False):
            case = event["unit"], event.get("incident") or event["event"]
            found = event.get("determination") != "final", moment(event["at"]), event["event"], event
            if case not in dearest or found[:3] < dearest[case][:3]:
                dearest[case] = found
    return [event for *_, event in dearest.values()]


def required(parameters: Parameters, name: str, illustrative: int) -> Fraction:
    """An amount per case, without a default."""
    if name in parameters:
        return exact(parameters[name])
    if not parameters.get("illustrative"):
        raise ValueError(f"{name} is required")
    return Fraction(illustrative)


def count(units: Units, found: list[Row], outcome: Outcome) -> tuple[Counts, Counts, Counts]:
    """Final, initial and second-track cases per unit and month; a flag for every case."""
    final, initial, track = (defaultdict[Cell, int](int) for _ in range(3))
    for event in found:
        index, times = month_of(event["at"]), whole(event, "count", 1)
        closed = event.get("determination") == "final"
        flag = "penalty_slip" if closed else "determination_notice"
        outcome.flags.add((event["unit"], month(index), flag, "", event["event"], ""))
        line = units.line(event["unit"], moment(event["at"]).date())
        for above in line:
            (final if closed else initial)[above["unit"], index] += times
        responsible = next((above["unit"] for above in line if above["kind"] in TRACK), None)
        if closed and responsible:
            track[responsible, index] += times
    return final, initial, track


def collect(
    cell: Cell, fines: Fraction, measures: Measures, parameters: Parameters, outcome: Outcome
) -> list[Fraction]:
    """From performance pay, from base wage, uncollected; posts both and flags what is high against the wage."""
    unit, period = cell[0], month(cell[1])
    performance, base = (measures.needed(unit, period, name) for name in ("performance_pay", "base_wage"))
    if fines > figure(parameters, "wage_flag_percent", 20) * (performance + base) / 100:
        outcome.flags.add((unit, period, "wage_deduction_high", "", "", ""))
    if setting(parameters, "pay_order", "performance_first") == "performance_first":
        from_performance = min(fines, performance)
        from_base = min(fines - from_performance, base)
    else:
        from_base = min(fines, base)
        from_performance = min(fines - from_base, performance)
    outcome.pay(unit, period, "fine_performance_pay", -from_performance)
    outcome.pay(unit, period, "fine_base_wage", -from_base)
    return [from_performance, from_base, fines - from_performance - from_base]


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """The month of every person, and of every department and branch as the second track."""
    outcome, units = Outcome(), Units(tables["units"])
    measures = Measures(tables.get("measurements", []))
    per_person, per_unit = required(parameters, "fine_person", 100), required(parameters, "fine_unit", 0)
    if setting(parameters, "tracks", "unit_and_person") == "person":
        per_unit = Fraction(0)
    final, initial, track = count(units, cases(tables.get("events", [])), outcome)
    for index in span_months(span):
        for row in units.of_kind(["person", *TRACK], last_day(index)):
            cell = row["unit"], index
            if row["kind"] == "person":
                fines = per_person * final[cell]
                money = collect(cell, fines, measures, parameters, outcome)
            else:
                fines, money = per_unit * final[cell], []
                outcome.pay(row["unit"], month(index), "fine", -per_unit * track[cell])
            values = [Fraction(final[cell]), Fraction(initial[cell]), fines, *money]
            named = zip(NODES, values, strict=False)
            outcome.nodes.update({("month", row["unit"], month(index), name): value for name, value in named})
    return outcome
