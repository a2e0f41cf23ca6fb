"""A cell of a case in which a boundary is looked for, and its distance from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kaohe.core.bounds.boundaries import Boundary
from kaohe.core.errors import KaoheError
from kaohe.core.operations.tree import EmptySample
from kaohe.core.program import Lacking
from kaohe.core.run.cardrun import CardRun, Cell
from kaohe.core.run.judge import Judge
from kaohe.core.run.score import Score
from kaohe.plugins.testing.cases import Case
from kaohe.plugins.testing.inputs import Inputs
from kaohe.plugins.testing.levers import Lever
from kaohe.plugins.testing.whatif import WhatIf

Sides = dict[int, Inputs]
"""Rows that put the quantity below (-1), at (0) and above (1)."""
Given = Mapping[tuple[int, str, Cell], Fraction]
NONE: Given = {}


@dataclass(frozen=True)
class Place:
    """One cell of one case in which a boundary is looked for."""

    case: Case
    score: Score
    judges: Mapping[str, Judge]
    card: CardRun
    cell: Cell

    def gap(self, boundary: Boundary, lever: Lever, value: Fraction, others: Given = NONE) -> Fraction | None:
        """Left minus right, where the lever gives ``value``; None where either is nothing or lacking."""
        what = WhatIf(self.score, {**others, lever.place: value})
        sides = values(what, self.card, boundary, self.cell)
        return None if sides is None else sides[0] - sides[1]


def values(what: WhatIf, card: CardRun, boundary: Boundary, cell: Cell) -> tuple[Fraction, Fraction] | None:
    """Both sides of a boundary in a cell; None where one is nothing, lacking or no number."""
    try:
        left, right = what.tree(card, boundary.left, cell), what.tree(card, boundary.right, cell)
    except (Lacking, EmptySample, KaoheError, ZeroDivisionError):
        return None
    if not isinstance(left, Fraction | bool) or not isinstance(right, Fraction | bool):
        return None
    return Fraction(left), Fraction(right)
