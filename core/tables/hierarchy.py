"""Who stands above whom, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from kaohe.core.catalogue import Attribute
from kaohe.core.periods import Period
from kaohe.core.tables.times import time_column

COLUMNS = ("unit", "ancestor", "from", "to")


def ancestors(units: pl.DataFrame) -> pl.DataFrame:
    """Columns unit, ancestor, from, to (Date, null = open): every unit is its own ancestor; spells are cut to overlaps.

    ``units`` has unit, parent, from, to and no cycle; any depth, by one join per level.
    """
    spells = units.select("unit", "parent", "from", "to")
    level = spells.select("unit", pl.col("unit").alias("ancestor"), "from", "to", above="parent")
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
            pl.col("next").alias("above"),
        ).filter((pl.col("from") <= pl.col("to")).fill_null(True))
        if level.is_empty():
            return pl.concat(levels)
        levels.append(level.select(COLUMNS))


def inherited(units: pl.DataFrame, attributes: Mapping[str, Attribute]) -> pl.DataFrame:
    """An empty cell of an attribute that is handed down takes the value of the nearest unit above, at the top the default."""
    above = _row_above(units)
    for name, attribute in attributes.items():
        if not attribute.inherits or name not in units.columns:
            continue
        values = units[name]
        empty = values.null_count() + 1
        while 0 < values.null_count() < empty:
            empty = values.null_count()
            values = values.zip_with(values.is_not_null(), values.gather(above))
        units = units.with_columns(values)
        if attribute.default is not None:
            units = units.with_columns(pl.col(name).fill_null(pl.lit(attribute.default)))
    return units


def _row_above(units: pl.DataFrame) -> pl.Series:
    """For each row the last row of its parent, null at the top."""
    named = units.select(number=pl.col("unit").to_physical()).with_row_index("row").drop_nulls("number")
    size = int(named["number"].max() or 0) + 1  # type: ignore[arg-type]
    rows = pl.Series([None], dtype=pl.UInt32).new_from_index(0, size).scatter(named["number"], named["row"])
    return rows.gather(units["parent"].to_physical())


def holding(day: pl.Expr) -> pl.Expr:
    """Whether the spell `from`, `to` of a row holds on a day."""
    return (pl.col("from") <= day).fill_null(True) & (pl.col("to") >= day).fill_null(True)


def day_of(frame: pl.DataFrame) -> pl.Expr:
    """The day of an event or ticket, on which its unit stands below others (C19)."""
    return pl.from_epoch(pl.col(time_column(frame))).dt.date()


def with_nearest(frame: pl.DataFrame, units: pl.DataFrame, kind: str, day: pl.Expr) -> pl.DataFrame:
    """The frame with a column named after a kind: the nearest unit of that kind at or above ``unit`` on the row's day."""
    wanted = units.filter(pl.col("kind") == kind).select(pl.col("unit").alias("ancestor"))
    depth = ancestors(units).group_by("unit").agg(pl.len().alias("?depth")).rename({"unit": "ancestor"})
    above = ancestors(units).join(wanted.unique(), on="ancestor", how="semi").join(depth, on="ancestor", how="left")
    placed = frame.with_row_index("?row")
    paired = placed.select("?row", "unit", day.alias("?day")).join(above, on="unit")
    held = paired.filter(holding(pl.col("?day")))
    nearest = held.sort("?depth", descending=True, maintain_order=True).unique("?row", keep="first")
    side = nearest.select("?row", pl.col("ancestor").alias(kind))
    return placed.join(side, on="?row", how="left", maintain_order="left").drop("?row")


def spells_on(units: pl.DataFrame, day: date) -> pl.DataFrame:
    """The rows of ``units`` whose spell holds on the day."""
    return units.filter(holding(pl.lit(day)))


def assessed(units: pl.DataFrame, kinds: list[str], period: Period) -> pl.DataFrame:
    """The units of these kinds with a spell on the period's last day, with all columns of that spell."""
    return spells_on(units, period.last_day).filter(pl.col("kind").is_in(kinds))
