"""Oracle of scheme 6, chengdu-bulletin, from the text of SCHEMES.md (sections 0, 6, B, E.6).

Where the text is silent: every bulletin is a decision of its own, also where several concern one incident. An undecided
one is counted and raises both flags, the second with the status pending like that of a hearing. Flags stand on the unit
of the bulletin; money on the nearest branch or department at or above it, if that is assessed at the month's end.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from tests.oracles.common import (
    Outcome,
    Parameters,
    Span,
    Tables,
    Units,
    last_day,
    moment,
    month,
    month_of,
    number,
    span_months,
    whole,
    yes,
)

KINDS = ("branch", "department")


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Bulletins, decided points and amounts of every branch and department by month."""
    outcome, units = Outcome(), Units(tables["units"])
    found: dict[tuple[str, int], list[Fraction]] = defaultdict(lambda: [Fraction(0)] * 3)
    assessed = {i: {row["unit"] for row in units.of_kind(KINDS, last_day(i))} for i in span_months(span)}
    for event in tables.get("events", []):
        if event["kind"] != "bulletin" or not yes(event, "verified", True):
            continue
        times, index, unit = whole(event, "count", 1), month_of(event["at"]), event["unit"]
        points, amount = event.get("decided_points", ""), event.get("decided_amount", "")
        decided = [Fraction(1), number(points or "0"), number(amount or "0")]
        line = units.line(unit, moment(event["at"]).date())
        for above in line:
            before = found[above["unit"], index]
            found[above["unit"], index] = [a + times * b for a, b in zip(before, decided, strict=True)]
        if index not in assessed:
            continue
        outcome.flags.add((unit, month(index), "bulletin", "", event["event"], ""))
        if points == amount == "":
            outcome.flags.add((unit, month(index), "pending_decision", "", event["event"], "pending"))
        payer = next((row["unit"] for row in line if row["kind"] in KINDS), "")
        if payer in assessed[index]:
            outcome.pay(payer, month(index), "bulletin", decided[2] * times)
    for index, names in assessed.items():
        for unit in names:
            nodes = zip(("bulletins", "decided_points", "decided_amount"), found[unit, index], strict=True)
            outcome.nodes.update({("month", unit, month(index), name): value for name, value in nodes})
    return outcome
