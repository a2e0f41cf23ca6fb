"""The results of a run: wide frames of exact whole numbers, and the long tables of ``kaohe.results/1``."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, cast

from kaohe.core.results.contract import FORMAT, Document
from kaohe.core.results.nodes import NodeTable, shown_names
from kaohe.core.results.numbers import moment, plain
from kaohe.core.results.outcomes import duties, flags, money
from kaohe.core.results.outline import Line
from kaohe.core.results.rowtable import row_entries
from kaohe.core.results.trees import outline
from kaohe.core.results.wide import CardResult, top_names, wide

if TYPE_CHECKING:
    from kaohe.core.documents.parameters import Parameter
    from kaohe.core.documents.scheme import Scheme
    from kaohe.core.run.cardrun import CardRun
    from kaohe.core.run.execute import Outcome


LARGE = 1_000_000
"""From so many node values on, a run keeps all its nodes only on request."""


class Results:
    """What a run found. Everything is read back from the run, nothing is computed a second way."""

    def __init__(self, outcome: Outcome, keep_nodes: bool = False) -> None:
        self.outcome = outcome
        self.keep_nodes = keep_nodes

    @cached_property
    def large(self) -> bool:
        """Whether the run has more node values than a person reads."""
        return sum(card.frame.height * len(shown_names(card)) for card in self.shown_cards) > LARGE

    @property
    def every(self) -> bool:
        """Whether every node is kept, or only what stands for each card."""
        return self.keep_nodes or not self.large

    @cached_property
    def cards(self) -> dict[tuple[str, str], CardResult]:
        """Wide frames by scheme and card (cards of one name are put together)."""
        found: dict[tuple[str, str], CardResult] = {}
        for card in self.shown_cards:
            key = (card.plan.scheme.label, card.plan.called)
            if key in found:
                key = (card.plan.scheme.label, card.plan.name)
            found[key] = wide(self.outcome, card, self.every)
        return found

    @property
    def shown_cards(self) -> list[CardRun]:
        """Cards that show at least one period."""
        return [card for card in self.outcome.cards if card.asked]

    def document(self) -> Document:
        """The ``kaohe.results/1`` document: plain Python, numbers as text, rows in the contract's order."""
        return self._document

    def about(self) -> dict[str, Any]:
        """The head of the document: the format, the run, the schemes with their parameters and readings."""
        schemes = [self._scheme(scheme) for scheme in self.outcome.schemes]
        return {"format": FORMAT, "run": self._run(), "schemes": schemes}

    @cached_property
    def _document(self) -> Document:
        nodes, grades, ranks = [], [], []
        for card in self.ordered_cards:
            table = NodeTable(self.outcome, card)
            nodes += table.nodes(None if self.every else top_names(card))
            grades += table.grades()
            ranks += table.ranks()
        return cast(Document, {
            **self.about(), "nodes": nodes, "rows": row_entries(self.outcome) if self.every else [], "grades": grades, "ranks": ranks,
            "money": money(self.outcome), "flags": flags(self.outcome), "duties": duties(self.outcome),
        })  # fmt: skip

    @property
    def ordered_cards(self) -> list[CardRun]:
        """Shown cards in scheme and document order; cards called alike follow each other."""
        cards = self.shown_cards
        first: dict[tuple[str, str], int] = {}
        for place, card in enumerate(cards):
            first.setdefault((card.plan.scheme.label, card.plan.called), place)
        return sorted(cards, key=lambda card: first[(card.plan.scheme.label, card.plan.called)])

    def _run(self) -> dict[str, Any]:
        settings = self.outcome.settings
        return {
            "kaohe": _version(), "as_of": None if settings.as_of is None else moment(settings.as_of), "partial": settings.partial,
            "in_doubt": self.outcome.in_doubt,
            "inputs": [{"table": i.table, "file": i.file, "rows": i.rows, "sha256": i.sha256} for i in self.outcome.tables.inputs],
        }  # fmt: skip

    def _scheme(self, scheme: Scheme) -> dict[str, Any]:
        return {
            "id": scheme.label, "version": scheme.version, "document_sha256": scheme.sha256,
            "parameters": {name: _parameter(parameter) for name, parameter in scheme.parameters.items()},
            "readings": scheme.readings, "not_modelled": len(scheme.not_modelled), "illustrative": scheme.illustrative,
        }  # fmt: skip

    def outline(self, scheme: str, card: str) -> Sequence[Line]:
        """The shown nodes of a card as a tree, parents before children, with names and shares."""
        for run in self.outcome.cards:
            if run.plan.scheme.label == scheme and card in (run.plan.called, run.plan.name):
                return outline(run.plan)
        return []


def _parameter(parameter: Parameter) -> dict[str, Any]:
    return {"value": _text(parameter.value), "provenance": parameter.provenance}


def _text(value: object) -> Any:
    match value:
        case dict():
            return {key: _text(entry) for key, entry in value.items()}
        case bool():
            return "true" if value else "false"
        case Fraction():
            return plain(value)[0]
        case None:
            return "none"
    return str(value)


def _version() -> str:
    try:
        return version("kaohe")
    except PackageNotFoundError:
        return "0"
