"""The example year as an organisation files it: one folder a month, with what is known at the end of that month.

What it has decided of the schemes (``kaohe.toml``) lies beside the first month's data and is in the store from then on.
"""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from kaohe.core.documents.scheme import Scheme
from kaohe.core.periods import Period
from kaohe.plugins import session
from kaohe.plugins.stores.settle import Settled, settle

GROUP = Path(__file__).parents[3] / "examples" / "telecom-group"
MONTHS = [Period.of("month", index) for index in range(2014 * 12, 2015 * 12)]
DATED = {"measurements": "period", "ratings": "period", "events": "at", "tickets": "accepted_at"}
Row = dict[str, str]


@cache
def rows(table: str) -> list[Row]:
    """The rows of the example year."""
    return list(csv.DictReader(io.StringIO((GROUP / "data" / f"{table}.csv").read_text("utf-8"))))


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


def due(names: Iterable[str], month: Period) -> list[Period]:
    """The periods of the cards of schemes or suites that end with a month."""
    kinds = {card.period for name in names for one in loaded(name) for card in one.cards.values()}
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12}
    found = [Period.of(kind, month.last // size[kind]) for kind in size if kind in kinds]
    return [period for period in found if period.last == month.last]


@cache
def loaded(name: str) -> list[Scheme]:
    """A scheme, or those of a suite."""
    suite = session.host().suite(name)
    return [session.load(one) for one in (suite.schemes if suite is not None else (name,))]


def replay(folder: Path, names: list[str]) -> Path:
    """A store into which the periods were settled one at a time, each from the files of its own months."""
    store = folder / "books.store"
    waiting: dict[str, list[Row]] = {}
    for month in MONTHS:
        for table, found in filed(month).items():
            waiting.setdefault(table, []).extend(found)
        if not (periods := due(names, month)):
            continue
        data = write(folder / str(month), _latest(waiting))
        if not store.exists():
            shutil.copy(GROUP / "kaohe.toml", data)
        settled(store, data, () if store.exists() else names, periods)
        waiting = {}
    return store


def _latest(tables: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """The rows of several months, of each ticket the last."""
    return tables | {"tickets": list({row["ticket"]: row for row in tables["tickets"]}.values())}


def settled(
    store: Path, data: str, names: Iterable[str], periods: Iterable[Period], illustrative: bool = False
) -> Settled:
    """One run into a store."""
    written = ",".join(map(str, periods))
    return settle(store, data, list(names), (), None, period=written, illustrative=illustrative)


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
