"""Results as one Excel workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kaohe.core.results.contract import Document
from kaohe.core.results.outline import Reportable
from kaohe.plugins.reporters.atomic import needs_folder, place, whole_file
from kaohe.plugins.reporters.flat import Sheet, sheets
from kaohe.plugins.reporters.sheets import write_workbook
from kaohe.plugins.reporters.words import Language, warnings


@dataclass(frozen=True)
class Excel:
    """Writes ``results.xlsx``: an overview with the warnings, then a sheet per table."""

    name: str = "xlsx"
    suffix: str = ".xlsx"
    language: Language = "en"

    def write(self, results: Reportable, out: Path | None) -> None:
        """Write the workbook; KaoheError without a place to write, or if a table is longer than a sheet."""
        document = results.document()
        every = list(sheets(document))
        with whole_file(place(needs_folder(out, self.name), self.suffix)) as part:
            write_workbook(part, _about(document, every), warnings(document, self.language), every)


def _about(document: Document, every: list[Sheet]) -> list[list[str]]:
    run = document["run"]
    lines = [
        ["kaohe", run["kaohe"]],
        ["as of", run["as_of"] or ""],
        [],
        ["scheme", "version", "readings", "not modelled"],
    ]
    for scheme in document["schemes"]:
        readings = ", ".join(f"{name}={value}" for name, value in scheme["readings"].items())
        lines.append([scheme["id"], scheme["version"], readings, str(scheme["not_modelled"])])
    lines += [[], ["sheet", "rows"], *([sheet.name, str(len(sheet.rows))] for sheet in every)]
    return lines
