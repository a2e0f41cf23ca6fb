"""One case per incident."""

from __future__ import annotations

import polars as pl

from kaohe.core.documents.model import Pick
from kaohe.core.program import Column
from kaohe.core.tables.times import time_column

INCIDENT = ("unit", "person", "incident")


def picked(frame: pl.DataFrame, pick: Pick, key: tuple[str, ...], columns: dict[str, Column]) -> pl.DataFrame:
    """The cases that stand: of those that share the key, the one of most or least worth, then the earliest."""
    shared = _shared(frame, key)
    if not shared.any():
        return frame
    name = pick.max or pick.min
    assert name is not None
    worth = pl.col(name)
    if name in columns and columns[name].kind == "code" and columns[name].codes:
        worth = worth.replace_strict(
            {code: place for place, code in enumerate(columns[name].codes)}, default=None, return_dtype=pl.Int64
        )
    time = time_column(frame)
    cases = frame.lazy().select(*key, worth.alias("?worth"), time, "ref").with_row_index("?case").filter(shared)
    best = cases.sort(
        "?worth", time, "ref", descending=[pick.max is not None, False, False], nulls_last=True, maintain_order=True
    ).unique(key, keep="first", maintain_order=True)
    kept = (~shared).scatter(best.select("?case").collect().to_series(), True)
    return frame.filter(kept)


def _shared(frame: pl.DataFrame, key: tuple[str, ...]) -> pl.Series:
    """Rows that may share their incident with another row: those whose keys have the same hash."""
    hashes = frame.select(pl.sum_horizontal(pl.col(name).hash(seed) for seed, name in enumerate(key))).to_series()
    return hashes.is_duplicated() if hashes.n_unique() < hashes.len() else pl.repeat(False, hashes.len(), eager=True)
