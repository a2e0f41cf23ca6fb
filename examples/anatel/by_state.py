"""OI, CLARO and VIVO in 27 states, 2023: complaints about fixed broadband, customers, satisfaction."""

from pathlib import Path
from typing import NamedTuple

import polars as pl
from by_operator import MEASUREMENT_COLUMNS, measurement

OPERATORS = ["CLARO", "OI", "VIVO"]
FAULT = "quality_fault_repair"
PROCESS = {FAULT: "assurance", "installation": "provisioning", "address_change": "provisioning"}
CELL = ["unit", "period"]


class Source(NamedTuple):
    """The raw rows of the three operators in 2023.

    ``months``: unit, operator, state, period, complaints, fault complaints and customers, one row per state and month;
    ``complaints``: unit, period, subject, event_type, complaints; ``scores``: unit, score_0_10 as text.
    """

    months: pl.DataFrame
    complaints: pl.DataFrame
    scores: pl.DataFrame


def read_states(folder: Path) -> Source:
    """Read the data set ``anatel-broadband-branches``; 27 states x 3 operators x 12 months or an error."""
    unit = (pl.col("operator") + "-" + pl.col("state")).alias("unit")
    ours = pl.col("operator").is_in(OPERATORS)
    in_2023 = pl.col("month").str.starts_with("2023-")
    months = pl.read_csv(folder / "branch_month.csv.gz").filter(ours, in_2023)
    months = months.with_columns(unit).rename({"month": "period"}).sort(CELL)
    if months.height != 3 * 27 * 12 or months["subscribers"].null_count():
        raise SystemExit(f"expected 972 state-months with customers, found {months.height}")
    kinds = pl.read_csv(folder / "event_map.csv").select("problem_pt", "subject", "event_type")
    complaints = pl.read_parquet(folder / "complaints.parquet").with_columns(pl.col(pl.Categorical).cast(pl.String))
    complaints = complaints.filter(ours, in_2023).with_columns(unit).rename({"month": "period"})
    complaints = complaints.join(kinds, on=["problem_pt", "subject"], how="left")
    index = pl.read_csv(folder / "satisfaction_index.csv.gz", schema_overrides={"score_0_10": pl.String})
    wanted = (pl.col("year") == 2023) & (pl.col("service") == "broadband")
    overall = (pl.col("indicator") == "overall_satisfaction") & (pl.col("state") != "BR")
    scores = index.filter(ours, wanted, overall).select(unit, "score_0_10").sort("unit")
    return Source(months, complaints, scores)


