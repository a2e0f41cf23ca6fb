"""Results as a folder of CSV files, one per table, that Excel opens as UTF-8."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kaohe.core.results.outline import Reportable
from kaohe.core.results.texts import is_number
from kaohe.plugins.reporters.atomic import needs_folder, whole_folder
from kaohe.plugins.reporters.flat import Cell, Sheet, sheets

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Csv:
    """Writes ``nodes.csv``, ``rows.csv``, ... with a byte-order mark; lists are joined with ``;``."""

    name: str = "csv"
    suffix: str = ".csv"

    def write(self, results: Reportable, out: Path | None) -> None:
        """Write every table, empty ones with their header only; KaoheError without a folder."""
        with whole_folder(needs_folder(out, self.name)) as part:
            write_sheets(part, sheets(results.document()))


def write_sheets(folder: Path, tables: Iterable[Sheet]) -> None:
    """Write one file per table into an existing folder."""
    for sheet in tables:
        with (folder / f"{sheet.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(sheet.columns)
            writer.writerows([_cell(value) for value in row] for row in sheet.rows)


def _cell(value: Cell) -> str:
    """The cell's text; one that a spreadsheet would run as a formula gets an apostrophe in front."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = ";".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) and not is_number(text) else text
