"""Oracle of scheme 30, unicom-dispatch-order, from the text of SCHEMES.md (sections 0, 30, B, E.30).

Readings where the text is silent:

- An order is judged as of the end of the month in which its hours end, or as of `as_of`, in the year too; at the very
  second at which they end they have passed. A reply that is later than that is not on record.
- Of an incident the dearest order stands: no reply, then a late one, then the earliest.
- The running number stays where it is in a month without orders; a late reply that does not count ends a run of
  consecutive non-replies. The veto falls on the order that brings the number to the line, once per crossing.
"""

from __future__ import annotations

from collections import Counter
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
    last_day,
    moment,
    month,
    periods_in,
    span_months,
    whole,
    yes,
)
from tests.oracles.measures import figure, setting, switch

REPLIES = ("replied", "late_reply", "non_reply")


class Order(NamedTuple):
    """A judged order: the month in which its hours end, and what came of it."""

    month: int
    at: datetime
    ref: str
    unit: str
    reply: str
    times: int


def judged(event: Row, hours: Fraction, as_of: datetime | None) -> Order | None:
    """The order; None if its hours have not passed at the moment of judgement."""
    at = moment(event["at"])
    due = at + timedelta(seconds=float(hours * 3600))
    index = due.year * 12 + due.month - 1
    now = as_of or datetime.combine(last_day(index), time(23, 59, 59))
    if due > now:
        return None
    replied = moment(event["replied_at"]) if event.get("replied_at") else None
    if replied is None or replied > now:
        reply = "non_reply"
    else:
        reply = "late_reply" if replied > due else "replied"
    return Order(index, at, event["event"], event["unit"], reply, whole(event, "count", 1))


def orders_of(tables: Tables, parameters: Parameters, units: Units) -> list[Order]:
    """The verified orders in order of time, then id; of one person and incident only the dearest."""
    hours = figure(parameters, "reply_hours", 24)
    as_of = moment(str(parameters["as_of"])) if "as_of" in parameters else None
    dearest: dict[tuple[str, str], tuple[int, datetime, str, Order]] = {}
    for event in tables.get("events", []):
        if event["kind"] != "dispatch_order" or not yes(event, "verified", True):
            continue
        order = judged(event, hours, as_of)
        if order is None or units.at(order.unit, order.at.date()) is None:
            continue
        case = order.unit, event.get("incident") or order.ref
        found = -REPLIES.index(order.reply), order.at, order.ref, order
        if case not in dearest or found[:3] < dearest[case][:3]:
            dearest[case] = found
    return sorted((order for *_, order in dearest.values()), key=lambda order: (order.at, order.ref))


def count(orders: list[Order], parameters: Parameters, outcome: Outcome) -> dict[tuple[str, int], int]:
    """The running number per person after the last order of a month; flags and row results of every order."""
    line, running = figure(parameters, "veto_count", 3), Counter[tuple[str, int]]()
    late_counts = switch(parameters, "late_reply_is_non_reply")
    by_run = setting(parameters, "count_rule", "year") == "consecutive"
    after: dict[tuple[str, int], int] = {}
    for order in orders:
        year, period = (order.unit, order.month // 12), month(order.month)
        outcome.rows["events", order.ref, "reply"] = order.reply
        outcome.row_months[order.ref] = order.month
        flags = [] if order.reply == "replied" else [order.reply]
        if order.reply == "non_reply" or (late_counts and order.reply == "late_reply"):
            before = running[year]
            running[year] += order.times
            if before < line <= running[year]:
                flags += ["veto", "removed_on_the_spot"]
        elif by_run:
            running[year] = 0
        after[order.unit, order.month] = running[year]
        outcome.flags |= {(order.unit, period, flag, "", order.ref, "") for flag in flags}
    return after


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Orders, replies and the running number of every person's months and years."""
    outcome, units = Outcome(), Units(tables["units"])
    orders = orders_of(tables, parameters, units)
    after = count(orders, parameters, outcome)
    tally = Counter[tuple[str, int, str]]()
    for order in orders:
        tally[order.unit, order.month, order.reply] += order.times
    cards = [(card, *held) for card in ("month", "year") for held in periods_in(span, card)]
    for card, period, parts in cards:
        for row in units.of_kind(["person"], last_day(parts[-1])):
            unit = row["unit"]
            done = {reply: sum(tally[unit, index, reply] for index in parts) for reply in REPLIES}
            so_far = [
                after[unit, index] for index in range(parts[-1] // 12 * 12, parts[-1] + 1) if (unit, index) in after
            ]
            values = {
                "orders": sum(done.values()),
                "late_replies": done["late_reply"],
                "non_replies": done["non_reply"],
                "counted": so_far[-1] if so_far else 0,
            }
            outcome.nodes.update({(card, unit, period, name): Fraction(value) for name, value in values.items()})
    shown = {month(index) for index in span_months(span)}
    outcome.flags = {flag for flag in outcome.flags if flag[1] in shown}
    return outcome
