import gzip
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from kaohe.core.errors import KaoheError
from kaohe.core.tables import normalise
from kaohe.plugins.readers import kaohe_readers
from kaohe.plugins.readers.csv import CsvFile
from kaohe.plugins.readers.folder import Folder
from kaohe.plugins.readers.parquet import ParquetFile

UNITS = "unit,kind,name\nB1,branch,城东分公司\n"


def reader_of(path: Path) -> str:
    return next(reader.name for reader in kaohe_readers() if reader.matches(str(path)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_as_people_have_it(tmp_path: Path, encoding: str, separator: str) -> None:
    file = tmp_path / "单位.csv"
    file.write_bytes(UNITS.replace(",", separator).replace("\n", "\r\n").encode(encoding))
    raw = Folder().read(str(tmp_path))
    units = normalise(raw).units
    assert units.select("unit", "name", "_row", "_file").row(0) == ("B1", "城东分公司", 2, "单位.csv")
    assert raw["units"].sha256 == sha256(file.read_bytes()).hexdigest()


def test_packed_csv_and_tsv(tmp_path: Path) -> None:
    (tmp_path / "units.csv.gz").write_bytes(gzip.compress(UNITS.encode()))
    (tmp_path / "events.tsv").write_text("event\tunit\tkind\tat\nE1\tB1\toutage\t2014-11-03\n")
    tables = normalise(Folder().read(str(tmp_path)))
    assert (tables.units.height, tables.events.height) == (1, 1)


def test_a_folder_may_mix_csv_and_parquet(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(UNITS)
    (tmp_path / "notes.txt").write_text("not a table")
    (tmp_path / "contacts.csv").write_text("name\nX\n")
    (tmp_path / "events").mkdir()
    frame = pl.DataFrame({"event": ["E1"], "unit": ["B1"], "kind": ["outage"], "at": ["2014-11-03"]})
    frame.write_parquet(tmp_path / "events" / "part-0.parquet")
    frame.with_columns(event=pl.lit("E2")).write_parquet(tmp_path / "events" / "part-1.parquet")
    assert reader_of(tmp_path) == "folder"
    tables = normalise(Folder().read(str(tmp_path)))
    assert tables.events.select("event", "_row").rows() == [("E1", 1), ("E2", 2)]


def test_one_file_of_each_kind(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(UNITS)
    pl.DataFrame({"unit": ["B1"], "kind": ["branch"]}).write_parquet(tmp_path / "units.parquet")
    assert reader_of(tmp_path / "units.csv") == "csv"
    assert reader_of(tmp_path / "units.parquet") == "parquet"
    assert normalise(CsvFile().read(str(tmp_path / "units.csv"))).units.height == 1
    assert normalise(ParquetFile().read(str(tmp_path / "units.parquet"))).units["_row"].to_list() == [1]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"units.csv": UNITS, "units.tsv": UNITS}, "the table units is there twice; keep units.csv or units.tsv"),
        (
            {"units.csv": UNITS, "单位.csv": UNITS},
            "the table units is there twice, as 'units' and '单位'; keep one of them",
        ),
        ({"units.csv": UNITS, "event.csv": ""}, "'event' is not a table; did you mean 'events'?"),
        ({"contacts.csv": ""}, "there is no table in it; the tables are called units, measurements, events"),
        ({"units.csv": "unit,kind\nB1,branch,x\n"}, "units.csv: row 2 has 3 cells, the header 2; put cells with"),
        (
            {"units.csv": "unit,kind,kind\nB1,branch,x\n"},
            "units.csv: the header names 'kind' twice; keep one of the columns",
        ),
        ({"units.parquet": "no parquet"}, "units.parquet: it cannot be read as Parquet"),
        ({"units.csv.gz": "not packed"}, "units.csv.gz: it cannot be read: "),
    ],
)
def test_a_folder_that_cannot_be_read_says_why(tmp_path: Path, files: dict[str, str], message: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(KaoheError) as error:
        Folder().read(str(tmp_path))
    assert message in str(error.value)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_bytes(b"unit,kind\n\xff\xff\xfe\x00")
    with pytest.raises(KaoheError, match="its text is neither UTF-8 nor GB18030; save it as CSV UTF-8"):
        Folder().read(str(tmp_path))
