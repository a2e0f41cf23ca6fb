"""Tables as sheets of an Excel workbook: frozen headers, widths, numbers as numbers where that loses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from kaohe.core.errors import KaoheError
from kaohe.core.results.texts import is_number
from kaohe.plugins.reporters.flat import Cell, Kind, Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_575
MOST_TEXT = 32_767
WIDEST = 60
DIGITS = 15
CREATED = datetime(2000, 1, 1)


def write_workbook(
    path: Path, about: Sequence[Sequence[str]], warnings: Sequence[str], tables: Iterable[Sheet]
) -> None:
    """Write a workbook: the sheet ``overview`` (warnings, then the lines of ``about``), then a sheet per table."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    every = list(tables)
    for sheet in every:
        if len(sheet.rows) > MOST_ROWS:
            raise KaoheError(
                f"{len(sheet.rows)} rows do not fit into one Excel sheet", "use csv or parquet", table=sheet.name
            )
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": CREATED})
        _overview(book, about, warnings)
        formats = Formats(book)
        for sheet in every:
            _sheet(book.add_worksheet(sheet.name), sheet, formats)


class Formats:
    """The formats of a workbook; those of numbers by how many decimals they show."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.header = book.add_format({"bold": True, "bottom": 1})
        self.text = book.add_format({"align": "right"})
        self.decimals: dict[int, Any] = {}

    def number(self, places: int) -> Any:
        """The format that shows ``places`` decimals."""
        if places not in self.decimals:
            self.decimals[places] = self.book.add_format({"num_format": f"0.{'0' * places}" if places else "0"})
        return self.decimals[places]


def _overview(book: Workbook, about: Sequence[Sequence[str]], warnings: Sequence[str]) -> None:
    page = book.add_worksheet("overview")
    loud = book.add_format({"bold": True, "font_size": 16, "font_color": "#FFFFFF", "bg_color": "#C00000"})
    row = 0
    for warning in warnings:
        page.write_string(row, 0, warning, loud)
        row += 1
    for line in about:
        for column, text in enumerate(line):
            page.write_string(row, column, text[:MOST_TEXT])
        row += 1
    page.set_column(0, 0, 30)
    page.set_column(1, 3, 24)


def _sheet(page: Worksheet, sheet: Sheet, formats: Formats) -> None:
    for number, (column, kind) in enumerate(sheet.columns.items()):
        page.write_string(0, number, column, formats.header)
        widest = width(column)
        for line, row in enumerate(sheet.rows, 1):
            widest = max(widest, _write(page, line, number, row[number], kind, formats))
        page.set_column(number, number, min(widest, WIDEST) + 2)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)


def _write(page: Worksheet, row: int, column: int, value: Cell, kind: Kind, formats: Formats) -> int:
    if value is None:
        return 0
    if isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, int):
        page.write_number(row, column, value, formats.number(0))
    elif isinstance(value, str) and kind in ("number", "value", "shown"):
        _number(page, row, column, value, kind, formats)
    else:
        page.write_string(row, column, (";".join(value) if isinstance(value, list) else value)[:MOST_TEXT])
    return width(";".join(value) if isinstance(value, list) else str(value))


def _number(page: Worksheet, row: int, column: int, text: str, kind: Kind, formats: Formats) -> None:
    places = len(text.partition(".")[2])
    short = len(text.strip("-").replace(".", "")) <= DIGITS
    if is_number(text) and short and (kind == "shown" or places <= 2):
        page.write_number(row, column, float(text), formats.number(places))
    else:
        page.write_string(row, column, text[:MOST_TEXT], formats.text)


def width(text: str) -> int:
    """How many columns of a fixed-width font the text takes; a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
