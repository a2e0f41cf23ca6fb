"""Node values, grades and ranks of one card as entries of ``kaohe.results/1``."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import polars as pl

from kaohe.core.language.tree import Call, Name, walk
from kaohe.core.operations.base import Plain, rational
from kaohe.core.program import evaluate
from kaohe.core.results.numbers import plain, shown
from kaohe.core.run.cardplan import NOT_SUPPLIED, STATES, Step

if TYPE_CHECKING:
    from kaohe.core.run.cardrun import CardRun, Cell
    from kaohe.core.run.execute import Outcome

WORDS = {number: word for word, number in STATES.items()} | {NOT_SUPPLIED: "missing"}


class NodeTable:
    """Reads the cells of one card back, exactly."""

    def __init__(self, outcome: Outcome, card: CardRun) -> None:
        self.outcome, self.card, self.exactly = outcome, card, outcome.score.exactly
        self.partial = outcome.settings.partial
        units = set(outcome.settings.units)
        self.cells = sorted(
            (cell for cell in card.cells() if cell[1] in card.asked and (not units or card.whose(cell[0])[0] in units)),
            key=lambda cell: (cell[1], card.whose(cell[0])[0], cell[0]),
        )
        self.names = shown_names(card)
        self.sources: dict[tuple[str, str], NodeTable] = {}

    def nodes(self, names: list[str] | None = None) -> list[dict[str, Any]]:
        """One entry per cell and shown node (or of the nodes named), in the document's order."""
        return [self.entry(cell, name) for cell in self.cells for name in (self.names if names is None else names)]

    def entry(self, cell: Cell, name: str) -> dict[str, Any]:
        """One name in one cell, as ``kaohe.results/1`` says it."""
        card = self.card
        step = card.plan.steps[name]
        state = self.state(cell, name)
        value = None if state in ("no_cases", "missing", "not_assessed", "not_ranked") else self.value(cell, name)
        full = self.full(cell, name)
        quantity = quantity_of(card, name)
        unit, segment = card.whose(cell[0])
        entry: dict[str, Any] = {
            "scheme": card.plan.scheme.label, "card": card.plan.called, "unit": unit, "period": str(card.period_of[cell[1]]),
            "node": name, "segment": segment or (step.item.segment if step.item is not None else None),
        }  # fmt: skip
        if isinstance(value, str):
            return entry | {
                "value": value,
                "shown": value,
                "full": None,
                "rate": None,
                "state": state,
                "coverage": "1",
                "labels": self.labels(cell, name),
            }
        number = None if value is None else rational(value)
        text, exact = (None, None) if number is None else plain(number)
        entry["value"] = text
        if exact is not None:
            entry["exact"] = exact
        provisional = self._provisional(cell, name)
        if provisional is not None:
            entry["provisional"] = provisional
        entry |= {
            "shown": "" if number is None else shown(number, quantity),
            "full": None if full is None else plain(full)[0],
            "rate": plain(100 * number / full)[0] if number is not None and full else None,
            "state": state, "coverage": plain(self.coverage(cell, name))[0], "labels": self.labels(cell, name),
        }  # fmt: skip
        return entry

    def value(self, cell: Cell, name: str) -> Plain:
        """The exact value of a cell."""
        return self.exactly.value(self.card, name, cell)

    def _provisional(self, cell: Cell, name: str) -> str | None:
        if f"{name}.provisional" not in self.card.plan.steps:
            return None
        before, after = self.value(cell, f"{name}.provisional"), self.value(cell, name)
        return plain(rational(before))[0] if before is not None and before != after else None

    def state(self, cell: Cell, name: str) -> str:
        """The state of a value: why it is nothing, or that it is pending."""
        row = self.exactly.row(self.card, cell)
        base = row.get(f"{name}@~")
        if base == STATES["no_cases"]:
            return "no_cases"
        if self.card.lacking.get(name, {}).get(cell):
            return "missing"
        if row.get(name) is None:
            return self._why(cell, row, name, set())
        return "pending" if row.get(f"{name}!") else "value"

    def _why(self, cell: Cell, row: dict[str, object], name: str, seen: set[str]) -> str:
        step = self.card.plan.steps.get(name)
        state = row.get(f"{name}@~")
        item = step.item if step is not None else None
        excused = item is not None and (item.optional or item.lacking not in (None, "error"))
        if isinstance(state, int) and state:
            return "not_assessed" if excused and state == STATES["missing"] else WORDS[state]
        if step is not None:
            if item is not None and item.sample and not step.base:
                return "no_cases" if self.outcome.settings.empty_survey == "met" else "not_assessed"
            if item is not None and item.from_ and not excused:
                return self._referred(cell, step)
            for other in dict.fromkeys(node.name for node in walk(step.tree) if isinstance(node, Name)):
                if other in self.card.plan.steps and other not in seen and row.get(other) is None:
                    return self._why(cell, row, other, seen | {name})
            if self._divides_by_zero(cell, step):
                return "no_cases"
        return "not_assessed"

    def _referred(self, cell: Cell, step: Step) -> str:
        """Why a reference brings nothing: the state of the cell that it takes, or what all that it folds have in common."""
        reference = self.exactly.resolve(self.card, step)
        if reference is None:
            return "not_assessed"
        cells = self.exactly.sources(reference, cell)
        source = self.sources.get(reference.source.plan.key) or NodeTable(self.outcome, reference.source)
        self.sources[reference.source.plan.key] = source
        states = {source.state(one, reference.name) for one in (cells[-1:] if reference.how == "last" else cells)}
        return states.pop() if len(states) == 1 else "not_assessed"

    def _divides_by_zero(self, cell: Cell, step: Step) -> bool:
        """Whether a ratio in the step's formula has nothing to be divided by."""

        def value(name: str) -> Plain:
            return self.exactly.value(self.card, name, cell)

        divisors = [node.arguments[1] for node in walk(step.tree) if isinstance(node, Call) and node.name == "ratio"]
        return any(evaluate(divisor, value, self.exactly.operations) == 0 for divisor in divisors)

    def full(self, cell: Cell, name: str) -> Fraction | None:
        """The full marks of a node in this cell: of a list, those of its assessed children."""
        if quantity_of(self.card, name) != "points":
            return None
        if f"{name}.full" in self.card.plan.steps:
            value = self.exactly.value(self.card, f"{name}.full", cell)
            return None if not value else rational(value)
        return self.card.plan.fulls.get(name)

    def coverage(self, cell: Cell, name: str, depth: int = 0) -> Fraction:
        """The share of the full marks that could be assessed; below 1 only in a partial run."""
        if not self.partial or depth > 50:
            return Fraction(1)
        row = self.exactly.row(self.card, cell)
        children = _weights(self.card, name)
        if children:
            total = sum(children.values(), Fraction(0))
            held = sum(
                (weight * self.coverage(cell, child, depth + 1) for child, weight in children.items()), Fraction(0)
            )
            return held / total if total else Fraction(1)
        step = self.card.plan.steps[name]
        if row.get(f"{name}@~") in (STATES["missing"], NOT_SUPPLIED) and not (
            step.item is not None and step.item.optional
        ):
            return Fraction(0)
        reads = [other for other in step.reads if other in self.card.plan.steps and not other.endswith(".full")]
        return min((self.coverage(cell, other, depth + 1) for other in reads), default=Fraction(1))

    def labels(self, cell: Cell, name: str) -> list[str]:
        """Notes on a value: illustrative numbers, no cases behind it, a provisional result."""
        labels = []
        if self.card.plan.scheme.illustrative:
            labels.append("illustrative")
        row = self.exactly.row(self.card, cell)
        reads = [name, *self.card.plan.steps[name].reads]
        if any(row.get(f"{other}@~") == STATES["no_cases"] for other in reads):
            labels.append("no_cases")
        if self.partial and self.coverage(cell, name) < 1:
            labels.append("provisional")
        return labels

    def grades(self) -> list[dict[str, Any]]:
        """One entry per cell and grade."""
        found = []
        for name, grades in self.card.plan.card.grades.items():
            for cell in self.cells:
                grade = self.value(cell, name)
                if grade is not None:
                    found.append(self._place(cell) | {"node": grades.of, "grade": str(grade)})
        return found

    def ranks(self) -> list[dict[str, Any]]:
        """One entry per cell and rank that the scheme itself makes; none in a partial run."""
        if self.partial:
            return []
        found = []
        for step in self.card.plan.steps.values():
            item = step.item
            if item is None or item.how != "rank" or not step.base:
                continue
            source = (item.from_ or "").rpartition(".")[2]
            counted = _ranked(self.card, step, self.outcome)
            for cell in self.cells:
                rank = self.value(cell, f"{step.name}@")
                if rank is not None:
                    found.append(self._place(cell) | {"node": source, "rank": int(rational(rank)), "of": counted[cell]})
        return found

    def _place(self, cell: Cell) -> dict[str, Any]:
        plan = self.card.plan
        return {
            "scheme": plan.scheme.label,
            "card": plan.called,
            "unit": self.card.whose(cell[0])[0],
            "period": str(self.card.period_of[cell[1]]),
        }


