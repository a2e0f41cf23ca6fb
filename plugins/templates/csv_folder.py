"""A template as a folder of CSV files, in UTF-8 with BOM so that Excel reads them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from kaohe.plugins.reporters.atomic import whole_folder
from kaohe.plugins.templates.pages import Page


def write(pages: Sequence[Page], out: Path) -> None:
    """A file per page, named after its table; ``说明.csv`` explains the columns."""
    with whole_folder(out) as part:
        for page in pages:
            with (part / f"{page.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(column.head for column in page.columns)
                writer.writerows(page.rows)
