"""Table ratings: known items, marks within their full mark, one mark per rater."""

from __future__ import annotations

import polars as pl

from kaohe.core.catalogue import Catalogue
from kaohe.core.errors import did_you_mean
from kaohe.core.tables.check_measurements import shown
from kaohe.core.tables.decimals import MILLION
from kaohe.core.tables.findings import Findings
from kaohe.core.tables.frames import by_name
from kaohe.core.tables.keys import unique

KEY = ["unit", "period", "item", "rater", "role", "method"]


def check(ratings: pl.DataFrame, words: Catalogue, findings: Findings) -> pl.DataFrame:
    """The ratings with ``item`` as id and ``full`` filled in; of an unknown path ``full`` stays empty."""
    names = by_name(words.items)
    written = ratings["item"].drop_nulls().unique().to_list()
    unknown = [item for item in written if "/" not in item and item not in names]

    def say(row: dict[str, str]) -> tuple[str, str]:
        return f"unknown rating item {row['item']!r}", did_you_mean(row["item"], names) or "write scheme-id/node/leaf"

    if unknown:
        findings.rows(ratings, pl.col("item").is_in(unknown), say, "item")
    ids = {item: names.get(item, item) for item in written}
    full = {ids[item]: _full(ids[item], words) for item in written}
    filled = ratings.with_columns(item=pl.col("item").replace(ids)).with_columns(
        full=pl.coalesce("full", pl.col("item").replace_strict(full, default=None, return_dtype=pl.Int64))
    )
    unique(filled, KEY, findings)
    above = pl.col("score") > pl.col("full")
    findings.rows(
        filled, above, lambda row: (f"the mark {shown(row['score'])} is above the full mark {shown(row['full'])}", "")
    )
    return filled


def _full(item: str, words: Catalogue) -> int | None:
    known = words.items.get(item.rpartition("/")[2])
    if known is None:
        return None
    return (known.full or 100) * MILLION
