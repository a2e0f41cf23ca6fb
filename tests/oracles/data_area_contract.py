"""Generated inputs of scheme 9, gulin-area-contract."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from random import Random

from tests.oracles import area_contract
from tests.oracles.area_contract_lines import Lines
from tests.oracles.common import Parameters, Row, Span, Tables, Units, exact, last_day, month, month_of
from tests.oracles.data_area_contract_rows import complaints, rate_row, subscribers_of, survey, ticket
from tests.oracles.data_boundaries import at_values
from tests.oracles.data_common import YEAR, Events, Generated, Mode, Place, months_of_place, time_in


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """The stated lines or others beside them; an `as_of` before the year's end."""
    found: Parameters = {
        "qualified_when": rng.choice(("all", "all", "each")),
        "empty_survey": rng.choice(("error", "exclude", "met")),
        "ticket_period": rng.choice(("deadline", "deadline", "accepted", "completed")),
    }
    if mode in ("random", "near_ties") and rng.random() < 0.6:
        found |= {"complaint_rate_below": rng.choice(("0.125", "0.2")), "reply_hours": rng.choice((48, "1.5"))}
        found |= {"reply_rate_required": rng.choice((90, "97.5")), "satisfaction_above": "98.5"}
        found |= {"load_urban": "3500;5500", "load_rural": "500;1000.5"}
    if rng.random() < 0.3:
        found["as_of"] = "2014-12-20T12:00:00"
    return found


def places_of(rng: Random, count: int) -> tuple[list[Row], list[list[Place]]]:
    """Offices with areas and a worker in each; some areas begin, end, or move to the office before, in mid-month."""
    rows: list[Row] = [{"unit": "C", "kind": "company", "name": "", "parent": ""}]
    chains = list[list[Place]]()
    for n in range(count):
        office = f"O{n // 3:06d}"
        if n % 3 == 0:
            opened = f"2014-{rng.randint(2, 11):02d}-10" if rng.random() < 0.1 else ""  # the areas are there before
            rows.append({"unit": office, "kind": "office", "name": "", "parent": "C", "from": opened, "to": ""})
        place, roll = Place(f"A{n:06d}"), rng.random()
        row = {"unit": place.unit, "kind": "area", "name": "", "parent": office, "from": "", "to": ""}
        row |= {"urban": rng.choice(("true", "false")), "staff": rng.choice(("", "1", "1", "2", "3"))}
        if n % 3 and roll < 0.1:
            row["from"] = place.first = f"2014-{rng.randint(2, 11):02d}-{rng.choice((1, 15)):02d}"
        elif n % 3 and roll < 0.2:
            row["to"] = place.last = rng.choice(("2014-06-30", "2014-09-20", "2014-11-29", "2014-12-31"))
        elif n % 3 and n > 3 and roll < 0.35:
            day = date(2014, rng.randint(2, 11), rng.randint(2, 27))
            later = {"parent": f"O{n // 3 - 1:06d}", "from": f"{day + timedelta(days=1)}", "urban": "true"}
            rows.append({**row, **later})
            row["to"] = f"{day}"
        worker = Place(f"W{n:06d}", place.first, place.last)
        below = {"unit": worker.unit, "kind": "person", "name": "", "parent": place.unit}
        rows += [row, {**below, "from": place.first, "to": place.last}]
        chains.append([place, place, worker])
    return rows, chains


def supplied(rng: Random, tables: Tables, parameters: Parameters) -> list[Row]:
    """Rates that are supplied in place of rows or beside them, where they must agree."""
    units, found = Units(tables["units"]), list[Row]()
    counted, present = area_contract.recorded(units, tables["events"])
    answered = area_contract.replies(units, tables["tickets"], parameters)
    for row in [row for row in tables["measurements"] if row["indicator"] == "subscribers"]:
        key, subs = {"unit": row["unit"], "period": row["period"]}, int(row["value"])
        cell = row["unit"], month_of(row["period"])
        if rng.random() < 0.3:
            under = subs + rng.choice((0, -10, 10)) if subs > 10 else 1000  # say, the mean of the month
            pair: tuple[Fraction | int, Fraction | int] = (
                (counted[cell], subs) if cell in present else (under // 1000, under)
            )
            found.append(rate_row(key, "complaint_rate", pair))
        if rng.random() < 0.3:
            many = rng.choice((0, 40, 200))
            pair = answered[cell] if cell in answered else (max(0, many - rng.choice((0, 0, 1))), many)
            found.append(rate_row(key, "ticket_reply_72h_rate", pair))
    return found


def count_on_boundary(generated: Generated) -> int:
    """Unit-periods with a complaint rate or satisfaction exactly at its line, or a load at a bound."""
    tables, parameters, span, _ = generated
    outcome = area_contract.assess(tables, parameters, span)
    lines = Lines.of(parameters)
    edges = {"complaint_rate": (lines.complaints,), "satisfaction_rate": (lines.satisfied,)}
    found = set[tuple[str, str]]()
    for card in ("month", "year", "office_month", "office_year"):
        found |= at_values(outcome, card, {**edges, "load": tuple(lines.load[True] + lines.load[False])})
    return len(found)


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` months of areas and offices in 2014."""
    rng = Random(seed)
    parameters, hours_key = parameters_of(rng, mode), "reply_hours"
    hours, line = exact(parameters.get(hours_key, 72)), exact(parameters.get("satisfaction_above", 99))
    units, chains = places_of(rng, max(3, unit_periods // 18))
    known, events, tickets, measurements = Units(units), Events(rng), list[Row](), list[Row]()
    for chain in chains:
        for index in months_of_place(chain[0]):
            if (area := known.at(chain[0].unit, last_day(index))) is None:
                area = known.spells[chain[0].unit][0][2]
            key, subs = {"unit": chain[0].unit, "period": month(index)}, subscribers_of(rng, area, mode)
            derive = rng.random() < 0.8
            if derive:
                complaints(rng, events, chain, index, subs, mode)
                tickets += [ticket(rng, rng.choice(chain), index, hours, mode) for _ in range(rng.randint(0, 3))]
            measurements.append({**key, "indicator": "subscribers", "value": str(subs)})
            pair = survey(rng, line, mode, parameters["empty_survey"] != "error")
            measurements.append(rate_row(key, "satisfaction_rate", pair))
    return finished(rng, {"units": units, "measurements": measurements}, events, tickets, parameters)


def finished(rng: Random, tables: Tables, events: Events, tickets: list[Row], parameters: Parameters) -> Generated:
    """Rows of the office itself, rates supplied, and nothing filed after `as_of`."""
    until = str(parameters.get("as_of", "2015"))
    offices = [row["unit"] for row in tables["units"] if row["kind"] == "office"]
    for office in offices[::2]:
        events.add(office, "complaint", time_in(rng, month_of("2014-05")))
        tickets.append({"unit": office, "kind": "fault", "accepted_at": "2014-05-05", "replied_at": ""})
    tables["events"] = [row for row in events.shuffled() if row["at"] < until]
    rows = [row for row in tickets if row["accepted_at"] < until]
    tables["tickets"] = [{**row, "ticket": f"T{n:07d}"} for n, row in enumerate(rows)]
    tables["measurements"] += supplied(rng, tables, parameters)
    span: Span = ("2014-04", "2014-12") if "as_of" in parameters or rng.random() < 0.2 else YEAR
    generated: Generated = (tables, parameters, span, 0)
    return (*generated[:3], count_on_boundary(generated))
