"""Dates and times as seconds since 1970-01-01 00:00, local and without a zone."""

from __future__ import annotations

import re

import polars as pl

from kaohe.core.tables.decimals import nowhere, plain

DAY = 86_400
WRITE = "write 2014-11-03 or 2014-11-03T09:00:00"
_TIME = r"^([0-9]{4})(?:-|/|年)([0-9]{1,2})(?:-|/|月)([0-9]{1,2})日?(?:[T ]\s*([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.0+)?)?)?$"


def seconds(column: pl.Series, end_of_day: bool = False) -> tuple[pl.Series, pl.Series]:
    """Seconds of each cell, and where a cell is filled but no time; a date alone is 00:00:00 (or 23:59:59).

    >>> seconds(pl.Series(["1970-01-02", "1970/1/1 9:05", "3.11.2014"]))[0].to_list()
    [86400, 32700, None]
    """
    late = DAY - 1 if end_of_day else 0
    kind = column.dtype
    if kind == pl.Date:
        return column.cast(pl.Int32).cast(pl.Int64) * DAY + late, nowhere(column)
    if isinstance(kind, pl.Datetime) and kind.time_zone is None:
        return column.dt.epoch("s"), nowhere(column)
    if kind != pl.String:
        return pl.Series(column.name, [None] * column.len(), pl.Int64), column.is_not_null()
    return _from_text(plain(column), late)


def _from_text(text: pl.Series, late: int) -> tuple[pl.Series, pl.Series]:
    result = text.str.to_date("%Y-%m-%d", strict=False, exact=True).cast(pl.Int32).cast(pl.Int64) * DAY + late
    left = text.is_not_null() & (result.is_null() | (text.str.len_bytes() > 10))
    if not left.any():
        return result, nowhere(text)
    parts = pl.select(pl.when(left).then(text)).to_series().str.extract_groups(_TIME).struct.unnest()
    parts.columns = ["year", "month", "day", "hour", "minute", "second"]
    date = parts.select(
        pl.concat_str("year", pl.col("month").str.zfill(2), pl.col("day").str.zfill(2), separator="-").str.to_date(
            "%Y-%m-%d", strict=False
        )
    ).to_series()
    clock = parts.select(pl.col("hour", "minute", "second").cast(pl.Int64))
    right = clock.select(
        (pl.col("hour") < 24) & (pl.col("minute") < 60) & (pl.col("second").fill_null(0) < 60)
    ).to_series()
    past = clock.select(pl.col("hour") * 3600 + pl.col("minute") * 60 + pl.col("second").fill_null(0)).to_series()
    full = pl.select(
        pl.when(right.fill_null(True)).then(date.cast(pl.Int32).cast(pl.Int64) * DAY + past.fill_null(late))
    ).to_series()
    result = pl.select(pl.when(left).then(full).otherwise(result).alias(text.name)).to_series()
    return result, left & result.is_null()


def why_no_time(cell: str) -> tuple[str, str]:
    """What is wrong with a cell that is no time, and what to write."""
    if re.search(r"\d:\d\d.*([+-]\d\d:?\d\d|Z)$", cell):
        return f"{cell!r} carries a time zone", "write the local time without a zone"
    if re.fullmatch(r"\d+(\.\d+)?", cell):
        return f"{cell!r} is a number, not a date", f"format the cells as dates, or {WRITE}"
    if re.match(r"\d{4}[-/年]\d{1,2}[-/月]\d{1,2}", cell):
        return f"{cell!r} is no date or time of the calendar", WRITE
    return f"{cell!r} is not a date or time", WRITE


def months(at: pl.Series) -> pl.Series:
    """The month index (year * 12 + month - 1) of each time in seconds.

    >>> months(pl.Series([0, 31 * 86400])).to_list()
    [23640, 23641]
    """
    days = at // DAY
    low, high = days.min(), days.max()
    if not isinstance(low, int) or not isinstance(high, int):
        return pl.Series(at.name, [None] * at.len(), pl.Int64)
    calendar = pl.Series(range(low, high + 1)).cast(pl.Int32).cast(pl.Date)
    index = calendar.dt.year().cast(pl.Int64) * 12 + calendar.dt.month().cast(pl.Int64) - 1
    return index.gather(days - low).alias(at.name)


def month_of(at: pl.Expr) -> pl.Expr:
    """The month index (year * 12 + month - 1) of a time in seconds."""
    stamp = pl.from_epoch(at)
    return stamp.dt.year().cast(pl.Int64) * 12 + stamp.dt.month().cast(pl.Int64) - 1


def time_column(frame: pl.DataFrame) -> str:
    """The column that says when a row happened: of an event ``at``, of a ticket ``accepted_at``."""
    return "at" if "at" in frame.columns else "accepted_at"
