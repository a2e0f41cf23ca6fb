"""What an engine decides and computes in a cell, beside plain fractions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import polars as pl

from kaohe.core.bounds.boundaries import Boundary
from kaohe.core.errors import KaoheError
from kaohe.core.language.tree import names
from kaohe.core.numbers import TooLarge
from kaohe.core.operations.base import Plain
from kaohe.core.program import Lacking, Program
from kaohe.core.program.program import DOUBT
from kaohe.core.results import Results
from kaohe.core.run.cardrun import CardRun, Cell
from kaohe.core.run.constants import constants
from kaohe.plugins.testing.whatif import WhatIf


def decision(results: Results, card: CardRun, boundary: Boundary, cell: Cell) -> tuple[Plain, bool]:
    """What the engine of the run decides in a cell, and whether the columns left it in doubt (then fractions decide)."""
    outcome = results.outcome
    read = {name: card.columns[name] for name in names(boundary.decision) if name in card.columns}
    for digits in (12, 9, 6):
        program = Program(dict(read), constants(card), outcome.score.exactly.operations, digits)
        try:
            column = program.define("?decision", boundary.decision)
        except TooLarge:
            continue
        frame = card.frame.filter((pl.col("unit") == cell[0]) & (pl.col("t") == cell[1]))
        row = program.run(frame, outcome.settings.engine).row(0, named=True)
        if not row[DOUBT] and column.exact:
            return column.read(row), False
        break
    return WhatIf(outcome.score).tree(card, boundary.decision, cell), True


def differences(results: Results, what: WhatIf) -> Iterator[str]:
    """Values of the run that are not what plain fractions make of the gathered values."""
    for card in results.outcome.cards:
        steps = [
            name for name, step in card.plan.steps.items() if step.role in ("node", "grade", "outcome", "provisional")
        ]
        for cell in card.cells():
            if cell[1] not in card.asked:
                continue
            row = card.row(cell)
            assert row is not None
            for name in steps:
                try:
                    exact = what.value(card, name, cell)
                except (Lacking, KaoheError):
                    continue
                column = card.columns[name]
                if not _same(
                    column.read(row) if column.exact else _held(row[name], column.range.denominator),
                    exact,
                    0 if column.exact else column.range.slack,
                    column.range.denominator,
                ):
                    yield f"{cell[0]}, {name} is {row[name]}, not {exact}"


def _held(raw: object, denominator: int) -> Fraction | None:
    return None if raw is None else Fraction(int(raw), denominator)  # type: ignore[call-overload]


def _same(found: Plain, exact: Plain, slack: int, denominator: int) -> bool:
    if slack and isinstance(found, Fraction) and isinstance(exact, Fraction):
        return 0 <= (exact - found) * denominator < slack
    return found == exact
