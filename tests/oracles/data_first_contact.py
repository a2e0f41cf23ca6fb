"""Generated inputs of scheme 12, gulin-first-contact."""

from __future__ import annotations

from random import Random

from tests.oracles import first_contact
from tests.oracles.common import Row, Span, Units, moment, month_of
from tests.oracles.data_common import JANUARY, YEAR, Events, Generated, Mode, Place, time_in
from tests.oracles.data_common import months_of_place as months_of
from tests.oracles.first_contact import CHECKS, WAYS


def persons(rng: Random, count: int, mode: Mode) -> tuple[list[Row], list[Place]]:
    """Persons with their posts; some come or go, some are promoted in mid-month."""
    ranks = ("1", "2", "3", "5", "8") if mode == "random" else ("2", "3")
    rows, places = list[Row](), list[Place]()
    for n in range(count):
        place, roll = Place(f"P{n:05d}"), rng.random()
        row = {"unit": place.unit, "kind": "person", "name": "", "parent": "", "from": "", "to": ""}
        row["post_rank"] = rng.choice(ranks)
        if roll < 0.05:
            row["from"] = place.first = f"2014-{rng.randint(2, 11):02d}-{rng.choice((1, 15)):02d}"
        elif roll < 0.1:
            row["to"] = place.last = rng.choice(("2014-06-30", "2014-09-20", "2014-11-29", "2014-12-31"))
        elif roll < 0.2:
            rows.append({**row, "from": "2014-07-16", "post_rank": rng.choice(ranks)})
            row["to"] = "2014-07-15"
        rows.append(row)
        places.append(place)
    return rows, places


def checks(rng: Random) -> Row:
    """What was seen of one person; mostly well done."""
    found = {check: "true" if rng.random() < 0.9 else "false" for check in CHECKS if rng.random() < 0.5}
    if rng.random() < 0.7:
        found["resolvable"] = rng.choice(("true", "false", "false"))
    for name, often in (("explained", 0.85), *((way, 0.45) for way in WAYS)):
        if rng.random() < 0.85:
            found[name] = "true" if rng.random() < often else "false"
    return found


def visit(rng: Random, events: Events, present: list[Place], index: int) -> None:
    """A visit with one row per staff member present, at one time or minutes apart."""
    at = time_in(rng, index, present[0])
    incident = {"incident": f"V{len(events.rows)}"} if len(present) > 1 or rng.random() < 0.5 else {}
    for place in present:
        if rng.random() < 0.3 and len(at) > 10:
            at = at[:14] + f"{rng.randint(0, 59):02d}" + at[16:]
        events.add(place.unit, "first_contact_check", at, **checks(rng), **incident, **events.odds())


def count_on_boundary(tables: dict[str, list[Row]]) -> int:
    """Person-months with a visit in which the highest post was held by several who were present."""
    units, visits = Units(tables["units"]), dict[str, list[Row]]()
    for row in tables["events"]:
        if row.get("verified") != "false":
            visits.setdefault(row.get("incident", row["event"]), []).append(row)
    chosen = {row["event"]: row for row in first_contact.responsible(units, tables["events"])}
    ties = set[tuple[str, int]]()
    for rows in visits.values():
        best = next(row for row in rows if row["event"] in chosen)
        if sum(first_contact.rank(units, row) == first_contact.rank(units, best) for row in rows) > 1:
            ties.add((best["unit"], month_of(best["at"])))
    return len(ties)


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """About `unit_periods` person-months of 2014."""
    rng = Random(seed)
    units, places = persons(rng, max(3, unit_periods // 12), mode)
    events, parameters = Events(rng), dict[str, object](on_redirect=rng.choice(("any", "any", "all")))
    for index in range(JANUARY, JANUARY + 12):
        here = [place for place in places if index in months_of(place) and not place.first and not place.last]
        for place in [place for place in places if index in months_of(place)]:
            for _ in range(rng.choice((0, 1, 1, 2))):
                visit(rng, events, [place, *rng.sample(here, min(len(here), rng.choice((0, 0, 1, 2))))], index)
    known = Units(units)
    rows = [row for row in events.rows if known.at(row["unit"], moment(row["at"]).date())]
    events.rows = list({(row["unit"], row.get("incident", row["event"])): row for row in rows}.values())
    span: Span = ("2014-04", "2014-12") if rng.random() < 0.3 else YEAR
    tables = {"units": units, "events": events.shuffled()}
    return tables, parameters, span, count_on_boundary(tables)
