"""Gather ratings: the mean of raters per role, then of the roles (C15), as a share of what the mark is out of."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

import polars as pl

from kaohe.core.numbers import Range
from kaohe.core.program import Column
from kaohe.core.run.cardplan import STATES, CardPlan
from kaohe.core.run.fulls import fixed
from kaohe.core.run.places import Places
from kaohe.core.tables import Tables

HUNDRED = 100_000_000


def gather(
    plan: CardPlan, cells: pl.DataFrame, places: Places, size: int, tables: Tables
) -> tuple[pl.DataFrame, dict[str, Column]]:
    """The cells with ``X@#n / X@#d`` (a share of full marks, 0 to 1) and ``X@~`` for every rated node X."""
    columns: dict[str, Column] = {}
    for step in plan.steps.values():
        if step.item is None or not step.item.rated or not step.base:
            continue
        name = step.name.removesuffix(".provisional")
        printed = fixed(plan.scheme, step.item.full, f"the full marks of {name}") if step.item.full else None
        leaf = step.item.rated if isinstance(step.item.rated, str) else name
        marks = _marks(plan, size, tables, leaf, step.item.role)
        path = pl.col("item").is_in(_paths(plan, tables, leaf))
        cells = _one(cells, places, marks, path, name, printed, columns)
    return cells, columns


def _paths(plan: CardPlan, tables: Tables, leaf: str) -> list[str]:
    """The items that name the leaf by its way through this scheme."""
    items = tables.ratings.get_column("item").unique().drop_nulls().to_list()
    return [item for item in items if item.startswith(f"{plan.scheme.id}/") and item.endswith(f"/{leaf}")]


def _marks(plan: CardPlan, size: int, tables: Tables, leaf: str, role: str | None) -> pl.DataFrame:
    """The marks of a leaf for periods of the card's own length: those of shorter ones are marks of other cards."""
    named = pl.col("item").is_in([leaf, *_paths(plan, tables, leaf)])
    filed = tables.ratings.select("unit", "item", "role", "score", "full", "first", "last")
    marks = filed.filter(named & (pl.col("last") - pl.col("first") + 1 == size))
    if role is not None:
        marks = marks.filter(pl.col("role") == role)
    return marks.with_columns(pl.col("first").alias("t"))


def _one(
    cells: pl.DataFrame,
    places: Places,
    marks: pl.DataFrame,
    path: pl.Expr,
    name: str,
    printed: Fraction | None,
    columns: dict[str, Column],
) -> pl.DataFrame:
    fallback = int((printed or Fraction(100)) * 1_000_000)
    out_of = (
        pl.when(path)
        .then(pl.col("full").fill_null(fallback))
        .otherwise(pl.col("full").fill_null(HUNDRED if printed is None else fallback))
    )
    marks = marks.with_columns(out_of.alias("?full"))
    fulls = [int(full) for full in marks.get_column("?full").unique().to_list()] or [HUNDRED]
    common = lcm(*fulls)
    marks = marks.with_columns(places.of(marks["unit"], marks["t"]).alias("?place")).filter(
        pl.col("?place").is_not_null()
    )
    worth = pl.col("score") * (pl.lit(common) // pl.col("?full"))
    if marks["?place"].n_unique() == marks.height:
        pooled = marks.select("?place", worth.alias("n"), pl.lit(common, pl.Int64).alias("d"))
    else:
        pooled = _of_roles(marks, worth, common)
    frame = cells.with_columns(
        places.column(f"{name}@#{letter}", pooled["?place"], pooled[letter]) for letter in ("n", "d")
    )
    state = pl.when(pl.col(f"{name}@#d").is_null()).then(STATES["missing"]).otherwise(0).cast(pl.Int64)
    frame = frame.with_columns(
        state.alias(f"{name}@~"), (pl.col(f"{name}@#n") // pl.col(f"{name}@#d")).alias(f"{name}@")
    )
    most = int(frame.select(pl.col(f"{name}@#d").max()).item() or 1)
    columns[f"{name}@~"] = Column(f"{name}@~", "number", Range(1, 0, 9), nullable=False)
    parts = ((f"{name}@#n", Range(1, 0, most, 0, True)), (f"{name}@#d", Range(1, 1, most)))
    columns[f"{name}@"] = Column(
        f"{name}@", "number", Range(1, 0, 1, 1, True), quantity="points", parts=parts, ends=(Fraction(0), Fraction(1))
    )
    return frame


def _of_roles(marks: pl.DataFrame, worth: pl.Expr, common: int) -> pl.DataFrame:
    """The mean of the raters of each role, then of the roles, per cell as ``n / d``."""
    per_role = marks.group_by("?place", "role").agg(worth.sum().alias("?sum"), pl.len().cast(pl.Int64).alias("?raters"))
    counts = [int(count) for count in per_role.get_column("?raters").unique().to_list()] or [1]
    even = lcm(*counts)
    return per_role.group_by("?place").agg(
        (pl.col("?sum") * (pl.lit(even) // pl.col("?raters"))).sum().alias("n"),
        (pl.len().cast(pl.Int64) * even * common).alias("d"),
    )
