"""A reference of a card: which values of other cells it reads, and how they become one."""

from __future__ import annotations

from dataclasses import dataclass

from kaohe.core.documents.model import Item
from kaohe.core.run.cardplan import Step
from kaohe.core.run.cardrun import CardRun


@dataclass(frozen=True)
class Reference:
    """One reference of a card, resolved."""

    target: CardRun
    step: Step
    source: CardRun
    name: str

    @property
    def item(self) -> Item:
        """The reference as the document writes it."""
        assert self.step.item is not None
        return self.step.item

    @property
    def base(self) -> str:
        """The column it fills."""
        return f"{self.step.name.removesuffix('.provisional')}@"

    @property
    def how(self) -> str:
        """How several values become one."""
        return self.item.how or (
            "sum"
            if self.item.who in ("members", "segments", "peers") or self.item.when in ("parts", "so_far")
            else "last"
        )


def starts_at_zero(reference: Reference) -> bool:
    """Whether no cell at all gives 0: a count, and the sum over members, peers or the year so far."""
    open_ended = reference.item.who in ("members", "segments", "peers") or reference.item.when == "so_far"
    return reference.how == "count" or (reference.how == "sum" and open_ended)
