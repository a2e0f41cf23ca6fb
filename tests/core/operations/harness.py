"""Runs formulas as columns on an engine and in fractions, and holds every row to the promises of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import polars as pl
import pytest

from kaohe.core.errors import KaoheError
from kaohe.core.language import Expression, expand, parse
from kaohe.core.language.macros import macros
from kaohe.core.numbers import constant
from kaohe.core.operations import Operation, Run, operations
from kaohe.core.program import Column, Program, evaluate
from kaohe.core.program.program import DOUBT, Engine, patch
from kaohe.plugins.engines import DuckDB, Polars
from tests.core.operations.data import COLUMNS, frame

BOTH = pytest.mark.parametrize("engine", [Polars(), DuckDB()], ids=["polars", "duckdb"])
MACROS = macros({})
Formula = str | Expression


@dataclass(frozen=True)
class Done:
    """What a run gave: the settled frame, its columns, how many rows were in doubt, and the true values."""

    frame: pl.DataFrame
    columns: Mapping[str, Column]
    doubtful: int
    truth: Mapping[str, list[object]]


def tree_of(formula: Formula) -> Expression:
    return expand(parse(formula), MACROS) if isinstance(formula, str) else formula


def agree(
    formulas: Mapping[str, Formula],
    engine: Engine,
    *,
    data: pl.DataFrame | None = None,
    columns: Mapping[str, Column] = COLUMNS,
    constants: Mapping[str, object] | None = None,
    run: Run | None = None,
    more: tuple[type[Operation], ...] = (),
    in_doubt: float = 0.0,
) -> Done:
    """Asserts that both forms agree; at most a part of ``in_doubt`` of the rows may need settling.

    Later formulas may read earlier ones.
    """
    data = _frame() if data is None else data
    known, constants, run = operations(run, more), constants or {}, run or Run()
    trees = {name: tree_of(formula) for name, formula in formulas.items()}
    program = Program(dict(columns), {name: constant(value) for name, value in constants.items()}, known)
    for name, tree in trees.items():
        program.define(name, tree)
    found = program.run(data, engine).sort("?row")
    assert found.height == data.height
    rows = data.sort("?row").to_dicts()
    memo: list[dict[str, object]] = [{} for _ in rows]

    def names(place: int) -> Callable[[str], Any]:
        def value(name: str) -> Any:
            if name in constants:
                return constants[name]
            if name not in trees:
                return columns[name].read(rows[place])
            if name not in memo[place]:
                memo[place][name] = evaluate(trees[name], value, known)
            return memo[place][name]

        return value

    truth = {name: [names(place)(name) for place in range(len(rows))] for name in trees}
    defined = [program.columns[name] for name in trees]
    unsure = [place for place, doubt in enumerate(found[DOUBT]) if doubt]
    for column in defined:
        sure = set(range(len(rows))) - set(unsure)
        _hold(column, found, truth[column.name], sure, formulas)
    assert len(unsure) <= in_doubt * len(rows), f"{len(unsure)} of {len(rows)} rows in doubt"
    settled = patch(found, unsure, defined, lambda place, column: truth[column.name][place])  # type: ignore[arg-type,return-value]
    for column in defined:
        _hold(column, settled, truth[column.name], set(range(len(rows))), formulas)
    return Done(settled, program.columns, len(unsure), truth)


def _hold(
    column: Column, found: pl.DataFrame, truth: list[object], places: set[int], formulas: Mapping[str, Formula]
) -> None:
    cells = [column.name, *(part for part, _ in column.parts or ())]
    rows = found.select(cells).to_dicts()
    for place in sorted(places):
        fault = _fault(column, rows[place], truth[place])
        assert not fault, f"{column.name} = {formulas[column.name]}: {fault}; true {truth[place]!r}, {rows[place]}"


def _fault(column: Column, row: Mapping[str, Any], true: object) -> str:
    held = row[column.name]
    if true is None or held is None:
        if true is None and held is None:
            return "" if column.nullable else "nothing where it cannot be"
        return "nothing in one form only"
    if column.kind != "number":
        return "" if held == true else "another value"
    value, r = Fraction(true), column.range  # type: ignore[arg-type]
    if column.parts is not None and column.ends is not None:
        for part, span in column.parts:
            if not span.low <= row[part] <= span.high:
                return f"{part} outside {span}"
        if column.read(row) != value:
            return "another quotient"
        if not column.ends[0] <= value <= column.ends[1]:
            return f"outside the static bounds {column.ends}"
        if not r.least <= value <= r.most:
            return ""
    if not r.low <= held <= r.high:
        return f"outside {r}"
    exact = value * r.denominator
    fits = held <= exact < held + r.slack if r.slack else held == exact
    return "" if fits else f"not within {r}"


def refused(formula: Formula, constants: Mapping[str, object] | None = None) -> str:
    """The message with which a formula is refused before any data."""
    program = Program(dict(COLUMNS), {name: constant(value) for name, value in (constants or {}).items()}, operations())
    with pytest.raises(KaoheError) as caught:
        program.define("it", tree_of(formula))
    return str(caught.value)


def one(
    formula: Formula, engine: Engine, constants: Mapping[str, object] | None = None, run: Run | None = None
) -> object:
    """The value of a formula that reads no data, the same in both forms."""
    return agree({"it": formula}, engine, data=_frame().head(1), constants=constants, run=run).truth["it"][0]


@cache
def _frame() -> pl.DataFrame:
    return frame()
