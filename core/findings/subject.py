"""A document under one reading, planned: what the finders look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kaohe.core.bounds.spans import Spans
from kaohe.core.catalogue import catalogue
from kaohe.core.operations import Operation

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme
    from kaohe.core.run.cardplan import CardPlan
    from kaohe.core.run.rowplan import RowPlan


@dataclass(frozen=True)
class Subject:
    """A scheme with its readings chosen; ``plans`` and ``rows``: its cards and rows tables, planned, by name."""

    scheme: Scheme
    plans: Mapping[str, CardPlan]
    rows: Mapping[str, RowPlan]
    operations: Mapping[str, Operation]
    memo: dict[object, object] = field(default_factory=dict, repr=False, compare=False)
    """What was tried on rows, shared between the readings of a document."""

    @cached_property
    def spans(self) -> Spans:
        """Between what bounds the formulas lie where there are cases."""
        return Spans(self.plans.get, stand_ins=False)

    @cached_property
    def constants_text(self) -> str:
        """The parameters and their values, as one text."""
        return repr(sorted(self.scheme.constants.items()))

    def ours(self, names: Iterable[str]) -> bool:
        """Whether a parameter among these names has an illustrative value: then nothing is said of the source."""
        known = self.scheme.parameters
        heads = (name.partition(".")[0] for name in names)
        return any(head in known and known[head].provenance == "illustrative" for head in heads)

    @property
    def clauses(self) -> Mapping[str, Any]:
        """The clauses of the file of the words, by id."""
        found: Mapping[str, Any] = self.scheme.text.get("clause", {})
        return found

    def quote(self, clause: str) -> str:
        """The words of a clause; empty if it has none."""
        return str(self.clauses.get(clause, {}).get("quote", ""))

    def written(self, card: str, part: str, name: str) -> tuple[str, ...]:
        """The path of a card's part where the document writes it: its own, or that of the card it is like."""
        raw, one = self.scheme.raw, card
        while one in raw:
            if name in raw[one].get(part, {}):
                return one, part, name
            one = raw[one].get("like", "")
        called = next((key for key in raw if key not in ("scheme", "parameter") and card.startswith(f"{key}_")), card)
        return called, part, name

    def cards(self) -> Iterator[CardPlan]:
        """The planned cards, each once where several are called alike (a card for each of several periods)."""
        seen = set()
        for plan in self.plans.values():
            place = self.written(plan.name, "node", next(iter(plan.card.node), ""))[0]
            if place in seen and plan.name not in self.scheme.raw:
                continue
            seen.add(place)
            yield plan


def named(name: str) -> tuple[str, str]:
    """An indicator, event, level or code in Chinese and English."""
    known = catalogue()
    for words in (known.indicators, known.events, known.level_words, known.ticket_kinds):
        if name in words:
            return words[name].zh or name, words[name].en or name
    return name, name.replace("_", " ")
