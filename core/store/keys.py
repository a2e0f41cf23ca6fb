"""Rows of the input as lines: by which key a row is known again, what it says, and which month it is filed under."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from kaohe.core.catalogue import Attribute, catalogue
from kaohe.core.results.numbers import moment
from kaohe.core.store import together
from kaohe.core.tables.assemble import timed
from kaohe.core.tables.cells import SCALE
from kaohe.core.tables.findings import Findings
from kaohe.core.tables.frames import PLACE, Names, read
from kaohe.core.tables.model import RawTable
from kaohe.core.tables.times import month_of

KEYS = {
    "units": ("unit", "from"),
    "measurements": ("unit", "period", "indicator", "segment"),
    "events": ("event",),
    "tickets": ("ticket",),
    "ratings": ("unit", "period", "item"),
    "postings": ("unit", "period", "account"),
    "parameters": ("scheme", "parameter"),
}
"""What names a row, or the rows that are filed together: they are kept, and replaced, together."""
DERIVED = (*PLACE, together.PART, together.PLACE, "month", "first", "last")
SCHEMA = {"part": pl.Int64, "row": pl.Int64, "key": pl.String, "says": pl.String, "month": pl.Int64}
BETWEEN, FOLLOWS = "\x1f", "\x1e"


def lines(table: str, parts: Sequence[RawTable], findings: Findings) -> pl.DataFrame:
    """A line per row: ``part`` and ``row`` (their places), ``key``, ``says`` and ``month`` (null: undated)."""
    names = Names(catalogue())
    found = [_lines(table, part, names, findings) for part in together.marked(parts)]
    return pl.concat([pl.DataFrame(schema=SCHEMA), *found])


def grouped(found: pl.DataFrame) -> pl.DataFrame:
    """A row per key: what its rows say together, and the month they are filed under."""
    return (
        found.sort("key", "says")
        .group_by("key", maintain_order=True)
        .agg(pl.col("says").str.join(FOLLOWS), pl.col("month").min())
    )


def spoken(key: str) -> str:
    """A key as people read it."""
    return " ".join(part for part in key.split(BETWEEN) if part)


def differing(table: str, was: str, now: str) -> str:
    """The columns in which the first rows that differ do so, with both values; an empty cell is ``-``."""
    before, after = was.split(FOLLOWS), now.split(FOLLOWS)
    old, new = (
        _cells(next((row for row in rows if row not in others), ""))
        for rows, others in ((before, after), (after, before))
    )
    columns = catalogue().tables[table].columns
    return ", ".join(
        f"{name}: {_written(columns.get(name), old.get(name))} → {_written(columns.get(name), new.get(name))}"
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    )


def _cells(text: str) -> dict[str, str]:
    return {name: value for name, _, value in (cell.partition("=") for cell in text.split(BETWEEN) if cell)}


def _written(column: Attribute | None, cell: str | None) -> str:
    """A normalised cell as people write it."""
    if cell is None:
        return "-"
    if column is not None and column.type in ("number", "yuan"):
        return f"{Decimal(cell) / SCALE[column.type]:f}"
    return moment(int(cell)) if column is not None and column.type == "time" else cell


def _lines(table: str, part: RawTable, names: Names, findings: Findings) -> pl.DataFrame:
    frame = read(part, catalogue().tables[table], names, findings)
    if frame is None:
        return pl.DataFrame(schema=SCHEMA)
    frame = timed(table, frame, findings)
    keys = [pl.col(name).cast(pl.String).fill_null("") for name in KEYS[table]]
    said = [_said(frame, name) for name in sorted(frame.columns) if name not in DERIVED]
    return frame.select(
        pl.col(together.PART).cast(pl.Int64).alias("part"),
        pl.col(together.PLACE).cast(pl.Int64).alias("row"),
        pl.concat_str(keys, separator=BETWEEN).alias("key"),
        pl.concat_str(said, separator=BETWEEN, ignore_nulls=True).alias("says"),
        _month(table, frame).cast(pl.Int64).alias("month"),
    )


def _said(frame: pl.DataFrame, name: str) -> pl.Expr:
    kind = frame.schema[name]
    cell = pl.col(name).list.join(";") if isinstance(kind, pl.List) else pl.col(name).cast(pl.String)
    return pl.when(cell != "").then(pl.lit(f"{name}=") + cell)


def _month(table: str, frame: pl.DataFrame) -> pl.Expr:
    """Filed under the month it happened or was accepted in, or in which its period begins."""
    if table == "events":
        return pl.col("month")
    if "first" in frame.columns:
        return pl.col("first")
    if table == "tickets" and "accepted_at" in frame.columns:
        return month_of(pl.col("accepted_at"))
    return pl.lit(None)
