"""A comparison as a row per unit and period, with columns for each scheme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kaohe.core.compare.cells import Cell
from kaohe.core.results.numbers import shown
from kaohe.plugins.reporters.words import STATES, Language

if TYPE_CHECKING:
    from kaohe.core.compare import Comparison

WHATS = ("rate", "rank", "grade", "money")


@dataclass(frozen=True)
class Column:
    """What a scheme says: its rate, rank, grade or money."""

    scheme: str
    what: str


def columns(comparison: Comparison) -> list[Column]:
    """The columns in which any cell says something."""
    return [
        Column(scheme, what)
        for scheme, outcomes in comparison.cells.items()
        for what in WHATS
        if any(getattr(cell, what) is not None for cell in outcomes.values())
    ]


def rows(comparison: Comparison, wanted: list[Column], language: Language) -> Iterator[list[str]]:
    """Period, unit, then the texts of ``wanted``; sorted by period and unit."""
    keys = sorted({key for outcomes in comparison.cells.values() for key in outcomes})
    for period, unit in keys:
        found = (comparison.cells[column.scheme].get((period, unit)) for column in wanted)
        yield [period, unit, *(text(cell, column.what, language) for cell, column in zip(found, wanted, strict=True))]


def text(cell: Cell | None, what: str, language: Language) -> str:
    """What the cell says, or its state in words where it has no rate; empty if it says nothing."""
    if cell is None:
        return ""
    if what == "rate":
        word = STATES[cell.state or "value"][language]
        return word if cell.rate is None else shown(cell.rate, "percent") + (f" ({word})" if word else "")
    if what == "rank":
        return "" if cell.rank is None else f"{cell.rank}/{cell.of}"
    if what == "money":
        return "" if cell.money is None else shown(cell.money, "yuan")
    return cell.grade or ""