def states(source: Source, mapping: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables of the folder ``states-2023``; event kinds are those that mapping.csv names."""
    return {
        "units": _units(source, "branch"),
        "measurements": _measurements(source),
        "events": _events(source, mapping),
    }


def centres(source: Source) -> dict[str, pl.DataFrame]:
    """The tables of the folder ``centres-2023``: the same states as scheme 22 would see them."""
    faults = _faults(source)
    parts = [
        _on_time(faults, "lastmile_repair_timeliness_rate"),
        _repeats(faults, "lastmile_repeat_fault_rate"),
    ]
    measurements = pl.concat(parts).sort(*CELL, "indicator").select(MEASUREMENT_COLUMNS)
    process = pl.col("subject").replace_strict(PROCESS, default=None, return_dtype=pl.String)
    rows = source.complaints.with_columns(process=process).filter(pl.col("process").is_not_null())
    rows = rows.group_by(*CELL, "process").agg(pl.col("complaints").sum()).sort(*CELL, "process")
    events = rows.select(
        (pl.col("unit") + "-" + pl.col("period") + "-" + pl.col("process")).alias("event"),
        "unit",
        pl.lit("complaint").alias("kind"),
        (pl.col("period") + "-01").alias("at"),
        pl.col("complaints").alias("count"),
        pl.lit("industry_regulator").alias("highest_level"),
        "process",
        pl.lit("lastmile").alias("business"),
    )
    return {"units": _units(source, "support_centre"), "measurements": measurements, "events": events}


def _units(source: Source, kind: str) -> pl.DataFrame:
    companies = pl.DataFrame({"unit": OPERATORS, "kind": ["company"] * 3, "name": OPERATORS, "parent": [None] * 3})
    name = (pl.col("operator") + " " + pl.col("state")).alias("name")
    parts = source.months.select("unit", pl.lit(kind).alias("kind"), name, pl.col("operator").alias("parent"))
    return pl.concat([companies.cast(pl.String), parts.unique().sort("unit")])


def _faults(source: Source) -> pl.DataFrame:
    """Fault complaints of every state-month: all, about a late repair, about a fault that came back."""
    fault = source.complaints.filter(pl.col("subject") == FAULT)
    count, kind = pl.col("complaints"), pl.col("event_type")
    sums = fault.group_by(CELL).agg(
        faults=count.sum(),
        late=count.filter(kind == "repair_overdue").sum(),
        repeated=count.filter(kind == "repeat_fault").sum(),
    )
    return source.months.select(CELL).join(sums, on=CELL, how="left").fill_null(0)


def _on_time(faults: pl.DataFrame, indicator: str) -> pl.DataFrame:
    return measurement(
        faults,
        indicator,
        numerator=pl.col("faults") - pl.col("late"),
        denominator=pl.col("faults"),
        basis=pl.lit("proxy"),
    )


def _repeats(faults: pl.DataFrame, indicator: str) -> pl.DataFrame:
    return measurement(
        faults, indicator, numerator=pl.col("repeated"), denominator=pl.col("faults"), basis=pl.lit("proxy")
    )


def _measurements(source: Source) -> pl.DataFrame:
    months, faults, customers = source.months, _faults(source), pl.col("subscribers")
    scored = months.join(source.scores, on="unit", how="inner")
    year = source.scores.with_columns(
        period=pl.lit("2023"),
        ten=(pl.col("score_0_10").cast(pl.Decimal(12, 6)) * 10).cast(pl.Decimal(12, 5)),
    )
    proxy = pl.lit("proxy")
    parts = [
        measurement(months, "subscribers", value=customers),
        measurement(months, "complaint_rate", numerator=pl.col("complaints"), denominator=customers),
        measurement(
            months, "fault_report_rate", numerator=pl.col(f"subject_{FAULT}"), denominator=customers, basis=proxy
        ),
        _on_time(faults, "handling_timeliness_rate"),
        _repeats(faults, "repeat_fault_rate"),
        measurement(scored, "satisfaction_rate", numerator=pl.col("score_0_10"), denominator=pl.lit("10"), basis=proxy),
        measurement(year, "satisfaction_score", value=pl.col("ten"), basis=pl.lit("survey")),
    ]
    return pl.concat(parts).sort(*CELL, "indicator").select(MEASUREMENT_COLUMNS)


def _events(source: Source, mapping: pl.DataFrame) -> pl.DataFrame:
    """Complaints by event type; where mapping.csv names a kind, a second row whose incident is the first."""
    named = mapping.filter(pl.col("source_file") == "event_map.csv", pl.col("table") == "events")
    kinds = dict(zip(named["source_column"], named["target"], strict=True))
    rows = source.complaints.group_by(*CELL, "event_type").agg(pl.col("complaints").sum().alias("count"))
    rows = rows.with_columns(event=pl.col("unit") + "-" + pl.col("period").str.tail(2) + "-" + pl.col("event_type"))
    nothing = pl.lit(None, pl.String)
    complaint = rows.with_columns(
        kind=pl.lit("complaint"), incident=nothing, highest_level=pl.lit("industry_regulator")
    )
    second = pl.col("event_type").replace_strict(kinds, default=None, return_dtype=pl.String)
    fact = rows.with_columns(kind=second, incident=pl.col("event"), highest_level=nothing)
    fact = fact.filter(pl.col("kind").is_not_null()).with_columns(event=pl.col("event") + "+")
    late = pl.when(pl.col("kind") == "service_promise_breach").then(pl.lit("true")).alias("late")
    at = (pl.col("period") + "-01").alias("at")
    both = pl.concat([complaint, fact]).sort("event")
    return both.select("event", "unit", "kind", at, "count", "incident", "highest_level", late)
