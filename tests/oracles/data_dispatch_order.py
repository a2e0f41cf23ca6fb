"""Generated inputs of scheme 30, unicom-dispatch-order."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from tests.oracles import dispatch_order
from tests.oracles.common import Parameters, Row, Tables, Units, last_day, moment
from tests.oracles.data_common import JANUARY, YEAR, Events, Generated, Mode, time_in
from tests.oracles.data_staff import staff


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Readings by chance; now and then a moment of judgement within the year, on an order's very end."""
    found: Parameters = {
        "reply_hours": rng.choice((24, 24, 24, 48, "12.5")),
        "veto_count": rng.choice((3, 3, 2)),
        "count_rule": rng.choice(("year", "consecutive")),
        "late_reply_is_non_reply": rng.choice(("true", "false")),
    }
    if rng.random() < (0.2 if mode == "random" else 0.1):
        found["as_of"] = rng.choice(("2014-12-31T23:59:59", "2015-01-31", "2014-09-15T12:00:00"))
    return found


def replied(rng: Random, due: datetime, mode: Mode) -> str:
    """The reply: in time, late, never; where edges are wanted, at the last second or beside it."""
    roll = rng.random()
    if roll < 0.35:
        return ""
    if mode in ("thresholds", "near_ties"):
        return (due + timedelta(seconds=rng.choice((0, 0, -1, 1)))).isoformat()
    hours = rng.choice((-20, -10, -1, 0, 1, 20, 100, 900)) if mode == "ties" else rng.uniform(-12, 60)
    return (due + timedelta(seconds=int(hours * 3600))).isoformat()


def issued(rng: Random, index: int, hours: float, mode: Mode) -> str:
    """The time of issue in a month; where edges are wanted, its hours end at the last second of the month."""
    if mode in ("thresholds", "ties") and rng.random() < 0.15:
        end = datetime.combine(last_day(index), time(23, 59, 59)) + timedelta(seconds=rng.choice((0, 0, 1)))
        return (end - timedelta(hours=hours)).isoformat()
    return time_in(rng, index)


def fill(rng: Random, events: Events, units: Units, unit: str, hours: float, mode: Mode) -> None:
    """The orders to one person from December 2013 to December 2014, within the spells, some of them sent twice."""
    for index in range(JANUARY - 1, JANUARY + 12):
        for _ in range(rng.choice((0, 0, 1, 1, 2)) if index >= JANUARY else rng.choice((0, 0, 1))):
            incident = {"incident": f"I{len(events.rows)}"} if rng.random() < 0.1 else {}
            for _ in range(2 if incident else 1):
                at = issued(rng, index, hours, mode)
                if units.at(unit, moment(at).date()) is None:
                    continue
                reply = replied(rng, moment(at) + timedelta(hours=hours), mode)
                events.add(unit, "dispatch_order", at, replied_at=reply, **incident, **events.odds())


def count_on_boundary(tables: Tables, parameters: Parameters) -> int:
    """Person-months with an order that is replied at the last second, that ends its month, or that brings the veto."""
    hours = float(str(parameters["reply_hours"]))
    outcome = dispatch_order.assess(tables, parameters, YEAR)
    found = {(flag[0], flag[1]) for flag in outcome.flags if flag[2] == "veto"}
    for event in tables["events"]:
        due = moment(event["at"]) + timedelta(hours=hours)
        if event["replied_at"] == due.isoformat() or (due + timedelta(seconds=1)).day == 1 != due.day:
            found.add((event["unit"], due.isoformat()[:7]))
    return len(found)


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` person-periods of 2014, and how many of them lie on a boundary."""
    rng = Random(seed)
    rows, units = staff(rng, unit_periods * 12 // 13, "department")
    parameters, events = parameters_of(rng, mode), Events(rng)
    for row in {row["unit"]: row for row in rows if row["kind"] == "person"}.values():
        fill(rng, events, units, row["unit"], float(str(parameters["reply_hours"])), mode)
    tables: dict[str, list[Row]] = {"units": rows, "events": events.shuffled()}
    return tables, parameters, YEAR, count_on_boundary(tables, parameters)
