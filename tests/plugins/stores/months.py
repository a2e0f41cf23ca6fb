"""The example year as an organisation files it: one folder a month, with what is known at the end of that month."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kaohe.core.documents.scheme import Scheme
from kaohe.core.periods import Period
from kaohe.plugins import session
from kaohe.plugins.stores.settle import Settled, settle

DATA = Path(__file__).parents[3] / "examples" / "telecom-group" / "data"
MONTHS = [Period.of("month", index) for index in range(2014 * 12, 2015 * 12)]
DATED = {"measurements": "period", "ratings": "period", "events": "at", "tickets": "accepted_at"}
Row = dict[str, str]


@cache
def rows(table: str) -> list[Row]:
    """The rows of the example year."""
    return list(csv.DictReader(io.StringIO((DATA / f"{table}.csv").read_text("utf-8"))))


def filed(month: Period, more: Iterable[Row] = ()) -> dict[str, list[Row]]:
    """The rows of one month; open tickets of earlier months again, with what has become of them. ``more``: events."""
    tables = {table: [row for row in rows(table) if _month(row[column]) == month] for table, column in DATED.items()}
    tables["tickets"] = [_as_known(row, month) for row in rows("tickets") if _open(row, month)]
    tables["events"] = [*tables["events"], *more]
    return tables | ({"units": rows("units")} if month == MONTHS[0] else {})


def write(folder: Path, tables: dict[str, list[Row]]) -> str:
    """CSV files of the tables; returns the folder as the command takes it."""
    folder.mkdir(parents=True)
    for table, found in tables.items():
        if found:
            names = dict.fromkeys(name for row in found for name in row)
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(names), restval="")
                writer.writeheader()
                writer.writerows(found)
    return str(folder)


def due(schemes: Iterable[str], month: Period) -> list[Period]:
    """The periods of the schemes' cards that end with a month."""
    cards = [card for name in schemes for card in loaded(name).cards.values()]
    kinds = dict.fromkeys(card.period for card in cards)
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12}
    found = [Period.of(kind, month.last // size[kind]) for kind in size if kind in kinds]
    return [period for period in found if period.last == month.last]


@cache
def loaded(name: str) -> Scheme:
    return session.load(name)


def replay(folder: Path, schemes: list[str], months: Iterable[Period] = MONTHS) -> Path:
    """A store into which the months were settled one at a time, each from its own files."""
    store = folder / "books.store"
    for month in months:
        data = write(folder / str(month), filed(month))
        if periods := due(schemes, month):
            settled(store, data, schemes if not store.exists() else (), periods)
    return store


def settled(store: Path, data: str, schemes: Iterable[str], periods: Iterable[Period]) -> Settled:
    """One run into a store, with the illustrative parameters."""
    return settle(store, data, list(schemes), (), None, period=",".join(map(str, periods)), illustrative=True)


def files(store: Path, *folders: str) -> dict[str, bytes]:
    """The files of a store below some of its folders, by path."""
    found = [path for folder in folders for path in sorted((store / folder).rglob("*")) if path.is_file()]
    return {path.relative_to(store).as_posix(): path.read_bytes() for path in found}


def _month(written: str) -> Period:
    """The month that a date lies in, or with which a period ends."""
    period = Period.parse(written if len(written) < 10 else written[:7])
    return Period(period.last, period.last)


def _open(row: Row, month: Period) -> bool:
    """Whether a ticket was accepted in the month, or before and not completed before."""
    accepted, completed = row["accepted_at"][:7], row["completed_at"][:7] or "9999"
    return accepted <= str(month) <= completed


def _as_known(row: Row, month: Period) -> Row:
    return row | {"completed_at": row["completed_at"] if row["completed_at"][:7] <= str(month) else ""}
