"""Generated inputs of scheme 11, gulin-accountability."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import accountability
from tests.oracles.common import Parameters, Row, Span, exact, months
from tests.oracles.data_common import JANUARY, LEVELS, YEAR, Events, Generated, Mode, Place, months_of_place, time_in

MARKS = {
    "aggravating": ("retaliation", "obstruction", "refusal", "other"),
    "mitigating": ("apology_accepted", "consequences_prevented", "losses_recovered", "other"),
}


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Readings and amounts by chance; manager fines stay below branch fines, and those below the county fine."""
    found: Parameters = {
        "over_three": rng.choice(("fourth", "third", "retroactive")),
        "auto_dismissal": rng.choice((False, False, True)),
        "wage_flag_percent": rng.choice((20, 20, "12.5")),
    }
    if found["over_three"] != "retroactive":  # which says nothing of other counts and windows
        found["count_per"] = rng.choice(("all", "level"))
        if rng.random() < 0.5:
            found.update(window="rolling_year", data_from="2013-01-01")
    if mode in ("random", "near_ties") and rng.random() < 0.6:
        found["fine_factor_aggravated"] = rng.choice(("1.5", "1.25", 2))
        found["fine_factor_mitigated"] = rng.choice(("0.5", "0.75", 0))
        found["manager_fines"] = rng.choice(("20;50", "15.2;30.4"))
        found["county_fine"] = rng.choice((200, 180))
        found["manager_step_after"] = rng.choice((3, 2))
    return found


def cells_of(rng: Random, kind: str, mode: Mode) -> Row:
    """The attributes of a complaint or a rule violation."""
    cells = {
        name: ";".join(rng.sample(marks, rng.randint(1, 2))) for name, marks in MARKS.items() if rng.random() < 0.15
    }
    if rng.random() < 0.5:
        cells["severity"] = rng.choice(("minor", "moderate", "serious"))
    if rng.random() < 0.7:
        cells["heard"] = rng.choice(("true", "true", "false"))
    if kind == "rule_violation":
        return {**cells, "ground": rng.choice("123")}
    if rng.random() < 0.9:
        cells["highest_level"] = "department_manager" if mode != "random" and rng.random() < 0.6 else rng.choice(LEVELS)
    if rng.random() < 0.2:
        cells["levels_reached"] = ";".join(rng.sample(LEVELS, rng.randint(1, 3)))
    return cells


def fill(rng: Random, events: Events, place: Place, index: int, mode: Mode, person: str = "") -> None:
    """The events of one person and month; an incident filed several times differs only in its level."""
    for _ in range(rng.choice((0, 0, 0, 1, 1, 2))):
        kind = "rule_violation" if rng.random() < 0.15 else "complaint"
        cells, odds = cells_of(rng, kind, mode) | ({"person": person} if person else {}), events.odds()
        if kind == "rule_violation" or rng.random() > 0.12:
            odds = odds if "count" not in odds or rng.random() < 0.3 else {}
            events.add(place.unit, kind, time_in(rng, index, place), **cells, **odds)
            continue
        incident = f"I{len(events.rows)}"
        for _ in range(rng.randint(2, 3)):
            events.add(place.unit, kind, time_in(rng, index, place), **cells, incident=incident)
            cells = {**cells, "highest_level": rng.choice(LEVELS)}


