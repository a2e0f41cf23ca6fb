"""Amounts and stocks that a unit has not measured itself: the sum over the units below it."""

from __future__ import annotations

import polars as pl

from kaohe.core.catalogue import catalogue
from kaohe.core.run.indicators import Measured, folded_value, matches, outermost
from kaohe.core.tables import Tables
from kaohe.core.tables.hierarchy import ancestors, end_of, holding


def from_below(
    frame: pl.DataFrame, source: pl.DataFrame, inputs: list[Measured], size: int, tables: Tables
) -> pl.DataFrame:
    """Amounts and stocks that a unit has not measured itself: the sum over the units below it on the period's last day.

    A unit's own figure wins over those of the units below it, also in the sums of the units above.
    """
    known = catalogue().indicators
    for one in inputs:
        entry, name = known[one.indicator], f"{one.base}v"
        if entry.form != "value" or entry.adds not in ("flow", "stock") or not frame.get_column(name).null_count():
            continue
        parents = tables.units.select(ancestor="parent").unique()
        lacking = (
            frame.filter(pl.col(name).is_null()).select("t", ancestor="unit").join(parents, on="ancestor", how="semi")
        )
        if lacking.is_empty():
            continue
        sums = _summed_below(_figures(source, one, size, tables), lacking, size, tables)
        frame = frame.join(sums, on=["unit", "t"], how="left", maintain_order="left")
        frame = frame.with_columns(pl.col(name).fill_null(pl.col("?below"))).drop("?below")
    return frame


def _figures(source: pl.DataFrame, one: Measured, size: int, tables: Tables) -> pl.DataFrame:
    """What every unit has measured itself, assessed or not: unit, t, value."""
    rows = source.filter(matches(one))
    if "base" in tables.units.columns:
        rows = rows.join(tables.units.filter(pl.col("base").is_not_null()), on="unit", how="anti")
    exact = pl.col("last") - pl.col("first") + 1 == size
    whole = rows.filter(exact).select("unit", "t", "value")
    parts = outermost(rows.filter(~exact).join(whole, on=["unit", "t"], how="anti"))
    return pl.concat([whole, parts.group_by("unit", "t").agg(folded_value(one, "value"))]).drop_nulls("value")


def _summed_below(figures: pl.DataFrame, lacking: pl.DataFrame, size: int, tables: Tables) -> pl.DataFrame:
    """For each lacking cell the sum of the figures below it that no other figure stands over."""
    above = ancestors(tables.units).filter(pl.col("unit") != pl.col("ancestor"))
    inside = holding(end_of(pl.col("t"), size))
    pairs = figures.join(above, on="unit").filter(inside).select("unit", "t", "ancestor", "value")
    read = pairs.join(lacking, on=["ancestor", "t"], how="semi")
    between = pairs.select("unit", "t", over="ancestor").join(
        figures.select("t", over="unit").join(above, left_on="over", right_on="unit").filter(inside), on=["over", "t"]
    )
    counted = read.join(between, on=["unit", "t", "ancestor"], how="anti")
    return counted.group_by(pl.col("ancestor").alias("unit"), "t").agg(pl.col("value").sum().alias("?below"))
