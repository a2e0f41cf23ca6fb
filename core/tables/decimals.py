"""Decimal numbers as exact Int64 millionths, never through float arithmetic."""

from __future__ import annotations

import re

import polars as pl

MILLION = 1_000_000
_WHOLE_DIGITS = 12
_EXACT_FLOAT = 2.0**32
_GROUPED = r"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?\s*%?$"
_NUMBER = r"^([+-]?)0*([0-9]*)\.?([0-9]*?)0*\s*(%?)$"


def millionths(column: pl.Series, percent: bool = False) -> tuple[pl.Series, pl.Series]:
    """The numbers of a column times 10**6, and where a cell is filled but not a number of at most 6 decimals.

    >>> millionths(pl.Series(["1,234.5", "95%", None, "-.05", "1.2345678"]), percent=True)[0].to_list()
    [1234500000, 95000000, None, -50000, None]
    """
    if column.dtype.is_integer():
        return _whole(column)
    if column.dtype == pl.Float64:
        return _float(column)
    return from_text(column.cast(pl.String), percent)


def _whole(column: pl.Series) -> tuple[pl.Series, pl.Series]:
    whole = column.cast(pl.Int64, strict=False)
    low, high = whole.min(), whole.max()
    limit = 10**_WHOLE_DIGITS
    if isinstance(low, int) and isinstance(high, int) and (low <= -limit or high >= limit):
        whole = pl.select(pl.when(whole.is_between(-limit, limit, closed="none")).then(whole)).to_series()
    bad = whole.is_null() & column.is_not_null() if whole.null_count() > column.null_count() else nowhere(column)
    return (whole * MILLION).alias(column.name), bad


def nowhere(column: pl.Series) -> pl.Series:
    """No for every row of the column."""
    return pl.Series(column.name, [False]).new_from_index(0, column.len())


def _float(column: pl.Series) -> tuple[pl.Series, pl.Series]:
    """A float counts if it is the float nearest to a number of at most 6 decimals, as its shortest writing shows."""
    column = column.fill_nan(None)
    near = pl.when(column.abs() < _EXACT_FLOAT).then((column * 1e6).round(0)).cast(pl.Int64)
    result = pl.select(near.alias(column.name)).to_series()
    same = (result / 1e6 == column).fill_null(False)
    left = column.is_not_null() & ~same
    if left.any():
        written = column.cast(pl.String).str.replace(r"^(-?)([0-9])e-6$", "${1}0.00000${2}")
        text, _ = from_text(pl.select(pl.when(left).then(written)).to_series())
        result = pl.select(pl.when(left).then(text).otherwise(result).alias(column.name)).to_series()
    return result, column.is_not_null() & result.is_null()


def from_text(text: pl.Series, percent: bool = False) -> tuple[pl.Series, pl.Series]:
    """The same for text, split at its point; full-width digits, ``1,234`` and ``95%`` (if ``percent``) too."""
    cells = plain(text)
    ungrouped = cells.str.replace_all(",", "", literal=True)
    cells = pl.select(pl.when(cells.str.contains(_GROUPED)).then(ungrouped).otherwise(cells)).to_series()
    parts = cells.str.extract_groups(_NUMBER).struct.unnest()
    parts.columns = ["sign", "whole", "decimals", "percent"]
    readable = (
        cells.str.contains(r"[0-9]")
        & parts["sign"].is_not_null()
        & (parts["whole"].str.len_bytes() <= _WHOLE_DIGITS)
        & (parts["decimals"].str.len_bytes() <= 6)
        & (percent | (parts["percent"] == ""))
    ).fill_null(False)
    digits = parts["whole"] + parts["decimals"].str.pad_end(6, "0")
    number = pl.select(pl.when(readable).then(digits)).to_series().cast(pl.Int64)
    signed = pl.select(pl.when(parts["sign"] == "-").then(-number).otherwise(number).alias(text.name)).to_series()
    return signed, cells.is_not_null() & ~readable


def plain(text: pl.Series) -> pl.Series:
    """Text with full-width letters and digits made plain and without surrounding spaces; empty text is nothing."""
    if text.len() and (text.str.len_bytes() != text.str.len_chars()).any():
        text = text.str.normalize("NFKC").str.replace_all("−", "-", literal=True)
    text = text.str.strip_chars()
    return pl.select(pl.when(text != "").then(text).alias(text.name)).to_series()


def why_no_number(cell: str) -> tuple[str, str]:
    """What is wrong with a cell that is no number, and what to write."""
    if re.fullmatch(r"[+-]?[0-9.]+[eE][+-]?[0-9]+", cell):
        return f"{cell!r} is in scientific notation, which may have lost digits", "write all digits"
    if re.fullmatch(r"[+-]?[0-9,]*\.[0-9]{7,}", cell):
        return f"{cell!r} has more than 6 decimals", "round it where it is made, or give numerator and denominator"
    if re.fullmatch(r"[+-]?[0-9,.]+\s*%", cell):
        return f"{cell!r} is a percentage where a plain number belongs", "write the number without %"
    if re.fullmatch(r"[+-]?[0-9]{13,}(\.[0-9]*)?", cell):
        return f"{cell!r} is too large", "numbers have at most 12 digits before the point"
    return f"{cell!r} is not a number", "write digits such as 1234.5"
