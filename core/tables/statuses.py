"""The status of an event decides whether it stands as verified; what a status means lies in the catalogue."""

from __future__ import annotations

import polars as pl

from kaohe.core.catalogue import Catalogue
from kaohe.core.tables.findings import Findings


def check(events: pl.DataFrame, words: Catalogue, findings: Findings) -> None:
    """Report rows whose status and whose column ``verified`` do not agree."""
    if _none(events):
        return
    said = pl.col("verified_supplied") & (pl.col("verified") != _verified(words))

    def say(row: dict[str, object]) -> tuple[str, str]:
        written = "true" if row["verified"] else "false"
        return f"the status is {row['status']}, but verified is {written}", "leave verified empty: the status decides"

    findings.rows(events, said.fill_null(False), say, "status")


def applied(events: pl.DataFrame, words: Catalogue) -> pl.DataFrame:
    """The events with ``verified`` as the status says, where there is one."""
    events = events if _none(events) else events.with_columns(verified=pl.coalesce(_verified(words), "verified"))
    return events.drop("verified_supplied", strict=False)


def _none(events: pl.DataFrame) -> bool:
    return events["status"].null_count() == events.height


def _verified(words: Catalogue) -> pl.Expr:
    meant = {name: status.verified for name, status in words.statuses.items()}
    return pl.col("status").replace_strict(meant, default=None, return_dtype=pl.Boolean)
