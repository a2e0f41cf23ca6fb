"""The frames of a store's files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

import polars as pl

from kaohe.core.store.cause import Cause
from kaohe.core.store.changes import Change
from kaohe.core.store.posting import NAMES, Posting
from kaohe.plugins.reporters.flat import tables
from kaohe.plugins.reporters.parquet_folder import frame

if TYPE_CHECKING:
    from kaohe.core.results.contract import Document

LEDGER = {name: pl.Int64 if name == "fen" else pl.Boolean if name == "illustrative" else pl.String for name in NAMES}
CAUSE = ("cause", "ref", "corrects", "corrected_by", "corrected_on", "reason")
CHANGES = ("scheme", "unit", "period", "origin", "table", "name", "was", "now", *CAUSE)


def of_period(document: Document, scheme: str, period: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """The tables of results of one scheme and period, without money and without empty ones."""
    for sheet in tables(document):
        if sheet.name == "money":
            continue
        names = list(sheet.columns)
        of, when = names.index("scheme"), names.index("period")
        rows = [row for row in sheet.rows if row[of] == scheme and row[when] == period]
        if rows:
            yield sheet.name, frame(replace(sheet, rows=rows))


def ledger(postings: Sequence[Posting]) -> pl.DataFrame:
    """The postings, with ``yuan`` beside ``fen``."""
    rows = [asdict(posting) for posting in postings]
    made = pl.DataFrame(rows, schema=LEDGER) if rows else pl.DataFrame(schema=LEDGER)
    return made.with_columns((pl.col("fen").cast(pl.Decimal(20, 2)) / 100).cast(pl.Decimal(20, 2)).alias("yuan"))


def read_ledger(found: pl.DataFrame) -> Iterator[Posting]:
    """The postings of a ledger's frame."""
    for row in found.select(NAMES).iter_rows(named=True):
        yield Posting(**row)


def changed(found: Sequence[tuple[str, Change, Cause]]) -> pl.DataFrame:
    """What settled periods would show now, each with the period it is booked in and its cause."""
    rows = [asdict(change) | {"period": period} | cause.document() for period, change, cause in found]
    return pl.DataFrame(rows, schema=dict.fromkeys(CHANGES, pl.String))
