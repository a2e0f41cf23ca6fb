"""Generated inputs of scheme 41, railway-complaint-classes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random

from tests.oracles import complaint_classes
from tests.oracles.common import Outcome, Parameters, Row, Units, exact, last_day, month, span_months
from tests.oracles.complaint_classes import ASSESSED
from tests.oracles.complaint_triggers import CONDUCT, KINDS, REACTIONS
from tests.oracles.data_common import Events, Generated, Mode, time_in
from tests.oracles.data_spells import BOTH_YEARS, span_within, staff

CHOICES: dict[str, tuple[str, ...]] = {
    "customer_reaction": ("", *REACTIONS),
    "consequences": ("", "none", "bad", "serious"),
    "media_level": ("county", "city", "provincial_or_above"),
    "serious_effect": ("", "true", "false"),
    "customer_grade": ("", "ordinary", "important", "group_top100"),
    "many_customers": ("", "true", "false", "false"),
    "late": ("", "true", "true", "false"),
    "late_cause": ("", "none", "piled_up", "lost"),
    "breach": ("no_cleanup", "untested", "asked_for_tools", "forged_signature"),
    "found_by": ("", "inspection", "complaint", "self_report"),
    "repeat_complaint": ("", "true", "false"),
    "affects_next_step": ("", "true", "false"),
    "answer_limit_exceeded": ("", "true", "false"),
    "loss": ("", "true", "false"),
    "over_level": ("", "true", "false"),
    "highest_level": ("", "frontline", "government_mailbox"),
}
READ = {
    **dict.fromkeys(CONDUCT, ("customer_reaction",)),
    "bad_attitude": ("customer_reaction", "consequences"),
    "media_exposure": ("media_level", "serious_effect"),
    "outage": ("customer_grade", "many_customers"),
    "service_promise_breach": ("late", "late_cause", "customer_reaction"),
    "on_site_breach": ("breach", "found_by"),
    "shirking": ("repeat_complaint",),
    "processing_error": ("affects_next_step",),
    "leaving_post": ("consequences",),
    "rule_violation": ("consequences",),
    **dict.fromkeys(("late_arrival", "early_leave", "shift_gap"), ("answer_limit_exceeded",)),
    "fee_error": ("loss",),
    "complaint": ("over_level", "highest_level"),
}


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Amounts and the share of the wage that is flagged, usual or not."""
    found: Parameters = {"illustrative": True}
    if rng.random() < 0.5:
        found |= {"class_amounts.1": rng.choice((800, "1234.56")), "class_amounts.2": rng.choice((300, "250.5"))}
        found["class_amounts.3"] = rng.choice((0, 50, "33.33"))
    if rng.random() < 0.5:
        found["wage_flag_percent"] = rng.choice((10, "12.5", 30))
    return found


def fill(rng: Random, events: Events, row: Row, index: int, mode: Mode) -> None:
    """The events of one unit and month, some of them of one incident, some of a person filed on the unit above."""
    for _ in range(rng.choice((0, 0, 1, 1, 2, 4))):
        incident = f"I{len(events.rows)}" if rng.random() < 0.2 else ""
        for _ in range(rng.randint(2, 3) if incident else 1):
            kind = rng.choice(KINDS if mode != "ties" else (*CONDUCT, "complaint", "service_promise_breach"))
            kind = kind if rng.random() < 0.97 else "commendation"
            cells = {name: rng.choice(CHOICES[name]) for name in READ.get(kind, ())}
            unit, cells["person"] = row["unit"], rng.choice(("", "", "", "clerk 1", "clerk 2"))
            if row["kind"] == "person":
                unit, cells["person"] = (row["parent"], unit) if rng.random() < 0.2 else (unit, rng.choice(("", unit)))
            events.add(unit, kind, time_in(rng, index), incident=incident, **cells, **events.odds())


def wages(rng: Random, units: Units, booked: Outcome, parameters: Parameters, mode: Mode) -> list[Row]:
    """A wage of every person, far above or below the fines of the month, at them, or at the flagged share, or beside."""
    rows: list[Row] = []
    share = exact(parameters.get("wage_flag_percent", 20)) / 100
    beside = Fraction(1 if mode == "near_ties" else rng.choice((0, 0, 1)), 100)
    for index in span_months(BOTH_YEARS):
        staffed = {
            above["unit"]
            for row in units.of_kind(["person"], last_day(index))
            for above in units.line(row["unit"], last_day(index))[1:]
        }
        for row in units.of_kind(ASSESSED, last_day(index)):
            if row["unit"] in staffed and rng.random() < 0.7:
                continue
            fines = booked.nodes["month", row["unit"], month(index), "fines"]
            assert isinstance(fines, Fraction)
            roll = rng.random()
            wage = Fraction(rng.choice((0, 100, 1500, 5000, 8000)))
            if fines and mode != "random" and roll < 0.7:
                wage = (fines if roll < 0.35 else fines / share) + rng.choice((-1, 0, 1)) * beside
            text = f"{float(max(wage, Fraction(0))):.2f}"
            rows.append({"unit": row["unit"], "period": month(index), "indicator": "bundled_wage", "value": text})
    return rows


def count_on_boundary(outcome: Outcome, measurements: list[Row], parameters: Parameters) -> int:
    """Persons' months with fines of exactly the wage, or of exactly the flagged share of it."""
    share = exact(parameters.get("wage_flag_percent", 20)) / 100
    found = 0
    for row in measurements:
        fines = outcome.nodes.get(("month", row["unit"], row["period"], "fines"))
        wage = Fraction(row["value"])
        found += bool(fines) and row["unit"][0] == "P" and fines in (wage, wage * share)
    return found


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` months of workshops, teams and persons in 2013 and 2014."""
    rng = Random(seed)
    parameters = parameters_of(rng, mode)
    shops = [f"W{n:05d}" for n in range(max(1, unit_periods // 600))]
    windows = ("", "true", "false")
    rows = staff(rng, len(shops), "workshop", prefix="W")
    rows += staff(rng, max(2, unit_periods // 120), "team", [*shops, ""], prefix="T")
    above = sorted({row["unit"] for row in rows})
    rows += staff(rng, max(4, unit_periods // 30), "person", above)
    for row in rows:
        row["window_unit"] = rng.choice(windows)
    units, events = Units(rows), Events(rng)
    for index in span_months(BOTH_YEARS):
        for row in units.of_kind(ASSESSED, last_day(index)):
            if row["kind"] == "person" or rng.random() < 0.3:
                fill(rng, events, row, index, mode)
    tables = {"units": rows, "events": [row for row in events.shuffled() if is_there(units, row)]}
    unpaid = [
        {"unit": row["unit"], "period": month(index), "indicator": "bundled_wage", "value": "0"}
        for index in span_months(BOTH_YEARS)
        for row in units.of_kind(ASSESSED, last_day(index))
    ]
    booked = complaint_classes.assess({**tables, "measurements": unpaid}, parameters, BOTH_YEARS)
    tables["measurements"] = wages(rng, units, booked, parameters, mode)
    span = span_within(rng)
    outcome = complaint_classes.assess(tables, parameters, span)
    return tables, parameters, span, count_on_boundary(outcome, tables["measurements"], parameters)


def is_there(units: Units, event: Row) -> bool:
    """Whether the lowest unit of an event has a spell on its date."""
    return units.at(units.whose(event)[0], date.fromisoformat(event["at"][:10])) is not None
