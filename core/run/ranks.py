"""Ranks among peers: competition ranks (1, 2, 2, 4), exact; nothing has no rank and is not counted (C7)."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from kaohe.core.numbers import Range
from kaohe.core.operations.base import Plain, rational
from kaohe.core.program import Column
from kaohe.core.run.cardplan import STATES
from kaohe.core.run.links import attribute_key
from kaohe.core.run.reference import Reference

Exactly = Callable[[str, int], Plain]


def fill(reference: Reference, exactly: Exactly) -> None:
    """Adds ``X@`` (the rank) and ``X@~`` to the target's frame; ``exactly`` gives a source cell's value as a fraction."""
    target, source, base, item = reference.target, reference.source, reference.base, reference.item
    column = source.columns[reference.name]
    keys = [f"?{place}" for place in range(len(item.by))]
    rows = source.source().select(
        "unit", "t", pl.col(column.name).alias("?value"), *(attribute_key(name).alias(key) for name, key in zip(item.by, keys, strict=True))
    ).filter(pl.col("?value").is_not_null())  # fmt: skip
    group = ["t", *keys]
    rows = _ordered(rows, group, column, exactly)
    ranked = rows.with_columns(
        pl.col("?order").rank("min", descending=reference.how == "rank").over(group).cast(pl.Int64).alias(base)
    )
    joined = target.frame.drop([name for name in (base, f"{base}~") if name in target.frame.columns])
    joined = joined.join(ranked.select("unit", "t", base), on=["unit", "t"], how="left", maintain_order="left")
    missing = source.lacking.get(reference.name, {})
    state = pl.when(pl.col(base).is_null()).then(STATES["not_ranked"]).otherwise(0).cast(pl.Int64)
    if missing:
        spoilt = {t for _, t in missing}
        state = pl.when(pl.col("t").is_in(list(spoilt))).then(6).otherwise(state)
    target.frame = joined.with_columns(state.alias(f"{base}~"))
    target.columns[base] = Column(
        base, "number", Range(1, 1, max(10 ** len(str(max(rows.height, 1))), 1), 0, True), quantity="count"
    )
    target.columns[f"{base}~"] = Column(f"{base}~", "number", Range(1, 0, 9), nullable=False)


def _ordered(rows: pl.DataFrame, group: list[str], column: Column, exactly: Exactly) -> pl.DataFrame:
    """The rows with a whole number ``?order`` that sorts as the exact values do."""
    slack = column.range.slack
    if slack == 0:
        return rows.with_columns(pl.col("?value").alias("?order"))
    rows = rows.sort(*group, "?value")
    near = (pl.col("?value") - pl.col("?value").shift(1) < slack).over(group).fill_null(False)
    rows = rows.with_columns(near.alias("?near"))
    rows = rows.with_columns(
        (pl.col("?near") | pl.col("?near").shift(-1).fill_null(False)).alias("?unsure"),
        (~pl.col("?near")).cum_sum().alias("?cluster"),
    )
    unsure = rows.filter(pl.col("?unsure"))
    if not unsure.height:
        return rows.with_columns(pl.col("?value").alias("?order"))
    places: dict[tuple[str, int], int] = {}
    for part in unsure.partition_by("?cluster"):
        cells = list(zip(part["unit"].to_list(), part["t"].to_list(), strict=True))
        values = {cell: rational(exactly(*cell)) for cell in cells}
        order = {value: place for place, value in enumerate(sorted(set(values.values())))}
        places |= {cell: order[value] for cell, value in values.items()}
    side = pl.DataFrame(
        {"unit": [u for u, _ in places], "t": [t for _, t in places], "?place": list(places.values())},
        schema={"unit": rows.schema["unit"], "t": pl.Int64, "?place": pl.Int64},
    )
    wide = max(places.values(), default=0) + 1
    rows = rows.join(side, on=["unit", "t"], how="left").with_columns(pl.col("?place").fill_null(0))
    return rows.with_columns((pl.col("?cluster").cast(pl.Int64) * wide + pl.col("?place")).alias("?order"))
