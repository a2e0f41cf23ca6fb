"""Gather measurements: one column per input and cell, exact."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from kaohe.core.numbers import Range
from kaohe.core.program import Column
from kaohe.core.run.below import from_below
from kaohe.core.run.cardplan import CardPlan
from kaohe.core.run.exactparts import exact_parts
from kaohe.core.run.fulls import fixed
from kaohe.core.run.indicators import MILLION, Measured, folded_value, matches, measured_inputs, outermost
from kaohe.core.run.places import Places
from kaohe.core.run.settings import Settings
from kaohe.core.tables import Tables

READ = ("unit", "indicator", "segment", "first", "last", "value", "numerator", "denominator")


def gather(
    plan: CardPlan, cells: pl.DataFrame, places: Places, size: int, tables: Tables, settings: Settings
) -> tuple[pl.DataFrame, dict[str, Column]]:
    """The cells with the measured inputs of the card. ``size``: months of the card's period.

    Per input X: ``X@`` or ``X@#n`` and ``X@#d``, and ``X@~`` (0 value, 1 no cases, 2 missing, 3 not assessed).
    """
    inputs = measured_inputs(plan)
    columns: dict[str, Column] = {}
    if not inputs:
        return cells, columns
    wanted = sorted({one.indicator for one in inputs})
    filed = tables.measurements.select(READ)
    source = filed.filter(pl.col("indicator").is_in(wanted) & (pl.col("last") - pl.col("first") < size))
    source = source.with_columns((pl.col("first") // size * size if size <= 12 else pl.col("first")).alias("t"))
    if size > 12 or plan.card.period == "cycle":
        starts = cells.get_column("t").unique().sort()
        source = (
            source.sort("first")
            .join_asof(
                starts.to_frame("c").sort("c"),
                left_on="first",
                right_on="c",
                strategy="backward",
                check_sortedness=False,
            )
            .with_columns(pl.col("c").alias("t"))
        )
    source = source.with_columns(places.of(source["unit"], source["t"]).alias("?place"))
    placed = source.filter(pl.col("?place").is_not_null()) if source["?place"].null_count() else source
    frame = cells.with_columns(_pooled(placed, inputs, places, size))
    frame = from_below(frame, source, inputs, size, tables)
    for one in inputs:
        if one.step.item is not None and one.step.item.carry is not None:
            frame = _carried(frame, one, fixed(plan.scheme, one.step.item.carry, "carry"), tables, columns)
        frame = exact_parts(frame, one, settings, columns, source)
    return frame, columns


def _pooled(source: pl.DataFrame, inputs: list[Measured], places: Places, size: int) -> list[pl.Series]:
    """Per input what was measured for exactly the cell's period; where that is nothing, what finer periods fold to."""
    exact = pl.col("last") - pl.col("first") + 1 == size
    finer = outermost(source.filter(~exact))
    whole = source.filter(exact) if finer.height else source
    made: list[pl.Series] = []
    for one in inputs:
        rows = whole.filter(matches(one))
        parts = finer.filter(matches(one)) if finer.height else finer
        for name in one.reads:
            column = places.column(f"{one.base}{name[0]}", rows["?place"], rows[name])
            if parts.height and not one.means:
                folded = parts.group_by("?place").agg(folded_value(one, name))
                column = column.zip_with(column.is_not_null(), places.column("", folded["?place"], folded[name]))
            made.append(column)
        if parts.height and one.means:
            total, count = pl.col("value").sum().alias("n"), pl.col("value").count().cast(pl.Int64) * MILLION
            folded = parts.drop_nulls("value").group_by("?place").agg(total, count.alias("d"))
            made += [places.column(f"{one.base}{letter}", folded["?place"], folded[letter]) for letter in "nd"]
    return made


def _carried(
    frame: pl.DataFrame, one: Measured, months: Fraction, tables: Tables, columns: dict[str, Column]
) -> pl.DataFrame:
    """The last known value, not older than so many months; ``N.age`` says how old."""
    known = tables.measurements.filter(matches(one)).select(
        "unit", pl.col("last").alias("?last"), *(pl.col(name).alias(f"?{name[0]}") for name in one.reads)
    ).sort("?last")  # fmt: skip
    keyed = frame.with_row_index("?i").sort("t")
    found = (
        keyed.join_asof(known, left_on="t", right_on="?last", by="unit", strategy="backward", check_sortedness=False)
        .sort("?i")
        .drop("?i")
    )
    age = pl.col("t") - pl.col("?last")
    fresh = age <= int(months)
    own = [pl.when(fresh).then(pl.col(f"?{name[0]}")).alias(f"{one.base}{name[0]}") for name in one.reads]
    name = f"{one.step.name}.age"
    columns[name] = Column(name, "number", Range(1, 0, 1200, 0, True), quantity="count")
    return found.with_columns(*own, pl.when(fresh).then(age).cast(pl.Int64).alias(name)).drop(
        "?last", *(f"?{name[0]}" for name in one.reads)
    )