def persons(rng: Random, count: int) -> tuple[list[Row], list[Place]]:
    """Departments and offices of five persons, some inside the one before; some persons begin, leave or move."""
    rows: list[Row] = [{"unit": "C", "kind": "company", "name": "", "parent": ""}]
    places: list[Place] = []
    for n in range(count):
        house = f"D{n // 5:06d}"
        if n % 5 == 0:
            kind, inside = rng.choice(("department", "office")), n and rng.random() < 0.3
            parent = f"D{n // 5 - 1:06d}" if inside else "C"
            rows.append({"unit": house, "kind": kind, "name": "", "parent": parent})
        place, roll = Place(f"P{n:06d}"), rng.random()
        row = {"unit": place.unit, "kind": "person", "name": "", "parent": house, "from": "", "to": ""}
        if roll < 0.04:
            row["from"] = place.first = f"2014-{rng.randint(2, 11):02d}-{rng.choice((1, 15)):02d}"
        elif roll < 0.08:
            row["to"] = place.last = rng.choice(("2014-06-30", "2014-11-30", "2014-12-31"))
        elif roll < 0.16 and n >= 5:
            when, day = f"2014-{rng.randint(1, 12):02d}-", rng.randint(1, 27)
            rows.append({**row, "parent": f"D{n // 5 - 1:06d}", "from": f"{when}{day + 1:02d}"})
            row["to"] = f"{when}{day:02d}"
        rows.append(row)
        places.append(place)
    return rows, places


def wage_rows(rng: Random, generated: Generated, mode: Mode) -> list[Row]:
    """Wages; at thresholds many are exactly those at which the month's fines are the flagged share of the wage."""
    tables, parameters, span, _ = generated
    percent, rows = exact(parameters["wage_flag_percent"]), list[Row]()
    for (card, unit, period, node), fines in accountability.assess(tables, parameters, span).nodes.items():
        if card != "month" or node != "fines" or rng.random() < 0.2:
            continue
        assert isinstance(fines, Fraction)
        cents = int(fines * 10000 / percent) if fines and mode != "random" else rng.randint(30000, 400000)
        if mode == "near_ties":
            cents += rng.choice((-1, 0, 1))
        base = cents * rng.randint(1, 9) // 10
        for name, part in (("base_wage", base), ("performance_pay", cents - base)):
            rows.append({"unit": unit, "period": period, "indicator": name, "value": f"{part // 100}.{part % 100:02d}"})
    return rows


def count_on_boundary(generated: Generated) -> int:
    """Person-months whose fines are exactly the flagged share of the wage, or with the 3rd or 4th manager case."""
    tables, parameters, span, _ = generated
    nodes, wage = accountability.assess(tables, parameters, span).nodes, accountability.wages(tables["measurements"])
    percent, counted, found = exact(parameters["wage_flag_percent"]), dict[str, Fraction](), 0
    for (card, unit, period, node), value in nodes.items():
        if card == "month" and node == "manager_events" and isinstance(value, Fraction):
            counted[unit] = counted.get(unit, Fraction(0)) + value
            fines, paid = nodes[card, unit, period, "fines"], wage.get((unit, months(period)[0]))
            assert isinstance(fines, Fraction)
            found += (value > 0 and counted[unit] in (3, 4)) or (
                fines > 0 and paid is not None and fines * 100 == paid * percent
            )
    return found


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` person-months of 2014 (with the events of 2013 for a rolling year)."""
    rng = Random(seed)
    units, places = persons(rng, max(1, unit_periods // 12))
    parameters, events, span = parameters_of(rng, mode), Events(rng), YEAR
    for place in places:
        for index in range(JANUARY - 12, JANUARY) if "data_from" in parameters and not place.first else ():
            fill(rng, events, Place(place.unit), index, mode)
        for index in months_of_place(place):
            fill(rng, events, place, index, mode)
    for unit in [row["unit"] for row in units if row["kind"] in ("department", "office")][::3]:
        for index in rng.sample(months_of_place(Place(unit)), 4):  # somebody who is no unit of the data
            fill(rng, events, Place(unit), index, mode, person=f"{unit}-W")
    tables = {"units": units, "events": events.shuffled(), "measurements": list[Row]()}
    generated: tuple[dict[str, list[Row]], Parameters, Span, int] = (tables, parameters, span, 0)
    tables["measurements"] = wage_rows(rng, generated, mode)
    return (*generated[:3], count_on_boundary(generated))
