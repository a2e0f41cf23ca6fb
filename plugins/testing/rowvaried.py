"""Copies of input rows that put what a row's formula compares at its boundary, one step below and one above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from fractions import Fraction

from kaohe.core.catalogue import catalogue
from kaohe.core.catalogue.words import Attribute
from kaohe.core.documents.model import Over
from kaohe.core.errors import KaoheError
from kaohe.core.language.tree import Call, Number, walk
from kaohe.core.operations.base import Plain
from kaohe.core.program.exact import Mark
from kaohe.plugins.testing.inputs import Row as Cells
from kaohe.plugins.testing.levers import decimal
from kaohe.plugins.testing.reaching import STARTS, needed, solved
from kaohe.plugins.testing.rowbounds import RowBoundary
from kaohe.plugins.testing.rowvalues import Row, Rows

STEPS = {"int": Fraction(1), "number": Fraction(1, 100), "yuan": Fraction(1, 100), "time": Fraction(1)}
"""The smallest move of a column, by its type; times are in seconds."""
WIDER = (1, 60, 3600, 86_400)
PER_KIND, MOST_ROWS, MOST_COPIES = 2, 12, 60


def ways(rows: Rows, boundary: RowBoundary, raw: Mapping[str, Cells]) -> Iterator[list[Cells]]:
    """Sets of rows to be added, each by one column of one row; ``raw``: the input rows by reference."""
    moved = Call("max", (boundary.left, boundary.right))
    leaves = sorted(rows.leaves(moved))
    for row in _some(rows):
        cells = raw.get(str(row.held["ref"]))
        if cells is None:
            continue
        for leaf in leaves:
            window = rows.number(leaf)
            found = _set(row, boundary, cells, leaf) if window is None else _counted(row, boundary, cells, leaf, window)
            if found:
                yield found


def _some(rows: Rows) -> Iterator[Row]:
    """A few rows of each kind."""
    seen: dict[object, int] = {}
    for row in rows.rows():
        kind = row.held.get("kind") or row.held.get("line")
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= PER_KIND and sum(min(count, PER_KIND) for count in seen.values()) <= MOST_ROWS:
            yield row


def _set(row: Row, boundary: RowBoundary, cells: Cells, leaf: str) -> list[Cells]:
    """Copies of a row with one column set, where that shows the boundary."""
    entry = catalogue().tables[row.of.table].columns.get(leaf)
    if entry is None:
        return []
    sides: dict[int, Cells] = {}
    for value, text in _values(row, boundary, leaf, entry):
        pair = row.with_(leaf, value).pair(boundary)
        if pair is not None:
            sides.setdefault((pair[0] > pair[1]) - (pair[0] < pair[1]), copy_of(cells, row.of.table) | {leaf: text})
    return list(sides.values()) if needed(boundary, set(sides)) else []


def _values(row: Row, boundary: RowBoundary, leaf: str, entry: Attribute) -> Iterator[tuple[Plain, str]]:
    """What a column may hold instead: around where both sides meet; every code; lists of up to two."""
    codes = row.of.root_kinds if leaf == "kind" else entry.codes
    match entry.type:
        case "list":
            yield from ((tuple(codes[:size]), ";".join(codes[:size])) for size in range(min(len(codes), 2) + 1))
        case "code":
            yield from ((Mark(code, codes), code) for code in codes)
        case "bool":
            yield from ((True, "true"), (False, "false"))
    if (kind := entry.type) not in STEPS:
        return

    def gap(value: Fraction) -> Fraction | None:
        pair = row.with_(leaf, value).pair(boundary)
        return None if pair is None else pair[0] - pair[1]

    target = solved(gap, _starts(row, boundary, leaf))
    if target is None:
        return
    for value in (target, *(target + sign * STEPS[kind] * times for times in WIDER for sign in (-1, 1))):
        if kind in ("int", "time") and value.denominator != 1:
            continue
        try:
            yield value, _moment(int(value)) if kind == "time" else decimal(value)
        except KaoheError:
            continue


def _starts(row: Row, boundary: RowBoundary, leaf: str) -> Iterator[Fraction]:
    held = row.of.columns[leaf].read(row.held)
    if isinstance(held, Fraction):
        yield held
    if row.of.columns[leaf].quantity == "time":
        times = [name for name, column in row.of.columns.items() if column.quantity == "time" and column.name == name]
        stamps = [row.of.columns[name].read(row.held) for name in sorted(times) if name in row.held]
        yield from [stamp for stamp in stamps if isinstance(stamp, Fraction)]
        return
    trees = [boundary.left, boundary.right, *row.of.trees.values()]
    yield from sorted({node.value for tree in trees for node in walk(tree) if isinstance(node, Number)})
    yield from STARTS


def _counted(row: Row, boundary: RowBoundary, cells: Cells, leaf: str, window: Over) -> list[Cells]:
    """So many copies of a row that a running number passes the boundary."""
    if window.how not in ("number", "count"):
        return []
    now = row.value(leaf)
    for times in range(1, MOST_COPIES):
        assert isinstance(now, Fraction)
        pair = row.with_(leaf, now + times).pair(boundary)
        if pair is not None and pair[0] > pair[1]:
            return [copy_of(cells, row.of.table) for _ in range(times)]
    return [copy_of(cells, row.of.table)]


def copy_of(cells: Cells, table: str) -> Cells:
    """The row as one more case, by itself; who adds it names it."""
    return cells | {table.removesuffix("s"): ""} | ({"incident": ""} if "incident" in cells else {})


def _moment(seconds: int) -> str:
    return (datetime(1970, 1, 1) + timedelta(seconds=seconds)).isoformat(" ")
