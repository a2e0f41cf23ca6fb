"""The outcome of a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kaohe.core.compare.cells import Cells
from kaohe.core.compare.data_use import DataUse
from kaohe.core.compare.moves import Move
from kaohe.core.compare.pairs import Pair
from kaohe.core.compare.saturation import Saturation
from kaohe.core.results.contract import Run, Scheme


@dataclass(frozen=True)
class Comparison:
    """Schemes on the same data.

    ``cells``: scheme -> (period, unit) -> outcome. ``moves``: by pair, the largest first. ``notes`` say what could
    not be compared, as ``unrated`` does for each scheme that gives no rate (id -> why).
    """

    run: Run
    schemes: list[Scheme]
    unrated: dict[str, str]
    cells: Cells
    pairs: list[Pair]
    moves: dict[tuple[str, str], list[Move]]
    saturation: list[Saturation]
    data: list[DataUse]
    notes: list[str]

    @property
    def saturated(self) -> list[Saturation]:
        """The nodes for which a notice is due."""
        return [each for each in self.saturation if each.notices]

    def document(self) -> dict[str, Any]:
        """The ``kaohe.compare/1`` document: plain Python, numbers as text."""
        from kaohe.core.compare.document import document

        return document(self)
