"""Judged rows in plain fractions: every column again from what the row was read with, with what-if."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import polars as pl

from kaohe.core.bounds.boundaries import Boundary
from kaohe.core.documents.model import Over
from kaohe.core.errors import KaoheError
from kaohe.core.language.tree import Expression, Name, names
from kaohe.core.operations import Operation
from kaohe.core.operations.base import Plain
from kaohe.core.program import Column, Lacking, Program, evaluate
from kaohe.core.program.exact import Mark
from kaohe.core.program.program import DOUBT
from kaohe.core.run.cardplan import CardPlan, Step
from kaohe.core.run.counted import conditions, sources
from kaohe.core.run.judge import Judge, Judged


@dataclass(frozen=True)
class Rows:
    """Judged rows with the formulas that made their columns; ``windows`` are read, not computed again.

    ``above``: the rows table that they stand on, whose formulas know its own columns only.
    """

    judge: Judge
    frame: pl.DataFrame
    columns: Mapping[str, Column]
    trees: Mapping[str, Expression]
    windows: Mapping[str, Over]
    table: str
    kinds: tuple[str, ...]
    above: Rows | None = None

    @property
    def operations(self) -> Mapping[str, Operation]:
        return self.judge.operations

    @property
    def root_kinds(self) -> tuple[str, ...]:
        """The kinds of events or tickets at the bottom."""
        return self.kinds or (self.above.root_kinds if self.above is not None else ())

    def rows(self) -> Iterator[Row]:
        """Row after row."""
        for held in self.frame.iter_rows(named=True):
            yield Row(self, held)

    def leaves(self, tree: Expression) -> set[str]:
        """The columns and windows that a formula rests on."""
        found: set[str] = set()
        for name in names(tree):
            if name in self.trees:
                found |= self.leaves(self.trees[name])
            elif self.above is not None and name not in self.windows:
                found |= self.above.leaves(Name(name))
            elif name in self.columns:
                found.add(name)
        return found

    def number(self, name: str) -> Over | None:
        """The window of that name, of this table or of one above."""
        return self.windows.get(name) or (self.above.number(name) if self.above is not None else None)


@dataclass
class Row:
    """One judged row; ``given`` stands in for columns that it was read with."""

    of: Rows
    held: Mapping[str, object]
    given: Mapping[str, Plain] = field(default_factory=dict)
    memo: dict[str, Plain] = field(default_factory=dict)
    higher: Row | None = None

    def with_(self, name: str, value: Plain) -> Row:
        """The same row if that column held ``value``."""
        return Row(self.of, self.held, {name: value})

    def value(self, name: str) -> Plain:
        """The value of a name, from its formula where it has one."""
        if name not in self.memo:
            self.memo[name] = self._value(name)
        return self.memo[name]

    def _value(self, name: str) -> Plain:
        if name in self.given:
            return self.given[name]
        column = self.of.columns.get(name)
        if name in self.of.trees:
            found = self.tree(self.of.trees[name])
            return Mark(found, column.codes) if isinstance(found, str) and column and column.codes else found
        if self.of.above is not None and name not in self.of.windows:
            if self.higher is None:
                self.higher = Row(self.of.above, self.held, self.given)
            return self.higher.value(name)
        if column is not None:
            return column.read(self.held)
        return self.of.judge.scheme.constants[name]  # type: ignore[return-value]

    def tree(self, tree: Expression) -> Plain:
        """The value of a formula on this row."""
        return evaluate(tree, self.value, self.of.operations)

    def pair(self, boundary: Boundary) -> tuple[Fraction, Fraction] | None:
        """Both sides of a boundary; None where one is nothing or no number."""
        try:
            left, right = self.tree(boundary.left), self.tree(boundary.right)
        except (Lacking, KaoheError, ZeroDivisionError):
            return None
        if not isinstance(left, Fraction | bool) or not isinstance(right, Fraction | bool):
            return None
        return Fraction(left), Fraction(right)


def judged_rows(judge: Judge, name: str) -> Rows:
    """A rows table, judged."""
    return _seen(judge, judge.rows(name))


def folded_rows(judge: Judge, plan: CardPlan, step: Step) -> Rows:
    """The rows that an input folds, with the columns of its conditions."""
    assert step.item is not None
    judged = sources(plan, step.item.rows, judge)[0]
    frame, program = conditions(plan, judge, judged, [step])
    texts = {"where": step.item.where, "each": step.item.each}
    trees = {f"?{step.name}.{part}": plan.scheme.tree(text) for part, text in texts.items() if text is not None}
    return Rows(judge, frame, program.columns, trees, {}, judged.plan.table, (), _seen(judge, judged))


def _seen(judge: Judge, judged: Judged) -> Rows:
    plan = judged.plan
    above = None if plan.parent is None else _seen(judge, judge.rows(plan.parent))
    return Rows(judge, judged.frame, judged.columns, plan.steps, plan.rows.over, plan.table, plan.kinds, above)


def decided(rows: Rows, boundary: Boundary) -> list[Plain]:
    """What the engine decides on every row; fractions where the columns leave it in doubt."""
    program = Program(dict(rows.columns), rows.judge.constants, rows.judge.operations)
    column = program.define("?decision", boundary.decision)
    found: list[Plain] = []
    for held in program.run(rows.frame, rows.judge.settings.engine).iter_rows(named=True):
        sure = not held[DOUBT] and column.exact
        found.append(column.read(held) if sure else Row(rows, held).tree(boundary.decision))
    return found


def differing(rows: Rows) -> Iterator[str]:
    """Columns of rows that are not what plain fractions make of the row."""
    made = [name for name in rows.trees if name in rows.columns and name in rows.frame.columns]
    for row in rows.rows():
        for name in made:
            column = rows.columns[name]
            if not column.exact or column.kind == "nothing":
                continue
            try:
                exact = row.value(name)
            except (Lacking, KaoheError):
                continue
            if column.read(row.held) != exact:
                yield f"{row.held['ref']}, {name} is {column.read(row.held)}, not {exact}"
