"""A template as an Excel workbook: drop-downs, comments on the headers, frozen headers, examples in grey."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaohe.plugins.reporters.atomic import whole_file
from kaohe.plugins.reporters.sheets import CREATED, width
from kaohe.plugins.templates.pages import Column, Page

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

CHOICES = "选项"
LINE = 15
LAST = 5000
"""Drop-downs reach down to this row."""


def write(pages: Sequence[Page], out: Path) -> None:
    """The workbook, whole or not at all; the lists behind the drop-downs stand on a hidden sheet."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with whole_file(out) as part, xlsxwriter.Workbook(str(part), options) as book:
        book.set_properties({"created": CREATED})
        looks = Looks(book)
        sheets = [(page, book.add_worksheet(page.name)) for page in pages]
        lists = Lists(book.add_worksheet(CHOICES))
        units = next(page.name for page in pages if page.table == "units")
        for page, sheet in sheets:
            if page.table:
                _table(sheet, page, looks, lists, units)
            else:
                _text(sheet, page, looks)


class Looks:
    """The formats of the workbook."""

    def __init__(self, book: Workbook) -> None:
        head = {"bold": True, "font_color": "#FFFFFF", "border": 1, "valign": "vcenter"}
        self.needed = book.add_format(head | {"bg_color": "#1F4E78"})
        self.head = book.add_format(head | {"bg_color": "#7F9DB9"})
        self.fill_in = book.add_format({"bg_color": "#FFF2CC", "border": 1, "num_format": "@"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.strong = book.add_format({"bold": True})
        example = {"italic": True, "font_color": "#7F7F7F", "bg_color": "#EDEDED"}
        forms = {"text": "@", "number": "General", "time": "yyyy-mm-dd hh:mm", "date": "yyyy-mm-dd"}
        self.plain = {name: book.add_format({"num_format": form}) for name, form in forms.items()}
        self.example = {name: book.add_format(example | {"num_format": form}) for name, form in forms.items()}


class Lists:
    """Lists behind drop-downs, a column each on the hidden sheet."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet, self.known = sheet, dict[tuple[str, ...], str]()
        sheet.hide()

    def source(self, allowed: tuple[str, ...]) -> str:
        """The range that holds the list."""
        from xlsxwriter.utility import xl_col_to_name

        if allowed not in self.known:
            place = len(self.known)
            self.sheet.write_column(0, place, allowed)
            letter = xl_col_to_name(place)
            self.known[allowed] = f"='{CHOICES}'!${letter}$1:${letter}${len(allowed)}"
        return self.known[allowed]


def _form(column: Column) -> str:
    """Text stays as it is typed: Excel would make a date of 2024-01."""
    return (
        column.type
        if column.type in ("time", "date")
        else "number"
        if column.type in ("number", "int", "yuan")
        else "text"
    )


def _table(sheet: Worksheet, page: Page, looks: Looks, lists: Lists, units: str) -> None:
    for place, column in enumerate(page.columns):
        form = _form(column)
        sheet.set_column(place, place, column.width, looks.plain[form])
        sheet.write_string(0, place, column.head, looks.needed if column.needed else looks.head)
        if column.comment:
            lines = column.comment.count("\n") + len(column.comment) // 60 + 1
            sheet.write_comment(
                0, place, column.comment, {"x_scale": 3.2, "y_scale": max(1.0, lines / 4), "font_size": 9}
            )
        rule = _rule(column, page, place, lists, units)
        if rule:
            sheet.data_validation(1, place, LAST, place, rule)
        for row, cells in enumerate(page.rows, 1):
            look = looks.example[form] if page.examples else looks.fill_in if place == 2 else looks.wrapped
            _write(sheet, row, place, cells[place], form, look)
    for (row, place), allowed in page.choose.items():
        sheet.data_validation(row + 1, place, row + 1, place, {"validate": "list", "source": lists.source(allowed)})
    if not page.examples:
        _heights(sheet, page)
    _printed(sheet, 20)
    sheet.freeze_panes(1, 1 if page.examples else 3)
    sheet.autofilter(0, 0, max(len(page.rows), 1), len(page.columns) - 1)


def _rule(column: Column, page: Page, place: int, lists: Lists, units: str) -> dict[str, Any] | None:
    """What Excel offers and warns of; kaohe check is the judge, so nothing is forbidden here."""
    said = {"error_type": "warning", "error_title": "kaohe", "ignore_blank": True}
    if column.allowed:
        return said | {
            "validate": "list",
            "source": lists.source(column.allowed),
            "error_message": "not in the list / 不在列表中",
        }
    if column.type == "id" and page.table not in ("units", "parameters") and column.head in ("unit", "单位"):
        return said | {
            "validate": "list",
            "source": f"='{units}'!$A$2:$A${LAST}",
            "error_message": "not in the table units / 表中没有这个单位",
        }
    if column.least is not None and column.most is not None:
        kind = "integer" if column.type == "int" else "decimal"
        text = f"{column.least} .. {column.most}"
        return said | {
            "validate": kind,
            "criteria": "between",
            "minimum": column.least,
            "maximum": column.most,
            "error_message": text,
        }
    return None


def _write(sheet: Worksheet, row: int, place: int, cell: str, form: str, look: Any) -> None:
    if not cell:
        sheet.write_blank(row, place, None, look)
    elif form in ("time", "date"):
        sheet.write_datetime(row, place, datetime.fromisoformat(cell), look)
    elif form == "number":
        sheet.write_number(row, place, float(cell), look)
    else:
        sheet.write_string(row, place, cell, look)


def _text(sheet: Worksheet, page: Page, looks: Looks) -> None:
    for place, column in enumerate(page.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.head, looks.head)
        for row, cells in enumerate(page.rows, 1):
            alone = not any(cells[1:])
            sheet.write_string(row, place, cells[place], looks.strong if alone else looks.wrapped)
    _heights(sheet, page)
    _printed(sheet, 20)
    sheet.freeze_panes(1, 2)


def _heights(sheet: Worksheet, page: Page) -> None:
    """Rows as high as their wrapped text; a line that stands alone may run on to the right."""
    for row, cells in enumerate(page.rows, 1):
        if any(cells[1:]):
            lines = [
                sum(-(-width(part) // column.width) or 1 for part in cell.split("\n"))
                for cell, column in zip(cells, page.columns, strict=True)
            ]
            sheet.set_row(row, LINE * max(lines))


def _printed(sheet: Worksheet, head: int) -> None:
    sheet.set_row(0, head)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
