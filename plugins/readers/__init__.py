"""Forms of input: folders of CSV and Parquet, Excel workbooks, databases, stores. Each is a plugin like any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kaohe.plugins.hookspecs import hookimpl

if TYPE_CHECKING:
    from kaohe.plugins.protocols import Reader


@hookimpl
def kaohe_readers() -> list[Reader]:
    """The built-in readers; no two match the same path."""
    from kaohe.plugins.readers.csv import CsvFile
    from kaohe.plugins.readers.duckdb import DuckDB
    from kaohe.plugins.readers.excel import Workbook
    from kaohe.plugins.readers.folder import Folder
    from kaohe.plugins.readers.parquet import ParquetFile
    from kaohe.plugins.readers.sql import Database
    from kaohe.plugins.stores.reader import StoreRows

    return [Folder(), CsvFile(), ParquetFile(), Workbook(), DuckDB(), Database(), StoreRows()]
