"""Both engines give the same columns with the same types."""

from __future__ import annotations

from typing import Any

import narwhals as nw
import polars as pl
import pytest

from kaohe.plugins.host import Host
from kaohe.plugins.protocols import Engine

FRAME = pl.DataFrame(
    {
        "unit": ["a", "b", "a"],
        "value": [1, 2, 3],
        "gap": [1, None, 3],
        "yes": [True, False, None],
        "levels": [["x"], ["y", "z"], None],
        "day": pl.Series(["2024-01-01", "2024-01-02", None]).str.to_date(),
    }
)
OTHER = pl.DataFrame({"unit": ["a", "b"], "weight": [7, 8]})


@pytest.fixture(params=["polars", "duckdb"])
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "duckdb":
        pytest.importorskip("duckdb")
    return Host().engine(request.param)


def test_a_frame_comes_back_as_it_went(engine: Engine) -> None:
    assert engine.collect(engine.lazy(FRAME).sort("value")).equals(FRAME.sort("value"))


def test_sums_counts_and_ranks_are_int64(engine: Engine) -> None:
    frame: nw.LazyFrame[Any] = engine.lazy(FRAME).join(engine.lazy(OTHER), on="unit", how="left")
    ranked = frame.with_columns(
        total=(nw.col("value") * nw.col("weight")).sum().over("unit"),
        rank=nw.col("value").rank("min").over("unit"),
        half=nw.col("value") // 2,
        five=nw.lit(5),
    )
    collected = engine.collect(ranked.sort("value").select("total", "rank", "half", "five"))
    expected = {"total": [28, 16, 28], "rank": [1, 1, 2], "half": [0, 1, 1], "five": [5, 5, 5]}
    assert collected.equals(pl.DataFrame(expected))
    assert set(collected.dtypes) == {pl.Int64}
    grouped = engine.lazy(FRAME).group_by("unit").agg(nw.col("gap").sum(), nw.len().alias("rows"), nw.col("yes").sum())
    collected = engine.collect(grouped.sort("unit"))
    assert collected.equals(pl.DataFrame({"unit": ["a", "b"], "gap": [4, 0], "rows": [2, 1], "yes": [1, 0]}))
    assert collected.dtypes == [pl.String, pl.Int64, pl.Int64, pl.Int64]


def test_large_integers_come_back_exactly(engine: Engine) -> None:
    large = pl.DataFrame({"value": [2**62 - 1, -(2**62), 2**62]})
    assert engine.collect(engine.lazy(large).select(nw.col("value").sum()))["value"].to_list() == [2**62 - 1]
