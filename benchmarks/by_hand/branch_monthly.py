"""The branch's monthly score as one would write it in Polars, without kaohe: Parquet in, Parquet out.

python benchmarks/by_hand/branch_monthly.py DATA OUT
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

OPENING = 100
HIGHER = ["county_government", "administrative_department", "industry_regulator"]


def main(data: Path, out: Path) -> None:
    kind, level = pl.col("kind"), pl.col("highest_level")
    points = (
        pl.when(kind == "repeat_fault_report").then(-1)
        .when(kind == "service_promise_breach").then(-2)
        .when((kind == "complaint") & (level == "government_mailbox")).then(-3)
        .when((kind == "complaint") & level.is_in(HIGHER)).then(-5)
        .when(kind == "complaint").then(-1)
        .when(kind == "commendation").then(1)
        .cast(pl.Int64)
    )  # fmt: skip
    events = (
        pl.scan_parquet(data / "events.parquet")
        .filter(pl.col("verified"))
        .select("event", "unit", "incident", "at", points.alias("points"))
        .collect()
    )
    alone = events.filter(pl.col("incident").is_null())
    dearest = (
        events.filter(pl.col("incident").is_not_null())
        .sort("points", "at", "event")
        .unique(["unit", "incident"], keep="first")
    )
    sums = (
        pl.concat([alone, dearest])
        .group_by("unit", pl.col("at").dt.month().alias("month"))
        .agg(
            plus_points=pl.col("points").filter(pl.col("points") > 0).sum(),
            minus_points=-pl.col("points").filter(pl.col("points") < 0).sum(),
        )
    )
    units = pl.read_parquet(data / "units.parquet").filter(pl.col("kind") == "branch").select("unit")
    months = pl.select(month=pl.int_range(1, 13, dtype=pl.Int8))
    balance = OPENING + pl.col("plus_points") - pl.col("minus_points")
    (
        units.join(months, how="cross")
        .join(sums, on=["unit", "month"], how="left")
        .with_columns(pl.col("plus_points", "minus_points").fill_null(0))
        .with_columns(balance=balance)
        .with_columns(total=pl.col("balance").clip(lower_bound=0), weight=pl.lit(1, pl.Int64))
        .select(
            "unit",
            pl.format("2024-{}", pl.col("month").cast(pl.String).str.zfill(2)).alias("period"),
            "plus_points",
            "minus_points",
            "balance",
            "total",
            "weight",
            (pl.col("weight") * pl.col("total")).alias("weighted_total"),
        )
        .write_parquet(out)
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
