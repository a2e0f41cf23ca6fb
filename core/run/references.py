"""References: values of other cells, by who, when and how."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kaohe.core.numbers import Range
from kaohe.core.program import Column
from kaohe.core.run.cardplan import STATES
from kaohe.core.run.peers import grouped
from kaohe.core.run.pooling import empty, whole_of
from kaohe.core.run.settings import Settings

if TYPE_CHECKING:
    from kaohe.core.tables import Tables
from kaohe.core.run.cardplan import NOT_SUPPLIED
from kaohe.core.run.folding import one_value
from kaohe.core.run.links import attribute_key, links
from kaohe.core.run.reference import Reference, starts_at_zero


def fill(reference: Reference, tables: Tables, settings: Settings) -> None:
    """Adds the reference's column to the target's frame: ``X@`` (or parts) and its state ``X@~``."""
    target, source, base = reference.target, reference.source, reference.base
    column = source.columns[reference.name]
    if reference.how == "pooled":
        column = source.columns.get(f"{reference.name}@", column)
    names = [cell for cell in column.cells if cell in source.source().columns]
    names += [cell for cell in (whole_of(column.name),) if cell in source.source().columns]
    marks = [mark for mark in (f"{reference.name}!",) if mark in source.source().columns]
    states = [
        name for name in (f"{reference.name}@~",) if reference.how == "pooled" and name in source.source().columns
    ]
    peers = reference.item.who == "peers" and reference.item.when == "same"
    keys = ["?group"] if peers else ["unit", "t"]
    values = source.source().select(
        pl.col("unit").alias("source_unit"), pl.col("t").alias("source_t"), *names, *marks, *states
    )
    if peers:
        asked, given = _groups(reference)
        read = values.with_columns(given.alias("?group"))
        target.frame = target.frame.with_columns(asked.alias("?group"))
    else:
        read = links(reference, tables).join(values, on=["source_unit", "source_t"], how="left")
    missing = source.lacking.get(reference.name)
    if missing:
        side = pl.DataFrame(
            {"source_unit": [unit for unit, _ in missing], "source_t": [t for _, t in missing]},
            schema={"source_unit": source.frame.schema["unit"], "source_t": pl.Int64},
        )
        read = read.join(side.with_columns(pl.lit(True).alias("?missing")), on=["source_unit", "source_t"], how="left")
    else:
        read = read.with_columns(pl.lit(None, pl.Boolean).alias("?missing"))
    folded, shape = one_value(reference, read, column, keys)
    if marks:
        pending = read.group_by(keys).agg(pl.col(marks[0]).max().alias(f"{base}!"))
        folded = folded.join(pending, on=keys, how="left", nulls_equal=True)
    lacks = pl.col("?missing").sort_by("source_t").last() if reference.how == "last" else pl.col("?missing").any()
    unfed = (pl.col(name) == STATES["missing"] for name in states)
    extra = read.group_by(keys).agg(
        lacks.fill_null(False).alias("?missing"),
        pl.len().alias("?found"),
        *(one.all().alias("?unfed") for one in unfed),
    )
    frame = target.frame.drop(
        [name for name in (*folded.columns, f"{base}~") if name in target.frame.columns and name not in keys]
    )
    frame = frame.join(
        folded.join(extra, on=keys, how="left", nulls_equal=True),
        on=keys,
        how="left",
        maintain_order="left",
        nulls_equal=True,
    )
    frame = frame.drop(keys) if peers else frame
    if starts_at_zero(reference):
        frame = frame.with_columns(pl.when(pl.col("?found").is_null()).then(0).otherwise(pl.col(base)).alias(base))
    no_cases = pl.col(base).is_null() if reference.how == "pooled" else pl.lit(False)
    state = (
        pl.when(pl.col("?missing").fill_null(False))
        .then(NOT_SUPPLIED)
        .when(_lacks(reference))
        .then(STATES["missing"])
        .when(no_cases & (pl.col("?unfed").fill_null(False) if states else pl.lit(False)))
        .then(STATES["missing"])
        .when(no_cases)
        .then(empty(reference.item, settings))
        .otherwise(0)
    )
    target.frame = frame.with_columns(state.cast(pl.Int64).alias(f"{base}~")).drop(
        "?missing", "?found", *(["?unfed"] if states else [])
    )
    target.columns[base] = shape
    target.columns[f"{base}~"] = Column(f"{base}~", "number", Range(1, 0, 9), nullable=False)


def _groups(reference: Reference) -> list[pl.Series]:
    """The number of each target cell's peers, and of each source cell's."""
    keys = [pl.col("t"), *(attribute_key(name).alias(f"?{place}") for place, name in enumerate(reference.item.by))]
    frames = [frame.select(keys) for frame in (reference.target.frame, reference.source.source())]
    return grouped(frames, frames[0].columns)


def _lacks(reference: Reference) -> pl.Expr:
    """Where parts, or the period before, or the owner, are not there."""
    item = reference.item
    found = pl.col("?found").fill_null(0)
    if item.when == "parts":
        if item.lacking == "skip":
            return pl.lit(False)
        ended = reference.source.ended
        known = {period.first for period in reference.source.periods if ended is None or period.first in ended}
        step = reference.source.size
        incomplete = [
            t
            for t in reference.target.period_of
            if any(part not in known for part in range(t, t + reference.target.size, step))
        ]
        return pl.col("t").is_in(incomplete)
    if item.when == "so_far" or item.who in ("members", "segments", "peers"):
        return pl.lit(False)
    return found == 0
