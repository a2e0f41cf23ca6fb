"""Counts and sums as the exact columns that a formula reads: rates and means as numerator and denominator."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from kaohe.core.documents.model import Item
from kaohe.core.errors import KaoheError
from kaohe.core.numbers import Range
from kaohe.core.program import Column, Program
from kaohe.core.run.cardplan import STATES, CardPlan, Step
from kaohe.core.run.pooling import unheld


def shaped(
    plan: CardPlan,
    cells: pl.DataFrame,
    step: Step,
    base: str,
    shape: Range,
    program: Program,
    columns: dict[str, Column],
) -> pl.DataFrame:
    """The cells with what was folded as the columns that a formula reads."""
    item = step.item
    assert item is not None
    how = item.how or ("sum" if item.each is not None else "count")
    quantity = item.is_ or ("count" if how == "count" else None)
    if item.distinct is not None:
        cells = _distinct_counts(cells, base, how)
    if item.out_of is not None:
        return _out_of(cells, step, item.out_of, base, shape, columns)
    if how not in ("rate", "mean"):
        filled = cells if how in ("min", "max") else cells.with_columns(pl.col(base).fill_null(0))
        columns[base] = Column(base, "number", shape, nullable=how in ("min", "max"), quantity=quantity)
        return filled
    return quotient(cells, item, base, how, shape, columns)


def quotient(
    cells: pl.DataFrame, item: Item, base: str, how: str, shape: Range, columns: dict[str, Column]
) -> pl.DataFrame:
    """The numerator and denominator of a rate or mean, as the exact columns a formula reads."""
    top, bottom = pl.col(f"{base}#n"), pl.col(f"{base}#d").fill_null(0)
    made = cells.with_columns(pl.when(bottom > 0).then(top).alias(f"{base}#n"), bottom.alias(f"{base}#d"))
    state = pl.when(bottom == 0).then(STATES["no_cases"]).otherwise(0).cast(pl.Int64)
    made = made.with_columns(
        (pl.col(f"{base}#n") // pl.when(bottom > 0).then(bottom)).alias(base), state.alias(f"{base}~")
    )
    low, high = (
        (Fraction(0), Fraction(100))
        if how == "rate"
        else (Fraction(shape.low, shape.denominator), Fraction(shape.high, shape.denominator))
    )
    upper = Range(
        shape.denominator if how == "mean" else 1, shape.low, shape.high * (100 if how == "rate" else 1), 0, True
    )
    parts = ((f"{base}#n", upper), (f"{base}#d", Range(1, 1, max(shape.high, 1) if how == "rate" else 10_000_000)))
    quantity = item.is_ or ("percent" if how == "rate" else None)
    columns[base] = Column(base, "number", Range(1, 0, 0, 1, True), quantity=quantity, parts=parts, ends=(low, high))
    columns[f"{base}~"] = Column(f"{base}~", "number", Range(1, 0, 9), nullable=False)
    return made


def _out_of(
    cells: pl.DataFrame, step: Step, other: str, base: str, shape: Range, columns: dict[str, Column]
) -> pl.DataFrame:
    """The count or sum in percent of a measured input of the card."""
    divisor = columns.get(f"{other}@")
    if divisor is None or divisor.parts is not None or divisor.range.denominator != 1 or shape.denominator != 1:
        raise KaoheError(f"{step.name}: out_of names an input of the card that measures a count")
    d = pl.col(f"{other}@")
    state = pl.when(d.is_null()).then(STATES["missing"]).when(d == 0).then(STATES["no_cases"]).otherwise(0)
    top, known = pl.col(base).fill_null(0) * 100, d > 0
    made = unheld(cells, base, top, d)
    made = made.with_columns(
        pl.when(known).then(top).alias(f"{base}#n"), d.fill_null(0).alias(f"{base}#d"),
        state.cast(pl.Int64).alias(f"{base}~"),
    )  # fmt: skip
    made = made.with_columns((pl.col(f"{base}#n") // pl.when(known).then(d)).alias(base))
    parts = (
        (f"{base}#n", Range(1, 0, max(shape.high, 1) * 100, 0, True)),
        (f"{base}#d", Range(1, 1, max(divisor.range.high, 1))),
    )
    ends = (Fraction(0), Fraction(100 * max(shape.high, 1)))
    columns[base] = Column(base, "number", Range(1, 0, 0, 1, True), quantity="percent", parts=parts, ends=ends)
    columns[f"{base}~"] = Column(f"{base}~", "number", Range(1, 0, 9), nullable=False)
    return made


def _distinct_counts(cells: pl.DataFrame, base: str, how: str) -> pl.DataFrame:
    def counted(letter: str) -> pl.Expr:
        return pl.col(f"{base}{letter}u").cast(pl.Int64).fill_null(0) - pl.col(f"{base}{letter}z").cast(
            pl.Int64
        ).fill_null(0)

    if how == "count":
        return cells.with_columns(counted("").alias(base)).drop(f"{base}u", f"{base}z")
    made = cells.with_columns((counted("y") * 100).alias(f"{base}#n"), counted("k").alias(f"{base}#d"))
    return made.drop(f"{base}{letter}" for letter in ("yu", "yz", "ku", "kz"))
