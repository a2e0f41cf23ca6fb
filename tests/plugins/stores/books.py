"""A small year of fines, rewards and a fund that pays them, settled by month; corrections come in the ninth."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from kaohe.core.periods import Period
from kaohe.core.tables import RawTable, normalise, raw_from_text
from kaohe.plugins import session
from kaohe.plugins.stores.settle import Settled
from tests.plugins.stores.months import Row, settled, write

SCHEMES = ["chengdu-event-penalty", "chengdu-service-fund", "gulin-accountability"]
UNITS = [
    {"unit": "C", "kind": "company"},
    {"unit": "B1", "kind": "branch", "parent": "C"},
    {"unit": "B2", "kind": "branch", "parent": "C"},
    {"unit": "P1", "kind": "person", "parent": "B1"},
    {"unit": "P2", "kind": "person", "parent": "B2"},
]
LEVELS = ["department_manager", "branch", "county_government", "department_manager"]
Totals = dict[tuple[str, str, str, str], Decimal]


def month(number: int) -> Period:
    return Period.of("month", 2014 * 12 + number - 1)


def events(number: int) -> list[Row]:
    """Each month four complaints against persons, a repeat report of a branch and a commendation."""
    day = f"2014-{number:02}"
    rows = [
        {"event": f"E{number:02}{place}", "unit": ["P1", "P2"][place % 2], "kind": "complaint",
         "at": f"{day}-{place + 2:02}", "highest_level": level, "heard": "true"}
        for place, level in enumerate(LEVELS)
    ]  # fmt: skip
    rows.append({"event": f"R{number:02}", "unit": "B1", "kind": "repeat_fault_report", "at": f"{day}-09"})
    return [*rows, {"event": f"W{number:02}", "unit": "B2", "kind": "commendation", "at": f"{day}-10", "form": "oral"}]


def tables(number: int, more: Iterable[Row] = ()) -> dict[str, list[Row]]:
    """The rows of one month, with further events."""
    wanted = {"unit": "C", "period": str(month(number)), "indicator": "rewards_wanted", "value": str(number * 30)}
    found = {"events": [*events(number), *more], "measurements": [wanted]}
    return found | ({"units": UNITS} if number == 1 else {})


def store_of(folder: Path, months: Iterable[int]) -> Path:
    """A store with these months settled one at a time."""
    store = folder / "books.store"
    for number in months:
        data = write(folder / f"{number:02}", tables(number))
        settled(store, data, SCHEMES if not store.exists() else (), [month(number)], illustrative=True)
    return store


def settle_month(store: Path, number: int, more: Iterable[Row] = ()) -> Settled:
    """One more month, filed with further events (corrections, late ones)."""
    data = write(store.parent / f"{number:02}-{len(list(store.parent.iterdir()))}", tables(number, more))
    return settled(store, data, (), [month(number)])


def recomputed(months: Iterable[int], more: Iterable[Row] = ()) -> Totals:
    """Yuan by scheme, unit, month and account, of one plain run over all rows: no store has a part in it."""
    numbers = list(months)
    held: dict[str, list[Row]] = {}
    for number in numbers:
        for table, rows in tables(number).items():
            held.setdefault(table, []).extend(rows)
    held["events"] += more
    found = normalise({table: _raw(table, rows) for table, rows in held.items()})
    schemes = session.load_all(SCHEMES, illustrative=True)
    document = session.score(found, schemes, [month(number) for number in numbers], illustrative=True).document()
    totals: Totals = {}
    for row in document["money"]:
        key = (row["scheme"], row["unit"], row["period"], row["account"])
        totals[key] = totals.get(key, Decimal(0)) + Decimal(row["amount"])
    return {key: yuan for key, yuan in totals.items() if yuan}


def _raw(table: str, rows: list[Row]) -> RawTable:
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [",".join(names), *(",".join(row.get(name, "") for name in names) for row in rows)]
    return raw_from_text(table, "\n".join(lines))


def correction(of: str, **changes: str) -> Row:
    """The row that corrects an event: as it was, but for the changes."""
    number = int(of[1:3])
    row = next(row for row in events(number) if row["event"] == of)
    signed = {"corrected_by": "Wu", "reason": f"{of} was wrong", "corrected_on": "2014-09-12"}
    return row | signed | {"event": f"{of}-C", "corrects": of} | changes
