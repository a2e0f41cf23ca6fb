"""Yes/no, whole numbers, money, codes and lists of codes. Each reader returns the values and where a cell is wrong."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kaohe.core.tables.decimals import MILLION, millionths, nowhere, plain

Cells = tuple[pl.Series, pl.Series]
FEN = 100
YES = ("true", "yes", "y", "1", "是", "√")
NO = ("false", "no", "n", "0", "否", "×")
BOOLS = dict.fromkeys(YES, True) | dict.fromkeys(NO, False)


def text(column: pl.Series, clean: bool = False) -> pl.Series:
    """Text without surrounding spaces, empty text as nothing; a whole float reads as the whole number."""
    if column.dtype == pl.String:
        if clean:
            return column
        stripped = column.str.strip_chars()
        return pl.select(pl.when(stripped != "").then(stripped).alias(column.name)).to_series()
    if column.dtype.is_float():
        written = column.fill_nan(None).cast(pl.String).str.strip_suffix(".0")
        return written.alias(column.name)
    if column.dtype.is_nested():
        return pl.Series(column.name, [None if cell is None else str(cell) for cell in column.to_list()], pl.String)
    return column.cast(pl.String)


def yes_no(column: pl.Series) -> Cells:
    """Booleans of true/false, yes/no, 1/0, 是/否."""
    if column.dtype == pl.Boolean:
        return column, nowhere(column)
    written = plain(text(column)).str.to_lowercase()
    result = written.replace_strict(BOOLS, default=None, return_dtype=pl.Boolean)
    return result.alias(column.name), written.is_not_null() & result.is_null()


def whole(column: pl.Series) -> Cells:
    """Whole numbers as Int64."""
    if column.dtype.is_integer():
        result = column.cast(pl.Int64, strict=False)
        return result, result.is_null() & column.is_not_null()
    number, bad = millionths(column)
    return _divided(number, bad, MILLION)


def fen(column: pl.Series) -> Cells:
    """Yuan with at most two decimals as Int64 fen."""
    number, bad = millionths(column)
    return _divided(number, bad, MILLION // FEN)


def _divided(number: pl.Series, bad: pl.Series, by: int) -> Cells:
    uneven = (number % by != 0).fill_null(False)
    result = pl.select(pl.when(~uneven).then(number // by).alias(number.name)).to_series()
    return result, bad | uneven


def codes(column: pl.Series, names: Mapping[str, str], clean: bool = False) -> Cells:
    """Ids by any of their names; ``names`` maps every known name to its id."""
    written = text(column, clean)
    distinct = written.unique().drop_nulls().to_list()
    meant = {name: names.get(name) or names.get(name.strip()) for name in distinct}
    if all(name == id_ for name, id_ in meant.items()):
        return written, nowhere(column)
    result = written.replace_strict(meant, default=None, return_dtype=pl.String)
    return result.alias(column.name), written.is_not_null() & result.is_null()


def lists(column: pl.Series, names: Mapping[str, str]) -> Cells:
    """Lists of codes; as text the entries stand between semicolons."""
    if isinstance(column.dtype, pl.List):
        entries = column.cast(pl.List(pl.String))
    else:
        split = plain(text(column)).str.split(";").list.eval(pl.element().str.strip_chars())
        entries = split.list.eval(pl.element().filter(pl.element() != ""))
    unknown = entries.list.eval(~pl.element().is_in(list(names))).list.any().fill_null(False)
    meant = entries.list.eval(pl.element().replace(dict(names)))
    return pl.select(pl.when(~unknown).then(meant).alias(column.name)).to_series(), unknown
