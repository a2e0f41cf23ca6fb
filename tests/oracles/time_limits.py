"""Oracle of scheme 10, gulin-time-limits, from the text of SCHEMES.md (sections 0, 10, B, E.10).

Where the text is silent: a ticket that is not due, because the network is not ready, belongs to the month in which it
was accepted. A ticket of art. 7 is deemed done in time at once, also before its deadline; with
`customer_cause_in_rate = false` each of them leaves the rate, late or not. Of a supplied rate the denominator is the
number of due tickets, and what lacks to it the number of late ones. A class occurs in a month if it was supplied or has
a ticket there, due or not. Flags are raised on the unit of the ticket.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

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
    span_months,
    yes,
)
from tests.oracles.measures import Measures, segment_of, setting, switch
from tests.oracles.tickets import as_of, known, on_time, period_of
from tests.oracles.time_limits_due import SEGMENTS, Limits, segment

KINDS = ("department", "office", "area", "person")
EPOCH = datetime(1970, 1, 1)
Tally = tuple[int, int]
"""On time, due."""


@dataclass
class Judged:
    """A ticket with its class, deadline, month and result."""

    ticket: Row
    segment: str
    due: datetime | None
    index: int
    result: str


def judge(tickets: list[Row], parameters: Parameters) -> list[Judged]:
    """Every ticket that belongs to a month."""
    limits, rule, found = Limits(parameters), setting(parameters, "ticket_period", "deadline"), list[Judged]()
    for ticket in tickets:
        if (name := segment(ticket)) is None:
            continue
        stamp = "replied_at" if name == "complaint_reply" else "completed_at"
        done, due = known(ticket.get(stamp, ""), parameters), limits.due(ticket, name)
        index = period_of(ticket["accepted_at"], done, due or moment(ticket["accepted_at"]), rule)
        if index is None:
            continue
        met = None if due is None else on_time(done, due, as_of(index, parameters))
        if due is not None and yes(ticket, "customer_cause", False):
            met = True
        result = "not_due" if met is None else "on_time" if met else "late"
        found.append(Judged(ticket, name, due, index, result))
    return found


def tally(units: Units, judged: list[Judged], parameters: Parameters) -> dict[tuple[str, int], dict[str, Tally]]:
    """On time and due per unit, month and class, with the tickets of the units below."""
    kept, found = (
        switch(parameters, "customer_cause_in_rate", default=True),
        defaultdict[tuple[str, int], dict[str, Tally]](dict),
    )
    for case in judged:
        counts = case.result != "not_due" and (kept or not yes(case.ticket, "customer_cause", False))
        for above in units.line(case.ticket["unit"], moment(case.ticket["accepted_at"]).date()):
            cell = found[above["unit"], case.index]
            met, due = cell.get(case.segment, (0, 0))
            cell[case.segment] = met + (counts and case.result == "on_time"), due + counts
    return found


def put(
    outcome: Outcome, cell: tuple[str, str, str], names: tuple[str, str, str], met: Fraction, due: Fraction
) -> None:
    """Due, late, and the rate."""
    values: tuple[Fraction | str, ...] = due, due - met, 100 * met / due if due else "no_cases"
    outcome.nodes.update({(*cell, name): value for name, value in zip(names, values, strict=True)})


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Every ticket with deadline and result; the rates of every unit by class and over all."""
    outcome, units, given = Outcome(), Units(tables["units"]), Measures(tables.get("measurements", []))
    judged = judge(tables.get("tickets", []), parameters)
    for case in judged:
        ref, period = case.ticket["ticket"], month(case.index)
        outcome.row_months[ref] = case.index
        outcome.rows["tickets", ref, "ticket_result"] = case.result
        if case.due is not None:
            outcome.rows["tickets", ref, "deadline"] = Fraction(int((case.due - EPOCH).total_seconds()))
        if case.index in span_months(span):
            for flag, raised in (
                ("late_ticket", case.result == "late"),
                ("urgent_case", yes(case.ticket, "important", False)),
            ):
                if raised:
                    outcome.flags.add((case.ticket["unit"], period, flag, "", ref, ""))
    counted = tally(units, judged, parameters)
    for index in span_months(span):
        for row in units.of_kind(KINDS, last_day(index)):
            unit, period, total = row["unit"], month(index), (Fraction(0), Fraction(0))
            tickets = counted.get((unit, index), {})
            for name in SEGMENTS:
                pair = given.pair(unit, period, "time_limit_compliance_rate", name)
                if pair is None and name not in tickets:
                    continue
                derived = Fraction(tickets.get(name, (0, 0))[0]), Fraction(tickets.get(name, (0, 0))[1])
                if pair is not None and name in tickets and pair != derived:
                    raise ValueError(f"{unit} {period} {name}: {pair} supplied, {derived} derived")
                met, due = derived if pair is None else pair
                names = "due_tickets", "late_tickets", "time_limit_compliance_rate"
                put(outcome, ("month", segment_of(unit, name), period), names, met, due)
                total = total[0] + met, total[1] + due
            names = "all_due_tickets", "all_late_tickets", "overall_compliance_rate"
            put(outcome, ("month", unit, period), names, *total)
    return outcome
