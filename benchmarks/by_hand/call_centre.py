"""The call centre's month as one would write it in Polars, without kaohe: Parquet in, Parquet out.

python benchmarks/by_hand/call_centre.py DATA OUT
"""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl

MILLION = 1_000_000
ONE = 10**12
TIERS = {
    "1": [(80, 100), (70, 90), (60, 80), (50, 70), (40, 60), (35, 55), (30, 50)],
    "2": [(70, 100), (60, 90), (50, 80), (40, 70), (30, 60), (25, 55), (20, 50)],
}


def main(data: Path, out: Path) -> None:
    frame = gathered(data)
    frame = frame.with_columns(own_points())
    frame = frame.with_columns(
        cut("error_points"), cut("typing"), cut("call_answer"), cut("content_rate"), qualitative=QUALITATIVE
    )
    group = ["parent", "line"]
    mean, people = pl.col("workload_counted").sum().over(group), pl.col("workload_counted").count().over(group)
    content = pl.col("content_rate").sum().over(group) // pl.col("content_rate").count().over(group)
    frame = frame.with_columns(mean=mean, people=people.cast(pl.Int64), content_mean=content)
    frame = frame.with_columns(ratios())
    frame = frame.with_columns(cut("workload_ratio"), satisfaction_ratio())
    points = ["typing", "call_answer", "workload_ratio"]
    total = pl.sum_horizontal(points) + pl.col("complaint_free") * ONE + pl.col("satisfaction_ratio") * 100
    frame = frame.with_columns(quantitative=total)
    frame = frame.with_columns(provisional_score=pl.col("quantitative") + pl.col("qualitative") * 3_750_000)
    kept = pl.when(pl.col("attendance_ok") == 0).then(0).otherwise(pl.col("provisional_score"))
    frame.select(
        "unit", pl.lit("2024-01").alias("period"), "speed_points", *parts("error_points"), *parts("typing"),
        *parts("call_answer"), "workload_counted", *parts("workload_ratio"), "complaint_free", *parts("content_rate"),
        "satisfaction_ratio", "work_quality", "conduct", "provisional_score", kept.alias("total"), "quantitative",
        "qualitative",
    ).write_parquet(out)  # fmt: skip


def gathered(data: Path) -> pl.DataFrame:
    """A row per agent with everything measured, rated and complained about."""
    people = pl.read_parquet(data / "units.parquet").filter(pl.col("kind") == "person").drop("kind")
    measured = pl.scan_parquet(data / "measurements.parquet").filter(pl.col("period") == "2024-01")
    for name in ("attendance_ok", "workload"):
        rows = measured.filter(pl.col("indicator") == name).select("unit", pl.col("value").alias(name))
        people = people.join(rows.collect(), on="unit", how="left", maintain_order="left")
    for name in ("typing_speed_cpm", "typing_error_rate", "call_answer_rate", "satisfaction_rate"):
        rows = measured.filter(pl.col("indicator") == name).select(
            "unit", pl.col("numerator").alias(f"{name}#n"), pl.col("denominator").alias(f"{name}#d")
        )
        people = people.join(rows.collect(), on="unit", how="left", maintain_order="left")
    rated = pl.scan_parquet(data / "ratings.parquet").filter(pl.col("period") == "2024-01")
    for item in ("work_quality", "conduct"):
        rows = rated.filter(pl.col("item") == item).select("unit", (pl.col("score") * MILLION).alias(item))
        people = people.join(rows.collect(), on="unit", how="left", maintain_order="left")
    blamed = pl.read_parquet(data / "events.parquet").filter(pl.col("kind") == "complaint").group_by("unit").len()
    return people.join(blamed, on="unit", how="left", maintain_order="left")


def own_points() -> list[pl.Expr]:
    """What rests on the agent's own figures: points of typing, calls, work, complaints, and the content rate."""
    speed = pl.when(pl.col("line") == "1").then(tier(TIERS["1"])).otherwise(tier(TIERS["2"]))
    wrong, typed = pl.col("typing_error_rate#n"), pl.col("typing_error_rate#d")
    work = pl.col("workload")
    return [
        speed.alias("speed_points"),
        (100 * typed - 100 * wrong).clip(lower_bound=0).alias("error_points#n"),
        typed.alias("error_points#d"),
        (speed * 70 * typed + (100 * typed - 100 * wrong).clip(lower_bound=0) * 30).alias("typing#n"),
        typed.alias("typing#d"),
        (pl.col("call_answer_rate#n") * 100).alias("call_answer#n"),
        pl.col("call_answer_rate#d").alias("call_answer#d"),
        pl.when(work > 0).then(work).alias("workload_counted"),
        pl.when(pl.col("len") > 0).then(0).otherwise(100).cast(pl.Int64).alias("complaint_free"),
        (pl.col("satisfaction_rate#n") * 100).alias("content_rate#n"),
        pl.col("satisfaction_rate#d").alias("content_rate#d"),
    ]


QUALITATIVE = pl.col("work_quality") + pl.col("conduct")


def tier(edges: list[tuple[int, int]]) -> pl.Expr:
    """The points of the highest edge that the speed reaches."""
    points = pl.lit(45, pl.Int64)
    for edge, worth in reversed(edges):
        reached = pl.col("typing_speed_cpm#n") >= edge * pl.col("typing_speed_cpm#d")
        points = pl.when(reached).then(pl.lit(worth, pl.Int64)).otherwise(points)
    return points


def cut(name: str) -> pl.Expr:
    """A quotient at twelve digits, rounded down, in steps that stay within 63 bits."""
    scale = {"typing": 100}.get(name, 1)
    return divided(pl.col(f"{name}#n"), pl.col(f"{name}#d") * scale, MILLION, 2).alias(name)


def divided(top: pl.Expr, bottom: pl.Expr, step: int, steps: int) -> pl.Expr:
    whole = top // bottom
    rest = top - whole * bottom
    for _ in range(steps):
        digits = rest * step // bottom
        whole, rest = whole * step + digits, rest * step - digits * bottom
    return whole


def ratios() -> list[pl.Expr]:
    """The work against the group's mean, at most 130."""
    top, bottom = pl.col("workload") * pl.col("people") * 100, pl.col("mean")
    capped = pl.min_horizontal(top, bottom * 130)
    some = bottom > 0
    return [
        pl.when(some).then(capped).otherwise(100).alias("workload_ratio#n"),
        pl.when(some).then(bottom).otherwise(1).alias("workload_ratio#d"),
    ]


def satisfaction_ratio() -> pl.Expr:
    """The content rate against the group's mean: the lower end of what the cut figures allow, at ten digits."""
    lowest = divided(pl.col("content_rate"), pl.col("content_mean") + 2, 10_000, 3)
    return pl.min_horizontal(lowest, pl.lit(130 * 10**10, pl.Int64)).alias("satisfaction_ratio")


def parts(name: str) -> list[str]:
    return [name, f"{name}#n", f"{name}#d"]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
