"""Oracle of scheme 1, chengdu-branch-monthly, from the text of SCHEMES.md (sections 0, 1, B, E.1)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, time
from fractions import Fraction

from tests.oracles.common import (
    Outcome,
    Parameters,
    Row,
    Span,
    Tables,
    Units,
    entries,
    exact,
    last_day,
    moment,
    month,
    month_of,
    parameter_list,
    parameter_table,
    span_months,
    year,
    yes,
)
from tests.oracles.measures import own_or_below

KEYS = (
    "repeat_fault_report",
    "complaint.phone",
    "complaint.government_mailbox",
    "complaint.administrative_department",
    "service_promise_breach",
    "bulletin",
    "commendation.oral",
    "commendation.written",
)
ILLUSTRATIVE = dict(zip(KEYS, map(Fraction, (-1, -1, -3, -5, -2, -5, 1, 1)), strict=True))
ADMINISTRATIVE = ("industry_regulator", "county_government", "administrative_department")
Months = dict[tuple[str, int], Fraction]


def points_table(parameters: Parameters) -> dict[str, Fraction]:
    """`event_points`; without `illustrative` every key is required."""
    table = parameter_table(parameters, "event_points", ILLUSTRATIVE if parameters.get("illustrative") else None)
    if lacking := [key for key in KEYS if key not in table]:
        raise ValueError(f"event_points lacks {lacking}")
    return table


def complaint_kind(level: str) -> str:
    """B.3, column "2 kind"."""
    if level in ADMINISTRATIVE:
        return "complaint.administrative_department"
    return "complaint.government_mailbox" if level == "government_mailbox" else "complaint.phone"


def points(event: Row, table: dict[str, Fraction], by_channel: bool) -> Fraction | None:
    """The points of one case of this event; None if no line fits."""
    kind = event["kind"]
    if kind == "complaint":
        levels = entries(event.get("levels_reached", "")) or [event.get("highest_level") or "frontline"]
        keys = {complaint_kind(level) for level in levels}
        if by_channel and event.get("channel", "") not in ("", "phone"):
            keys.discard("complaint.phone")
        return min((table[key] for key in keys), default=None)
    if kind == "commendation":
        return table[f"commendation.{event.get('form') or 'oral'}"]
    if kind == "bulletin" and event.get("decided_points", "") != "":
        return Fraction(0)
    return table.get(kind)


def judge(events: list[Row], table: dict[str, Fraction], by_channel: bool) -> list[tuple[Row, Fraction]]:
    """The verified cases with their points: of one unit and incident only the dearest (C8, C11)."""
    dearest: dict[tuple[str, str], tuple[Fraction, datetime, str, Row]] = {}
    for event in events:
        if not yes(event, "verified", True) or (worth := points(event, table, by_channel)) is None:
            continue
        case = event["unit"], event.get("incident") or event["event"]
        found = worth, moment(event["at"]), event["event"], event
        if case not in dearest or found[:3] < dearest[case][:3]:
            dearest[case] = found
    return [(event, worth * int(event.get("count") or 1)) for worth, _, _, event in dearest.values()]


def month_scores(
    units: Units, cases: list[tuple[Row, Fraction]], parameters: Parameters, span: Span, outcome: Outcome
) -> Months:
    """The month scorecard of every branch with a spell on the month's last day."""
    plus, minus = defaultdict[tuple[str, int], Fraction](Fraction), defaultdict[tuple[str, int], Fraction](Fraction)
    for event, worth in cases:
        outcome.rows["events", event["event"], "points"] = worth
        day, index = moment(event["at"]).date(), month_of(event["at"])
        for above in units.line(event["unit"], day):
            if above["kind"] == "branch":
                (plus if worth > 0 else minus)[above["unit"], index] += abs(worth)
    opening = exact(parameters.get("opening", 100))
    cap = parameters.get("cap")
    scores: Months = {}
    for index in span_months(span):
        for branch in units.of_kind(["branch"], last_day(index)):
            cell = branch["unit"], index
            score = max(Fraction(0), opening + plus[cell] - minus[cell])
            scores[cell] = score if cap in (None, "none") else min(score, exact(cap))
            values = {"plus_points": plus[cell], "minus_points": minus[cell], "total": scores[cell]}
            outcome.nodes.update({("month", branch["unit"], month(index), n): v for n, v in values.items()})
    return scores


def year_score(scores: list[tuple[int, Fraction]], weights: dict[int, Fraction]) -> Fraction | str:
    """The weighted mean over the months that have a score."""
    if not scores:
        return "not_assessed"
    divisor = sum((weights[index] for index, _ in scores), Fraction(0))
    return sum((weights[index] * score for index, score in scores), Fraction(0)) / divisor if divisor else "no_cases"


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Points of every verified case, the month score of every branch and the score of every whole year."""
    outcome, units = Outcome(), Units(tables["units"])
    by_channel = parameters.get("phone_means", "any") == "channel"
    cases = judge(tables.get("events", []), points_table(parameters), by_channel)
    scores = month_scores(units, cases, parameters, span, outcome)
    chosen = parameters.get("month_weights", "equal")
    weight = (
        own_or_below(units, tables.get("measurements", []), ("subscribers", "households"))
        if chosen == "subscribers"
        else {}
    )
    listed = [Fraction(1)] * 12 if chosen in ("equal", "subscribers") else parameter_list(chosen)
    as_of = moment(str(parameters["as_of"])) if "as_of" in parameters else datetime.max
    all_months = span_months(span)
    for first in (index for index in all_months if index % 12 == 0 and index + 11 in all_months):
        parts = range(first, first + 12)
        for branch in units.of_kind(["branch"], last_day(first + 11)):
            unit = branch["unit"]
            held = {
                i: scores[unit, i]
                for i in parts
                if (unit, i) in scores and datetime.combine(last_day(i), time(23, 59, 59)) <= as_of
            }
            if parameters.get("missing_months", "skip") == "opening":
                held = {i: held.get(i, exact(parameters.get("opening", 100))) for i in parts}
            weights = {i: weight[unit, i] if chosen == "subscribers" else listed[i % 12] for i in held}
            outcome.nodes["year", unit, year(first), "total"] = year_score(list(held.items()), weights)
    return outcome
