"""Table tickets: one row per ticket; a ticket says when something of it happened, else it belongs to no period."""

from __future__ import annotations

import polars as pl

from kaohe.core.catalogue import Catalogue
from kaohe.core.tables.findings import Findings
from kaohe.core.tables.keys import unique


def check(tickets: pl.DataFrame, words: Catalogue, findings: Findings) -> None:
    """Report ticket ids that stand twice, and tickets without any time."""
    unique(tickets, ["ticket"], findings)
    columns = words.tables["tickets"].columns
    times = [name for name, column in columns.items() if column.type == "time" and name in tickets.columns]
    findings.rows(
        tickets,
        pl.all_horizontal(pl.col(times).is_null()),
        lambda row: (
            "the ticket has no time at all and belongs to no period",
            "say when it was accepted (accepted_at)",
        ),
    )
