"""Parquet files: typed columns, taken as they are."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import polars as pl

from kaohe.core.errors import KaoheError
from kaohe.core.tables import RawTable
from kaohe.plugins.readers.naming import digest, tables_among

SUFFIX = ".parquet"


class ParquetFile:
    """One Parquet file that is named after its table."""

    name = "parquet"

    def matches(self, path: str) -> bool:
        return path.lower().endswith(SUFFIX) and not Path(path).is_dir()

    def read(self, path: str) -> dict[str, RawTable]:
        file = Path(path)
        (table,) = tables_among([file.stem], file.name).values()
        return {table: read_parquet(file)}


def read_parquet(path: Path) -> RawTable:
    """The table of one file, or of all parts in a folder; rows count from 1 (through the parts in order of name)."""
    parts = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
    try:
        frame = pl.read_parquet(parts)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise KaoheError(f"it cannot be read as Parquet: {str(error).splitlines()[0]}", file=path.name) from None
    hashes = [digest(part) for part in parts]
    whole = hashes[0] if len(hashes) == 1 else sha256("".join(hashes).encode()).hexdigest()
    return RawTable(frame, path.name, first_row=1, sha256=whole, clean=True)
