"""Table events: one row per event, unless it corrects one that exists."""

from __future__ import annotations

import polars as pl

from kaohe.core.errors import did_you_mean
from kaohe.core.tables.findings import Findings
from kaohe.core.tables.keys import unique


def check(events: pl.DataFrame, findings: Findings) -> None:
    """Report event ids that stand twice (rows that correct another are left out) and corrections of nothing."""
    corrections = events["corrects"].is_not_null()
    if not corrections.any():
        unique(events, ["event"], findings)
        return
    unique(events.filter(~corrections), ["event"], findings)
    ids = events["event"].drop_nulls().unique()

    def say(row: dict[str, str]) -> tuple[str, str]:
        return f"it corrects {row['corrects']!r}, which does not exist", did_you_mean(row["corrects"], ids.to_list())

    findings.rows(events, pl.col("corrects").is_not_null() & ~pl.col("corrects").is_in(ids.implode()), say)
