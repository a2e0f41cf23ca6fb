"""Which cells of a workbook are formatted as percentages; their stored value is a hundredth of what people see."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import iterparse, parse
from zipfile import BadZipFile, ZipFile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BUILT_IN = {9, 10}
CELL = re.compile(r"([A-Z]+)(\d+)")


def percent_cells(file: Path, sheets: list[str]) -> dict[str, dict[int, list[int]]]:
    """Rows by column (both from 0) of the percent-formatted cells of each sheet; nothing is read if no style is one."""
    try:
        with ZipFile(file) as book:
            styles = _percent_styles(book)
            return {sheet: _cells(book, path, styles) if styles else {} for sheet, path in _paths(book, sheets).items()}
    except (BadZipFile, KeyError, SyntaxError) as error:
        raise OSError(f"damaged workbook ({error})") from None


def _percent_styles(book: ZipFile) -> set[str]:
    """The numbers of the cell styles whose number format has a percent sign."""
    if "xl/styles.xml" not in book.namelist():
        return set()
    with book.open("xl/styles.xml") as text:
        root = parse(text).getroot()
    own = {
        int(made.get("numFmtId", 0))
        for made in root.iter(f"{MAIN}numFmt")
        if "%" in re.sub(r'"[^"]*"|\\.', "", made.get("formatCode", ""))
    }
    formats = root.find(f"{MAIN}cellXfs")
    cells = list(formats) if formats is not None else []
    return {str(place) for place, style in enumerate(cells) if int(style.get("numFmtId", 0)) in own | BUILT_IN}


def _paths(book: ZipFile, sheets: list[str]) -> dict[str, str]:
    with book.open("xl/_rels/workbook.xml.rels") as text:
        targets = {relation.get("Id"): relation.get("Target", "") for relation in parse(text).getroot()}
    with book.open("xl/workbook.xml") as text:
        found = {
            sheet.get("name"): targets[sheet.get(RELATION)] for sheet in parse(text).getroot().iter(f"{MAIN}sheet")
        }
    return {name: found[name].lstrip("/") if found[name].startswith("/") else f"xl/{found[name]}" for name in sheets}


def _cells(book: ZipFile, path: str, styles: set[str]) -> dict[int, list[int]]:
    """Columns count from the first one that holds anything, as the sheet's cells are read from there."""
    places: dict[int, list[int]] = {}
    first = 1 << 20
    with book.open(path) as text:
        for _, element in iterparse(text):
            if element.tag == f"{MAIN}c" and (
                element.find(f"{MAIN}v") is not None or element.find(f"{MAIN}is") is not None
            ):
                match = CELL.fullmatch(element.get("r", ""))
                column, row = (_number(match[1]), int(match[2]) - 1) if match else (first, 0)
                first = min(first, column)
                if match and element.get("s") in styles and element.get("t", "n") == "n":
                    places.setdefault(column, []).append(row)
            elif element.tag == f"{MAIN}row":
                element.clear()
    return {column - first: rows for column, rows in places.items()}


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
