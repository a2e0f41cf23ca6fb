"""Tables as they were read, and as the rest of the program uses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256

import polars as pl

from kaohe.core.errors import KaoheError

TABLES = ("units", "measurements", "events", "tickets", "ratings", "postings", "parameters")
OF_UNITS = TABLES[1:-1]
"""The tables whose rows name a unit."""


@dataclass(frozen=True)
class RawTable:
    """One table as a reader found it: cells as text, or typed where the source has types (Parquet, a database).

    ``first_row`` is the number that a person sees beside the first data row; a column ``_row`` overrides it.
    ``clean`` promises text without surrounding spaces and empty strings (typed sources).
    """

    frame: pl.DataFrame
    file: str
    sheet: str | None = None
    first_row: int = 2
    sha256: str = ""
    clean: bool = False


@dataclass(frozen=True)
class Input:
    """What a table was read from."""

    table: str
    file: str
    rows: int
    sha256: str


@dataclass(frozen=True)
class Tables:
    """The input, normalised and checked; every table is there with all its columns, even if empty.

    Units (``unit``, ``parent``) Enum of all ids of units, ``indicator`` Enum of the catalogue; other ids and codes String; times Int64 seconds since 1970-01-01 00:00 local; dates Date; yes/no Boolean; whole numbers
    Int64; decimal numbers Int64 in millionths; yuan Int64 in fen; lists List(String). ``events`` has ``month`` and the
    tables filed by period have ``first`` and ``last`` (month indexes). ``_row``, ``_file``, ``_sheet``: where a row is.
    ``replaced``: the events that a correction has replaced, which count no more.
    """

    units: pl.DataFrame
    measurements: pl.DataFrame
    events: pl.DataFrame
    tickets: pl.DataFrame
    ratings: pl.DataFrame
    postings: pl.DataFrame
    parameters: pl.DataFrame
    inputs: list[Input] = field(default_factory=list)
    replaced: pl.DataFrame = field(default_factory=pl.DataFrame)

    @classmethod
    def from_text(cls, texts: Mapping[str, str]) -> Tables:
        """The tables of CSV texts by table name, as case files hold them."""
        from kaohe.core.tables.assemble import normalise

        return normalise({table: raw_from_text(table, text) for table, text in texts.items()})


def raw_from_text(table: str, text: str) -> RawTable:
    """The raw table of a CSV text with a header; the file is called ``<table>.csv``; an empty text has no rows."""
    data = text.strip().encode()
    try:
        frame = pl.read_csv(data, infer_schema=False) if data else pl.DataFrame()
    except pl.exceptions.PolarsError:
        raise KaoheError(
            "a row has more cells than the header", "put text with commas in quotes", table=table
        ) from None
    return RawTable(frame, f"{table}.csv", sha256=sha256(data).hexdigest())
