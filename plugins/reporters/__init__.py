"""Reporters: results as people and programs read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kaohe.plugins.hookspecs import hookimpl
from kaohe.plugins.reporters.csv_folder import Csv
from kaohe.plugins.reporters.json_file import Json
from kaohe.plugins.reporters.parquet_folder import Parquet
from kaohe.plugins.reporters.table import Table
from kaohe.plugins.reporters.workbook import Excel

if TYPE_CHECKING:
    from kaohe.plugins.protocols import Reporter


@hookimpl
def kaohe_reporters() -> list[Reporter]:
    """The house's own reporters, the terminal's first."""
    return [Table(), Json(), Csv(), Parquet(), Excel()]
