"""Segments: a card that has a cell per unit, segment and period treats each segment as a unit below its unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from kaohe.core.periods import SIZES
from kaohe.core.run.cardplan import CardPlan
from kaohe.core.run.judge import Judge
from kaohe.core.tables import Tables
from kaohe.core.tables.hierarchy import ancestors, day_of, holding
from kaohe.core.tables.model import OF_UNITS

BETWEEN, WITHIN = " · ", "/"
MONTHS = 1200
"""More than any written cycle has."""
ALONE = pl.lit(None, pl.String).alias("within")
Occurring = dict[tuple[str, str], pl.DataFrame]
"""By card: columns unit (the segment's own id), base (its unit), segment, within (of two or more columns, the segment
of all but the last), month (null: always)."""


def kind_of(kind: str) -> str:
    """The kind of the segments of units of a kind.

    >>> kind_of("branch")
    'segment of branch'
    """
    return f"segment of {kind}"


def occurring(plans: Sequence[CardPlan], seen: Mapping[str, Tables], judges: Callable[[CardPlan], Judge]) -> Occurring:
    """Which segments occur in which month, for every card that has segments; ``seen``: tables by label of a scheme."""
    found: Occurring = {}
    for plan in plans:
        if plan.card.segment is not None:
            pairs = _pairs(plan, seen[plan.scheme.label], judges).unique(maintain_order=True)
            found[plan.key] = pairs.with_columns(unit=pl.concat_str("base", "segment", separator=BETWEEN))
    return found


def _pairs(plan: CardPlan, tables: Tables, judges: Callable[[CardPlan], Judge]) -> pl.DataFrame:
    segment = plan.card.segment
    assert segment is not None
    assessed = (
        tables.units.filter(pl.col("kind").is_in(list(plan.card.unit))).select(pl.col("unit").alias("base")).unique()
    )
    ways = []
    if segment.list:
        listed = assessed.join(pl.DataFrame({"segment": segment.list}), how="cross")
        ways.append(listed.with_columns(pl.lit(None, pl.Int64).alias("month"), ALONE))
    if segment.measured:
        rows = tables.measurements.filter((pl.col("indicator") == segment.measured) & pl.col("segment").is_not_null())
        rows = rows.filter(pl.col("last") - pl.col("first") < SIZES.get(plan.card.period, MONTHS))
        rows = rows.select(pl.col("unit").alias("base"), "segment", pl.col("first").alias("month"), ALONE)
        ways.append(rows.join(assessed, on="base", how="semi"))
    for rows_of in segment.rows:
        within = named(segment.by[:-1]).alias("within") if len(segment.by) > 1 else ALONE
        judged = judges(plan).rows(rows_of).frame
        frame = judged.select("unit", named(segment.by).alias("segment"), "month", within, day_of(judged).alias("day"))
        above = ancestors(tables.units).rename({"ancestor": "base"}).join(assessed, on="base", how="semi")
        below = frame.drop_nulls("segment").join(above, on="unit").filter(holding(pl.col("day")))
        ways.append(below.select("base", "segment", "month", "within"))
    return pl.concat(
        [
            way.select(pl.col("base", "segment", "within").cast(pl.String), pl.col("month").cast(pl.Int64))
            for way in ways
        ]
    )


def named(by: tuple[str, ...]) -> pl.Expr:
    """The segment of a row: the values of the columns ``by``."""
    return pl.concat_str([pl.col(name).cast(pl.String) for name in by], separator=WITHIN)


def own_id(by: tuple[str, ...]) -> pl.Expr:
    """The id of the segment that a row falls into, below its unit."""
    return pl.concat_str(pl.col("unit").cast(pl.String), named(by), separator=BETWEEN)


def extended(tables: Tables, found: Mapping[tuple[str, str], pl.DataFrame]) -> Tables:
    """The tables with every segment as a unit of its own below its unit, and the measurements filed for it."""
    parts = [frame.select("unit", "base", "segment", "within") for frame in found.values()]
    made = pl.concat(parts).unique("unit", keep="first", maintain_order=True)
    known = tables.units["unit"].dtype
    old = known.categories.to_list() if isinstance(known, pl.Enum) else []
    ids = pl.Enum([*old, *sorted(set(made["unit"].to_list()) - set(old))])
    outer = pl.concat_str("base", "within", separator=BETWEEN)
    made = made.with_columns(outer=pl.when(outer.is_in(made["unit"].implode())).then(outer).otherwise("base"))
    units = tables.units.with_columns(pl.col("unit", "parent").cast(pl.String))
    below = made.join(units.rename({"unit": "base"}), on="base", maintain_order="left").with_columns(
        parent=pl.col("outer"), kind=pl.format("segment of {}", "kind")
    )
    units = pl.concat([units, below.drop("outer", "within")], how="diagonal").with_columns(
        pl.col("unit", "parent").cast(ids)
    )
    frames = {name: getattr(tables, name).with_columns(pl.col("unit").cast(pl.String)) for name in OF_UNITS}
    filed = (
        frames["measurements"]
        .rename({"unit": "base"})
        .join(made.select("unit", "base", "segment"), on=["base", "segment"])
    )
    filed = filed.drop("base").with_columns(segment=pl.lit(None, pl.String))
    frames["measurements"] = pl.concat([frames["measurements"], filed], how="diagonal")
    cast = {name: frame.with_columns(pl.col("unit").cast(ids)) for name, frame in frames.items()}
    return replace(tables, units=units, **cast)


def kept(cells: pl.DataFrame, occurs: pl.DataFrame, size: int, to_date: bool) -> pl.DataFrame:
    """The cells of segments that occur in their period, or up to its end."""
    marks = occurs.with_columns(pl.col("unit").cast(cells["unit"].dtype)).select("unit", "month")
    always = pl.col("unit").is_in(marks.filter(pl.col("month").is_null())["unit"].implode())
    dated = marks.drop_nulls("month")
    if to_date:
        first = dated.group_by("unit").agg(pl.col("month").min())
        joined = cells.join(first, on="unit", how="left", maintain_order="left")
        return joined.filter(always | (pl.col("month") < pl.col("t") + size)).drop("month")
    starts = dated.select("unit", t=pl.col("month") // size * size, here=pl.lit(True)).unique()
    joined = cells.join(starts, on=["unit", "t"], how="left", maintain_order="left")
    return joined.filter(always | pl.col("here")).drop("here")
