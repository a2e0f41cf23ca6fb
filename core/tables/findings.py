"""Collecting what is wrong with rows, with the place of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import polars as pl

from kaohe.core.errors import KaoheError, Problem

LIMIT = 200
PLACE = {
    "_file": "file",
    "_sheet": "sheet",
    "_row": "row",
    "unit": "unit",
    "period": "period",
    "indicator": "indicator",
}
T = TypeVar("T")
Row = dict[str, Any]
Say = Callable[[Row], tuple[str, str]]


class Findings:
    """The problems of one input."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, what: str, hint: str = "", **where: object) -> None:
        self.problems.append(Problem(what, hint, **where))

    def rows(self, frame: pl.DataFrame, bad: pl.Series | pl.Expr, say: Say, column: str | None = None) -> None:
        """A problem for each row of ``frame`` where ``bad`` holds (the first 200, then their number)."""
        found = frame.filter(bad)
        if not found.height:
            return
        for row in found.head(LIMIT).iter_rows(named=True):
            what, hint = say(row)
            self.problems.append(Problem(what, hint, column=column, **place(row)))
        if found.height > LIMIT:
            self.add(f"{found.height - LIMIT} more rows with a fault of this kind", column=column)

    def stop(self) -> None:
        """Raise what was found, if anything."""
        if self.problems:
            raise KaoheError(self.problems)


def side_by_side(tasks: Sequence[Callable[[Findings], T]], findings: Findings) -> list[T]:
    """What each task returns; each runs in a thread with findings of its own, which are added in the tasks' order."""
    own = [Findings() for _ in tasks]
    with ThreadPoolExecutor() as threads:
        made = list(threads.map(lambda task, found: task(found), tasks, own))
    for found in own:
        findings.problems += found.problems
    return made


def place(row: Row) -> dict[str, object]:
    """The where of a problem in this row."""
    return {key: row[column] for column, key in PLACE.items() if row.get(column) is not None}
