"""A planned card: its steps in document order, and the full marks that are known before any data."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from kaohe.core.documents.model import Card, Item
from kaohe.core.documents.scheme import Scheme
from kaohe.core.language.tree import (
    Expression,
    Number,
    names,
)  # fmt: skip

ZERO = Number(Fraction(0))


STATES = {"value": 0, "no_cases": 1, "missing": 2, "not_assessed": 3, "not_ranked": 4, "pending": 5}
NOT_SUPPLIED = 6
"""State that is always an error: a reference that would read a value which was not supplied, and an optional sample that
was supplied, but empty."""


@dataclass(frozen=True)
class Step:
    """One named value of a card. ``base``: the gathered column it starts from, if its source is data."""

    name: str
    tree: Expression
    item: Item | None
    role: str
    quantity: str | None = None
    base: bool = False

    @property
    def reads(self) -> set[str]:
        """Names the expression reads."""
        return names(self.tree)


@dataclass
class CardPlan:
    """A card of a scheme, planned: steps in document order, full marks, how it is called in the results."""

    scheme: Scheme
    name: str
    card: Card
    steps: dict[str, Step] = field(default_factory=dict)
    fulls: dict[str, Fraction | None] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """The card's name in the results."""
        return self.card.called or self.name

    @property
    def key(self) -> tuple[str, str]:
        """Scheme label and card name."""
        return self.scheme.label, self.name

    def source(self, step: Step) -> tuple[str, str, str]:
        """Scheme id (or "" for its own), card and name that a reference reads."""
        assert step.item is not None and step.item.from_ is not None
        scheme, colon, rest = step.item.from_.rpartition(":")
        card, _, name = rest.partition(".")
        return (scheme if colon else ""), card, name
