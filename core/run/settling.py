"""Rows that columns cannot decide: computed in fractions, which also know what is missing."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from kaohe.core.errors import KaoheError, Problem
from kaohe.core.operations.base import Plain
from kaohe.core.program import Column, Lacking
from kaohe.core.program.program import patch
from kaohe.core.run.cardplan import NOT_SUPPLIED, STATES, Step
from kaohe.core.run.cardrun import CardRun, Cell, matters
from kaohe.core.run.exactly import Exactly

FIRST_ERRORS = 2000


class Settling:
    """Settles the rows of cards that are in doubt or lack something. ``partial``: what is missing stays away."""

    def __init__(self, cards: list[CardRun], exactly: Exactly, partial: bool) -> None:
        self.cards, self.exactly, self.partial = cards, exactly, partial

    def special(self, card: CardRun, steps: Iterable[Step]) -> set[int]:
        """Rows that read something missing: decided in fractions, which know what is read and what is not."""
        if self.partial:
            return set()
        found: set[int] = set()
        for step in steps:
            item = step.item
            state = f"{step.name.removesuffix('.provisional')}@~"
            if not step.base or item is None or state not in card.frame.columns:
                continue
            stands_in = item.missing is not None or item.optional or item.lacking not in (None, "error", "skip")
            bad = [NOT_SUPPLIED] if stands_in else [STATES["missing"], NOT_SUPPLIED]
            found |= set(card.frame.select(pl.arg_where(pl.col(state).is_in(bad))).to_series().to_list())
        for name, cells in card.lacking.items():
            if any(name in step.reads for step in steps) and cells:
                index = card.index()
                found |= {index[cell] for cell in cells if cell in index}
        return found

    def settle(self, card: CardRun, names: list[str], rows: set[int]) -> None:
        """The values of the steps in these rows, in fractions; what they lack is kept for ``complain``."""
        if not rows:
            return
        self.exactly.forget()
        cells = list(card.cells())
        order = sorted(rows, key=lambda row: (cells[row][1] not in card.asked, row))
        if len(order) > FIRST_ERRORS and self._fails(card, names, [cells[row] for row in order[:FIRST_ERRORS]]):
            self.complain()
        order.sort()

        def compute(row: int, column: Column) -> Plain:
            try:
                return self.exactly.value(card, column.name, cells[row])
            except Lacking as lacking:
                card.lacking.setdefault(column.name, {})[cells[row]] = lacking.problems
                return None
            except KaoheError as error:
                where = {
                    "scheme": card.plan.scheme.label,
                    "card": card.plan.called,
                    "unit": cells[row][0],
                    "period": str(card.period_of[cells[row][1]]),
                }
                raise KaoheError([Problem(p.what, p.hint, **(where | p.where)) for p in error.problems]) from None

        card.frame = patch(card.frame, order, [card.columns[name] for name in names], compute)

    def _fails(self, card: CardRun, names: list[str], cells: list[Cell]) -> bool:
        for cell in cells:
            for name in names:
                try:
                    self.exactly.value(card, name, cell)
                except Lacking as lacking:
                    card.lacking.setdefault(name, {})[cell] = lacking.problems
        shown = [name for name in names if matters(card, card.plan.steps[name])]
        return any(cell[1] in card.asked for name in shown for cell in card.lacking.get(name, ()))

    def complain(self) -> None:
        """Raises one KaoheError naming everything missing in the cells asked for."""
        problems: dict[str, Problem] = {}
        for card in self.cards:
            for name, cells in card.lacking.items():
                step = card.plan.steps.get(name)
                if step is None or not matters(card, step):
                    continue
                for (_, t), found in cells.items():
                    if t in card.asked:
                        problems |= {str(problem): problem for problem in found}
        if problems:
            raise KaoheError(list(problems.values()))
