"""The input rows of a case as dictionaries that can be changed, and tables again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from kaohe.core.tables import Tables

Row = dict[str, str]
Inputs = dict[str, list[Row]]


def inputs(texts: Mapping[str, str]) -> Inputs:
    """The rows of CSV texts by table; cells are text."""
    return {
        table: [{key: cell or "" for key, cell in row.items()} for row in csv.DictReader(io.StringIO(text.strip()))]
        for table, text in texts.items()
    }


def copied(given: Inputs) -> Inputs:
    """The same rows, to be changed."""
    return {table: [dict(row) for row in rows] for table, rows in given.items()}


def tables(given: Inputs) -> Tables:
    """The rows normalised and checked. Raises KaoheError for bad input."""
    return Tables.from_text({table: written(rows) for table, rows in given.items() if rows})


def written(rows: Iterable[Row]) -> str:
    """Rows as CSV text under the columns that any of them has."""
    rows = list(rows)
    columns = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


__all__ = ["Inputs", "Row", "copied", "inputs", "tables", "written"]
