"""Oracle of scheme 14, gulin-supervision, from the text of SCHEMES.md (sections 0, 14, B, E.14).

Where the text is silent: of one incident filed several times on a person the dearest result counts (C11), a referral
before a persuasion that is not recorded, and that before a closed case. The flag of a violation is raised on its unit,
whether or not that is assessed at the month's end.
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
    last_day,
    moment,
    month,
    month_of,
    span_months,
    whole,
    yes,
)

RESULTS = ("referral_to_leader", "persuasion_missing", "closed")  # from dear to cheap
RESULT = {"failed": "referral_to_leader", "": "persuasion_missing", "ok": "closed"}
KINDS = ("person", "department")


def cases(events: list[Row]) -> list[tuple[Row, str]]:
    """The verified violations with their result; one per person or unit and incident."""
    dearest: dict[tuple[str, str, str], tuple[int, datetime, str, Row]] = {}
    for event in events:
        if event["kind"] == "rule_violation" and yes(event, "verified", True):
            rank = RESULTS.index(RESULT[event.get("persuasion", "")])
            key = event["unit"], event.get("person", ""), event.get("incident") or event["event"]
            found = rank, moment(event["at"]), event["event"], event
            if key not in dearest or found[:3] < dearest[key][:3]:
                dearest[key] = found
    return [(event, RESULTS[rank]) for rank, _, _, event in dearest.values()]


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Violations and referrals of every person and department by month; the result of each violation."""
    outcome, units = Outcome(), Units(tables["units"])
    violations, referrals = defaultdict[tuple[str, int], int](int), defaultdict[tuple[str, int], int](int)
    assessed = {i: {row["unit"] for row in units.of_kind(KINDS, last_day(i))} for i in span_months(span)}
    for event, result in cases(tables.get("events", [])):
        index, times = month_of(event["at"]), whole(event, "count", 1)
        outcome.rows["events", event["event"], "persuasion_result"] = result
        for above in units.line(event["unit"], moment(event["at"]).date()):
            violations[above["unit"], index] += times
            referrals[above["unit"], index] += times * (result == "referral_to_leader")
        if result != "closed" and index in assessed:
            outcome.flags.add((event["unit"], month(index), result, "", event["event"], ""))
    for index in span_months(span):
        for unit in assessed[index]:
            cell = "month", unit, month(index)
            outcome.nodes[*cell, "violations"] = Fraction(violations[unit, index])
            outcome.nodes[*cell, "referrals"] = Fraction(referrals[unit, index])
    return outcome
