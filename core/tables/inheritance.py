"""Attributes of units that are handed down, in spells."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kaohe.core.catalogue import Attribute
from kaohe.core.tables.hierarchy import ancestors

DAY = pl.duration(days=1)


def inherited(units: pl.DataFrame, attributes: Mapping[str, Attribute]) -> pl.DataFrame:
    """An empty cell of an attribute that is handed down takes the value of the nearest unit above, at the top the default.

    A spell without a value of its own is cut where the units above it change.
    """
    for name, attribute in attributes.items():
        if not attribute.inherits or name not in units.columns:
            continue
        if 0 < units[name].null_count() < units.height:
            units = _handed_down(_cut(units, name), name)
        if attribute.default is not None:
            units = units.with_columns(pl.col(name).fill_null(pl.lit(attribute.default)))
    return units


def _handed_down(units: pl.DataFrame, name: str) -> pl.DataFrame:
    above, values, empty = _row_above(units), units[name], units.height
    while 0 < values.null_count() < empty:
        empty = values.null_count()
        values = values.zip_with(values.is_not_null(), values.gather(above))
    return units.with_columns(values)


def _cut(units: pl.DataFrame, name: str) -> pl.DataFrame:
    """The spells without a value, cut on every day on which a unit above begins, ends or moves within them."""
    if units["from"].null_count() == units["to"].null_count() == units.height:
        return units
    rows = units.with_row_index("?row")
    empty = rows.filter(pl.col(name).is_null()).select("?row", "unit", "from", "to")
    above = ancestors(units).join(empty.select("unit").unique(), on="unit", how="semi")
    days = pl.concat([above.select("unit", day="from"), above.select("unit", day=pl.col("to") + DAY)]).unique()
    inside = empty.join(days.drop_nulls("day"), on="unit").filter(
        (pl.col("from") < pl.col("day")).fill_null(True) & (pl.col("day") <= pl.col("to")).fill_null(True)
    )
    firsts = pl.concat([rows.select("?row", first="from"), inside.select("?row", first="day")]).sort("?row", "first")
    pieces = firsts.with_columns(next=pl.col("first").shift(-1).over("?row"))
    cut = rows.join(pieces, on="?row", maintain_order="left_right")
    return cut.with_columns(pl.col("first").alias("from"), pl.coalesce(pl.col("next") - DAY, "to").alias("to")).select(
        units.columns
    )


def _row_above(units: pl.DataFrame) -> pl.Series:
    """For each row the row of its parent that holds when it begins, null at the top."""
    parents = units.select("unit", pl.col("from", "to").name.prefix("?")).with_row_index("?above")
    rows = units.select("parent", "from").with_row_index("?row").filter(pl.col("parent").is_not_null())
    held = rows.join(parents, left_on="parent", right_on="unit").filter(
        pl.when(pl.col("from").is_null())
        .then(pl.col("?from").is_null())
        .otherwise(
            (pl.col("?from") <= pl.col("from")).fill_null(True) & (pl.col("?to") >= pl.col("from")).fill_null(True)
        )
    )
    return pl.Series([None], dtype=pl.UInt32).new_from_index(0, units.height).scatter(held["?row"], held["?above"])
