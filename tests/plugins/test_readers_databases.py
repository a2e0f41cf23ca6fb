import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from kaohe.core.errors import KaoheError
from kaohe.core.tables import normalise
from kaohe.plugins.readers import kaohe_readers
from kaohe.plugins.readers.sql import Database, _address, _column

ROWS = "insert into measurements values ('B1', '2014-11', 'workload', 12), ('B1', '2014-12', 'workload', 0.1)"


def sqlite(path: Path, statements: list[str]) -> str:
    file = str(path / "data.db")
    connection = sqlite3.connect(file)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return file


def name_of_reader(path: str) -> str:
    return next(reader.name for reader in kaohe_readers() if reader.matches(path))


def test_sqlite(tmp_path: Path) -> None:
    pytest.importorskip("sqlalchemy")
    file = sqlite(
        tmp_path,
        [
            "create table units (unit text, kind text)",
            "insert into units values ('B1', 'branch')",
            "create table measurements (unit text, period text, indicator text, value numeric)",
            ROWS,
            "create table users (name text)",
        ],
    )
    assert name_of_reader(file) == "sql"
    tables = normalise(Database().read(file))
    found = tables.measurements.select("value", "_row", "_file").rows()
    assert found == [(12_000_000, 1, "data.db:measurements"), (100_000, 2, "data.db:measurements")]


def test_duckdb(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    file = str(tmp_path / "data.duckdb")
    with duckdb.connect(file) as connection:
        connection.execute("create table units as select 'B1' as unit, 'branch' as kind")
        connection.execute("create table measurements (unit text, period text, indicator text, value decimal(12, 3))")
        connection.execute(ROWS)
        connection.execute(
            "create view events as select 'E1' event, 'B1' unit, 'outage' kind, timestamp '2014-11-03 09:00' as \"at\""
        )
    assert name_of_reader(file) == "duckdb"
    (reader,) = (reader for reader in kaohe_readers() if reader.name == "duckdb")
    tables = normalise(reader.read(file))
    assert tables.measurements["value"].to_list() == [12_000_000, 100_000]
    assert tables.events["at"].to_list() == [1415005200]


def test_a_database_without_our_tables(tmp_path: Path) -> None:
    pytest.importorskip("sqlalchemy")
    file = sqlite(tmp_path, ["create table users (name text)"])
    with pytest.raises(KaoheError, match=r"data\.db: there is no table in it"):
        Database().read(file)


def test_a_database_that_is_not_there() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(KaoheError) as error:
        Database().read("postgresql://someone:secret@127.0.0.1:1/none")
    assert str(error.value).startswith("the database cannot be read: ")
    assert "secret" not in str(error.value)


def test_addresses_get_the_driver_that_kaohe_brings() -> None:
    assert _address("postgresql://host/name") == "postgresql+psycopg://host/name"
    assert _address("data.db") == "sqlite:///data.db"


def test_decimals_of_a_database_stay_exact() -> None:
    assert _column("value", [Decimal("1.10"), None, Decimal("1E+2")]).to_list() == ["1.10", None, "100"]
    assert _column("value", [1, 2.5]).to_list() == ["1", "2.5"]
