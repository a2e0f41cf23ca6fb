"""Oracle of scheme 7, chengdu-service-fund, from the text of SCHEMES.md (sections 0, 7, B, E.7).

Where the amounts of scheme 2 are among the parameters, scheme 2 runs on the same data: its rewards are paid out of the
fund, and its fines (of the company and all units below it) stand in where no segment event_penalty is supplied.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from tests.oracles import event_penalty
from tests.oracles.common import (
    Outcome,
    Parameters,
    Span,
    Tables,
    Units,
    exact,
    last_day,
    moment,
    month,
    month_of,
    months,
    number,
    span_months,
)

SEGMENTS = ("event_penalty", "outlet_check", "bulletin")
Cells = dict[tuple[str, int], Fraction]


def linked(tables: Tables, parameters: Parameters, units: Units) -> tuple[Cells, Cells]:
    """Gross fines and rewards of scheme 2 per unit and month, each case once per unit at or above it."""
    fines, rewards = defaultdict[tuple[str, int], Fraction](Fraction), defaultdict[tuple[str, int], Fraction](Fraction)
    if any(name.startswith("event_fines") for name in parameters):
        for case in event_penalty.judge(tables.get("events", []), parameters):
            for above in units.line(case.event["unit"], moment(case.event["at"]).date()):
                fines[above["unit"], month_of(case.event["at"])] += case.fine * case.times
                rewards[above["unit"], month_of(case.event["at"])] += case.reward * case.times
    return fines, rewards


def fines_of(cell: tuple[str, int], booked: dict[str, Cells], fines: Cells, is_linked: bool) -> Fraction:
    """The gross fines of a company and month; a segment that does not occur counts 0 unless scheme 2 supplies it."""
    if not is_linked and not any(cell in segment for segment in booked.values()):
        raise ValueError(f"{cell[0]} {month(cell[1])}: fines_booked is not supplied")
    penalty = booked["event_penalty"].get(cell)
    if penalty is not None and cell in fines and penalty != fines[cell]:
        raise ValueError(f"{cell[0]} {month(cell[1])}: fines_booked {penalty}, but {fines[cell]} in scheme 2")
    first = fines.get(cell, Fraction(0)) if penalty is None else penalty
    return first + booked["outlet_check"].get(cell, 0) + booked["bulletin"].get(cell, 0)


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """The fund of every company, month by month from the first month for which rewards are known."""
    outcome, units = Outcome(), Units(tables["units"])
    in_force = parameters.get("fund_in_force", True) not in (False, "false")
    is_linked = any(name.startswith("event_fines") for name in parameters)
    fines, rewards = linked(tables, parameters, units)
    booked: dict[str, Cells] = {segment: {} for segment in SEGMENTS}
    wanted: Cells = {}
    for row in tables.get("measurements", []):
        cell = row["unit"], months(row["period"])[0]
        if row["indicator"] == "rewards_wanted":
            wanted[cell] = number(row["value"])
        elif row["indicator"] == "fines_booked" and row.get("segment") in SEGMENTS:
            booked[row["segment"]][cell] = number(row["value"])
    balance: dict[str, Fraction] = {}
    running = defaultdict[tuple[str, int, str], Fraction](Fraction)
    shown_months = span_months(span)
    start = min([shown_months[0], *(index for _, index in wanted)])
    for index in range(start, shown_months[-1] + 1):
        for company in units.of_kind(["company"], last_day(index)):
            cell, unit = (company["unit"], index), company["unit"]
            if cell not in wanted and unit not in balance and index not in shown_months:
                continue
            if cell not in wanted:
                raise ValueError(f"{unit} {month(index)}: rewards_wanted is not supplied")
            before = balance.get(unit, exact(parameters.get("fund_opening", 0)))
            come = fines_of(cell, booked, fines, is_linked) if in_force else Fraction(0)
            wish = wanted[cell] + rewards.get(cell, 0)
            paid = min(wish, max(Fraction(0), before + come)) if in_force else Fraction(0)
            balance[unit] = before + come - paid
            running[unit, index // 12, "in"] += come
            running[unit, index // 12, "out"] += paid
            if index not in shown_months:
                continue
            values = {
                "fund_in": come,
                "fund_out": paid,
                "balance": balance[unit],
                "unfunded": wish - paid,
                "fund_in_year_to_date": running[unit, index // 12, "in"],
                "fund_out_year_to_date": running[unit, index // 12, "out"],
            }
            outcome.nodes.update({("month", unit, month(index), name): value for name, value in values.items()})
            outcome.pay(unit, month(index), "fund_in", come)
            outcome.pay(unit, month(index), "fund_out", -paid)
    return outcome
