"""CSV files as people have them: UTF-8 with or without BOM, UTF-16, GB18030; comma, semicolon or tab; gzipped."""

from __future__ import annotations

import csv
import gzip
import zlib
from hashlib import sha256
from pathlib import Path

import polars as pl

from kaohe.core.errors import KaoheError
from kaohe.core.tables import RawTable
from kaohe.plugins.readers.naming import tables_among

SUFFIXES = (".csv", ".csv.gz", ".tsv", ".tsv.gz")
SEPARATORS = ",\t;"


class CsvFile:
    """One CSV file that is named after its table."""

    name = "csv"

    def matches(self, path: str) -> bool:
        return Path(path).name.lower().endswith(SUFFIXES) and not Path(path).is_dir()

    def read(self, path: str) -> dict[str, RawTable]:
        file = Path(path)
        (table,) = tables_among([stem(file)], file.name).values()
        return {table: read_csv(file)}


def stem(file: Path) -> str:
    """The name without any of its endings."""
    return file.name.split(".")[0]


def read_csv(file: Path) -> RawTable:
    """The cells of the file as text; its first line is the header."""
    try:
        data = file.read_bytes()
        packed = gzip.decompress(data) if file.suffix == ".gz" else data
    except (OSError, EOFError, zlib.error) as error:
        raise KaoheError(f"it cannot be read: {error}", file=file.name) from None
    text = decoded(packed, file.name)
    header = text.split("\n", 1)[0]
    separator = "\t" if ".tsv" in file.name.lower() else max(SEPARATORS, key=header.count)
    columns = next(csv.reader([header], delimiter=separator), [])
    _check_header(columns, file.name)
    if not text.strip():
        return RawTable(pl.DataFrame(), file.name, sha256=sha256(data).hexdigest())
    try:
        frame = pl.read_csv(text.encode(), infer_schema=False, separator=separator)
    except pl.exceptions.PolarsError as error:
        raise KaoheError(*_why(text, separator, len(columns), error), file=file.name) from None
    return RawTable(frame, file.name, sha256=sha256(data).hexdigest())


def decoded(data: bytes, file: str) -> str:
    """The text of the bytes, whichever of the usual encodings they are in."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise KaoheError("its text is neither UTF-8 nor GB18030", "save it as CSV UTF-8", file=file)


def _check_header(columns: list[str], file: str) -> None:
    twice = sorted({column for column in columns if column.strip() and columns.count(column) > 1})
    if twice:
        raise KaoheError(f"the header names {', '.join(map(repr, twice))} twice", "keep one of the columns", file=file)


def _why(text: str, separator: str, width: int, error: Exception) -> tuple[str, str]:
    """What a person would say of a file that the parser refuses."""
    for number, row in enumerate(csv.reader(text.splitlines(keepends=True), delimiter=separator), 1):
        if len(row) > width:
            return f"row {number} has {len(row)} cells, the header {width}", "put cells with the separator in quotes"
    return f"it cannot be read as CSV: {str(error).splitlines()[0]}", ""
