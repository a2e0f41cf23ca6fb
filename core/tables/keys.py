"""Keys: what may stand only once, and what must exist elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate, pairwise

import polars as pl

from kaohe.core.errors import did_you_mean
from kaohe.core.tables.findings import Findings


def unique(frame: pl.DataFrame, keys: list[str], findings: Findings) -> None:
    """A problem for each row whose key stands in an earlier row."""
    if frame.height < 2 or _distinct(frame.select(keys)):
        return
    marked = frame.select(*dict.fromkeys((*keys, *_place(frame)))).with_columns(
        first=pl.col("_row").first().over(keys), again=~pl.struct(keys).is_first_distinct()
    )

    def say(row: dict[str, object]) -> tuple[str, str]:
        key = ", ".join(f"{name} {row[name]}" for name in keys if row[name] is not None)
        return f"the key ({key}) stands twice, first in row {row['first']}", "keep one of the rows"

    findings.rows(marked, pl.col("again"), say)


def _distinct(keys: pl.DataFrame) -> bool:
    """Whether hashes already show that no key stands twice; a column of one value tells nothing."""
    numbers = keys.select(pl.all().to_physical())
    told = [name for name in numbers.columns if not _same(numbers[name])]
    if not told:
        return False
    hashes = pl.sum_horizontal(pl.col(name).hash(seed) for seed, name in enumerate(told))
    return bool(numbers.select(hashes.n_unique()).item() == keys.height)


def _same(column: pl.Series) -> bool:
    if not column.null_count():
        return bool((column == column[0]).all())
    return column.null_count() == column.len()


def ids_of(units: pl.Series) -> pl.Series:
    """Every id of a unit once, in order."""
    ordered = units.drop_nulls().sort()
    return ordered.filter((ordered != ordered.shift()).fill_null(True))


def as_ids(columns: Sequence[pl.Series], ids: pl.Series) -> list[pl.Series]:
    """The columns as ids (Enum), null where a name is none: in one pass, while the type, which is dear, is made beside."""
    names = ids.to_frame("unit").with_row_index("number").lazy()
    written = pl.concat([column.rename("unit") for column in columns]).to_frame().lazy()
    with ThreadPoolExecutor(1) as beside:
        typed = beside.submit(_typed, ids)
        found = written.join(names, on="unit", how="left", maintain_order="left").select("number")
        numbers = found.collect(engine="streaming").to_series()
        known = typed.result().gather(numbers)
    ends = [0, *accumulate(column.len() for column in columns)]
    return [
        known.slice(start, end - start).rename(column.name)
        for column, (start, end) in zip(columns, pairwise(ends), strict=True)
    ]


def _typed(ids: pl.Series) -> pl.Series:
    return pl.select(pl.int_range(ids.len(), dtype=pl.UInt32).cat.to(pl.Enum(ids))).to_series()


def known_units(frame: pl.DataFrame, unit: pl.Series, ids: pl.Series, findings: Findings) -> pl.DataFrame:
    """The table with its units as ids; a problem for each row whose unit is none of them."""
    if unit.null_count() > frame["unit"].null_count():
        choices = ids.to_list()
        unknown = unit.is_null() & frame["unit"].is_not_null()
        findings.rows(frame, unknown, lambda row: unknown_unit(row["unit"], choices))
    return frame.with_columns(unit)


def unknown_unit(unit: str, choices: list[str]) -> tuple[str, str]:
    """What to say of a unit that table units does not have."""
    return f"unknown unit {unit!r}", did_you_mean(unit, choices) or "add it to table units"


def _place(frame: pl.DataFrame) -> list[str]:
    place = ("_row", "_file", "_sheet", "unit", "period", "indicator")
    return [name for name in frame.columns if name in place]
