"""Plumbing of the generators: seeded choices, event rows, branches with units below them in spells."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import Literal

from tests.oracles.common import Parameters, Row, Span, Tables, month

Mode = Literal["random", "ties", "near_ties", "thresholds"]
Generated = tuple[Tables, Parameters, Span, int]
JANUARY = 2014 * 12
YEAR: Span = ("2014-01", "2014-12")
LEVELS = (
    "frontline",
    "department_manager",
    "branch",
    "gm_hotline",
    "provincial_company",
    "group_other_department",
    "group_company",
    "county_government",
    "government_mailbox",
    "administrative_department",
    "industry_regulator",
)


@dataclass
class Place:
    """A unit on which events may be filed, with its first and last day (`YYYY-MM-DD`, "" = open)."""

    unit: str
    first: str = ""
    last: str = ""


class Events:
    """Event rows with ids in the order in which they were made; handed out in random order."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.rows: list[Row] = []

    def add(self, unit: str, kind: str, at: str, **cells: str) -> None:
        """One row; its id is zero-padded, so that ids sort as they were made."""
        self.rows.append({"event": f"E{len(self.rows):07d}", "unit": unit, "kind": kind, "at": at, **cells})

    def shuffled(self) -> list[Row]:
        """All rows in random order."""
        self.rng.shuffle(self.rows)
        return self.rows

    def odds(self) -> Row:
        """Count and verification as people write them: mostly left out."""
        roll = self.rng.random()
        if roll < 0.12:
            return {"verified": "false"}
        return {"count": str(self.rng.randint(1, 4))} if roll < 0.3 else {"verified": "true"} if roll < 0.4 else {}


def time_in(rng: Random, index: int, place: Place | None = None) -> str:
    """A time in a month as a date or a date-time, now and then on the month's very edge, within a unit's spell."""
    last = monthrange(index // 12, index % 12 + 1)[1]
    roll = rng.random()
    if roll < 0.04:
        found = f"{month(index)}-01T00:00:00"
    elif roll < 0.08:
        found = f"{month(index)}-{last}T23:59:59"
    else:
        found = f"{month(index)}-{rng.randint(1, last):02d}"
        if roll < 0.6:
            found += f"T{rng.randrange(24):02d}:{rng.randrange(60):02d}:{rng.randrange(60):02d}"
    if place and place.first > found[:10]:
        return place.first
    return place.last if place and place.last and place.last < found[:10] else found


def months_of_place(place: Place) -> range:
    """The months of 2014 in which a unit has at least a day."""
    first = int(place.first[5:7]) - 1 if place.first else 0
    last = int(place.last[5:7]) if place.last else 12
    return range(JANUARY + first, JANUARY + last)


def complaint_cells(rng: Random) -> Row:
    """Level, levels reached and channel of a complaint."""
    cells = {"highest_level": rng.choice(LEVELS)} if rng.random() < 0.85 else {}
    if rng.random() < 0.25:
        cells["levels_reached"] = ";".join(rng.sample(LEVELS, rng.randint(1, 4)))
    if rng.random() < 0.4:
        cells["channel"] = rng.choice(("phone", "counter", "letter", "web", "other"))
    return cells


def branches(rng: Random, count: int, below: tuple[str, ...]) -> tuple[list[Row], list[list[Place]]]:
    """A company with branches (some opened or closed within 2014) and a chain of units below each.

    `below` names the kinds of the chain, from the branch down. Some lowest units move to the next branch within a
    month. The places of a branch are the branch and the units that began under it.
    """
    rows: list[Row] = [{"unit": "C", "kind": "company", "name": "", "parent": ""}]
    places: list[list[Place]] = []
    for n in range(count):
        place = Place(f"B{n:06d}")
        roll = rng.random()
        if roll < 0.04:
            place.first = f"2014-{rng.randint(2, 11):02d}-{rng.choice((1, 15)):02d}"
        elif roll < 0.08:
            place.last = rng.choice(("2014-06-30", "2014-09-20", "2014-11-29", "2014-12-31"))
        spell = {"from": place.first, "to": place.last}
        rows.append({"unit": place.unit, "kind": "branch", "name": "", "parent": "C", **spell})
        chain = [place]
        for kind in below:
            parent = chain[-1].unit
            chain.append(Place(f"{kind[0].upper()}{n:06d}", place.first, place.last))
            rows.append({"unit": chain[-1].unit, "kind": kind, "name": "", "parent": parent, **spell})
        places.append(chain)
    steady = [n for n, chain in enumerate(places) if not chain[0].first and not chain[0].last]
    lowest = {row["unit"]: row for row in rows}
    for n, other in zip(steady[::7], steady[1::7]):
        row, day = lowest[places[n][-1].unit], rng.randint(2, 27)
        when = f"2014-{rng.randint(2, 11):02d}-"
        new_parent = places[other][len(below) - 1].unit
        rows.append({**row, "parent": new_parent, "from": f"{when}{day + 1:02d}"})
        row["to"] = f"{when}{day:02d}"
    return rows, places


def leave(rng: Random, units: list[Row], chains: list[list[Place]]) -> None:
    """Some units at the end of their chain leave within a month, while the units above them go on."""
    spells = Counter(row["unit"] for row in units)
    rows = {row["unit"]: row for row in units}
    for last in (chain[-1] for chain in chains):
        if spells[last.unit] == 1 and not last.first and not last.last and rng.random() < 0.1:
            last.last = rows[last.unit]["to"] = f"2014-{rng.randint(2, 12):02d}-{rng.randint(1, 28):02d}"
