"""Why a settled period comes out differently: one correction, or rows that were filed late or have changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from kaohe.core.periods import Period
from kaohe.core.store.merge import Fresh

MOST = 5


@dataclass(frozen=True)
class Cause:
    """``ref`` corrects ``corrects``; without both, ``reason`` names the rows."""

    reason: str
    ref: str = ""
    corrects: str = ""
    corrected_by: str = ""
    corrected_on: date | None = None

    @property
    def kind(self) -> str:
        """``correction`` or ``rows``, as postings name it."""
        return "correction" if self.ref else "rows"

    def document(self) -> dict[str, str]:
        """As postings and changes carry it."""
        return {
            "cause": self.kind, "ref": self.ref, "corrects": self.corrects, "corrected_by": self.corrected_by,
            "corrected_on": str(self.corrected_on or ""), "reason": self.reason,
        }  # fmt: skip

    def booked(self, origin: Period, last: Period) -> Period:
        """In which period a difference to ``origin`` is posted: that of the correction, or the first after ``last``.

        ``last``: the last of the kind that was settled before.

        >>> cause = Cause("wrong branch", "E9", "E1", "Li", date(2014, 9, 12))
        >>> str(cause.booked(Period.parse("2014-03"), Period.parse("2014-08")))
        '2014-09'
        >>> str(Cause("late rows").booked(Period.parse("2014-Q1"), Period.parse("2014-Q2")))
        '2014-Q3'
        """
        period = max(origin, last).next()
        while self.corrected_on is not None and period.last_day < self.corrected_on:
            period = period.next()
        return period


def corrections(events: pl.DataFrame, fresh: Sequence[Fresh], settled: int) -> list[Cause]:
    """The new corrections of rows of settled months, in the order in which they were made.

    ``events``: every row that was given or stored, those that are replaced too.
    """
    rows = {row["event"]: row for row in events.iter_rows(named=True)}
    new = [rows[one.key] for one in fresh if one.table == "events" and not one.was and one.key in rows]
    concerned = [row for row in new if row["corrects"] is not None and _reaches(row, rows, settled)]
    ordered = sorted(concerned, key=lambda row: (row["corrected_on"], _depth(row, rows), row["event"]))
    return [
        Cause(row["reason"], row["event"], row["corrects"], row["corrected_by"], row["corrected_on"]) for row in ordered
    ]


def others(fresh: Iterable[Fresh], known: Sequence[Cause], settled: int) -> Cause:
    """The rest: rows of settled months, or of none, that are new or have changed and correct nothing."""
    refs = {cause.ref for cause in known}
    named = [
        f"{one} {'changed' if one.was else 'filed late'}"
        for one in fresh
        if not (one.table == "events" and one.key in refs) and (one.month is None or one.month <= settled)
    ]
    more = f" and {len(named) - MOST} more" if len(named) > MOST else ""
    return Cause("; ".join(named[:MOST]) + more)


def _reaches(row: dict[str, Any], rows: dict[str, dict[str, Any]], settled: int) -> bool:
    return any(one["month"] <= settled for one in _chain(row, rows))


def _depth(row: dict[str, Any], rows: dict[str, dict[str, Any]]) -> int:
    return len(_chain(row, rows))


def _chain(row: dict[str, Any], rows: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The row and those that it replaces, one after the other."""
    chain = [row]
    while chain[-1]["corrects"] is not None:
        chain.append(rows[chain[-1]["corrects"]])
    return chain
