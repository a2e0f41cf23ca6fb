"""Oracle of scheme 22, the deductions: which event takes how much from which item (SCHEMES.md 0, 22, B, E.22)."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from fractions import Fraction

from tests.oracles.common import Outcome, Parameters, Row, Units, entries, moment, month_of, parameter_table, whole, yes
from tests.oracles.measures import figure

DEDUCTIONS = {
    key: Fraction(worth)
    for key, worth in {
        "wrong_dispatch_channel": "1",
        "false_ticket_info.assurance": "0.5",
        "late_ticket_feedback.assurance": "0.5",
        "outage": "2.5",
        "false_ticket_info.provisioning": "1",
        "late_ticket_feedback.provisioning": "1",
        "customer_cause_misreport": "1",
        "over_level.provisioning": "0.5",
        "over_level.assurance": "1",
        "resource_data_incident": "1",
        "resource_data_defect": "0.1",
    }.items()
}
LEVELS = {"provincial_company": Fraction(4), "group_company": Fraction(4), "gm_hotline": Fraction(4)}
FIXED = {
    "wrong_dispatch_channel": "assurance",
    "customer_cause_misreport": "provisioning",
    "resource_data_incident": "resource_basics",
    "resource_data_defect": "resource_support",
}
Line = tuple[str, Fraction]
Sums = dict[tuple[str, int, str], Fraction]


class Deductions:
    """The tables of a run, and the line that fits an event."""

    def __init__(self, parameters: Parameters) -> None:
        self.table = parameter_table(parameters, "event_deductions", DEDUCTIONS)
        other = "group_other_department"
        self.assurance = parameter_table(parameters, "complaint_points_1_1", {**LEVELS, other: Fraction(1)})
        self.assurance["industry_regulator"] = figure(parameters, "ministry_points_1_1", 1)
        self.provisioning = parameter_table(
            parameters, "complaint_points_1_2", {**LEVELS, other: Fraction(2), "industry_regulator": Fraction(6)}
        )
        self.per_level_up = figure(parameters, "per_level_up_1_1", 2)
        self.level_up_once = figure(parameters, "level_up_once_1_2", 4)

    def line(self, event: Row) -> Line | None:
        """The item and the points that an event takes; None if it takes nothing."""
        kind = event["kind"]
        if kind in FIXED:
            return FIXED[kind], self.table[kind]
        if kind in ("false_ticket_info", "late_ticket_feedback"):
            return event["process"], self.table[f"{kind}.{event['process']}"]
        if kind == "outage":
            return ("assurance", self.table[kind]) if counts(event) else None
        return self.complaint(event) if kind == "complaint" else None

    def complaint(self, event: Row) -> Line | None:
        """A justified complaint belongs to exactly one item, by business and process (C8, section 22)."""
        process, business = event.get("process"), event.get("business")
        if not process or not business:
            raise ValueError(f"{event['event']}: process or business is empty")
        if business == "lastmile":
            if not yes(event, "justified", True) or not yes(event, "over_level", False):
                return None
            if process == "provisioning":
                return "lastmile_provisioning", self.table["over_level.provisioning"]
            is_ours = (event.get("cause") or "company") == "company"
            return ("lastmile_assurance", self.table["over_level.assurance"]) if is_ours else None
        if not event.get("cause_department"):
            raise ValueError(f"{event['event']}: cause_department is empty")
        if not yes(event, "justified", True) or event["cause_department"] != "maintenance":
            return None
        levels = entries(event.get("levels_reached", "")) or [event.get("highest_level") or "frontline"]
        return process, max(self.level(process, level, whole(event, "levels_up", 0)) for level in levels)

    def level(self, process: str, level: str, levels_up: int) -> Fraction:
        """B.3: what a level costs in 1.1 or 1.2."""
        is_other = level == "group_other_department"
        if process == "assurance":
            return self.assurance.get(level, Fraction(0)) + (self.per_level_up * levels_up if is_other else 0)
        return self.provisioning.get(level, Fraction(0)) + (self.level_up_once if is_other and levels_up >= 1 else 0)


def counts(event: Row) -> bool:
    """Whether an outage is one of the two printed ones."""
    is_core = event.get("network_node") in ("centre", "provincial_second")
    full = yes(event, "full_outage", False) and event.get("customer_grade") == "group_top100" and is_core
    return full or yes(event, "disaster_recovery", False)


def deductions(events: list[Row], units: Units, parameters: Parameters, outcome: Outcome) -> Sums:
    """Points taken per centre, month and item; of one unit or person and incident only the dearest line (C11).

    `data_integrity_breach` is summed as the number of its verified cases.
    """
    rules, sums = Deductions(parameters), defaultdict[tuple[str, int, str], Fraction](Fraction)
    dearest: dict[tuple[str, str, str], tuple[Fraction, datetime, str, str, Row]] = {}
    for event in events:
        if not yes(event, "verified", True):
            continue
        if event["kind"] == "data_integrity_breach":
            book(event, event["kind"], Fraction(1), units, sums)
        elif line := rules.line(event):
            case = event["unit"], event.get("person", ""), event.get("incident") or event["event"]
            found = -line[1], moment(event["at"]), event["event"], line[0], event
            if case not in dearest or found[:3] < dearest[case][:3]:
                dearest[case] = found
    for signed, _, ref, item, event in dearest.values():
        outcome.rows["events", ref, "points"] = signed * int(event.get("count") or 1)
        book(event, item, -signed, units, sums)
    return sums


def book(event: Row, item: str, worth: Fraction, units: Units, sums: Sums) -> None:
    """Add all cases of an event to every centre at or above its unit (C19)."""
    for above in units.line(event["unit"], moment(event["at"]).date()):
        if above["kind"] == "support_centre":
            sums[above["unit"], month_of(event["at"]), item] += worth * int(event.get("count") or 1)
