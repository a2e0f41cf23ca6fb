"""A folder of CSV and Parquet files, each named after its table; a sub-folder may hold the Parquet parts of one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kaohe.core.errors import KaoheError
from kaohe.core.tables import RawTable
from kaohe.plugins.readers.csv import SUFFIXES, read_csv, stem
from kaohe.plugins.readers.naming import table_of, tables_among
from kaohe.plugins.readers.parquet import SUFFIX, read_parquet
from kaohe.plugins.stores.place import is_store


class Folder:
    """Reads every file that is named after a table; other files are left alone."""

    name = "folder"

    def matches(self, path: str) -> bool:
        return Path(path).is_dir() and not is_store(path)

    def read(self, path: str) -> dict[str, RawTable]:
        folder = Path(path)
        files = [file for file in sorted(folder.iterdir()) if _is_data(file)]
        stems: dict[str, Path] = {}
        for file in files:
            other = stems.setdefault(stem(file), file)
            if other != file and table_of(stem(file)):
                raise KaoheError(
                    f"the table {table_of(stem(file))} is there twice",
                    f"keep {other.name} or {file.name}",
                    file=str(folder),
                )
        tables = tables_among(stems, str(folder))
        with ThreadPoolExecutor() as threads:
            return dict(zip(tables.values(), threads.map(_read, map(stems.__getitem__, tables)), strict=True))


def _is_data(file: Path) -> bool:
    if file.is_dir():
        return table_of(file.name) is not None and any(file.glob(f"*{SUFFIX}"))
    return file.name.lower().endswith((*SUFFIXES, SUFFIX))


def _read(file: Path) -> RawTable:
    return read_parquet(file) if file.is_dir() or file.suffix.lower() == SUFFIX else read_csv(file)
