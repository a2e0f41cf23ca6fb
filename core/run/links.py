"""Which cells a reference reads: who, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kaohe.core.run.spans import cycle
from kaohe.core.tables.hierarchy import ancestors, end_of, holding

if TYPE_CHECKING:
    from kaohe.core.tables import Tables
from kaohe.core.run.reference import Reference


def links(reference: Reference, tables: Tables) -> pl.DataFrame:
    """Which source cells each target cell reads: columns unit, t (target), source_unit, source_t."""
    item, target, source = reference.item, reference.target, reference.source
    cells = target.frame.select("unit", "t")
    rows = source.source().select(pl.col("unit").alias("source_unit"), pl.col("t").alias("source_t"))
    if item.who == "self" and item.when != "so_far" and target.plan.card.period != "cycle":
        return _own(reference, cells, rows)
    paired = _who(reference, cells, rows, tables)
    at, size, step = pl.col("t"), target.size, source.size
    match item.when:
        case "same":
            return paired.filter(pl.col("source_t") == at)
        case "parts":
            inside = (pl.col("source_t") >= at) & (pl.col("source_t") + step <= at + size)
            return paired.filter(
                inside if source.ended is None else inside & pl.col("source_t").is_in(list(source.ended))
            )
        case "previous":
            kept = paired.filter(pl.col("source_t") + step == at)
            return kept.filter(_within(reference)) if item.within else kept
        case "year_before":
            return paired.filter(pl.col("source_t") + 12 == at)
    return paired.filter((pl.col("source_t") < at) & _within(reference))


def _own(reference: Reference, cells: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """A unit's own cells of the same period, the one before, or the parts of the period: one join, no product."""
    item, target, source = reference.item, reference.target, reference.source
    at = pl.col("source_t")
    moved = {
        "same": at, "previous": at + source.size, "year_before": at + 12, "parts": at // target.size * target.size,
    }[item.when]  # fmt: skip
    keyed = rows.with_columns(unit=pl.col("source_unit"), t=moved)
    if item.when == "parts" and source.ended is not None:
        keyed = keyed.filter(at.is_in(list(source.ended)))
    if item.when == "previous" and item.within:
        keyed = keyed.filter(_within(reference))
    return cells.join(keyed, on=["unit", "t"])


def _within(reference: Reference) -> pl.Expr:
    """Whether an earlier cell lies in the same cycle (a scheme that has one, unless it says ``year``) or year."""
    same_year = pl.col("source_t") // 12 == pl.col("t") // 12
    written = cycle(reference.target.plan) if reference.item.within != "year" else None
    if written is None:
        return same_year
    inside = pl.col("t").is_between(written.first, written.last)
    return pl.when(inside).then(pl.col("source_t") >= written.first).otherwise(same_year)


def _who(reference: Reference, cells: pl.DataFrame, rows: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    item, target, source = reference.item, reference.target, reference.source
    if item.who == "self":
        return cells.join(rows.with_columns(unit=pl.col("source_unit")), on="unit")
    if item.who == "peers":
        keys = [f"?{place}" for place in range(len(item.by))]
        mine = target.frame.select(
            "unit", "t", *(attribute_key(name).alias(key) for name, key in zip(item.by, keys, strict=True))
        )
        theirs = source.source().select(
            pl.col("unit").alias("source_unit"),
            pl.col("t").alias("source_t"),
            *(attribute_key(name).alias(key) for name, key in zip(item.by, keys, strict=True)),
        )
        on = ["t", *keys] if item.when == "same" else keys
        if item.when == "same":
            theirs = theirs.with_columns(t=pl.col("source_t"))
        return mine.join(theirs, on=on, nulls_equal=True).select("unit", "t", "source_unit", "source_t")
    if item.who == "segments" or item.by not in (("parent",), ()):
        return _by_attribute(reference, cells, rows)
    above = ancestors(tables.units).filter(pl.col("unit") != pl.col("ancestor"))
    if item.who == "members":
        paired = cells.join(above.rename({"unit": "source_unit", "ancestor": "unit"}), on="unit")
        return _in_spell(paired.join(rows, on="source_unit"), pl.col("source_t"), source.size)
    paired = cells.join(above.rename({"ancestor": "source_unit"}), on="unit").join(rows, on="source_unit")
    held = _in_spell(paired, pl.col("t"), target.size, "levels").sort("levels", maintain_order=True)
    return held.unique(["unit", "t", "source_t"], keep="first", maintain_order=True).drop("levels")


def attribute_key(name: str) -> pl.Expr:
    """The column of an attribute by which units belong together."""
    return pl.col("parent") if name == "parent" else pl.col("kind") if name == "kind" else pl.col(f"unit.{name}")


def _by_attribute(reference: Reference, cells: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    name = reference.item.by[0]
    if reference.item.who in ("members", "segments"):
        theirs = reference.source.source().select(
            pl.col("unit").alias("source_unit"), pl.col("t").alias("source_t"), _named(name, cells).alias("unit")
        )
        return cells.join(theirs, on="unit")
    mine = reference.target.frame.select("unit", "t", _named(name, cells).alias("source_unit"))
    return mine.join(rows, on="source_unit")


def _named(name: str, cells: pl.DataFrame) -> pl.Expr:
    """The unit that an attribute names; nothing where it names none."""
    return attribute_key(name).cast(cells.schema["unit"], strict=False)


def _in_spell(paired: pl.DataFrame, month: pl.Expr, size: int, *kept: str) -> pl.DataFrame:
    """Keeps pairs whose tie of hierarchy holds on the period's last day."""
    if paired["from"].null_count() == paired.height and paired["to"].null_count() == paired.height:
        return paired.select("unit", "t", "source_unit", "source_t", *kept)
    return paired.filter(holding(end_of(month, size))).select("unit", "t", "source_unit", "source_t", *kept)
