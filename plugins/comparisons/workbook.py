"""A comparison as one Excel workbook."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaohe.core.results.numbers import rounded, shown
from kaohe.plugins.comparisons import pivot
from kaohe.plugins.comparisons.words import head, warnings
from kaohe.plugins.reporters.atomic import needs_folder, place, whole_file
from kaohe.plugins.reporters.flat import Cell, Kind, Sheet
from kaohe.plugins.reporters.sheets import write_workbook
from kaohe.plugins.reporters.words import Language

if TYPE_CHECKING:
    from kaohe.core.compare import Comparison

TABLES = ("schemes", "cells", "pairs", "periods", "moves", "saturation", "data")
COEFFICIENTS = ("tau", "rho")
EXACT_PARTS = ("tau_parts", "rho_parts")  # whole numbers for programs: in the JSON form
KINDS: dict[str, Kind] = {
    **dict.fromkeys(("rate", "money", "pending"), "value"),
    **dict.fromkeys(("shown", "coverage", "tau", "rho"), "shown"),
}


@dataclass(frozen=True)
class Excel:
    """Writes ``comparison.xlsx``: warnings and notes, schemes side by side, then a sheet per table."""

    name: str = "xlsx"
    suffix: str = ".xlsx"
    language: Language = "en"

    def write(self, comparison: Comparison, out: Path | None) -> None:
        """Write the workbook; KaoheError without a place to write."""
        document = comparison.document()
        about = [["kaohe", comparison.run["kaohe"]], *([note] for note in comparison.notes), [document["how_moves"]]]
        made = [_side_by_side(comparison, self.language), *(_sheet(name, document[name]) for name in TABLES)]
        with whole_file(place(needs_folder(out, self.name), self.suffix, "comparison")) as part:
            write_workbook(part, about, warnings(comparison, self.language), [each for each in made if each.columns])


def _side_by_side(comparison: Comparison, language: Language) -> Sheet:
    wanted = pivot.columns(comparison)
    kinds: dict[str, Kind] = {"period": "text", "unit": "text"}
    for column in wanted:
        kinds[f"{column.scheme} {head(column.what, language)}"] = (
            "shown" if column.what in ("rate", "money") else "text"
        )
    return Sheet("side_by_side", kinds, [tuple(row) for row in pivot.rows(comparison, wanted, language)])


def _sheet(name: str, rows: list[dict[str, Any]]) -> Sheet:
    columns = dict.fromkeys(key for row in rows for key in row if key not in EXACT_PARTS)
    kinds = {column: KINDS.get(column, "text") for column in columns}
    return Sheet(name, kinds, [tuple(_cell(column, row.get(column)) for column in columns) for row in rows])


def _cell(column: str, value: Any) -> Cell:
    """Coefficients to four places; a list becomes one text, effects as ``node in scheme points``."""
    if column in COEFFICIENTS and value is not None:
        return rounded(Fraction(value), 4)
    if not isinstance(value, list):
        return value  # type: ignore[no-any-return]
    return "; ".join(_effect(each) if isinstance(each, dict) else str(each) for each in value)


def _effect(effect: dict[str, str]) -> str:
    owner = f" in {effect['scheme']}" if effect["scheme"] else ""
    return f"{effect['node']}{owner} {shown(Fraction(effect['points']), 'points')}"
