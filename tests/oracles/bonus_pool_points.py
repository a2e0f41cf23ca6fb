"""Oracle of scheme 16, part one: the points of every event (SCHEMES.md sections 0, 16, B, E.16)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from fractions import Fraction

from tests.oracles.common import Parameters, Row, Units, moment, month_of, number, parameter_table, whole, yes
from tests.oracles.measures import figure, switch

POINTS = {
    key: Fraction(worth)
    for key, worth in {
        "reception_standard_breach": -1,
        "prohibited_phrase": -2,
        "broadcast_fault": -1,
        "chatting_at_desk": -2,
        "running_or_noise": -1,
        "leaving_post": -1,
        "leaving_post.customers_unserved": -2,
        "no_greeting": -1,
        "uniform_breach": -2,
        "untidy_desk": -1,
        "private_net_or_phone": -2,
        "stockout_unreported": -2,
        "late_arrival": -2,
        "absence": -5,
        "missed_punch": -1,
        "complaint": -5,
        "commendation.oral": 1,
        "commendation.written": 3,
        "improvement_praised": 2,
        "loss_recovered": 3,
        "area_rubbish.bathroom": -1,
        "area_rubbish.sports": -2,
        "area_rubbish.rest": -2,
        "refuses_assignment": -10,
        "assignment_overdue": -2,
    }.items()
}


def given_back(event: Row, parameters: Parameters) -> Fraction:
    """What a complaint gets back (row 13): solved by the group and withdrawn in time, or raised and solved above."""
    solved, withdrawn = event.get("resolved_at", ""), event.get("withdrawn_at", "")
    if event.get("resolved_by") == "group" and solved and withdrawn:
        hours = figure(parameters, "give_back_hours", 24)
        limit = moment(event["at"]) + timedelta(seconds=int(hours * 3600))
        if max(moment(solved), moment(withdrawn)) <= limit:
            return figure(parameters, "give_back_group", 3)
    if event.get("resolved_by") == "manager" and solved and whole(event, "levels_up", 0) >= 1:
        return figure(parameters, "give_back_manager", 2)
    return Fraction(0)


def failed(event: Row, parameters: Parameters) -> bool:
    """Whether an exam result is below the pass mark (row 17b)."""
    score, line = number(event["score"]), figure(parameters, "exam_pass", 60)
    return score <= line if switch(parameters, "exam_60_inclusive") else score < line


def points(event: Row, table: dict[str, Fraction], parameters: Parameters) -> Fraction | None:
    """The points of one case of an event; None where no line of the table fits it."""
    kind = event["kind"]
    match kind:
        case "leaving_post" if yes(event, "customers_unserved", False):
            return table["leaving_post.customers_unserved"]
        case "stockout_unreported":
            return table[kind] if event.get("consequences") in ("bad", "serious") else Fraction(0)
        case "late_arrival":
            is_absence = whole(event, "minutes", 0) >= figure(parameters, "late_as_absence_minutes", 120)
            return table["absence" if is_absence else kind]
        case "complaint":
            return table[kind] + given_back(event, parameters) if yes(event, "justified", True) else None
        case "commendation":
            return table[f"commendation.{event.get('form') or 'oral'}"]
        case "area_rubbish":
            return table[f"area_rubbish.{event['place']}"]
        case "exam_result":
            return figure(parameters, "exam_fail_points", -1) if failed(event, parameters) else None
    return table.get(kind)


def judge(events: list[Row], parameters: Parameters) -> list[tuple[Row, Fraction]]:
    """The verified cases with their points; of one unit or person and incident only the dearest (C8, C11)."""
    table = parameter_table(parameters, "event_points", POINTS)
    dearest: dict[tuple[str, str, str], tuple[Fraction, datetime, str, Row]] = {}
    for event in events:
        if not yes(event, "verified", True) or (worth := points(event, table, parameters)) is None:
            continue
        case = event["unit"], event.get("person", ""), event.get("incident") or event["event"]
        found = worth, moment(event["at"]), event["event"], event
        if case not in dearest or found[:3] < dearest[case][:3]:
            dearest[case] = found
    return [(event, worth * int(event.get("count") or 1)) for worth, _, _, event in dearest.values()]


def exams_above(events: list[Row], units: Units, parameters: Parameters) -> dict[tuple[str, int], int]:
    """Per department and month: how many exams have a mean of all its verified results above the line (row 17a)."""
    scores: dict[tuple[str, int, str], tuple[Fraction, int]] = defaultdict(lambda: (Fraction(0), 0))
    for event in events:
        if event["kind"] == "exam_result" and yes(event, "verified", True):
            times = int(event.get("count") or 1)
            for above in units.line(event["unit"], moment(event["at"]).date()):
                if above["kind"] == "department":
                    cell = above["unit"], month_of(event["at"]), event["exam"]
                    total, many = scores[cell]
                    scores[cell] = total + number(event["score"]) * times, many + times
    line = figure(parameters, "exam_mean_above", 90)
    found: dict[tuple[str, int], int] = defaultdict(int)
    for (department, index, _), (total, many) in scores.items():
        found[department, index] += total > line * many
    return found
