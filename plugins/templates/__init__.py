"""Empty tables to fill in, as a workbook or as CSV files: exactly what the chosen schemes need."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme
    from kaohe.core.explain.phrases import Language


def write_template(schemes: Sequence[Scheme], out: Path, language: Language = "en") -> list[str]:
    """Writes a workbook if ``out`` ends in ``.xlsx``, else a folder of CSV files; whole or not at all.

    Returns the names of the tables.
    """
    from kaohe.plugins.templates.pages import pages

    made = pages(schemes, language)
    if out.suffix.lower() == ".xlsx":
        from kaohe.plugins.templates.workbook import write
    else:
        from kaohe.plugins.templates.csv_folder import write
    write(made, out)
    return [page.name for page in made if page.table]
