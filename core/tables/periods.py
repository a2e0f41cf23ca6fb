"""The column ``period`` becomes month indexes."""

from __future__ import annotations

import polars as pl

from kaohe.core.errors import KaoheError
from kaohe.core.periods import Period
from kaohe.core.tables.findings import Findings


def with_months(frame: pl.DataFrame, findings: Findings) -> pl.DataFrame:
    """The frame with ``first`` and ``last`` (Int64); each distinct writing is parsed once."""
    filed = frame["period"]
    same = filed.len() > 0 and not filed.null_count() and bool((filed == filed[0]).all())
    written = [filed[0]] if same else filed.unique().drop_nulls().to_list()
    parsed: dict[str, Period] = {}
    wrong: dict[str, KaoheError] = {}
    for text in written:
        try:
            parsed[text] = Period.parse(text)
        except KaoheError as error:
            wrong[text] = error

    def say(row: dict[str, str]) -> tuple[str, str]:
        problem = wrong[row["period"]].problems[0]
        return problem.what, problem.hint

    if wrong:
        findings.rows(frame, pl.col("period").is_in(list(wrong)), say, "period")
    known = list(parsed)
    if len(known) == 1 and not wrong and not frame["period"].null_count():
        return frame.with_columns(
            first=pl.lit(parsed[known[0]].first, pl.Int64), last=pl.lit(parsed[known[0]].last, pl.Int64)
        )
    place = frame["period"].cast(pl.Enum(known), strict=False).to_physical()
    first = pl.Series("first", [parsed[text].first for text in known], pl.Int64).gather(place)
    last = pl.Series("last", [parsed[text].last for text in known], pl.Int64).gather(place)
    return frame.hstack([first, last])
