"""One column of a file becomes a typed column, by what the catalogue says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from kaohe.core.catalogue import Attribute
from kaohe.core.errors import did_you_mean
from kaohe.core.tables import values
from kaohe.core.tables.decimals import MILLION, millionths, nowhere, why_no_number
from kaohe.core.tables.findings import Findings
from kaohe.core.tables.times import DAY, seconds, why_no_time

TYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    "bool": pl.Boolean,
    "int": pl.Int64,
    "number": pl.Int64,
    "yuan": pl.Int64,
    "time": pl.Int64,
    "date": pl.Date,
    "list": pl.List(pl.String),
}
SCALE = {"int": 1, "number": MILLION, "yuan": values.FEN}


def polars_type(column: Attribute) -> pl.DataType | type[pl.DataType]:
    """The type of the normalised column."""
    return TYPES.get(column.type, pl.String)


def typed(cells: pl.Series, column: Attribute, names: Mapping[str, str], clean: bool) -> values.Cells:
    """The typed cells and where one cannot be read. ``names``: ids of a code by all their names."""
    if column.type in ("time", "date"):
        found, bad = seconds(cells if cells.dtype.is_temporal() else values.text(cells, clean), column.end_of_day)
        return (found // DAY).cast(pl.Int32).cast(pl.Date) if column.type == "date" else found, bad
    if column.type == "number":
        return millionths(cells, percent=column.name == "value")
    if column.type == "yuan":
        return values.fen(cells)
    if column.type == "int":
        return values.whole(cells)
    if column.type == "bool":
        return values.yes_no(cells)
    if column.type == "list":
        return values.lists(cells, names)
    if column.type == "code":
        return values.codes(cells, names, clean)
    written = values.text(cells, clean)
    return written, nowhere(written)


def report(
    rows: pl.DataFrame, bad: pl.Series, column: Attribute, what: str, names: Mapping[str, str], to: Findings
) -> None:
    """A problem for each unreadable cell; ``what`` is the noun of a code ("event kind")."""

    def say(row: dict[str, Any]) -> tuple[str, str]:
        cell = _written(row[column.name])
        if column.type in ("time", "date"):
            return why_no_time(cell)
        if column.type == "bool":
            return f"{cell!r} is neither yes nor no", "write true or false"
        if column.type in ("code", "list"):
            return f"unknown {what} {cell!r}", _choose(cell, names)
        if column.type in SCALE:
            problem, hint = why_no_number(cell)
            kind = {"int": "a whole number", "yuan": "an amount with at most 2 decimals"}.get(column.type, "")
            return (
                (f"{cell!r} is not {kind}", "")
                if kind and "not a number" in problem and _digits(cell)
                else (problem, hint)
            )
        return f"{cell!r} cannot be read", ""

    to.rows(rows, bad, say, column.name)


def outside(cells: pl.Series, column: Attribute) -> pl.Series | None:
    """Where a number lies outside the declared range, ``None`` if nowhere."""
    scale = SCALE.get(column.type)
    low, high = (cells.min(), cells.max()) if scale else (None, None)
    if scale is None or not isinstance(low, int) or not isinstance(high, int):
        return None
    least, most = column.at_least * scale, column.at_most * scale
    if least <= low and high <= most:
        return None
    return ((cells < least) | (cells > most)).fill_null(False)


def say_outside(column: Attribute, cell: object) -> tuple[str, str]:
    """What to say of a number outside its range."""
    if column.at_least == 0 and _written(cell).startswith(("-", "−")):
        return f"{column.name} is {_written(cell)}, but cannot be negative", ""
    return f"{column.name} is {_written(cell)}, outside {column.at_least} to {column.at_most}", ""


def _written(cell: object) -> str:
    text = ";".join(map(str, cell)) if isinstance(cell, (list, pl.Series)) else str(cell).strip()
    return text.removesuffix(".0")


def _digits(cell: str) -> bool:
    return any(character.isdigit() for character in cell)


def _choose(cell: str, names: Mapping[str, str]) -> str:
    ids = list(dict.fromkeys(names.values()))
    parts = [part.strip() for part in cell.split(";")]
    unknown = next((part for part in parts if part not in names), cell)
    return did_you_mean(unknown, names) or (f"it is one of {', '.join(ids)}" if len(ids) <= 12 else "")
