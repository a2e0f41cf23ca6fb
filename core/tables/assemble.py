"""Raw tables become the checked tables of a run; everything that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from kaohe.core.catalogue import Catalogue, catalogue
from kaohe.core.errors import did_you_mean
from kaohe.core.tables import (
    check_events,
    check_measurements,
    check_ratings,
    check_units,
    corrections,
    periods,
    statuses,
)
from kaohe.core.tables.findings import Findings
from kaohe.core.tables.frames import Names, empty, read
from kaohe.core.tables.hierarchy import inherited
from kaohe.core.tables.keys import as_ids, ids_of, known_units, unique
from kaohe.core.tables.model import OF_UNITS, TABLES, Input, RawTable, Tables
from kaohe.core.tables.times import months


def normalise(raw: Mapping[str, RawTable | Sequence[RawTable]], words: Catalogue | None = None) -> Tables:
    """The tables of ``raw`` (by table name), typed, completed and checked; every fault is in one ``KaoheError``."""
    words = words or catalogue()
    findings, names = Findings(), Names(words)
    for name in raw:
        if name not in TABLES:
            findings.add(f"unknown table {name!r}", did_you_mean(name, TABLES) or f"tables are {', '.join(TABLES)}")
    frames: dict[str, pl.DataFrame] = {}
    inputs: list[Input] = []
    whole: set[str] = set()
    for name in TABLES:
        table, parts = words.tables[name], _list(raw.get(name, ()))
        found = [read(part, table, names, findings) for part in parts if part.frame.height]
        good = [frame for frame in found if frame is not None]
        if good and len(good) == len(found):
            whole.add(name)
        frames[name] = pl.concat(good, how="diagonal") if good else empty(table)
        frames[name] = timed(name, frames[name], findings)
        inputs += [Input(name, part.file, part.frame.height, part.sha256) for part in parts]
    if not any(entry.table == "units" and entry.rows for entry in inputs) and any(entry.rows for entry in inputs):
        findings.add("there is no table 'units'", "give a table with the columns unit and kind")
    _check(frames, whole, words, findings)
    findings.stop()
    frames["events"], replaced = corrections.applied(frames["events"])
    return Tables(**frames, inputs=inputs, replaced=replaced)


def _list(parts: RawTable | Sequence[RawTable]) -> Sequence[RawTable]:
    return [parts] if isinstance(parts, RawTable) else parts


def timed(name: str, frame: pl.DataFrame, findings: Findings) -> pl.DataFrame:
    """The frame with the months it is filed under: ``first`` and ``last`` of a period, ``month`` of an event."""
    if name in ("measurements", "ratings", "postings"):
        return periods.with_months(frame, findings)
    if name == "events":
        return frame.hstack([months(frame["at"]).alias("month")])
    return frame


def _check(frames: dict[str, pl.DataFrame], whole: set[str], words: Catalogue, findings: Findings) -> None:
    """What needs more than one cell; tables that lack a required column are left out."""
    if "units" in whole:
        units = frames["units"]
        ids = ids_of(units["unit"])
        unit, parent, *rest = as_ids(
            [units["unit"], units["parent"], *(frames[name]["unit"] for name in OF_UNITS)], ids
        )
        for name, column in zip(OF_UNITS, rest, strict=True):
            frames[name] = known_units(frames[name], column, ids, findings)
        known = units.with_columns(unit, parent)
        check_units.check(units, known, ids, findings)
        frames["units"] = inherited(known, words.unit_attributes)
    if "measurements" in whole:
        check_measurements.check(frames["measurements"], words, findings)
    if "events" in whole:
        statuses.check(frames["events"], words, findings)
        frames["events"] = statuses.applied(frames["events"], words)
        check_events.check(frames["events"], findings)
    if "parameters" in whole:
        unique(frames["parameters"], ["scheme", "parameter"], findings)
    if "tickets" in whole:
        unique(frames["tickets"], ["ticket"], findings)
    if "ratings" in whole:
        frames["ratings"] = check_ratings.check(frames["ratings"], words, findings)
