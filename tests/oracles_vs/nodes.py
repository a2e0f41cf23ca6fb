"""Node values: the columns of a run against the fractions of an oracle."""

from __future__ import annotations

from fractions import Fraction
from itertools import repeat

import polars as pl

from kaohe.core.results.nodes import NodeTable, quantity_of, shown_names
from kaohe.core.results.numbers import shown
from kaohe.core.run.cardplan import STATES
from kaohe.core.run.cardrun import CardRun, Cell
from kaohe.core.run.execute import Outcome as Run
from tests.oracles import common
from tests.oracles.common import Outcome
from tests.oracles_vs.report import Report

Key = tuple[str, str, str, str]


def compare_nodes(run: Run, scheme: str, oracle: Outcome, report: Report) -> None:
    """Every shown node of every cell, and its state; a node of which the oracle says nothing must be not assessed."""
    left = set(oracle.nodes)
    for card in run.cards:
        if card.plan.scheme.id == scheme and card.asked:
            for name in shown_names(card):
                _compare(NodeTable(run, card), card, name, oracle, left, report)
    for key in left:
        report.differ("node not in kaohe", key, None, oracle.nodes[key])


def _compare(table: NodeTable, card: CardRun, name: str, oracle: Outcome, left: set[Key], report: Report) -> None:
    frame = card.frame.filter(pl.col("t").is_in(list(card.asked)))
    units, starts = frame["unit"].to_list(), frame["t"].to_list()
    column, quantity = card.columns[name], quantity_of(card, name)
    states = frame[f"{name}@~"].to_list() if f"{name}@~" in frame.columns else repeat(0)
    pending = frame[f"{name}!"].to_list() if f"{name}!" in frame.columns else repeat(False)
    periods = {t: str(period) for t, period in card.period_of.items()}
    parts = [frame[part].to_list() for part, _ in column.parts or ()]
    raw = frame[column.name].to_list() if column.name in frame.columns else repeat(None)
    tops, bottoms = parts or (repeat(0), repeat(1))
    grid = column.range.denominator
    over, under = (column.parts[1][1].denominator, column.parts[0][1].denominator) if column.parts else (1, grid)
    fine = column.range.slack * 10**9 <= grid
    for unit, t, v, n, d, state, waits in zip(units, starts, raw, tops, bottoms, states, pending, strict=False):
        key = card.plan.called, unit, periods[t], name
        expected = oracle.nodes.get(key)
        left.discard(key)
        report.values += 1
        if v is None or state == STATES["no_cases"]:
            found = table.state((unit, t), name)
            if found != expected and not (expected is None and found == "not_assessed"):
                report.differ(f"state {name}", key, found, expected)
            continue
        if expected is None or isinstance(expected, str):
            report.differ(f"value {name}", key, table.value((unit, t), name), expected)
            continue
        e, f = expected.numerator, expected.denominator
        if bool(waits) != (key in oracle.pending):
            report.differ(f"pending {name}", key, waits, key in oracle.pending)
        if column.parts:
            same = n * over * f == e * d * under
        elif column.range.slack == 0:
            same = v * f == e * grid
        else:
            inside = fine and v * f <= e * grid < (v + column.range.slack) * f
            _sliced(table, (unit, t), key, inside, expected, quantity, report)
            continue
        if not same or 200 % f == 0:
            _exactly(table, (unit, t), key, expected, quantity, report)


def _sliced(
    table: NodeTable, cell: Cell, key: Key, inside: bool, expected: Fraction, quantity: str, report: Report
) -> None:
    """A floored value: the oracle's lies in its slice of less than 1e-9; else, and near a tie of the display, both are read."""
    rest = expected * 200 % 2
    if not inside or abs(rest - 1) < Fraction(1, 10**6):
        _exactly(table, cell, key, expected, quantity, report)


def _exactly(table: NodeTable, cell: Cell, key: Key, expected: Fraction, quantity: str, report: Report) -> None:
    value = table.value(cell, key[3])
    if value is None or isinstance(value, str | tuple):
        report.differ(f"value {key[3]}", key, value, expected)
        return
    found = Fraction(value)  # type: ignore[arg-type]
    if abs(found - expected) >= Fraction(1, 10**9):
        report.differ(f"value {key[3]}", key, found, expected)
    elif shown(found, quantity) != common.shown(expected, quantity):
        report.differ(f"shown {key[3]}", key, shown(found, quantity), common.shown(expected, quantity))
