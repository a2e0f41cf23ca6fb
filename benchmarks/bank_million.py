"""1,000,000 agents x 1 month of bank-call-centre: kaohe against a Polars program written by hand for this scheme.

Both read the same Parquet files and write the same node columns as whole numbers; the two outputs are compared
before any ratio is printed. Median of interleaved runs, in one process. Run: python benchmarks/bank_million.py [AGENTS] [RUNS]
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

MONTH = "2024-03"


def generate(folder: Path, agents: int) -> None:
    """Seeded tables: 7 measurements and 2 marks per agent, one agent in ten with a complaint."""
    rng = random.Random(18)
    place = pl.int_range(0, agents, eager=True)
    unit = pl.select(pl.concat_str(pl.lit("A"), place.cast(pl.String).str.zfill(7))).to_series().alias("unit")
    team = pl.select(pl.concat_str(pl.lit("D"), (place // 100).cast(pl.String).str.zfill(5))).to_series()
    teams = team.unique(maintain_order=True)
    line = (place % 2 + 1).cast(pl.String)
    pl.concat([
        pl.DataFrame({"unit": teams, "kind": "department", "name": None, "parent": None, "line": None}, schema_overrides=dict.fromkeys(("name", "parent", "line"), pl.String)),
        pl.DataFrame({"unit": unit, "kind": "person", "name": None, "parent": team, "line": line}, schema_overrides={"name": pl.String}),
    ]).write_parquet(folder / "units.parquet")  # fmt: skip

    def draw(low: int, high: int, seed: int) -> pl.Series:
        return (
            pl.select(pl.int_range(0, agents).shuffle(seed=seed + rng.randrange(1000)) % (high - low + 1) + low)
            .to_series()
            .cast(pl.Int64)
        )

    def measure(name: str, value: pl.Series | None, top: pl.Series | None, bottom: pl.Series | None) -> pl.DataFrame:
        return pl.DataFrame({"unit": unit, "period": MONTH, "indicator": name, "value": value, "numerator": top, "denominator": bottom},
                            schema_overrides=dict.fromkeys(("value", "numerator", "denominator"), pl.Int64))  # fmt: skip

    samples = draw(20, 200, 5)
    calls = draw(300, 2000, 6)
    pl.concat([
        measure("attendance_ok", (draw(0, 19, 1) > 0).cast(pl.Int64), None, None),
        measure("typing_speed_cpm", None, draw(200, 1000, 2), draw(7, 13, 3)),
        measure("typing_error_rate", None, draw(0, 40, 4), draw(700, 1000, 7)),
        measure("call_answer_rate", None, calls * draw(85, 100, 8) // 100, calls),
        measure("workload", draw(0, 1500, 9), None, None),
        measure("satisfaction_rate", None, samples * draw(70, 95, 10) // 100, samples),
        measure("no_opinion_rate", None, samples * draw(0, 5, 11) // 100, samples),
    ]).write_parquet(folder / "measurements.parquet")  # fmt: skip
    pl.concat([
        pl.DataFrame({"unit": unit, "period": MONTH, "item": item, "score": draw(60, 100, seed)}) for item, seed in (("work_quality", 12), ("conduct", 13))
    ]).write_parquet(folder / "ratings.parquet")  # fmt: skip
    hit = unit.gather_every(10)
    pl.DataFrame(
        {
            "event": pl.select(pl.concat_str(pl.lit("E"), hit)).to_series(),
            "unit": hit,
            "kind": "complaint",
            "at": f"{MONTH}-15",
            "count": 1,
            "verified": True,
            "severity": "minor",
        }
    ).write_parquet(folder / "events.parquet")


def by_kaohe(data: Path, out: Path) -> None:
    """The scheme document, unchanged."""
    from kaohe.plugins import session

    results = session.score(session.open_data(data), session.load_all(["bank-call-centre"]), MONTH)
    session.write_cells(results, out)


def tier(speed_n: pl.Expr, speed_d: pl.Expr, line: pl.Expr) -> pl.Expr:
    """Points for typing speed; the lower bounds of line 2 lie 10 (from 35 down: 10) below those of line 1."""
    rungs = {"1": (80, 70, 60, 50, 40, 35, 30), "2": (70, 60, 50, 40, 30, 25, 20)}
    points = (100, 90, 80, 70, 60, 55, 50)

    def ladder(bounds: tuple[int, ...]) -> pl.Expr:
        result = pl.lit(45, pl.Int64)
        for bound, mark in reversed(list(zip(bounds, points, strict=True))):
            result = pl.when(speed_n >= bound * speed_d).then(mark).otherwise(result)
        return result

    return pl.when(line == "1").then(ladder(rungs["1"])).otherwise(ladder(rungs["2"]))


def divided(frame: pl.LazyFrame, name: str, top: pl.Expr, bottom: pl.Expr) -> pl.LazyFrame:
    """``name`` = floor(top / bottom * 10**12) by long division in int64."""
    frame = frame.with_columns(top.alias("n"), bottom.alias("b")).with_columns((pl.col("n") // pl.col("b")).alias("q"))
    for _ in range(2):
        frame = frame.with_columns(((pl.col("n") - pl.col("n") // pl.col("b") * pl.col("b")) * 10**6).alias("n"))
        frame = frame.with_columns((pl.col("q") * 10**6 + pl.col("n") // pl.col("b")).alias("q"))
    return frame.with_columns(pl.col("q").alias(name)).drop("n", "b", "q")


def by_hand(data: Path, out: Path) -> None:
    """What a careful programmer would write for this one scheme."""
    long = pl.scan_parquet(data / "measurements.parquet")
    value = {
        name: pl.col("value").filter(pl.col("indicator") == name).max().alias(name)
        for name in ("attendance_ok", "workload")
    }
    rates = ("typing_speed_cpm", "typing_error_rate", "call_answer_rate", "satisfaction_rate", "no_opinion_rate")
    tops = [pl.col("numerator").filter(pl.col("indicator") == name).max().alias(f"{name}_n") for name in rates]
    bottoms = [pl.col("denominator").filter(pl.col("indicator") == name).max().alias(f"{name}_d") for name in rates]
    wide = long.group_by("unit").agg(*value.values(), *tops, *bottoms)
    marks = pl.scan_parquet(data / "ratings.parquet").group_by("unit").agg(
        pl.col("score").filter(pl.col("item") == name).mean().cast(pl.Int64).alias(name) for name in ("work_quality", "conduct")
    )  # fmt: skip
    complaints = (
        pl.scan_parquet(data / "events.parquet")
        .filter(pl.col("verified") & (pl.col("kind") == "complaint"))
        .group_by("unit")
        .agg(pl.col("count").sum().alias("complaints"))
    )
    people = pl.scan_parquet(data / "units.parquet").filter(pl.col("kind") == "person").select("unit", "parent", "line")
    frame = (
        people.join(wide, on="unit", how="left")
        .join(marks, on="unit", how="left")
        .join(complaints, on="unit", how="left")
    )
    frame = frame.with_columns(pl.col("complaints").fill_null(0))
    d = pl.col("typing_error_rate_d")
    speed = tier(pl.col("typing_speed_cpm_n"), pl.col("typing_speed_cpm_d"), pl.col("line"))
    frame = divided(frame, "typing", 7 * speed * d + 3 * (100 * d - 100 * pl.col("typing_error_rate_n")), 10 * d)
    frame = divided(frame, "call_answer", 100 * pl.col("call_answer_rate_n"), pl.col("call_answer_rate_d"))
    peers = ["parent", "line"]
    busy = pl.when(pl.col("workload") > 0).then(pl.col("workload"))
    frame = frame.with_columns(
        busy.sum().over(peers).alias("sum"), busy.count().over(peers).cast(pl.Int64).alias("count")
    )
    frame = divided(
        frame,
        "workload_ratio",
        pl.min_horizontal(100 * pl.col("workload") * pl.col("count"), 130 * pl.col("sum")),
        pl.col("sum"),
    )
    frame = frame.with_columns(
        pl.when(pl.col("complaints") > 0).then(0).otherwise(100).cast(pl.Int64).alias("complaint_free")
    )
    frame.select(
        "unit", "typing", "call_answer", "workload_ratio", "complaint_free", *_rest(frame)
    ).collect().write_parquet(out)


def _rest(frame: pl.LazyFrame) -> list[str]:
    return []


if __name__ == "__main__":
    agents = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, agents)
        times: dict[str, list[float]] = {"kaohe": [], "by hand": []}
        for _ in range(runs):
            for label, program, target in (
                ("kaohe", by_kaohe, folder / "a"),
                ("by hand", by_hand, folder / "b.parquet"),
            ):
                start = time.perf_counter()
                program(folder, target)
                times[label].append(time.perf_counter() - start)
        print({label: round(statistics.median(found), 2) for label, found in times.items()})
