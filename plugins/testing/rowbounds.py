"""Where the formulas of rows tables, and the conditions under which cards fold rows, decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kaohe.core.bounds.boundaries import Boundary, idle, sides
from kaohe.core.bounds.spans import RowSpans
from kaohe.core.documents.scheme import Scheme
from kaohe.core.language.tree import Compare, Expression, Name, names, walk
from kaohe.core.run import attributes
from kaohe.core.run.cardplan import CardPlan, Step
from kaohe.core.run.rowplan import RowPlan

ROWS = "rows"


@dataclass(frozen=True)
class RowBoundary(Boundary):
    """A decision on one row: ``card`` is ``rows`` and ``step`` ``TABLE.COLUMN``, or the card and ``INPUT.where``.

    ``key``: the decision is on the ``value`` of a middle key.
    """

    key: bool = False


def row_boundaries(plan: RowPlan) -> Iterator[RowBoundary]:
    """The boundaries of a rows table's own formulas that some data can reach."""
    spans = RowSpans()
    trees = dict(plan.steps)
    for name, over in plan.rows.over.items():
        texts = {"of": over.of, "where": over.where}
        trees |= {f"?{name}.{part}": plan.scheme.tree(text) for part, text in texts.items() if text is not None}
    for name, tree in trees.items():
        for decision, left, right, upper in _found(tree, plan.scheme, plan.table):
            one = RowBoundary(ROWS, f"{plan.name}.{name.lstrip('?')}", decision, left, right, upper)
            if not idle(one, spans.of(plan, left), spans.of(plan, right)):
                yield one


def input_boundaries(plan: CardPlan, rows: Callable[[str], RowPlan]) -> Iterator[RowBoundary]:
    """The boundaries in ``where``, ``each`` and ``through`` of a card's inputs that some data can reach."""
    spans = RowSpans()
    for name, step in plan.steps.items():
        for part, text in conditions_of(step).items():
            assert step.item is not None
            of, key = rows(step.item.rows[0]), part == "through"
            for decision, left, right, upper in _found(plan.scheme.tree(text), plan.scheme, of.table):
                one = RowBoundary(plan.name, f"{name}.{part}", decision, left, right, upper, key)
                if key or not idle(one, spans.of(of, left), spans.of(of, right)):
                    yield one


def conditions_of(step: Step) -> dict[str, str]:
    """The formulas by which an input chooses and weighs its rows."""
    item = step.item
    if item is None or not item.rows or not step.base:
        return {}
    texts = {"where": item.where, "each": item.each, "through": item.through.where if item.through else None}
    return {part: text for part, text in texts.items() if text is not None}


def _found(tree: Expression, scheme: Scheme, table: str) -> Iterator[tuple[Expression, Expression, Expression, bool]]:
    for node in walk(tree):
        if _between_codes(node, table) or _of_a_line(node):
            continue
        for left, right, upper in sides(node, scheme.constants):
            if (names(left) | names(right)) - set(scheme.constants):
                yield node, left, right, upper


def _between_codes(node: Expression, table: str) -> bool:
    """Whether a comparison is of a code or of yes and no, which have no step above or below."""
    if not isinstance(node, Compare):
        return False
    columns = [attributes.column(part.name, table) for part in (node.left, node.right) if isinstance(part, Name)]
    return any(column is not None and column.kind != "number" for column in columns)


def _of_a_line(node: Expression) -> bool:
    """Whether a comparison asks which line fits, as the columns that lines set do."""
    return isinstance(node, Compare) and node.left == Name("line")


__all__ = ["ROWS", "RowBoundary", "conditions_of", "input_boundaries", "row_boundaries"]
