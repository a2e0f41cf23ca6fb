"""Oracle of scheme 12, gulin-first-contact, from the text of SCHEMES.md (sections 0, 12, B, E.12).

Where the text is silent: who is responsible is settled among the verified rows of a visit, and flagged for every visit.
A person without visits is compliant: no cases are met (C5).
"""

from __future__ import annotations

from collections import defaultdict
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
from tests.oracles.measures import setting

CHECKS = ("attitude_ok", "one_time_notice", "window_duties_ok", "major_reported", "language_ok")
WAYS = ("led", "phoned", "told")


def rank(units: Units, event: Row) -> int:
    """The post of the person on the day of the visit."""
    person = units.at(event["unit"], moment(event["at"]).date())
    if person is None or not person.get("post_rank"):
        raise ValueError(f"{event['unit']} has no post_rank")
    return int(person["post_rank"])


def responsible(units: Units, events: list[Row]) -> list[Row]:
    """Of each visit the row of the highest post; of equal posts that of the earliest contact, then of the first id."""
    visits: dict[str, list[Row]] = defaultdict(list)
    for event in events:
        if event["kind"] == "first_contact_check" and yes(event, "verified", True):
            visits[event.get("incident") or event["event"]].append(event)
    return [min(rows, key=lambda row: (-rank(units, row), moment(row["at"]), row["event"])) for rows in visits.values()]


def violated(event: Row, on_redirect: str) -> bool:
    """Whether a duty failed; what is empty does not apply, but the four of art. 8 are no if nothing could be resolved."""
    if any(not yes(event, check, True) for check in CHECKS):
        return True
    if yes(event, "resolvable", True):
        return False
    ways = [yes(event, way, False) for way in WAYS]
    return not (yes(event, "explained", False) and (all(ways) if on_redirect == "all" else any(ways)))


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Visits and violations of every person as the responsible one, by month."""
    outcome, units = Outcome(), Units(tables["units"])
    rule, counted = setting(parameters, "on_redirect", "any"), defaultdict[tuple[str, int], list[int]](lambda: [0, 0])
    for event in responsible(units, tables.get("events", [])):
        unit, index, failed = event["unit"], month_of(event["at"]), violated(event, rule)
        visits, violations = counted[unit, index]
        times = whole(event, "count", 1)
        counted[unit, index] = [visits + times, violations + times * failed]
        if index in span_months(span):
            flags = ("first_contact_responsible", "first_contact_violation")[: 1 + failed]
            outcome.flags |= {(unit, month(index), flag, "", event["event"], "") for flag in flags}
    for index in span_months(span):
        for person in units.of_kind(["person"], last_day(index)):
            visits, violations = counted.get((person["unit"], index), (0, 0))
            cell = "month", person["unit"], month(index)
            outcome.nodes[*cell, "visits"] = Fraction(visits)
            outcome.nodes[*cell, "violations"] = Fraction(violations)
            outcome.nodes[*cell, "compliant"] = Fraction(not violations)
    return outcome
