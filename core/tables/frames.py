"""One raw table becomes a frame with the table's columns; what cannot be read is reported."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kaohe.core.catalogue import Attribute, Catalogue, Table, Word
from kaohe.core.errors import did_you_mean
from kaohe.core.tables import cells, values
from kaohe.core.tables.findings import Findings
from kaohe.core.tables.model import RawTable

PLACE = ("_row", "_file", "_sheet")


class Names:
    """The ids of each code column by all their names, and the nouns for messages."""

    def __init__(self, words: Catalogue) -> None:
        self.indicators = pl.Enum(list(words.indicators))
        self.percents = [name for name, indicator in words.indicators.items() if indicator.percent]
        self.kinds: dict[tuple[str, str], tuple[str, dict[str, str]]] = {
            ("units", "kind"): ("unit kind", by_name(words.unit_kinds)),
            ("measurements", "indicator"): ("indicator", by_name(words.indicators)),
            ("events", "kind"): ("event kind", by_name(words.events)),
            ("tickets", "kind"): ("ticket kind", by_name(words.ticket_kinds)),
            ("events", "highest_level"): ("level", by_name(words.level_words)),
            ("events", "levels_reached"): ("level", by_name(words.level_words)),
            ("events", "status"): ("status", by_name(words.statuses)),
        }

    def of(self, table: str, column: Attribute) -> tuple[str, dict[str, str]]:
        """Noun and names of a code column."""
        known = self.kinds.get((table, column.name))
        return known or (f"value of {column.name}", {code: code for code in column.codes})


def by_name(words: Mapping[str, Word]) -> dict[str, str]:
    """Ids by id, Chinese name and synonyms."""
    names: dict[str, str] = {}
    for id_, word in words.items():
        names |= {name: id_ for name in (word.zh, *word.also) if name}
    return names | {id_: id_ for id_ in words}


def empty(table: Table) -> pl.DataFrame:
    """The table without rows, with all its columns."""
    columns = {name: cells.polars_type(column) for name, column in table.columns.items()}
    return pl.DataFrame(schema=columns | {"_row": pl.Int64, "_file": pl.Categorical, "_sheet": pl.Categorical})


def read(raw: RawTable, table: Table, names: Names, findings: Findings) -> pl.DataFrame | None:
    """The frame of one raw table, ``None`` if a required column is missing."""
    frame = _placed(_renamed(raw, table, findings), raw)
    missing = [name for name, column in table.columns.items() if column.required and name not in frame.columns]
    for name in missing:
        hint = did_you_mean(name, [column for column in frame.columns if column not in (*PLACE, *table.columns)])
        hint = hint.replace("did you mean", "is it the column") or f"the table has {', '.join(raw.frame.columns)}"
        findings.add(f"the column {name!r} of table {table.name} is missing", hint, file=raw.file, sheet=raw.sheet)
    if missing:
        return None
    columns: dict[str, pl.Series] = {}
    for name, column in table.columns.items():
        if name in frame.columns and not column.known:
            columns[name] = _column(frame, column, table, raw, names, findings)
    if table.name == "measurements":
        columns["indicator"] = columns["indicator"].cast(names.indicators)
        if "value" in columns:
            _percent_signs(frame, columns["indicator"], names, findings)
    carried = [c for c in frame.columns if c not in table.columns and c not in PLACE]
    rest = [values.text(frame[name], raw.clean).alias(name) for name in carried]
    return _completed(frame[list(PLACE)].hstack([*columns.values(), *rest]), table, carried)


def _column(
    frame: pl.DataFrame, column: Attribute, table: Table, raw: RawTable, names: Names, findings: Findings
) -> pl.Series:
    noun, known = names.of(table.name, column) if column.type in ("code", "list") else ("", {})
    found, bad = cells.typed(frame[column.name], column, known, raw.clean)
    if bad.any():
        cells.report(frame, bad, column, noun, known, findings)
    outside = cells.outside(found, column)
    if outside is not None:
        findings.rows(frame, outside, lambda row: cells.say_outside(column, row[column.name]), column.name)
    if column.required and found.null_count() > bad.sum():
        findings.rows(frame, found.is_null() & ~bad, lambda row: (f"{column.name} is empty", ""), column.name)
    return found.alias(column.name)


def _percent_signs(frame: pl.DataFrame, indicator: pl.Series, names: Names, findings: Findings) -> None:
    """A value may be written with a percent sign only where the indicator is in percent."""
    if frame["value"].dtype == pl.String:
        sign = frame["value"].str.contains("[%％]") & ~indicator.is_in(names.percents)
        if sign.any():
            findings.rows(
                frame,
                sign.fill_null(False),
                lambda row: (
                    f"{row['value'].strip()!r} is a percentage, but {row['indicator']} is not",
                    "write the number without %",
                ),
            )


def _renamed(raw: RawTable, table: Table, findings: Findings) -> pl.DataFrame:
    """Columns by their ids; Chinese names and other letter cases are known."""
    known = {name.lower(): id_ for name, id_ in by_name(table.columns).items()}
    ids: dict[str, str] = {}
    for name in raw.frame.columns:
        id_ = known.get(name.strip().lower(), name.strip())
        if id_ in ids.values():
            other = next(first for first, same in ids.items() if same == id_)
            findings.add(
                f"the columns {other!r} and {name!r} both mean {id_}", "keep one", file=raw.file, sheet=raw.sheet
            )
            id_ = name + " (2)"
        ids[name] = id_
    return raw.frame.rename(ids)


def _placed(frame: pl.DataFrame, raw: RawTable) -> pl.DataFrame:
    row = pl.col("_row").cast(pl.Int64) if "_row" in frame.columns else pl.int_range(pl.len()) + raw.first_row
    placed = frame.with_columns(
        row.alias("_row"),
        pl.lit(raw.file, dtype=pl.Categorical).alias("_file"),
        pl.lit(raw.sheet, dtype=pl.Categorical).alias("_sheet"),
    )
    if raw.clean or not frame.columns:
        return placed
    return placed.filter(~pl.all_horizontal(pl.col(name).is_null() for name in frame.columns if name != "_row"))


def _completed(frame: pl.DataFrame, table: Table, carried: list[str]) -> pl.DataFrame:
    """All columns of the table, defaults filled in, in the catalogue's order; then what is carried, then the place."""
    there = set(frame.columns)
    supplied = [
        (pl.col(column.known).is_not_null() if column.known in there else pl.lit(False)).alias(name)
        for name, column in table.columns.items()
        if column.known
    ]
    frame = frame.with_columns(supplied)
    plain = [_filled(frame, column) for column in table.columns.values() if not column.like]
    frame = frame.with_columns([fill for fill in plain if fill is not None])
    like = [_filled(frame, column) for column in table.columns.values() if column.like]
    return frame.with_columns([fill for fill in like if fill is not None])[[*table.columns, *carried, *PLACE]]


def _filled(frame: pl.DataFrame, column: Attribute) -> pl.Expr | None:
    """The column with its default in the empty cells; ``None`` if it stays as it is."""
    if column.known:
        return None
    if column.name in frame.columns:
        nothing = column.inherits or (column.default is None and not column.like) or not frame[column.name].null_count()
        default = pl.col(column.like) if column.like else pl.lit(_default(column))
        return None if nothing else pl.col(column.name).fill_null(default)
    if column.like:
        return pl.col(column.like).alias(column.name)
    value = None if column.inherits else _default(column)
    return pl.lit(value, dtype=cells.polars_type(column)).alias(column.name)


def _default(column: Attribute) -> object:
    scale = cells.SCALE.get(column.type, 1)
    if isinstance(column.default, int) and not isinstance(column.default, bool):
        return column.default * scale
    return list(column.default) if isinstance(column.default, tuple) else column.default
