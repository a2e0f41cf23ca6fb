"""Inputs that fold rows twice: per middle key, such as a line or a household, and then per cell."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from kaohe.core.errors import KaoheError
from kaohe.core.numbers import LIMIT, Range
from kaohe.core.program import Column, Program
from kaohe.core.run.cardplan import CardPlan, Step
from kaohe.core.run.judge import Judge
from kaohe.core.run.places import Places
from kaohe.core.run.quotients import quotient
from kaohe.core.run.rowfolds import rows_kept
from kaohe.core.tables.times import time_column


def folded_through(
    plan: CardPlan, frame: pl.DataFrame, program: Program, judge: Judge, step: Step, base: str
) -> tuple[pl.DataFrame, Column]:
    """Fold per middle key, keep those of which ``where`` holds, fold again."""
    item = step.item
    assert item is not None and item.through is not None
    through = item.through
    one = Column("", "number", Range(1, 1, 1), nullable=False)
    column = one if item.each is None else program.columns[f"?{step.name}.each"]
    kept = rows_kept(frame, step)
    if item.each is None:
        kept = kept.with_columns(pl.lit(1, pl.Int64).alias(f"?{step.name}.each"))
    value = pl.col(f"?{step.name}.each")
    inner = (
        kept.filter(value.is_not_null())
        .group_by("?place", through.per)
        .agg(
            (value * pl.col("count")).sum().alias("value#n"),
            pl.col("count").sum().alias("value#d"),
            value.max().alias("most"),
            value.min().alias("least"),
            value.sort_by(time_column(kept), "ref").last().alias("latest"),
        )
    )
    r = column.range
    if through.how == "mean":
        parts = (
            ("value#n", Range(r.denominator, -LIMIT // 8 if r.low < 0 else 0, LIMIT // 8)),
            ("value#d", Range(1, 1, 10_000_000)),
        )
        middle = Column(
            "value",
            "number",
            Range(r.denominator, r.low, r.high, 1),
            parts=parts,
            ends=(Fraction(r.low, r.denominator), Fraction(r.high, r.denominator)),
        )
        inner = inner.with_columns((pl.col("value#n") // pl.col("value#d")).alias("value"))
    else:
        source = {"sum": "value#n", "count": "value#d", "max": "most", "min": "least", "last": "latest"}[through.how]
        inner = inner.with_columns(pl.col(source).alias("value"))
        middle = Column(
            "value", "number", Range(1 if through.how == "count" else r.denominator, -LIMIT // 8, LIMIT // 8)
        )
    if through.where is not None:
        test = Program({"value": middle}, judge.constants, judge.operations)
        test.define("?keep", plan.scheme.tree(through.where))
        inner = test.run(inner, judge.settings.engine).filter(pl.col("?keep").fill_null(False))
    how = item.how or "count"
    if how == "count":
        return inner.group_by("?place").agg(pl.len().cast(pl.Int64).alias(base)), Column(
            base, "number", Range(1, 0, 10_000_000), nullable=False, quantity="count"
        )
    if middle.parts is not None:
        raise KaoheError(f"{step.name}: a mean per {through.per} can only be counted")
    folded = {"sum": pl.col("value").sum(), "max": pl.col("value").max(), "min": pl.col("value").min()}[how]
    r = middle.range
    span = Range(r.denominator, r.low, r.high, r.slack, how != "sum")
    return inner.group_by("?place").agg(folded.alias(base)), Column(base, "number", span, (), how != "sum", item.is_)


def rate_through(
    plan: CardPlan, cells: pl.DataFrame, places: Places, frame: pl.DataFrame, judge: Judge, step: Step, base: str,
    columns: dict[str, Column],
) -> pl.DataFrame:  # fmt: skip
    """100 x the middle keys of whose number of cases ``where`` holds / all middle keys of the cell."""
    assert step.item is not None and step.item.through is not None
    through = step.item.through
    if through.how != "count" or through.where is None:
        raise KaoheError(f"{step.name}: a rate per {through.per} needs how = count and a where")
    inner = rows_kept(frame, step).group_by("?place", through.per).agg(pl.col("count").sum().alias("value"))
    test = Program({"value": Column("value", "number", Range(1, 1, LIMIT // 8))}, judge.constants, judge.operations)
    test.define("?keep", plan.scheme.tree(through.where))
    inner = test.run(inner.filter(pl.col(through.per).is_not_null()), judge.settings.engine)
    side = inner.group_by("?place").agg(
        (pl.col("?keep").fill_null(False).sum().cast(pl.Int64) * 100).alias(f"{base}#n"),
        pl.len().cast(pl.Int64).alias(f"{base}#d"),
    )
    cells = cells.with_columns(places.column(name, side["?place"], side[name]) for name in (f"{base}#n", f"{base}#d"))
    return quotient(cells, step.item, base, "rate", Range(1, 0, max(frame.height, 1)), columns)
