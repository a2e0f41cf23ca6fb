"""Excel workbooks: a sheet per table, named in English or Chinese; title rows above the header are skipped.

Cells arrive as Excel would show them unformatted (to 9 decimals); a cell formatted as a percentage arrives as ``95%``.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from string import ascii_uppercase

import polars as pl

from kaohe.core.catalogue import Table, catalogue
from kaohe.core.errors import KaoheError
from kaohe.core.tables import RawTable
from kaohe.core.tables.frames import by_name
from kaohe.plugins.readers.naming import digest, tables_among
from kaohe.plugins.readers.percent import percent_cells

SUFFIXES = (".xlsx", ".xlsm")
OLD = (".xls", ".xlsb", ".ods")
HEADER_WITHIN = 20
MONTH_CELL = r"^(\d{4}-\d{2})-01 00:00:00$"


class Workbook:
    """An Excel workbook; sheets that are no tables are left alone."""

    name = "excel"

    def matches(self, path: str) -> bool:
        return path.lower().endswith((*SUFFIXES, *OLD)) and not Path(path).is_dir()

    def read(self, path: str) -> dict[str, RawTable]:
        import fastexcel

        file = Path(path)
        if file.suffix.lower() in OLD:
            raise KaoheError(
                f"{file.suffix} files are not read", "save it as an Excel workbook (.xlsx)", file=file.name
            )
        try:
            book = fastexcel.read_excel(path)
            tables = tables_among(book.sheet_names, file.name)
            sheets = {
                name: book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
                for name in tables
            }
            percents = percent_cells(file, list(tables))
        except (fastexcel.FastExcelError, OSError) as error:
            raise KaoheError(
                f"it cannot be read as an Excel workbook: {str(error).splitlines()[0]}", file=file.name
            ) from None
        found = digest(file)
        return {
            table: _raw(_percents(sheets[name], percents[name]), catalogue().tables[table], file.name, name, found)
            for name, table in tables.items()
        }


def _raw(cells: pl.DataFrame, table: Table, file: str, sheet: str, found: str) -> RawTable:
    """The sheet below its header; ``first_row`` is the row number that Excel shows."""
    if cells.is_empty():
        return RawTable(pl.DataFrame(), file, sheet, 1, found)
    header = _header(cells, table, file, sheet)
    names = [None if name is None else name.strip() for name in cells.row(header)]
    rows = cells.slice(header + 1)
    nameless = [place for place, name in enumerate(names) if not name]
    for place in nameless:
        if rows.to_series(place).drop_nulls().len():
            raise KaoheError(
                f"column {_letter(place)} has cells but no name in the header",
                "write a name into every header cell of one row; merged header cells cannot be read",
                file=file, sheet=sheet, row=header + 1,
            )  # fmt: skip
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise KaoheError(
            f"the header names {', '.join(map(repr, twice))} twice", "keep one of the columns", file=file, sheet=sheet
        )
    kept = [rows.to_series(place).alias(name) for place, name in enumerate(names) if name]
    ids = by_name(table.columns)
    periods = [name for name in names if name and ids.get(name) == "period"]
    frame = pl.DataFrame(kept).with_columns(pl.col(periods).str.replace(MONTH_CELL, "$1"))
    return RawTable(frame, file, sheet, header + 2, found)


def _header(cells: pl.DataFrame, table: Table, file: str, sheet: str) -> int:
    """The first row that names at least two columns of the table."""
    known = set(by_name(table.columns)) | {name.lower() for name in table.columns}
    for number, row in enumerate(cells.head(HEADER_WITHIN).iter_rows()):
        if sum(cell is not None and (cell.strip() in known or cell.strip().lower() in known) for cell in row) >= 2:
            return number
    needed = ", ".join(f"{name} ({column.zh})" for name, column in table.columns.items() if column.required)
    raise KaoheError(
        f"no header row in the first {HEADER_WITHIN} rows", f"name the columns {needed}", file=file, sheet=sheet
    )


def _percents(cells: pl.DataFrame, places: dict[int, list[int]]) -> pl.DataFrame:
    """Numbers in percent-formatted cells written as percentages; ``places``: rows by column."""
    changed = []
    for column, rows in places.items():
        if column < cells.width:
            series = cells.to_series(column)
            rows = [row for row in rows if row < cells.height]
            changed.append(series.scatter(rows, [_percent(series[row]) for row in rows]))
    return cells.with_columns(changed)


def _percent(cell: str | None) -> str | None:
    try:
        return None if cell is None else f"{(Decimal(cell) * 100).normalize():f}%"
    except InvalidOperation:
        return cell


def _letter(place: int) -> str:
    return (ascii_uppercase[place // 26 - 1] if place >= 26 else "") + ascii_uppercase[place % 26]
