"""Numerators over a denominator of 0: no value of their own, but they count where parts are pooled."""

from __future__ import annotations

import polars as pl

from kaohe.core.documents.model import Item
from kaohe.core.run.cardplan import NOT_SUPPLIED, STATES
from kaohe.core.run.settings import Settings


def whole_of(base: str) -> str:
    """The column of every numerator of ``base``, there where one of them stands over 0."""
    return f"{base}#all"


def unheld(cells: pl.DataFrame, base: str, top: pl.Expr, bottom: pl.Expr) -> pl.DataFrame:
    """The cells with every numerator, if one of them stands over 0."""
    if not cells.select(((bottom == 0) & (top != 0)).any()).item():
        return cells
    return cells.with_columns(top.alias(whole_of(base)))


def joined(cells: pl.DataFrame, given: str, derived: str, supplied: pl.Expr) -> pl.DataFrame:
    """The numerators of a supplied rate, elsewhere of the derived one."""
    if not {whole_of(given), whole_of(derived)} & set(cells.columns):
        return cells
    top, other = (pl.col(whole_of(x) if whole_of(x) in cells.columns else f"{x}#n") for x in (given, derived))
    return cells.with_columns(pl.when(supplied).then(top).otherwise(other).alias(whole_of(derived)))


def empty(item: Item | None, settings: Settings) -> int:
    """The state of a rate over 0: no cases, or what the run says of a sample that nobody drew (C5)."""
    if item is None or not item.sample or settings.empty_survey == "met":
        return STATES["no_cases"]
    if settings.empty_survey == "exclude":
        return STATES["not_assessed"]
    return NOT_SUPPLIED if item.optional else STATES["missing"]
