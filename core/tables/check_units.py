"""Table units: spells do not overlap, parents exist and form no cycle."""

from __future__ import annotations

from datetime import date

import polars as pl

from kaohe.core.tables.findings import Findings
from kaohe.core.tables.keys import unique, unknown_unit


def check(units: pl.DataFrame, known: pl.DataFrame, ids: pl.Series, findings: Findings) -> None:
    """``known``: the table with units and parents as ids.

    Reports duplicate keys, spells that end before they begin or overlap, and faulty parents.
    """
    unique(known, ["unit", "from"], findings)
    _spells(known, findings)
    if known["parent"].null_count() > units["parent"].null_count():
        choices = ids.to_list()

        def say(row: dict[str, str]) -> tuple[str, str]:
            return f"the parent {row['parent']!r} does not exist", unknown_unit(row["parent"], choices)[1]

        findings.rows(units, known["parent"].is_null() & units["parent"].is_not_null(), say)
    _cycles(known, findings)


def _spells(units: pl.DataFrame, findings: Findings) -> None:
    backward = (units["to"] < units["from"]).fill_null(False)
    if backward.any():
        findings.rows(
            units, backward, lambda row: (f"the spell ends on {row['to']}, before it begins on {row['from']}", "")
        )
    if units["unit"].n_unique() == units.height:
        return
    ordered = units.sort("unit", "from", nulls_last=False, maintain_order=True).with_columns(
        before=pl.col("to").shift(1).over("unit").fill_null(date.max), row=pl.col("_row").shift(1).over("unit")
    )
    overlap = pl.col("row").is_not_null() & (pl.col("from").fill_null(date.min) <= pl.col("before"))
    same = pl.col("from").eq_missing(pl.col("from").shift(1).over("unit"))

    def say(row: dict[str, object]) -> tuple[str, str]:
        return (
            f"the spell from {row['from'] or 'the beginning'} overlaps with the one in row {row['row']}",
            "end the earlier spell the day before",
        )

    findings.rows(ordered, overlap & ~same, say)


def _cycles(units: pl.DataFrame, findings: Findings) -> None:
    """Peel off units whose parents are settled; what cannot be peeled off lies in or under a cycle."""
    parents = units.select(unit=pl.col("parent").unique()).drop_nulls()
    edges = units.select("unit", "parent").drop_nulls().join(parents, on="unit", how="semi").unique()
    while edges.height:
        rest = edges.join(edges.select(parent=pl.col("unit")).unique(), on="parent", how="semi")
        if rest.height == edges.height:
            break
        edges = rest
    if not edges.height:
        return
    above: dict[str, str] = dict(edges.sort("unit", "parent").iter_rows())
    seen: list[str] = []
    unit = min(above)
    while unit not in seen:
        seen.append(unit)
        unit = above[unit]
    ring = " → ".join([*seen[seen.index(unit) :], unit])
    findings.rows(
        units.filter(pl.col("unit") == unit).head(1),
        pl.lit(True),
        lambda row: (f"the units are each other's parents: {ring}", "one of them must have another parent"),
    )
