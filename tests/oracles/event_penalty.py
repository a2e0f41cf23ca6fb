"""Oracle of scheme 2, chengdu-event-penalty, from the text of SCHEMES.md (sections 0, 2, B, E.2).

Readings where the text is silent: an event that stands for several cases is judged and booked as so many events, so a
person's share is rounded case by case. Of an incident that holds fines and rewards any fine is dearer than a reward.
A unit without a spell on the month's last day is not assessed (part E): nothing is posted on it for that month.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
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
    exact,
    fen,
    last_day,
    moment,
    month,
    month_of,
    parameter_table,
    span_months,
    yes,
)

FINE_KEYS = (
    "repeat_fault_report",
    "complaint.phone",
    "complaint.government_mailbox",
    "complaint.administrative_department",
    "service_promise_breach",
)
REWARD_KEYS = ("commendation.oral", "commendation.written")
FINES = dict(zip(FINE_KEYS, map(Fraction, (50, 100, 200, 500, 100)), strict=True))
REWARDS = dict(zip(REWARD_KEYS, map(Fraction, (20, 20)), strict=True))
KIND = {
    "industry_regulator": "administrative_department",
    "county_government": "administrative_department",
    "administrative_department": "administrative_department",
    "government_mailbox": "government_mailbox",
}
UNIT_KINDS = ("branch", "department", "person")


class Case(NamedTuple):
    """A judged event: fine and reward of one case in yuan, and how many cases it stands for."""

    event: Row
    fine: Fraction
    reward: Fraction
    times: int


Table = dict[str, Fraction]


def required(parameters: Parameters, name: str, keys: tuple[str, ...], base: Table) -> Table:
    """A required table, open to further keys."""
    table = parameter_table(parameters, name, base if parameters.get("illustrative") else None)
    if lacking := [key for key in keys if key not in table]:
        raise ValueError(f"{name} lacks {lacking}")
    return table


def keys_of(event: Row, by_channel: bool) -> set[str]:
    """The table keys under which an event may fall; several levels may give several."""
    if event["kind"] == "commendation":
        return {f"commendation.{event.get('form') or 'oral'}"}
    if event["kind"] != "complaint":
        return {event["kind"]}
    levels = entries(event.get("levels_reached", "")) or [event.get("highest_level") or "frontline"]
    kinds = {KIND.get(level, "phone") for level in levels}
    if by_channel and event.get("channel", "") not in ("", "phone"):
        kinds.discard("phone")
    return {f"complaint.{kind}" for kind in kinds}


def judge(events: list[Row], parameters: Parameters) -> list[Case]:
    """The verified cases; of one unit and incident only the dearest (C8, C11)."""
    fines = required(parameters, "event_fines", FINE_KEYS, FINES)
    rewards = required(parameters, "event_rewards", REWARD_KEYS, REWARDS)
    by_channel = parameters.get("phone_means", "any") == "channel"
    dearest: dict[tuple[str, str], tuple[Fraction, datetime, str, Row]] = {}
    for event in events:
        keys = keys_of(event, by_channel) & (fines.keys() | rewards.keys())
        if not keys or not yes(event, "verified", True):
            continue
        gain = min(-fines[key] if key in fines else rewards[key] for key in keys)
        case = event["unit"], event.get("incident") or event["event"]
        found = gain, moment(event["at"]), event["event"], event
        if case not in dearest or found[:3] < dearest[case][:3]:
            dearest[case] = found
    return [
        Case(event, max(-gain, Fraction(0)), max(gain, Fraction(0)), int(event.get("count") or 1))
        for gain, _, _, event in dearest.values()
    ]


def book(case: Case, line: list[Row], share: Fraction, assessed: set[str], outcome: Outcome) -> None:
    """Post a case once: the reward on its unit, the fine divided between person and unit (`person_share`)."""
    period, person = month(month_of(case.event["at"])), case.event.get("person", "")
    unit = case.event["unit"]
    if unit in assessed:
        outcome.pay(unit, period, "reward", case.reward * case.times)
    if line and line[0]["kind"] == "person":
        person, unit = unit, next((row["unit"] for row in line if row["kind"] in ("branch", "department")), unit)
    part = Fraction(fen(case.fine * share / 100), 100) if person else Fraction(0)
    if person in assessed:
        outcome.pay(person, period, "fine", -part * case.times)
    if unit in assessed:
        outcome.pay(unit, period, "fine", (part - case.fine) * case.times)


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Fines and rewards of the month and the running net fine of the year; postings of every case."""
    outcome, units = Outcome(), Units(tables["units"])
    share, shown_months = exact(parameters.get("person_share", 0)), span_months(span)
    assessed = {i: {row["unit"] for row in units.of_kind(UNIT_KINDS, last_day(i))} for i in shown_months}
    fines, rewards = defaultdict[tuple[str, int], Fraction](Fraction), defaultdict[tuple[str, int], Fraction](Fraction)
    for case in judge(tables.get("events", []), parameters):
        outcome.rows["events", case.event["event"], "fine"] = case.fine * case.times
        index = month_of(case.event["at"])
        line = units.line(case.event["unit"], moment(case.event["at"]).date())
        for above in line:
            fines[above["unit"], index] += case.fine * case.times
            rewards[above["unit"], index] += case.reward * case.times
        if index in shown_months:
            book(case, line, share, assessed[index], outcome)
    running: dict[tuple[str, int], Fraction] = {}
    for index in range(shown_months[0] // 12 * 12, shown_months[-1] + 1):
        for row in units.of_kind(UNIT_KINDS, last_day(index)):
            cell, yearly = (row["unit"], index), (row["unit"], index // 12)
            net = fines[cell] - rewards[cell]
            running[yearly] = running.get(yearly, Fraction(0)) + net
            if index in shown_months:
                values = {
                    "fines": fines[cell],
                    "rewards": rewards[cell],
                    "net_fine": net,
                    "net_fine_year_to_date": running[yearly],
                }
                outcome.nodes.update({("month", row["unit"], month(index), n): v for n, v in values.items()})
    return outcome
