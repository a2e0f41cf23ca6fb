"""Oracle of scheme 9, gulin-area-contract, from the text of SCHEMES.md (sections 0, 9, B, E.9).

Readings where the text is silent: the complaint rate counts every record of the branch's phone, also several of one
incident (nobody is punished here, C11). The parts of a unit's year are the months on whose last day it has a spell; an
office pools, month by month, the areas that lie under it on that day, and its year pools those months. An office
without areas has nothing to be assessed by. What is filed on an office itself lies in no area. `months_qualified` counts
months that meet every line, of areas and of offices, also where each line is judged by itself. Without samples under `empty_survey = exclude` the other two lines decide.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from fractions import Fraction

from tests.oracles.area_contract_lines import RATES, Lines, Pairs
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
    span_months,
    whole,
    year,
    yes,
)
from tests.oracles.measures import Measures, Pair, figure, setting
from tests.oracles.tickets import as_of, known, on_time, period_of

NONE: Pair = Fraction(0), Fraction(0)
Cell = tuple[str, int]


def add(total: Pairs, part: Pairs) -> None:
    """Pool: numerators and denominators are summed."""
    for name, (over, under) in part.items():
        before = total.get(name, NONE)
        total[name] = before[0] + over, before[1] + under


def recorded(units: Units, events: list[Row]) -> tuple[dict[Cell, Fraction], set[Cell]]:
    """Complaints in the record of the branch's phone, verified or not (C8); the cells in which any complaint lies."""
    counted, present = defaultdict[Cell, Fraction](Fraction), set[Cell]()
    for event in events:
        if event["kind"] == "complaint":
            for above in units.line(event["unit"], moment(event["at"]).date()):
                cell = above["unit"], month_of(event["at"])
                present.add(cell)
                if (event.get("recorded_by") or "branch_phone") == "branch_phone":
                    counted[cell] += whole(event, "count", 1)
    return counted, present


def replies(units: Units, tickets: list[Row], parameters: Parameters) -> dict[Cell, Pair]:
    """Tickets replied to within the hours / tickets replied to or due (C10)."""
    limit, rule = figure(parameters, "reply_hours", 72), setting(parameters, "ticket_period", "deadline")
    found: dict[Cell, Pair] = {}
    for ticket in tickets:
        accepted, replied = ticket["accepted_at"], known(ticket.get("replied_at", ""), parameters)
        due = moment(accepted) + timedelta(seconds=int(limit * 3600))
        if (index := period_of(accepted, replied, due, rule)) is None:
            continue
        met = on_time(replied, due, as_of(index, parameters))
        for above in units.line(ticket["unit"], moment(accepted).date()):
            over, under = found.get((above["unit"], index), NONE)
            found[above["unit"], index] = over + (met or 0), under + (met is not None)
    return found


def one_truth(cell: Cell, name: str, supplied: Pair | None, derived: Pair, present: bool) -> Pair:
    """The supplied pair, else the derived one; both must agree (C18)."""
    if supplied is not None and present and supplied != derived:
        raise ValueError(f"{cell} {name}: {supplied} supplied, {derived} derived")
    return derived if supplied is None else supplied


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Areas and offices by month and by year."""
    outcome, units, lines = Outcome(), Units(tables["units"]), Lines.of(parameters)
    given = Measures(tables.get("measurements", []))
    complaints, present = recorded(units, tables.get("events", []))
    answered = replies(units, tables.get("tickets", []), parameters)
    offices, yearly = defaultdict[Cell, Pairs](dict), defaultdict[Cell, Pairs](dict)
    qualified = defaultdict[Cell, int](int)
    for index in span_months(span):
        period = month(index)
        for area in units.of_kind(["area"], last_day(index)):
            unit, cell = area["unit"], (area["unit"], index)
            subscribers = given.needed(unit, period, "subscribers")
            supplied = {name: given.pair(unit, period, name) for name in RATES}
            survey = supplied["satisfaction_rate"]
            if survey is None:
                raise ValueError(f"{unit} {period}: satisfaction_rate is not supplied")
            derived = complaints[cell], subscribers
            pairs = {
                "complaint_rate": one_truth(cell, RATES[0], supplied[RATES[0]], derived, cell in present),
                RATES[1]: one_truth(cell, RATES[1], supplied[RATES[1]], answered.get(cell, NONE), cell in answered),
                "satisfaction_rate": survey,
            }
            qualified[unit, index // 12] += lines.judge("month", unit, period, pairs, outcome)
            load = subscribers / whole(area, "staff", 1)
            outcome.nodes["month", unit, period, "load"] = load
            low, high = lines.load[yes(area, "urban", False)]
            if not low <= load <= high:
                outcome.flags.add((unit, period, "load_out_of_range", "", "", ""))
            add(yearly[unit, index // 12], pairs)
            add(offices[area.get("parent", ""), index], pairs)
        for office in units.of_kind(["office"], last_day(index)):
            if pairs := offices.get((office["unit"], index), {}):
                qualified[office["unit"], index // 12] += lines.judge(
                    "office_month", office["unit"], period, pairs, outcome
                )
                add(yearly[office["unit"], index // 12], pairs)
        if index % 12 == 11 and index - 11 in span_months(span):
            for card, kind in (("year", "area"), ("office_year", "office")):
                for row in units.of_kind([kind], last_day(index)):
                    cell = row["unit"], index // 12
                    lines.judge(card, row["unit"], year(index), yearly[cell], outcome)
                    outcome.nodes[card, row["unit"], year(index), "months_qualified"] = Fraction(qualified[cell])
    return outcome
