"""Generated inputs of scheme 16, frontdesk-bonus-pool."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

from tests.oracles import bonus_pool
from tests.oracles.bonus_pool_points import POINTS
from tests.oracles.common import Parameters, Row, Tables, last_day, month, month_of
from tests.oracles.data_bonus_pool_events import events_of_month, exams_of_month, later
from tests.oracles.data_boundaries import at_values, rounding_ties
from tests.oracles.data_common import JANUARY, YEAR, Events, Generated, Mode, Place

POSTS = ("customer_service", "customer_service", "cashier", "cleaner")


@dataclass
class Crew:
    """A group as generated: its person units, if it has any, else the sizes that are measured."""

    unit: str
    persons: list[Place] = field(default_factory=list)
    is_measured: bool = False


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Readings by chance; near ties from points that end in millionths, rounding ties from half fen."""
    found: Parameters = {}
    if mode == "thresholds":
        found.update({"event_points.chatting_at_desk": "-2.005", "cap": 103})
    elif mode == "near_ties":
        for key, usual in POINTS.items():
            worth = usual + Fraction(rng.choice((-5001, -5000, -4999, -1, 1, 4999, 5000, 5001)), 10**6)
            found[f"event_points.{key}"] = f"{float(worth):.6f}"
    elif mode == "random" and rng.random() < 0.7:
        found.update(
            {
                "per_head": rng.choice(("100", "88.5", "120.01")),
                "extra": rng.choice(("1000", "999.99")),
                "cap": rng.choice(("none", 100, "101.5")),
                "exam_60_inclusive": rng.random() < 0.5,
                "late_as_absence_minutes": rng.choice((120, 90)),
                "exam_bonus": rng.choice((5, "2.5")),
                "exam_mean_above": rng.choice((90, "72.5")),
                "give_back_hours": rng.choice((24, "12.5")),
                "give_back_manager": rng.choice((2, "2.25")),
                "base_wage_by_post.cashier": "1100.55",
            }
        )
    if rng.random() < 0.6:
        found.update(
            {
                "pool_reading": rng.choice("ABC"),
                "extra_per": rng.choice(("group", "department")),
                "score_scope": rng.choice(("group", "department")),
                "share_scope": rng.choice(("all", "group")),
                "cleaners_in_headcount": rng.random() < 0.5,
            }
        )
    return found


def crew(rng: Random, name: str, department: str, units: list[Row]) -> Crew:
    """A group with persons, some of them there for a part of the year; or a group of which only sizes are known."""
    units.append({"unit": name, "kind": "group", "name": "", "parent": department, "from": "", "to": "", "post": ""})
    found = Crew(name, is_measured=rng.random() < 0.35)
    for n in range(0 if found.is_measured else rng.choice((1, 2, 3, 4, 5, 7))):
        roll = rng.random() if n else 1.0  # somebody is always there
        first = f"2014-{rng.randint(2, 9):02d}-{rng.choice((1, 16)):02d}" if roll < 0.08 else ""
        last = rng.choice(("2014-10-14", "2014-10-31", "2014-12-30")) if 0.06 < roll < 0.12 else ""
        found.persons.append(Place(f"{name}P{n}", first, last))
        units.append(
            {
                "unit": f"{name}P{n}",
                "kind": "person",
                "name": "",
                "parent": name,
                "from": first,
                "to": last,
                "post": rng.choice(POSTS) if n else "cashier",
            }
        )
    return found


def move(rng: Random, crews: list[Crew], units: dict[str, Row], rows: list[Row]) -> None:
    """A person of the first group changes to another group with persons in the course of the year."""
    staffed = [found for found in crews if not found.is_measured]
    if len(staffed) < 2 or rng.random() < 0.5:
        return
    steady = [place for place in staffed[0].persons[1:] if not place.first and not place.last]
    for place in steady[:1]:
        row, day, of_month = units[place.unit], rng.choice((1, 10, 30)), rng.randint(3, 11)
        rows.append({**row, "parent": staffed[1].unit, "from": f"2014-{of_month:02d}-{day:02d}"})
        end = last_day(JANUARY + of_month - 2) if day == 1 else None
        row["to"] = end.isoformat() if end else f"2014-{of_month:02d}-{day - 1:02d}"


