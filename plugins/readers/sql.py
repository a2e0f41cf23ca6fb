"""Databases through SQLAlchemy (extra ``kaohe[sql]``): SQLite files, PostgreSQL and whatever else has a driver."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from kaohe.core.errors import KaoheError
from kaohe.core.tables import RawTable
from kaohe.plugins.readers.naming import digest, tables_among

if TYPE_CHECKING:
    from sqlalchemy import Engine

SQLITE = b"SQLite format 3\0"
TYPES: dict[type, Any] = {
    bool: pl.Boolean,
    int: pl.Int64,
    float: pl.Float64,
    date: pl.Date,
    datetime: pl.Datetime("us"),
}


class Database:
    """An SQLite file, or a database address such as ``postgresql://user@host/name``."""

    name = "sql"

    def matches(self, path: str) -> bool:
        if "://" in path:
            return True
        file = Path(path)
        if not file.is_file():
            return False
        with file.open("rb") as data:
            return data.read(16) == SQLITE

    def read(self, path: str) -> dict[str, RawTable]:
        try:
            from sqlalchemy import create_engine
            from sqlalchemy.exc import SQLAlchemyError
        except ImportError:
            raise KaoheError("SQLAlchemy is not installed", "pip install 'kaohe[sql]'", file=path) from None
        try:
            engine = create_engine(_address(path))
            try:
                return _read(engine, Path(path))
            finally:
                engine.dispose()
        except (SQLAlchemyError, ImportError) as error:
            raise KaoheError(
                f"the database cannot be read: {str(error).splitlines()[0]}", "check its address"
            ) from None


def _address(path: str) -> str:
    """The address with the driver that kaohe brings where none is named."""
    if "://" not in path:
        return f"sqlite:///{path}"
    return path.replace("postgresql://", "postgresql+psycopg://", 1)


def _read(engine: Engine, path: Path) -> dict[str, RawTable]:
    from sqlalchemy import MetaData, Table, inspect, select

    place = path.name if path.is_file() else engine.url.render_as_string(hide_password=True)
    found = digest(path) if path.is_file() else ""
    inspector = inspect(engine)
    tables = tables_among([*inspector.get_table_names(), *inspector.get_view_names()], place)
    raw: dict[str, RawTable] = {}
    with engine.connect() as connection:
        for name, table in tables.items():
            rows = connection.execute(select(Table(name, MetaData(), autoload_with=connection)))
            columns = list(rows.keys())
            frame = _frame(columns, rows.all())
            hashed = found or sha256(frame.write_csv().encode()).hexdigest()
            raw[table] = RawTable(frame, f"{place}:{name}", None, 1, hashed)
    return raw


def _frame(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> pl.DataFrame:
    return pl.DataFrame([_column(name, [row[place] for row in rows]) for place, name in enumerate(columns)])


def _column(name: str, cells: list[Any]) -> pl.Series:
    """One type if the cells have one, else text; decimals stay exact as text."""
    types = {type(cell) for cell in cells if cell is not None}
    if len(types) == 1 and (only := types.pop()) in TYPES:
        return pl.Series(name, cells, TYPES[only])
    return pl.Series(name, [None if cell is None else _text(cell) for cell in cells], pl.String)


def _text(cell: object) -> str:
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
