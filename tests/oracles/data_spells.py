"""Plumbing of the generators: units of one kind in spells that begin, end and break off within 2013 and 2014."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from tests.oracles.common import Row, Span

FIRST_YEAR = 2013
BOTH_YEARS: Span = ("2013-01", "2014-12")


def day_in(rng: Random, first: int = 0, last: int = 23) -> str:
    """A day of the months `first` to `last`, counted from January 2013; often the first or the end of a month."""
    index = rng.randint(first, last)
    return f"{FIRST_YEAR + index // 12}-{index % 12 + 1:02d}-{rng.choice((1, 1, 15, 28)):02d}"


def staff(
    rng: Random, count: int, kind: str, parents: Sequence[str] = ("",), prefix: str = "P", **cells: str
) -> list[Row]:
    """Units of a kind: most are there throughout; some come, go, are away for a while, or move to another parent."""
    rows: list[Row] = []
    for n in range(count):
        parent, unit = rng.choice(parents), f"{prefix}{n:05d}"
        row = {"unit": unit, "kind": kind, "name": "", "parent": parent, "from": "", "to": "", **cells}
        roll = rng.random()
        if roll < 0.05:
            row["from"] = day_in(rng)
        elif roll < 0.1:
            row["to"] = day_in(rng)
        elif roll < 0.14:
            row["to"] = day_in(rng, 0, 11)
            rows.append({**row, "from": day_in(rng, 12, 23), "to": "", "parent": rng.choice(parents)})
        elif roll < 0.18:
            row["to"] = day_in(rng)
            after = date.fromisoformat(row["to"]) + timedelta(days=1)
            rows.append({**row, "from": after.isoformat(), "to": "", "parent": rng.choice(parents)})
        rows.append(row)
    return rows


def span_within(rng: Random) -> Span:
    """Mostly both years; now and then the later part of them, so that what is shown reads what is not."""
    return (rng.choice(("2013-07", "2014-01", "2014-04")), "2014-12") if rng.random() < 0.25 else BOTH_YEARS
