"""Rows that are given, laid over rows that are stored: of each key the latest holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from kaohe.core.errors import KaoheError, Problem
from kaohe.core.store.keys import differing, grouped, lines, spoken
from kaohe.core.store.together import numbered, together
from kaohe.core.tables.findings import Findings
from kaohe.core.tables.model import TABLES, RawTable

Parts = dict[str, list[RawTable]]


@dataclass(frozen=True)
class Fresh:
    """A key whose rows are new (``was`` is empty) or say something else than those stored."""

    table: str
    key: str
    month: int | None
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.table} {spoken(self.key)}" + (
            f" ({differing(self.table, self.was, self.now)})" if self.was else ""
        )


@dataclass
class Merged:
    """``stored``: the rows that hold so far; ``kept``: those this run adds; ``every``: all that hold now, both.

    ``fresh``: what was added; ``later``: how many rows are dated after the last month and wait for their own.
    """

    stored: Parts = field(default_factory=dict)
    kept: Parts = field(default_factory=dict)
    every: Parts = field(default_factory=dict)
    fresh: list[Fresh] = field(default_factory=list)
    later: int = 0


def merge(
    stored: Mapping[str, Sequence[RawTable]], given: Mapping[str, Sequence[RawTable]], last: int | None
) -> Merged:
    """The rows up to month ``last`` (None: all of them); raises KaoheError with every cell that cannot be read.

    Parts of ``stored`` stand in the order in which they came.
    """
    merged, findings = Merged(), Findings()
    for table in TABLES:
        old, new = list(stored.get(table, ())), list(given.get(table, ()))
        if old or new:
            _table(table, old, new, last, merged, findings)
    findings.stop()
    return merged


def _table(
    table: str, old: list[RawTable], new: list[RawTable], last: int | None, merged: Merged, findings: Findings
) -> None:
    held = lines(table, old, findings)
    held = held.filter(pl.col("part") == pl.col("part").max().over("key"))
    offered = lines(table, new, findings)
    late = pl.lit(False) if last is None else (pl.col("month") > last).fill_null(False)
    merged.later += offered.filter(late).height
    offered = offered.filter(~late)
    said = grouped(offered).join(grouped(held), on="key", how="left", suffix="_was", maintain_order="left")
    said = said.filter(pl.col("says").ne_missing(pl.col("says_was")))
    merged.fresh += [
        Fresh(table, row["key"], row["month"] if row["month_was"] is None else min(row["month"], row["month_was"]), row["says_was"] or "", row["says"])
        for row in said.iter_rows(named=True)
    ]  # fmt: skip
    added = offered.join(said, on="key", how="semi")
    merged.stored[table] = together(taken(old, held))
    merged.kept[table] = taken(new, added)
    merged.every[table] = together(taken(old, held.join(said, on="key", how="anti")) + merged.kept[table])


def taken(parts: Sequence[RawTable], rows: pl.DataFrame) -> list[RawTable]:
    """Of each part the rows that are listed (``part``, ``row``: places), in their order; each knows its own number."""
    found = []
    for place, part in enumerate(parts):
        places = rows.filter(pl.col("part") == place)["row"].sort()
        chosen = numbered(part)[places]
        if chosen.height:
            found.append(RawTable(chosen, part.file, part.sheet, part.first_row, part.sha256, part.clean))
    return found


def unsettled(fresh: Sequence[Fresh], settled: int | None) -> None:
    """Raises KaoheError for events of settled months whose rows are not what they were."""
    problems = [
        Problem(
            f"event {spoken(one.key)} is not as it was when its month was settled ({differing(one.table, one.was, one.now)})",
            "leave the row as it was and add one that corrects it: corrects, corrected_by, reason, corrected_on",
            table="events",
        )
        for one in fresh
        if one.table == "events" and one.was and settled is not None and one.month is not None and one.month <= settled
    ]
    if problems:
        raise KaoheError(problems)


def without(parts: Parts, table: str, keys: set[str]) -> Parts:
    """The parts without the rows of a table that have these keys."""
    rows = lines(table, parts[table], Findings()).filter(~pl.col("key").is_in(list(keys)))
    return parts | {table: taken(parts[table], rows)}
