"""Comparisons of schemes as people and programs read them: table, JSON, Excel."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kaohe.plugins.comparisons.json_file import Json
from kaohe.plugins.comparisons.table import Table
from kaohe.plugins.comparisons.workbook import Excel
from kaohe.plugins.reporters.words import Language

if TYPE_CHECKING:
    from kaohe.core.compare import Comparison


class ComparisonReporter(Protocol):
    """Writes a comparison in one form."""

    @property
    def name(self) -> str: ...

    @property
    def suffix(self) -> str: ...

    def write(self, comparison: Comparison, out: Path | None) -> None:
        """Write into the folder (or file) ``out``, or to standard output if it is ``None``; whole or not at all."""


def comparison_reporters(language: Language = "en") -> list[ComparisonReporter]:
    """The forms a comparison is written in, by ``--format``, the terminal's first."""
    return [Table(language=language), Json(), Excel(language=language)]
