"""Windows over rows: running numbers, counts, sums and means, in order of time, then id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import polars as pl

from kaohe.core.documents.model import Over
from kaohe.core.errors import KaoheError
from kaohe.core.numbers import Range
from kaohe.core.program import Column
from kaohe.core.tables.times import time_column

MOST = 10_000_000


@dataclass(frozen=True)
class Since:
    """From which day the data are complete, and the first month whose rows are shown."""

    day: date
    month: int

    def check(self, frame: pl.DataFrame, what: str, scheme: str) -> None:
        """Raises KaoheError where a year's window of a shown row begins before the data do."""
        time = time_column(frame)
        begins = pl.from_epoch(pl.col(time)).dt.offset_by("-1y").dt.date()
        early = frame.filter((pl.col("month") >= self.month) & (begins < self.day)).sort(time)
        if early.height:
            row = early.row(0, named=True)
            raise KaoheError(
                f"{what} counts over a window of one year, which for {row['ref']} begins before the data do ({self.day})",
                f'supply the earlier data, or, if they are complete, say so in kaohe.toml: [run] data_from = "{self.day.year - 1}-01-01"',
                scheme=scheme, file=row.get("_file"), row=row.get("_row"), unit=row["unit"],
            )  # fmt: skip


def window(
    frame: pl.DataFrame, name: str, over: Over, columns: dict[str, Column], time: str
) -> tuple[pl.DataFrame, Column]:
    """The frame with a window column, and what it means.

    ``number`` counts this row and those before it; ``count``, ``sum`` and ``mean`` cover the whole window;
    ``previous`` is the value of ``of`` in the row before.
    """
    if over.within == "rolling_year":
        return _rolling(frame, name, over, time)
    part = [pl.col(key) for key in over.per]
    if over.within is not None:
        part.append(pl.col("month") // (12 if over.within == "year" else 1))
    kept = pl.col(f"?{name}.where").fill_null(False) if over.where is not None else pl.lit(True)
    ones = pl.when(kept).then(pl.col("count")).otherwise(0)
    ordered = frame.sort(time, "ref", maintain_order=True)
    if over.how in ("number", "count"):
        expr = ones.cum_sum() if over.how == "number" else ones.sum()
        return ordered.with_columns(expr.over(part).alias(name)), _counting(name, over)
    column = columns.get(f"?{name}.of")
    if column is None or column.kind != "number" or column.range.slack:
        raise KaoheError(f"the window {name} needs a number in of")
    value = pl.when(kept).then(pl.col(f"?{name}.of"))
    r = column.range
    if over.how == "previous":
        return ordered.with_columns(value.shift(1).over(part).alias(name)), Column(
            name, "number", Range(r.denominator, r.low, r.high, 0, True), quantity=column.quantity
        )
    most = max(frame.height, 1)
    total = Range(r.denominator, min(r.low, 0) * most, max(r.high, 0) * most, 0, True)
    if over.how == "sum":
        return ordered.with_columns(value.sum().over(part).alias(name)), Column(
            name, "number", total, quantity=column.quantity
        )
    counted = value.count().over(part).cast(pl.Int64)
    summed = pl.when(counted > 0).then(value.sum().over(part))
    made = ordered.with_columns(summed.alias(f"{name}#n"), counted.alias(f"{name}#d"))
    made = made.with_columns((pl.col(f"{name}#n") // pl.col(f"{name}#d")).alias(name))
    ends = (Fraction(r.low, r.denominator), Fraction(r.high, r.denominator))
    parts = ((f"{name}#n", total), (f"{name}#d", Range(1, 0, most)))
    return made, Column(
        name, "number", Range(r.denominator, r.low, r.high, 1, True), quantity=column.quantity, parts=parts, ends=ends
    )


def _rolling(frame: pl.DataFrame, name: str, over: Over, time: str) -> tuple[pl.DataFrame, Column]:
    """Running number within the year that ends with the row (from the same second one year before, included)."""
    if over.how != "number":
        raise KaoheError("a rolling window gives running numbers only")
    ordered = frame.sort(time, "ref", maintain_order=True).with_row_index("?place")
    stamp = pl.from_epoch(pl.col(time))
    kept = pl.col(f"?{name}.where").fill_null(False) if over.where is not None else pl.lit(True)
    keyed = ordered.with_columns(
        pl.struct(over.per).alias("?key"),
        stamp.alias("?time"),
        stamp.dt.offset_by("-1y").alias("?since"),
        kept.alias("?kept"),
    )
    numbers = []
    for part in keyed.select("?place", "?key", "?time", "?since", "?kept").partition_by("?key", maintain_order=True):
        times, start, seen = part["?time"].to_list(), 0, []
        flags = part["?kept"].to_list()
        for place, since in enumerate(part["?since"].to_list()):
            while times[start] < since:
                start += 1
            seen.append(sum(flags[start : place + 1]))
        numbers.append(part.select("?place").with_columns(pl.Series(name, seen, dtype=pl.Int64)))
    side = pl.concat(numbers) if numbers else pl.DataFrame(schema={"?place": pl.UInt32, name: pl.Int64})
    made = ordered.join(side, on="?place", how="left", maintain_order="left").drop("?place")
    return made, _counting(name, over)


def _counting(name: str, over: Over) -> Column:
    """A row counts itself, unless a condition may leave it out."""
    least = 1 if over.where is None else 0
    return Column(name, "number", Range(1, least, MOST), nullable=False, quantity="count")
