"""Raw tables become the checked tables of a run; everything that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import polars as pl

from kaohe.core.catalogue import Catalogue, Table, catalogue
from kaohe.core.errors import did_you_mean
from kaohe.core.tables import (
    check_events,
    check_measurements,
    check_ratings,
    check_tickets,
    check_units,
    corrections,
    periods,
    statuses,
)
from kaohe.core.tables.findings import Findings, side_by_side
from kaohe.core.tables.frames import Names, empty, read
from kaohe.core.tables.inheritance import inherited
from kaohe.core.tables.keys import as_ids, ids_of, known_units, unique
from kaohe.core.tables.model import OF_UNITS, TABLES, Input, RawTable, Tables
from kaohe.core.tables.times import months

Check = Callable[[pl.DataFrame, Findings], pl.DataFrame | None]


def normalise(raw: Mapping[str, RawTable | Sequence[RawTable]], words: Catalogue | None = None) -> Tables:
    """The tables of ``raw`` (by table name), typed, completed and checked; every fault is in one ``KaoheError``."""
    words = words or catalogue()
    findings, names = Findings(), Names(words)
    for name in raw:
        if name not in TABLES:
            findings.add(f"unknown table {name!r}", did_you_mean(name, TABLES) or f"tables are {', '.join(TABLES)}")
    parts = {name: _list(raw.get(name, ())) for name in TABLES}
    typed = side_by_side([partial(_typed, parts[name], words.tables[name], names) for name in TABLES], findings)
    tables = dict(zip(TABLES, typed, strict=True))
    inputs = [Input(name, part.file, part.frame.height, part.sha256) for name in TABLES for part in parts[name]]
    if not any(entry.table == "units" and entry.rows for entry in inputs) and any(entry.rows for entry in inputs):
        findings.add("there is no table 'units'", "give a table with the columns unit and kind")
    frames = _checked(tables, words, findings)
    findings.stop()
    frames["events"], replaced = corrections.applied(frames["events"])
    return Tables(**frames, inputs=inputs, replaced=replaced)


class Typed(NamedTuple):
    """A table from its parts, and whether it is ``whole``: with rows and all required columns."""

    frame: pl.DataFrame
    whole: bool


def _typed(parts: Sequence[RawTable], table: Table, names: Names, findings: Findings) -> Typed:
    found = [read(part, table, names, findings) for part in parts if part.frame.height]
    good = [frame for frame in found if frame is not None]
    frame = timed(table.name, pl.concat(good, how="diagonal") if good else empty(table), findings)
    return Typed(frame, bool(good) and len(good) == len(found))


def _list(parts: RawTable | Sequence[RawTable]) -> Sequence[RawTable]:
    return [parts] if isinstance(parts, RawTable) else parts


def timed(name: str, frame: pl.DataFrame, findings: Findings) -> pl.DataFrame:
    """The frame with the months it is filed under: ``first`` and ``last`` of a period, ``month`` of an event."""
    if name in ("measurements", "ratings", "postings"):
        return periods.with_months(frame, findings)
    if name == "events":
        return frame.hstack([months(frame["at"]).alias("month")])
    return frame


def _checked(tables: dict[str, Typed], words: Catalogue, findings: Findings) -> dict[str, pl.DataFrame]:
    """The tables after what needs more than one cell; those that lack a required column are left as they are."""
    frames = {name: table.frame for name, table in tables.items()}
    checks: dict[str, Check] = {
        "measurements": lambda frame, found: check_measurements.check(frame, words, found),
        "events": lambda frame, found: _events(frame, words, found),
        "parameters": lambda frame, found: unique(frame, ["scheme", "parameter"], found),
        "tickets": lambda frame, found: check_tickets.check(frame, words, found),
        "ratings": lambda frame, found: check_ratings.check(frame, words, found),
    }
    units, whole = tables["units"]
    if whole:
        ids = ids_of(units["unit"])
        unit, parent, *rest = as_ids(
            [units["unit"], units["parent"], *(frames[name]["unit"] for name in OF_UNITS)], ids
        )
        for name, column in zip(OF_UNITS, rest, strict=True):
            frames[name] = known_units(frames[name], column, ids, findings)
        frames["units"] = units.with_columns(unit, parent)
        checks = {"units": lambda frame, found: _units(units, frame, ids, words, found)} | checks
    asked = [name for name in checks if tables[name].whole]
    checked = side_by_side([partial(checks[name], frames[name]) for name in asked], findings)
    return frames | {name: frame for name, frame in zip(asked, checked, strict=True) if frame is not None}


def _events(events: pl.DataFrame, words: Catalogue, findings: Findings) -> pl.DataFrame:
    statuses.check(events, words, findings)
    events = statuses.applied(events, words)
    check_events.check(events, findings)
    return events


def _units(
    written: pl.DataFrame, known: pl.DataFrame, ids: pl.Series, words: Catalogue, findings: Findings
) -> pl.DataFrame:
    check_units.check(written, known, ids, findings)
    return inherited(known, words.unit_attributes)