def measured(rng: Random, crews: list[Crew], rows: list[Row], mode: Mode) -> list[Row]:
    """Headcounts of the groups without persons (and of some with: they agree), base wages of the cleaners."""
    found: list[Row] = []
    held: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        if row["kind"] == "person":
            for index in range(JANUARY, JANUARY + 12):
                day = last_day(index).isoformat()
                if (row["from"] or "0") <= day <= (row["to"] or "9"):
                    held.setdefault((row["parent"], index), []).append(row["post"])
                    if row["post"] == "cleaner":
                        wage = rng.choice(("800", "812.34"))
                        found.append(
                            {"unit": row["unit"], "period": month(index), "indicator": "base_wage", "value": wage}
                        )
    for group in crews:
        agrees = rng.random() < 0.3
        for index in range(JANUARY, JANUARY + 12):
            posts = held.get((group.unit, index), [])
            heads, cleaners = len(posts), posts.count("cleaner")
            if group.is_measured:
                heads = rng.choice((3, 4, 5, 6, 7, 11, 13) if mode != "thresholds" else (2, 4, 5, 8, 15))
                cleaners = min(heads, rng.choice((0, 0, 1, 2)))
                if rng.random() < 0.02:
                    heads = cleaners = rng.choice((0, 1))
            elif not agrees:
                continue
            found += [
                {"unit": group.unit, "period": month(index), "indicator": name, "value": str(value)}
                for name, value in (("paid_headcount", heads), ("cleaners", cleaners))
            ]
    return found


def count_on_boundary(tables: Tables, parameters: Parameters) -> int:
    """Unit-periods at an edge: score 0 or the cap, a share that divides evenly, 120 minutes, a mark of 60, 24 hours."""
    outcome = bonus_pool.assess(tables, parameters, YEAR)
    cap = parameters.get("cap", "none")
    edges = (0,) if cap in (None, "none") else (0, Fraction(str(cap)))
    found = rounding_ties(outcome) | at_values(outcome, "group_month", {"total": edges, "undistributed": (0,)})
    found |= at_values(outcome, "department_month", {"total": edges, "undistributed": (0,)})
    for event in tables["events"]:
        minutes = str(parameters.get("late_as_absence_minutes", 120))
        is_edge = event.get("minutes") == minutes or event.get("score") == "60"
        if event.get("resolved_by") == "group" and event["withdrawn_at"]:
            is_edge = later(event["at"], 86400) == max(event["resolved_at"], event["withdrawn_at"])
        if is_edge:
            found.add((event["unit"], month(month_of(event["at"]))))
    return len(found)


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` group-, department- and person-months of 2014, and how many are on a boundary."""
    rng = Random(seed)
    rows: list[Row] = []
    events, measurements = Events(rng), list[Row]()
    for n in range(max(1, unit_periods // 130)):
        department = f"D{n:05d}"
        rows.append(
            {"unit": department, "kind": "department", "name": "", "parent": "", "from": "", "to": "", "post": ""}
        )
        own: list[Row] = []
        crews = [crew(rng, f"{department}G{k}", department, own) for k in range(rng.choice((1, 2, 3, 4, 5)))]
        move(rng, crews, {row["unit"]: row for row in own}, own)
        measurements += measured(rng, crews, own, mode)
        rows += own
        for index in range(JANUARY, JANUARY + 12):
            for group in crews:
                events_of_month(rng, events, Place(group.unit), group.persons, index, mode)
            if rng.random() < 0.4:
                exams_of_month(rng, events, [(found.unit, found.persons) for found in crews], index, mode)
    tables = {"units": rows, "events": events.shuffled(), "measurements": measurements}
    parameters = parameters_of(rng, mode)
    return tables, parameters, YEAR, count_on_boundary(tables, parameters)
