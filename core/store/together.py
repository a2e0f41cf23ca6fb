"""Parts of one table as few frames: twelve months of text are read as one."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import polars as pl

from kaohe.core.tables.model import RawTable

PART, PLACE = "_part", "_place"


def numbered(part: RawTable) -> pl.DataFrame:
    """The part's rows with the number that each has in its file."""
    if "_row" in part.frame.columns:
        return part.frame.with_columns(pl.col("_row").cast(pl.Int64))
    return part.frame.with_columns((pl.int_range(pl.len(), dtype=pl.Int64) + part.first_row).alias("_row"))


def together(parts: Sequence[RawTable]) -> list[RawTable]:
    """The same rows in fewer parts: those of text that come from files of one name are put one below the other."""
    groups: dict[tuple[object, ...], list[RawTable]] = {}
    for place, part in enumerate(parts):
        alike = (part.file, part.sheet, part.clean) if _is_text(part.frame) else (place,)
        groups.setdefault(alike, []).append(part)
    return [_one(group) for group in groups.values()]


def marked(parts: Sequence[RawTable]) -> list[RawTable]:
    """``together``, with the columns ``_part`` and ``_place``: which part a row is of, and where it stands in it; empty rows are left out."""
    placed = []
    for place, part in enumerate(parts):
        at = pl.int_range(pl.len()).cast(pl.String).alias(PLACE)
        frame = numbered(part).with_columns(pl.lit(str(place)).alias(PART), at)
        cells = [pl.col(name).is_null() for name in part.frame.columns if name != "_row"]
        if cells:
            frame = frame.filter(~pl.all_horizontal(cells))
        if frame.height:
            placed.append(RawTable(frame, part.file, part.sheet, 1, part.sha256, part.clean))
    return together(placed)


def _one(group: Sequence[RawTable]) -> RawTable:
    first = group[0]
    if len(group) == 1:
        return first
    frame = pl.concat([numbered(part) for part in group], how="diagonal")
    whole = sha256("".join(part.sha256 for part in group).encode()).hexdigest()
    return RawTable(frame, first.file, first.sheet, 1, whole, first.clean)


def _is_text(frame: pl.DataFrame) -> bool:
    return all(kind == pl.String for name, kind in frame.schema.items() if name != "_row")
