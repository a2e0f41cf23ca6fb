"""DuckDB files, read by DuckDB itself (extra ``kaohe[duckdb]``)."""

from __future__ import annotations

from pathlib import Path

from kaohe.core.errors import KaoheError
from kaohe.core.tables import RawTable
from kaohe.plugins.readers.naming import digest, tables_among

MAGIC = b"DUCK"


class DuckDB:
    """A DuckDB database file with tables or views of our names."""

    name = "duckdb"

    def matches(self, path: str) -> bool:
        file = Path(path)
        if not file.is_file() or file.suffix.lower() not in (".duckdb", ".ddb", ".db"):
            return False
        with file.open("rb") as data:
            return data.read(12)[8:] == MAGIC

    def read(self, path: str) -> dict[str, RawTable]:
        try:
            import duckdb
        except ImportError:
            raise KaoheError("DuckDB is not installed", "pip install 'kaohe[duckdb]'", file=path) from None
        file = Path(path)
        found = digest(file)
        try:
            with duckdb.connect(path, read_only=True) as connection:
                names = [
                    row[0] for row in connection.execute("select table_name from information_schema.tables").fetchall()
                ]
                tables = tables_among(names, file.name)
                return {
                    table: RawTable(
                        connection.table(f'"{name}"').pl(), f"{file.name}:{name}", None, 1, found, clean=True
                    )
                    for name, table in tables.items()
                }
        except duckdb.Error as error:
            raise KaoheError(f"it cannot be read: {str(error).splitlines()[0]}", file=file.name) from None