def _ranked(card: CardRun, step: Step, outcome: Outcome) -> dict[Cell, int]:
    """How many peers with a rank each cell was compared with."""
    item = step.item
    assert item is not None
    keys = ["parent" if name == "parent" else f"unit.{name}" for name in item.by]
    counted = card.frame.with_columns(pl.col(f"{step.name}@").count().over(["t", *keys]).alias("?of"))
    return {(unit, t): int(of) for unit, t, of in counted.select("unit", "t", "?of").iter_rows()}


def shown_names(card: CardRun) -> list[str]:
    """The names that a card shows: inputs asked for by ``show``, then its nodes, in the document's order."""
    nodes = [name for name, item in card.plan.card.node.items() if not item.hidden]
    return [*(name for name in card.plan.card.show if name in card.plan.steps), *nodes]


def quantity_of(card: CardRun, name: str) -> str:
    """The quantity in which a name is shown."""
    step, column = card.plan.steps[name], card.columns.get(name)
    if step.quantity:
        return step.quantity
    found = column.quantity if column is not None else None
    return found or ("yes_no" if column is not None and column.kind == "truth" else "points")


def _weights(card: CardRun, name: str) -> dict[str, Fraction]:
    from kaohe.core.run.fulls import fixed, static_full

    item = card.plan.card.node.get(name)
    if item is None:
        return {}
    if item.sum is not None:
        return {child: static_full(card.plan, child) or Fraction(0) for child in item.sum}
    weights = item.weighted if item.weighted is not None else item.mean
    if weights is None:
        return {}
    pairs = dict.fromkeys(weights, "1") if isinstance(weights, tuple) else weights
    return {child: fixed(card.plan.scheme, weight, "a weight") for child, weight in pairs.items()}
