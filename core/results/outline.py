"""How a card's nodes hang together, for those who print or compare results; not part of ``kaohe.results/1``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from kaohe.core.results.contract import Document


@dataclass(frozen=True)
class Line:
    """A node of a card: its depth below the top, its names, and its ``share``.

    ``share`` is how far one point of the node's rate moves the card's total on the rate scale
    (0.6 for a child of 60 %), ``step`` how far one of its value moves the total's value, limits aside (-1 for
    deducted points); None where that is not fixed or not known.
    """

    node: str
    depth: int = 0
    zh: str = ""
    en: str = ""
    share: Fraction | None = None
    step: Fraction | None = None


class Reportable(Protocol):
    """Results that can be printed, written and compared."""

    def document(self) -> Document:
        """The whole ``kaohe.results/1`` document."""
        ...

    def outline(self, scheme: str, card: str) -> Sequence[Line]:
        """The shown nodes of a card in document order, each parent before its children."""
        ...


def leaves(lines: Iterable[Line]) -> list[Line]:
    """The lines that have no line below them."""
    ordered = list(lines)
    return [
        line
        for line, following in zip(ordered, [*ordered[1:], None], strict=True)
        if following is None or following.depth <= line.depth
    ]
