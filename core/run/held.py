"""Columns by what the data hold: no wider than they get."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from kaohe.core.numbers import Range
from kaohe.core.program import Column


def tightened(column: Column, frame: pl.DataFrame) -> Column:
    """A column by what the data hold: never nothing where there is no gap, and no larger than it gets.

    Bounds are rounded outward to powers of ten, within those declared.
    """
    if column.kind != "number":
        return column
    if column.parts is not None:
        (top, upper), (bottom, lower) = column.parts
        whole = frame.get_column(top).null_count() == 0
        parts = ((top, _held(upper, frame, top, whole)), (bottom, _held(lower, frame, bottom, whole)))
        return replace(column, nullable=not whole, parts=parts)
    whole = frame.get_column(column.name).null_count() == 0
    return replace(column, nullable=not whole, range=_held(column.range, frame, column.name, whole))


def _held(r: Range, frame: pl.DataFrame, name: str, whole: bool) -> Range:
    series = frame.get_column(name)
    if not series.len():
        return r
    least, most = int(series.min() or 0), int(series.max() or 0)  # type: ignore[arg-type]
    low = max(r.low, -(10 ** len(str(-least)))) if least < 0 else max(r.low, 0) if r.low <= 0 else r.low
    high = min(r.high, 10 ** len(str(most))) if most > 0 else min(r.high, max(low, 0) + 1) if r.high > 0 else r.high
    if least == most and whole and r.slack == 0:
        return Range(r.denominator, least, most)
    if least < low or most > high:
        return replace(r, nullable=r.nullable and not whole)
    return Range(r.denominator, low, max(high, low), r.slack, r.nullable and not whole)
