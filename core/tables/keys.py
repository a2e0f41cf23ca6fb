"""Keys: what may stand only once, and what must exist elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

import polars as pl

from kaohe.core.errors import did_you_mean
from kaohe.core.tables.findings import Findings


def unique(frame: pl.DataFrame, keys: list[str], findings: Findings) -> None:
    """A problem for each row whose key stands in an earlier row; hashes decide the usual case of none."""
    hashes = pl.sum_horizontal(pl.col(key).hash(seed) for seed, key in enumerate(keys))
    if frame.height < 2 or frame.select(hashes.n_unique()).item() == frame.height:
        return
    marked = frame.select(*dict.fromkeys((*keys, *_place(frame)))).with_columns(
        first=pl.col("_row").first().over(keys), again=~pl.struct(keys).is_first_distinct()
    )

    def say(row: dict[str, object]) -> tuple[str, str]:
        key = ", ".join(f"{name} {row[name]}" for name in keys if row[name] is not None)
        return f"the key ({key}) stands twice, first in row {row['first']}", "keep one of the rows"

    findings.rows(marked, pl.col("again"), say)


def ids_of(units: pl.Series) -> pl.Enum:
    """The type of every column that names a unit: the ids in their order, each with a number."""
    ordered = units.drop_nulls().sort()
    return pl.Enum(ordered.filter((ordered != ordered.shift()).fill_null(True)))


def as_ids(columns: Sequence[pl.Series], ids: pl.Enum) -> list[pl.Series]:
    """The columns as ids, null where a name is none: in one pass, since a type of many ids is dear to make."""
    names = ids.categories.to_frame("unit").with_row_index("number").lazy()
    written = pl.concat([column.rename("unit") for column in columns]).to_frame().lazy()
    found = (
        written.join(names, on="unit", how="left", maintain_order="left").select("number").collect(engine="streaming")
    )
    known = found.to_series().cat.to(ids)
    ends = [0, *accumulate(column.len() for column in columns)]
    return [
        known.slice(start, end - start).rename(column.name)
        for column, (start, end) in zip(columns, pairwise(ends), strict=True)
    ]


def known_units(frame: pl.DataFrame, unit: pl.Series, ids: pl.Enum, findings: Findings) -> pl.DataFrame:
    """The table with its units as ids; a problem for each row whose unit is none of them."""
    if unit.null_count() > frame["unit"].null_count():
        choices = ids.categories.to_list()
        unknown = unit.is_null() & frame["unit"].is_not_null()
        findings.rows(frame, unknown, lambda row: unknown_unit(row["unit"], choices))
    return frame.with_columns(unit)


def unknown_unit(unit: str, choices: list[str]) -> tuple[str, str]:
    """What to say of a unit that table units does not have."""
    return f"unknown unit {unit!r}", did_you_mean(unit, choices) or "add it to table units"


def _place(frame: pl.DataFrame) -> list[str]:
    place = ("_row", "_file", "_sheet", "unit", "period", "indicator")
    return [name for name in frame.columns if name in place]
