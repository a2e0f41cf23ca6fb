"""Generated inputs of scheme 10, gulin-time-limits."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from tests.oracles import time_limits
from tests.oracles.common import Parameters, Row, Span, Tables, Units, first_day, last_day, month
from tests.oracles.data_boundaries import rounding_ties
from tests.oracles.data_common import JANUARY, YEAR, Generated, Mode, Place, branches, months_of_place
from tests.oracles.time_limits_due import SEGMENTS, Limits, segment

BELOW = ("department", "office", "area", "person")
USUAL = {
    "ticket": "",
    "unit": "",
    "kind": "",
    "class": "",
    "accepted_at": "",
    "urban": "",
    "materials_complete_at": "",
    "network_ready": "",
    "network_ready_at": "",
    "completed_at": "",
    "replied_at": "",
    "customer_cause": "",
    "extension_reported_at": "",
    "extension_until": "",
    "extension_approved": "",
    "important": "",
}


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """The printed limits or others, the calendar, and how tickets are placed in periods."""
    found: Parameters = {"calendar": rng.choice(("CN", "CN", "weekdays"))}
    if rng.random() < 0.4:
        found |= {"holidays": "2014-03-12;2014-07-03;2014-07-04", "extra_workdays": "2014-03-15;2014-07-05;2014-07-06"}
    if mode in ("random", "near_ties") and rng.random() < 0.6:
        found |= {"fault_ordinary_hours": rng.choice((12, "36.5")), "fault_major_hours": 48}
        found |= {"installation_urban_days": 4, "installation_rural_days": 7, "resumption_days": 1}
        found["complaint_reply_days"] = 2
    found["ticket_period"] = rng.choice(("deadline", "deadline", "accepted", "completed"))
    found["customer_cause_in_rate"] = rng.choice((True, True, False))
    if rng.random() < 0.3:
        found["as_of"] = rng.choice(("2014-12-10T23:59:59", "2014-11-05T08:00:00"))
    return found


class Desk:
    """Makes the tickets of a run."""

    def __init__(self, rng: Random, mode: Mode, parameters: Parameters) -> None:
        self.rng, self.mode, self.rows = rng, mode, list[Row]()
        self.limits = Limits(parameters)

    def cells(self, kind: str, accepted: datetime) -> Row:
        """The columns that set class and clock."""
        rng = self.rng
        if kind == "fault":
            return {"class": rng.choice(("ordinary", "ordinary", "major"))}
        cells = {"urban": rng.choice(("true", "false"))} if kind == "installation" else {}
        if rng.random() < 0.4:
            cells["materials_complete_at"] = self.later(accepted, 4)
        if rng.random() < 0.4:
            cells["network_ready_at"] = self.later(accepted, 6)
        if rng.random() < 0.2:
            cells["network_ready"] = rng.choice(("false", "true"))
        return cells

    def later(self, start: datetime, days: int) -> str:
        """A time up to so many days from a day before the start, as a date or with its time."""
        found = start + timedelta(hours=self.rng.randint(-24, 24 * days))
        return found.isoformat() if self.rng.random() < 0.6 else found.date().isoformat()

    def extension(self, limit: datetime) -> Row:
        """An extension: reported before, at or after the limit, mostly approved, rarely until an earlier day."""
        rng = self.rng
        reported = limit + timedelta(seconds=rng.choice((0, 0, 1, -1) if self.mode == "thresholds" else (-7200, 7200)))
        until = limit + timedelta(days=rng.choice((1, 3, 8, -1)))
        return {
            "extension_reported_at": rng.choice(("", reported.isoformat(), reported.isoformat())),
            "extension_until": until.date().isoformat() if rng.random() < 0.7 else until.isoformat(),
            "extension_approved": rng.choice(("true", "true", "false", "")),
        }

    def add(self, place: Place, index: int) -> None:
        """One ticket accepted in a month, done around its deadline or not at all."""
        rng, kind = self.rng, self.rng.choice(("fault", "fault", "installation", "resumption", "complaint_reply"))
        day = first_day(index) + timedelta(days=rng.randrange(last_day(index).day))
        accepted = datetime.combine(day, time(rng.randrange(24), rng.randrange(60), rng.randrange(60)))
        row = (
            USUAL | {"unit": place.unit, "kind": kind, "accepted_at": accepted.isoformat()} | self.cells(kind, accepted)
        )
        name = segment(row)
        assert name is not None
        if rng.random() < 0.2:
            row |= self.extension(self.limits.limit(row, name))
        due = self.limits.due(row, name) or accepted + timedelta(days=9)
        edges = (0, 0, 1, -1) if self.mode == "thresholds" else (0, 1, -1, -3600, -36000, -36000, 90000, 3000000)
        done = "" if rng.random() < 0.06 else max(accepted, due + timedelta(seconds=rng.choice(edges))).isoformat()
        row["replied_at" if kind == "complaint_reply" else "completed_at"] = done
        if rng.random() < 0.15:
            row["customer_cause"] = rng.choice(("true", "true", "false"))
        if rng.random() < 0.1:
            row["important"] = rng.choice(("true", "true", "false"))
        self.rows.append(row | {"ticket": f"T{len(self.rows):07d}"})


def supplied(rng: Random, tables: Tables, parameters: Parameters) -> list[Row]:
    """Rates of classes that are supplied in place of tickets or beside them, where they must agree."""
    units, found = Units(tables["units"]), list[Row]()
    counted = time_limits.tally(units, time_limits.judge(tables["tickets"], parameters), parameters)
    for unit in dict.fromkeys(row["unit"] for row in tables["units"] if row["kind"] in BELOW):
        for index in range(JANUARY, JANUARY + 12):
            for name in rng.sample(SEGMENTS, 1) if rng.random() < 0.2 else ():
                due = rng.choice((0, 8, 16, 40))
                pair = counted.get((unit, index), {}).get(name, (max(0, due - rng.choice((0, 0, 1, 3))), due))
                key = {"unit": unit, "period": month(index), "indicator": "time_limit_compliance_rate"}
                found.append({**key, "segment": name, "numerator": str(pair[0]), "denominator": str(pair[1])})
    return found


def count_on_boundary(generated: Generated) -> int:
    """Unit-periods with a ticket done or an extension reported on the very second of the limit, or a rate to be rounded."""
    tables, parameters, span, _ = generated
    limits, found = Limits(parameters), set[tuple[str, str]]()
    for case in time_limits.judge(tables["tickets"], parameters):
        stamps = {case.ticket["completed_at"], case.ticket["replied_at"]}
        at = {due.isoformat() for due in (case.due, limits.limit(case.ticket, case.segment)) if due is not None}
        if stamps & at or case.ticket["extension_reported_at"] in at:
            found.add((case.ticket["unit"], month(case.index)))
    return len(found | rounding_ties(time_limits.assess(tables, parameters, span)))


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """About `unit_periods` unit-months of 2014: departments with an office, an area and a person, and their classes."""
    rng = Random(seed)
    parameters = parameters_of(rng, mode)
    units, chains = branches(rng, max(1, unit_periods // 85), BELOW)
    desk = Desk(rng, mode, parameters)
    for chain in chains:
        for index in months_of_place(chain[0]):
            for _ in range(rng.choice((0, 1, 2, 3, 4))):
                desk.add(rng.choice(chain[1:]), index)
    until = str(parameters.get("as_of", "2015"))
    rows = [row for row in desk.rows if row["accepted_at"] < until]
    rng.shuffle(rows)
    tables = {"units": units, "tickets": rows, "measurements": list[Row]()}
    tables["measurements"] = supplied(rng, tables, parameters)
    span: Span = ("2014-04", "2014-12") if rng.random() < 0.3 else YEAR
    generated: Generated = (tables, parameters, span, 0)
    return (*generated[:3], count_on_boundary(generated))
