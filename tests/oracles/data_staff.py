"""Plumbing of the generators: persons in groups, in spells, and marks as raters file them."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from tests.oracles.common import Row, Units, last_day
from tests.oracles.data_common import JANUARY, Mode


def staff(rng: Random, unit_months: int, group: str, kind: str = "person") -> tuple[list[Row], Units]:
    """Groups with members of a kind, about so many member-months of 2014.

    Some members come, some leave, some are away in between and some move to the next group, mostly within a month.
    """
    rows: list[Row] = []
    members = max(1, unit_months // 12)
    groups = max(2, members // 6)
    for n in range(groups):
        rows.append({"unit": f"G{n:05d}", "kind": group, "name": "", "parent": "", "from": "", "to": ""})
    for n in range(members):
        home = f"G{n % groups:05d}"
        row = {"unit": f"M{n:06d}", "kind": kind, "name": "", "parent": home, "from": "", "to": ""}
        roll, day = rng.random(), f"2014-{rng.randint(2, 11):02d}-"
        if roll < 0.05:
            row["from"] = day + rng.choice(("01", "15", "28"))
        elif roll < 0.10:
            row["to"] = rng.choice(("2014-06-30", "2014-09-20", "2014-11-29", "2014-12-30", "2014-12-31"))
        elif roll < 0.16:
            row["to"] = f"{day}14"
            rows.append({**row, "from": f"{day}15", "to": "", "parent": f"G{(n + 1) % groups:05d}"})
        elif roll < 0.20:
            row["to"] = f"2014-{rng.randint(2, 6):02d}-14"
            rows.append({**row, "from": f"2014-{rng.randint(7, 11):02d}-15", "to": ""})
        rows.append(row)
    return rows, Units(rows)


def months_there(units: Units, unit: str) -> list[int]:
    """The months of 2014 on whose last day a unit is there."""
    return [index for index in range(JANUARY, JANUARY + 12) if units.at(unit, last_day(index)) is not None]


def points(rng: Random, most: int, mode: Mode) -> str:
    """A mark of 0 to `most`: whole, eighths that tie in rounding, or with decimals."""
    if mode == "ties":
        return rng.choice((f"{most}", f"{most * 8 / 10:g}", f"{most * 6 / 10:g}"))
    if mode == "near_ties":
        return f"{most * rng.choice((0.8, 0.9)) + rng.choice((-1, 0, 0, 1)) / 10**6:.6f}"
    if mode == "thresholds":
        return f"{rng.randint(4 * most, 8 * most) / 8:g}"
    return f"{rng.randint(most * 40, most * 100) / 100:.2f}" if rng.random() < 0.3 else str(rng.randint(0, most))


def filed(
    rng: Random, cell: Row, paths: Mapping[str, str], leaf: str, most: int, mode: Mode, roles: tuple[str, ...] = ("",)
) -> list[Row]:
    """The marks of one leaf: one rater or several in several roles, by leaf or by path, now and then out of another full."""
    item = leaf if rng.random() < 0.8 else next(path for path, found in paths.items() if found == leaf and path != leaf)
    rows: list[Row] = []
    for rater in range(1 if rng.random() < 0.85 else rng.randint(2, 4)):
        full = rng.choice(("", "", "", str(most), "50", "20")) if mode != "near_ties" else ""
        score = points(rng, int(full or most), mode)
        rows.append(
            {**cell, "item": item, "score": score, "full": full, "rater": f"R{rater}", "role": rng.choice(roles)}
        )
    return rows
