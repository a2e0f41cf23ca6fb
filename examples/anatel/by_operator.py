"""Operators by service and month, 2014-2019: complaints, customers, answers within five working days."""

import calendar
from pathlib import Path

import polars as pl

MEASUREMENT_COLUMNS = ["unit", "period", "indicator", "value", "numerator", "denominator", "basis"]
UNIT_COLUMNS = ["unit", "kind", "name", "parent", "from", "to"]
SERVICES = {"mobile": "mobile", "fixed_line": "fixed line", "broadband": "broadband", "pay_tv": "pay TV"}


def measurement(rows: pl.DataFrame, indicator: str, **columns: pl.Expr) -> pl.DataFrame:
    """Rows with ``unit`` and ``period`` as measurements of one indicator; absent columns stay empty."""
    filled = {name: columns.get(name, pl.lit(None, pl.String)) for name in ("value", "numerator", "denominator")}
    basis = columns.get("basis", pl.lit("counts"))
    cells = [expression.cast(pl.String).alias(name) for name, expression in filled.items()]
    return rows.select("unit", "period", pl.lit(indicator).alias("indicator"), *cells, basis.alias("basis"))


def operators(path: Path) -> dict[str, pl.DataFrame]:
    """The tables ``units`` and ``measurements`` of the folder ``operators``."""
    rows = pl.read_csv(path).filter(pl.col("complaints").is_not_null(), pl.col("month") >= "2014-01")
    rows = rows.rename({"month": "period"})
    rows = rows.with_columns(unit=pl.col("operator") + "-" + pl.col("service").str.replace("_", "-"))
    return {"units": _units(rows), "measurements": _measurements(rows)}


def _measurements(rows: pl.DataFrame) -> pl.DataFrame:
    complaints, in_time = pl.col("complaints"), pl.col("answered_in_5_working_days")
    rate = pl.col("answered_5d_pct")
    rebuilt = (rate * complaints / 100).round().cast(pl.Int64)
    agrees = ((100 * in_time / complaints - rate).abs() < 0.01).fill_null(False)
    timely = rows.filter(complaints > 0).with_columns(
        in_limit=pl.when(agrees).then(in_time).otherwise(rebuilt),
        basis=pl.when(agrees).then(pl.lit("counts")).otherwise(pl.lit("from_rate")),
    )
    exact = (100 * pl.col("in_limit") / complaints - rate).abs() < 0.0006
    timely = timely.filter(exact | (pl.col("basis") == "counts"))
    solved = rows.filter(pl.col("answer_basis") == "resolved", pl.col("answered_in_period").is_not_null())
    parts = [
        measurement(rows, "subscribers", value=pl.col("subscribers")),
        measurement(rows, "complaint_rate", numerator=complaints, denominator=pl.col("subscribers")),
        measurement(
            timely,
            "complaint_handling_timeliness_rate",
            numerator=pl.col("in_limit"),
            denominator=complaints,
            basis=pl.col("basis"),
        ),
        measurement(
            solved.filter(pl.col("answered_in_period") <= pl.col("complaints_in_period")),
            "resolution_rate",
            numerator=pl.col("answered_in_period"),
            denominator=pl.col("complaints_in_period"),
        ),
    ]
    return pl.concat(parts).sort("unit", "period", "indicator").select(MEASUREMENT_COLUMNS)


def _units(rows: pl.DataFrame) -> pl.DataFrame:
    """One company per operator, one branch per operator and service, in spells without gaps."""
    companies = [(name, "company", name, None, None, None) for name in sorted(set(rows["operator"]))]
    branches = []
    for (unit, operator, service), group in sorted(rows.group_by("unit", "operator", "service")):
        for first, last in _spells(sorted(group["period"])):
            name = f"{operator} {SERVICES[str(service)]}"
            branches.append((unit, "branch", name, operator, f"{first}-01", _last_day(last)))
    return pl.DataFrame(companies + branches, schema=dict.fromkeys(UNIT_COLUMNS, pl.String), orient="row")


def _spells(months: list[str]) -> list[tuple[str, str]]:
    """First and last month of each run of consecutive months."""
    spells: list[tuple[str, str]] = []
    for month in months:
        if spells and _index(month) == _index(spells[-1][1]) + 1:
            spells[-1] = (spells[-1][0], month)
        else:
            spells.append((month, month))
    return spells


def _index(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])


def _last_day(month: str) -> str:
    return f"{month}-{calendar.monthrange(int(month[:4]), int(month[5:]))[1]}"
