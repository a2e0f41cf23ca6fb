"""One truth (C18): an indicator both supplied and derived from rows must agree, else both figures are named."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import polars as pl

from kaohe.core.errors import KaoheError, Problem
from kaohe.core.numbers import Range
from kaohe.core.periods import Period
from kaohe.core.program import Column
from kaohe.core.results.numbers import plain
from kaohe.core.run.cardplan import STATES, CardPlan
from kaohe.core.run.judge import Judge
from kaohe.core.run.pooling import joined


def combine(plan: CardPlan, cells: pl.DataFrame, columns: dict[str, Column], size: int, judge: Judge) -> pl.DataFrame:
    """Where supplied, the supplied figure; elsewhere the derived one.

    A rate that is not supplied and has no row in its cell has no cases; where the whole table of its rows is not part of
    the data it is missing, for nothing says that there were none.
    """
    for step in plan.steps.values():
        if step.item is None or not (step.item.measured and step.item.rows and step.base):
            continue
        name = step.name.removesuffix(".provisional")
        given, derived = f"{name}@m", f"{name}@"
        supplied = pl.col(f"{given}~") != STATES["missing"]
        if columns[derived].parts is not None:
            cells = _whole(cells, derived, columns)
            cells = _rates(plan, cells, name, given, derived, supplied, size)
            if not any(judge.handed_in(rows) for rows in step.item.rows):
                absent = pl.col(f"{derived}~") == STATES["no_cases"]
                cells = cells.with_columns(
                    pl.when(absent & ~supplied)
                    .then(STATES["missing"])
                    .otherwise(pl.col(f"{derived}~"))
                    .cast(pl.Int64)
                    .alias(f"{derived}~")
                )
            columns[derived] = _joined(columns[derived], columns[given])
        else:
            cells = _counts(plan, cells, name, given, derived, supplied, columns, size)
            state = pl.lit(0, pl.Int64).alias(f"{derived}~")
            cells = cells.with_columns(state)
            columns[f"{derived}~"] = Column(f"{derived}~", "number", Range(1, 0, 9), nullable=False)
        cells = cells.drop(column for column in cells.columns if column.startswith(given))
        for key in (given, f"{given}~"):
            columns.pop(key, None)
    return cells


def _whole(cells: pl.DataFrame, derived: str, columns: dict[str, Column]) -> pl.DataFrame:
    """A derived quotient whose numerator stands on a grid (seconds of a minute), over whole numbers."""
    column = columns[derived]
    assert column.parts is not None
    (top, upper), (bottom, lower) = column.parts
    grid = upper.denominator
    if grid == 1:
        return cells
    parts = (
        (top, Range(1, upper.low, upper.high, 0, upper.nullable)),
        (bottom, Range(1, lower.low, lower.high * grid, 0, lower.nullable)),
    )
    columns[derived] = replace(column, parts=parts)
    return cells.with_columns(pl.col(bottom) * grid)


def _joined(derived: Column, given: Column) -> Column:
    assert derived.parts is not None and given.parts is not None and derived.ends is not None and given.ends is not None
    parts = tuple(
        (name, Range(1, min(own.low, other.low), max(own.high, other.high), 0, own.nullable or other.nullable))
        for (name, own), (_, other) in zip(derived.parts, given.parts, strict=True)
    )
    ends = (min(derived.ends[0], given.ends[0]), max(derived.ends[1], given.ends[1]))
    return Column(derived.name, "number", derived.range, quantity=given.quantity, parts=parts, ends=ends)  # type: ignore[arg-type]


def _rates(
    plan: CardPlan, cells: pl.DataFrame, name: str, given: str, derived: str, supplied: pl.Expr, size: int
) -> pl.DataFrame:
    n, d, m, e = (pl.col(f"{part}#{letter}") for part in (given, derived) for letter in "nd")
    both = supplied & (e > 0) if plan.steps[name].item.out_of is None else supplied & (m > 0)  # type: ignore[union-attr]
    differ = cells.filter(both & (n.fill_null(0) * e != m * d))
    _complain(
        plan,
        differ,
        name,
        size,
        lambda row: (_figure(row[f"{given}#n"], row[f"{given}#d"]), _figure(row[f"{derived}#n"], row[f"{derived}#d"])),
    )
    taken = [
        pl.when(supplied).then(pl.col(f"{given}{tail}")).otherwise(pl.col(f"{derived}{tail}")).alias(f"{derived}{tail}")
        for tail in ("#n", "#d", "~")
    ]
    made = joined(cells, given, derived, supplied).with_columns(taken)
    return made.with_columns(
        (pl.col(f"{derived}#n") // pl.when(pl.col(f"{derived}#d") > 0).then(pl.col(f"{derived}#d"))).alias(derived)
    )


def _figure(numerator: int | None, denominator: int | None) -> str:
    return plain(Fraction(numerator or 0, denominator))[0] if denominator else "no cases"


def _counts(
    plan: CardPlan,
    cells: pl.DataFrame,
    name: str,
    given: str,
    derived: str,
    supplied: pl.Expr,
    columns: dict[str, Column],
    size: int,
) -> pl.DataFrame:
    r, s = columns[given].range, columns[derived].range
    if r.denominator != s.denominator:
        grid = max(r.denominator, s.denominator)
        cells = cells.with_columns(pl.col(given) * (grid // r.denominator), pl.col(derived) * (grid // s.denominator))
        r, s = r.finer(grid), s.finer(grid)
    differ = cells.filter(supplied & (pl.col(derived) != 0) & (pl.col(given) != pl.col(derived)))
    _complain(plan, differ, name, size, lambda row: (str(row[given]), str(row[derived])))
    columns[derived] = Column(derived, "number", r.joined(s), quantity=columns[given].quantity)
    return cells.with_columns(pl.when(supplied).then(pl.col(given)).otherwise(pl.col(derived)).alias(derived))


def _complain(plan: CardPlan, differ: pl.DataFrame, name: str, size: int, figures: object) -> None:
    if not differ.height:
        return
    problems = []
    for row in differ.to_dicts():
        supplied, derived = figures(row)  # type: ignore[operator]
        period = Period(row["t"], row["t"] + size - 1)
        problems.append(
            Problem(
                f"supplied as {supplied}, but the rows give {derived}",
                "supply one of the two, or correct one",
                scheme=plan.scheme.id,
                unit=row["unit"],
                period=str(period),
                indicator=name,
            )
        )
    raise KaoheError(problems)
