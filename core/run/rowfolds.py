"""What one input makes of the judged rows of a cell: counts, sums, rates, means, extremes."""

from __future__ import annotations

import narwhals as nw
import polars as pl

from kaohe.core.documents.model import Item
from kaohe.core.errors import KaoheError
from kaohe.core.numbers import LIMIT, Range
from kaohe.core.program import Column, Program
from kaohe.core.run.cardplan import Step
from kaohe.core.tables.times import time_column


def keeps(step: Step) -> nw.Expr:
    """Whether the input's condition keeps a row."""
    item = step.item
    assert item is not None
    return nw.col(f"?{step.name}.where").fill_null(False) if item.where is not None else nw.lit(True)


def fold_of(step: Step, item: Item, base: str, program: Program, frame: pl.DataFrame) -> tuple[list[nw.Expr], Range]:
    """The aggregates of an input over the rows of a cell, and the range of their sum. Raises KaoheError for rounded values."""
    how = item.how or ("sum" if item.each is not None else "count")
    kept = nw.when(keeps(step))
    if item.distinct is not None:
        return _distinct(step, item, base, how), Range(1, 0, max(frame.height, 1))
    if how == "count":
        most = int(frame.get_column("count").sum() or 0) if frame.height else 0
        return [kept.then(nw.col("count")).otherwise(nw.lit(0)).sum().alias(base)], Range(1, 0, max(most, 1))
    if how == "rate":
        each = nw.col(f"?{step.name}.each")
        yes = nw.when(keeps(step) & each.fill_null(False)).then(nw.col("count")).otherwise(nw.lit(0))
        known = nw.when(keeps(step) & ~each.is_null()).then(nw.col("count")).otherwise(nw.lit(0))
        most = max(int(frame.get_column("count").sum() or 0), 1)
        return [(yes.sum() * 100).alias(f"{base}#n"), known.sum().alias(f"{base}#d")], Range(1, 0, most)
    column = program.columns[f"?{step.name}.each"]
    if column.parts is not None or column.range.slack:
        raise KaoheError(f"{step.name} folds rounded values; round them in the formula")
    value = nw.col(f"?{step.name}.each")
    r = column.range
    if how in ("min", "max"):
        part = kept.then(value)
        return [(part.min() if how == "min" else part.max()).alias(base)], Range(r.denominator, r.low, r.high, 0, True)
    weighted = kept.then(value * nw.col("count"))
    most = _safe_sum(step, frame, r)
    total = Range(r.denominator, -most if r.low < 0 else 0, most if r.high > 0 else 0)
    if how == "mean":
        cases = nw.when(keeps(step) & ~value.is_null()).then(nw.col("count")).otherwise(nw.lit(0))
        return [weighted.sum().alias(f"{base}#n"), cases.sum().alias(f"{base}#d")], total
    return [weighted.sum().alias(base)], total


def latest(frame: pl.DataFrame, program: Program, step: Step, base: str) -> tuple[pl.DataFrame, Column]:
    """The latest value that is known, by time, then id."""
    item = step.item
    assert item is not None
    column, value = program.columns[f"?{step.name}.each"], pl.col(f"?{step.name}.each")
    ordered = rows_kept(frame, step).filter(value.is_not_null()).sort(time_column(frame), "ref")
    r = column.range
    made = Column(base, column.kind, Range(r.denominator, r.low, r.high, r.slack, True), column.codes, True, item.is_)
    return ordered.group_by("?place").agg(value.last().alias(base)), made


def _safe_sum(step: Step, frame: pl.DataFrame, r: Range) -> int:
    """The largest sum the data can give, from their real extremes: sums are proved safe before they are made."""
    name = f"?{step.name}.each"
    if not frame.height:
        return 1
    largest = max(abs(int(frame[name].min() or 0)), abs(int(frame[name].max() or 0)))  # type: ignore[arg-type]
    most = largest * int(frame.get_column("count").sum() or 0)
    if most > LIMIT // 4:
        raise KaoheError(f"the sum {step.name} may pass 63 bits")
    return max(10 ** len(str(most)), 1) if most else 1


def _distinct(step: Step, item: Item, base: str, how: str) -> list[nw.Expr]:
    key = nw.col(str(item.distinct))
    kept = nw.when(keeps(step))
    if how == "count":
        return [
            kept.then(key).n_unique().alias(f"{base}u"),
            kept.then(key).is_null().max().alias(f"{base}z"),
        ]
    each = nw.col(f"?{step.name}.each")
    yes = nw.when(keeps(step) & each.fill_null(False)).then(key)
    known = nw.when(keeps(step) & ~each.is_null()).then(key)
    return [
        yes.n_unique().alias(f"{base}yu"), yes.is_null().any().alias(f"{base}yz"),
        known.n_unique().alias(f"{base}ku"), known.is_null().any().alias(f"{base}kz"),
    ]  # fmt: skip


def rows_kept(frame: pl.DataFrame, step: Step) -> pl.DataFrame:
    """The rows that the input's condition keeps."""
    kept = step.item is None or step.item.where is None
    return frame if kept else frame.filter(pl.col(f"?{step.name}.where").fill_null(False))
