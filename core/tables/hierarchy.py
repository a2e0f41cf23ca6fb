"""Who stands above whom, and when."""

from __future__ import annotations

from datetime import date

import polars as pl

from kaohe.core.periods import Period
from kaohe.core.tables.times import time_column

COLUMNS = ("unit", "ancestor", "from", "to", "levels")


def ancestors(units: pl.DataFrame) -> pl.DataFrame:
    """Columns unit, ancestor, from, to (Date, null = open), levels: every unit is its own ancestor, at level 0.

    Spells are cut to overlaps; of two ancestors on one day the one of fewer levels is the nearer. ``units`` has unit, parent, from, to and no cycle; any depth, by one join per level.
    """
    spells = units.select("unit", "parent", "from", "to")
    level = spells.select("unit", pl.col("unit").alias("ancestor"), "from", "to", levels=0, above="parent")
    levels = [level.select(COLUMNS)]
    known = spells.select(
        pl.col("unit").alias("above"), pl.col("parent").alias("next"), pl.col("from", "to").name.prefix("above_")
    )
    while True:
        joined = level.filter(pl.col("above").is_not_null()).join(known, on="above")
        level = joined.select(
            "unit",
            pl.col("above").alias("ancestor"),
            pl.max_horizontal("from", "above_from").alias("from"),
            pl.min_horizontal("to", "above_to").alias("to"),
            pl.col("levels") + 1,
            pl.col("next").alias("above"),
        ).filter((pl.col("from") <= pl.col("to")).fill_null(True))
        if level.is_empty():
            return pl.concat(levels)
        levels.append(level.select(COLUMNS))


def holding(day: pl.Expr) -> pl.Expr:
    """Whether the spell `from`, `to` of a row holds on a day."""
    return (pl.col("from") <= day).fill_null(True) & (pl.col("to") >= day).fill_null(True)


def end_of(first: pl.Expr, size: int) -> pl.Expr:
    """The last day of ``size`` months from a month index."""
    after = first + size
    return pl.date(after // 12, after % 12 + 1, 1) - pl.duration(days=1)


def day_of(frame: pl.DataFrame) -> pl.Expr:
    """The day of an event or ticket, on which its unit stands below others (C19)."""
    return pl.from_epoch(pl.col(time_column(frame))).dt.date()


def with_nearest(frame: pl.DataFrame, units: pl.DataFrame, kind: str, day: pl.Expr) -> pl.DataFrame:
    """The frame with a column named after a kind: the nearest unit of that kind at or above ``unit`` on the row's day."""
    wanted = units.filter(pl.col("kind") == kind).select(pl.col("unit").alias("ancestor"))
    above = ancestors(units).join(wanted.unique(), on="ancestor", how="semi")
    placed = frame.with_row_index("?row")
    paired = placed.select("?row", "unit", day.alias("?day")).join(above, on="unit")
    held = paired.filter(holding(pl.col("?day")))
    nearest = held.sort("levels", maintain_order=True).unique("?row", keep="first")
    side = nearest.select("?row", pl.col("ancestor").alias(kind))
    return placed.join(side, on="?row", how="left", maintain_order="left").drop("?row")


def spells_on(units: pl.DataFrame, day: date) -> pl.DataFrame:
    """The rows of ``units`` whose spell holds on the day."""
    return units.filter(holding(pl.lit(day)))


def assessed(units: pl.DataFrame, kinds: list[str], period: Period) -> pl.DataFrame:
    """The units of these kinds with a spell on the period's last day, with all columns of that spell."""
    return spells_on(units, period.last_day).filter(pl.col("kind").is_in(kinds))
