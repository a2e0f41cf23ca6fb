"""Large generated data sets as Parquet, in the contract's tables: a call centre's agents, and branches with events."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import polars as pl

LEVELS = ["frontline", "branch", "government_mailbox", "administrative_department", "industry_regulator"]
KINDS = ["repeat_fault_report", "complaint", "complaint", "complaint", "service_promise_breach", "commendation"]


def call_centre(folder: Path, agents: int) -> None:
    """Agents of two lines in departments of 1,000; one month of measurements, ratings and complaints."""
    folder.mkdir(parents=True, exist_ok=True)
    departments = -(-agents // 1000)
    people = pl.select(number=pl.int_range(agents, dtype=pl.Int64)).select(
        unit=_id("A", pl.col("number")),
        kind=pl.lit("person"),
        parent=_id("D", pl.col("number") // 1000),
        line=pl.when(_draw("line", 4) == 0).then(pl.lit("2")).otherwise(pl.lit("1")),
    )
    above = pl.select(
        unit=_id("D", pl.int_range(departments, dtype=pl.Int64)), kind=pl.lit("department"), parent=pl.lit("HQ")
    )
    company = pl.DataFrame({"unit": ["HQ"], "kind": ["company"]})
    pl.concat([company, above, people], how="diagonal").write_parquet(folder / "units.parquet")
    offered, samples, minutes = 400 + _draw("offered", 900), 1 + _draw("samples", 60), pl.lit(10, pl.Int64)
    satisfied, wrong = samples - _draw("dissatisfied", 7).clip(upper_bound=samples), _draw("wrong", 60)
    typed = 300 + _draw("typed", 700)
    parts = [
        _measured(people, "attendance_ok", value=(_draw("attendance", 200) > 0).cast(pl.Int64)),
        _measured(people, "typing_speed_cpm", numerator=typed, denominator=minutes),
        _measured(people, "typing_error_rate", numerator=wrong, denominator=typed),
        _measured(people, "call_answer_rate", numerator=offered - _draw("missed", 40), denominator=offered),
        _measured(people, "workload", value=_draw("workload", 2400)),
        _measured(people, "satisfaction_rate", numerator=satisfied, denominator=samples),
    ]
    pl.concat(parts, how="diagonal").write_parquet(folder / "measurements.parquet")
    marks = [
        people.select("unit", period=pl.lit("2024-01"), item=pl.lit(item), score=50 + _draw(item, 51))
        for item in ("work_quality", "conduct")
    ]
    pl.concat(marks).write_parquet(folder / "ratings.parquet")
    blamed = people.filter(_draw("complaint", 50) == 0)
    blamed.select(
        event=_id("E", pl.int_range(pl.len())),
        unit="unit",
        kind=pl.lit("complaint"),
        at=_moment(datetime(2024, 1, 1), _draw("at", 31 * 86_400)),
        severity=pl.when(_draw("severity", 10) == 0).then(pl.lit("serious")).otherwise(pl.lit("minor")),
    ).write_parquet(folder / "events.parquet")


def branches(folder: Path, count: int, events: int) -> None:
    """Branches over the twelve months of 2024 with so many events, a tenth of them filed twice under one incident."""
    folder.mkdir(parents=True, exist_ok=True)
    units = pl.select(unit=_id("B", pl.int_range(count, dtype=pl.Int64)), kind=pl.lit("branch"), parent=pl.lit("HQ"))
    company = pl.DataFrame({"unit": ["HQ"], "kind": ["company"]})
    pl.concat([company, units], how="diagonal").write_parquet(folder / "units.parquet")
    number = pl.int_range(events, dtype=pl.Int64)
    case = pl.when(number % 10 == 9).then(number - 1).otherwise(number)
    drawn = pl.select(number=number, case=case).with_columns(
        kind=(_mixed("kind", pl.col("number")) % 6).replace_strict(dict(enumerate(KINDS)), return_dtype=pl.String)
    )
    level = (_mixed("level", pl.col("number")) % len(LEVELS)).replace_strict(
        dict(enumerate(LEVELS)), return_dtype=pl.String
    )
    form = pl.when(_mixed("form", pl.col("number")) % 2 == 0).then(pl.lit("oral")).otherwise(pl.lit("written"))
    drawn.select(
        event=_id("E", pl.col("number")),
        unit=_id("B", _mixed("unit", pl.col("case")) % count),
        kind="kind",
        at=_moment(datetime(2024, 1, 1), _mixed("at", pl.col("case")) % (366 * 86_400)),
        verified=_mixed("verified", pl.col("number")) % 20 > 0,
        incident=pl.when(pl.col("number") % 10 >= 8).then(_id("I", pl.col("case"))),
        highest_level=pl.when(pl.col("kind") == "complaint").then(level),
        form=pl.when(pl.col("kind") == "commendation").then(form),
    ).write_parquet(folder / "events.parquet")


def _measured(people: pl.DataFrame, indicator: str, **columns: pl.Expr) -> pl.DataFrame:
    return people.select("unit", period=pl.lit("2024-01"), indicator=pl.lit(indicator), **columns)


def _id(letter: str, number: pl.Expr) -> pl.Expr:
    return pl.lit(letter) + number.cast(pl.String).str.zfill(7)


def _mixed(name: str, number: pl.Expr) -> pl.Expr:
    """A number drawn from another: the same at every run with one version of Polars."""
    return (number.hash(sum(name.encode())) // 2**20).cast(pl.Int64)


def _draw(name: str, below: int) -> pl.Expr:
    return _mixed(name, pl.int_range(pl.len(), dtype=pl.Int64)) % below


def _moment(start: datetime, seconds: pl.Expr) -> pl.Expr:
    return pl.lit(start) + pl.duration(seconds=seconds)
