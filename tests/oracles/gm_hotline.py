"""Oracle of scheme 29, unicom-gm-hotline, from the text of SCHEMES.md (sections 0, 29, B, E.29).

Readings where the text is silent: a ticket without the stamp from which its 24 hours run belongs to the month of the last
stamp of the way to it. A late return of any desk is criticised. What is done after the moment of judgement is open then.
A ticket that was not accepted is below the units above it at the moment that names its month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from fractions import Fraction
from typing import NamedTuple

from tests.oracles.common import (
    Outcome,
    Parameters,
    Row,
    Span,
    Tables,
    Units,
    entries,
    moment,
    month,
    parameter_table,
    periods_in,
    yes,
)
from tests.oracles.tickets import as_of

LIMITS = {
    "front_desk": 5,
    "back_office": 30,
    "follow_up": 180,
    "prefecture_supervision": 30,
    "prefecture_return": 1440,
    "department_answer": 1200,
    "department_return": 1200,
    "provincial_answer": 1440,
    "provincial_return": 1440,
    "penalty_report": 10080,
}
STAGES = (*LIMITS, "forwarding")
CHAINS = {
    "prefecture": ("prefecture_supervision", "prefecture_return", "department_answer", "department_return"),
    "province": ("provincial_answer", "provincial_return"),
}
FROM_TO = {
    "front_desk": ("hung_up_at", "submitted_at"),
    "back_office": ("submitted_at", "dispatched_at"),
    "follow_up": ("dispatched_at", "followed_up_at"),
    "prefecture_supervision": ("dispatched_at", "department_dispatched_at"),
    "prefecture_return": ("dispatched_at", "returned_at"),
    "department_answer": ("department_received_at", "answered_at"),
    "department_return": ("department_received_at", "department_returned_at"),
    "provincial_answer": ("department_received_at", "answered_at"),
    "provincial_return": ("department_received_at", "department_returned_at"),
    "penalty_report": ("answered_at", "reported_at"),
}
RETURNS = {"prefecture_return", "department_return", "provincial_return"}
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Judged(NamedTuple):
    """A ticket with its month and the verdict of every stage that was reached (True: on time)."""

    row: Row
    placed: datetime
    stages: dict[str, bool]

    @property
    def month(self) -> int:
        """Its month index."""
        return self.placed.year * 12 + self.placed.month - 1

    @property
    def compliant(self) -> bool:
        """Whether all reached stages are on time."""
        return all(self.stages.values())


def slot_after(when: datetime, parameters: Parameters) -> datetime:
    """The first forwarding slot at or after a time; by default Monday to Saturday at 10:00 and 15:00."""
    first, _, last = str(parameters.get("forwarding_slots.days", "mon-sat")).partition("-")
    days = range(WEEK.index(first), WEEK.index(last or first) + 1)
    times = [time.fromisoformat(text) for text in entries(str(parameters.get("forwarding_slots.at", "10:00;15:00")))]
    day = when.date()
    while True:
        slots = [datetime.combine(day, at) for at in sorted(times) if day.weekday() in days]
        if found := [slot for slot in slots if slot >= when]:
            return found[0]
        day += timedelta(days=1)


def stages(
    ticket: Row, limits: dict[str, Fraction], parameters: Parameters, now: datetime
) -> Iterator[tuple[str, bool]]:
    """The stages of a ticket's chain that were reached and are done or due as of `now`."""
    stamps = {
        name: at for name, text in ticket.items() if name.endswith("_at") and text and (at := moment(text)) <= now
    }
    if "returned_at" in stamps:
        stamps.setdefault("department_returned_at", stamps["returned_at"])
    chain = ["front_desk"]
    if not yes(ticket, "invalid", False):
        chain += ["back_office", "follow_up", *CHAINS[ticket.get("desk") or "prefecture"]]
        chain += ["penalty_report"] * yes(ticket, "penalty_due", False)
    for stage in chain:
        first, last = FROM_TO[stage]
        start = stamps.get(str(parameters.get(f"stage_starts.{stage}", first)))
        if start is None:
            continue
        due = start + timedelta(seconds=float(limits[stage] * 60))
        if last in stamps:
            yield stage, stamps[last] <= due
        elif now >= due:
            yield stage, False
    if not yes(ticket, "invalid", False) and {"forwarded_at", "returned_at"} <= stamps.keys():
        yield "forwarding", stamps["forwarded_at"] <= slot_after(stamps["returned_at"], parameters)


def judge(ticket: Row, limits: dict[str, Fraction], parameters: Parameters) -> Judged:
    """The ticket in the month in which 24 hours after its dispatch (province: its receipt) end."""
    start = ticket.get("department_received_at" if ticket.get("desk") == "province" else "dispatched_at")
    way = ("dispatched_at", "submitted_at", "hung_up_at")
    due = (
        moment(start) + timedelta(hours=24) if start else moment(next(ticket[name] for name in way if ticket.get(name)))
    )
    index = due.year * 12 + due.month - 1
    return Judged(ticket, due, dict(stages(ticket, limits, parameters, as_of(index, parameters))))


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Rates of every stage, tickets and compliant ones of every branch and department each month."""
    outcome, units = Outcome(), Units(tables["units"])
    limits = parameter_table(parameters, "stage_limits", {name: Fraction(value) for name, value in LIMITS.items()})
    shown = {index for _, (index,) in periods_in(span, "month")}
    tally = Counter[tuple[str, int, str]]()
    for row in tables.get("tickets", []):
        if row["kind"] != "hotline_complaint":
            continue
        ticket = judge(row, limits, parameters)
        valid = not yes(row, "invalid", False)
        day = moment(row["accepted_at"]) if row.get("accepted_at") else ticket.placed
        for above in units.line(row["unit"], day.date()):
            cell = above["unit"], ticket.month
            tally[*cell, "tickets"] += valid
            tally[*cell, "compliant_tickets"] += valid and ticket.compliant
            for stage, on_time in ticket.stages.items():
                tally[*cell, f"{stage} judged"] += 1
                tally[*cell, f"{stage} on time"] += on_time
        if valid:
            outcome.rows["tickets", row["ticket"], "ticket_result"] = "on_time" if ticket.compliant else "late"
        outcome.row_months[row["ticket"]] = ticket.month
        late = {stage for stage, on_time in ticket.stages.items() if not on_time}
        if ticket.month in shown:
            names = ["stage_late"] * bool(late) + ["circular_criticism"] * bool(late & RETURNS)
            outcome.flags |= {(row["unit"], month(ticket.month), name, "", row["ticket"], "") for name in names}
    for period, (index,) in periods_in(span, "month"):
        for row in units.of_kind(["branch", "department"], as_of(index, {}).date()):
            key, cell = ("month", row["unit"], period), (row["unit"], index)
            rates = {stage: (tally[*cell, f"{stage} on time"], tally[*cell, f"{stage} judged"]) for stage in STAGES}
            counts = tally[*cell, "compliant_tickets"], tally[*cell, "tickets"]
            for name, (top, bottom) in (rates | {"compliance": counts}).items():
                outcome.nodes[*key, f"{name}_rate"] = Fraction(100 * top, bottom) if bottom else "no_cases"
            outcome.nodes[*key, "compliant_tickets"], outcome.nodes[*key, "tickets"] = map(Fraction, counts)
    return outcome
