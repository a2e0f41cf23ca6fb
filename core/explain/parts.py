"""The values of other cells behind a number: of units below, of earlier periods, of other schemes of the run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING

from kaohe.core.errors import KaoheError
from kaohe.core.explain.names import Names, amount, number
from kaohe.core.explain.phrases import LANGUAGES
from kaohe.core.explain.receipt import Part
from kaohe.core.program import Lacking
from kaohe.core.run.behind import base_step

if TYPE_CHECKING:
    from kaohe.core.operations.base import Plain
    from kaohe.core.results import Results
    from kaohe.core.run.cardrun import CardRun, Cell
    from kaohe.core.run.reference import Reference


def parts_of(results: Results, card: CardRun, cell: Cell, node: str) -> Iterator[Part]:
    """What the references of a node have read, its own and those of the inputs and hidden nodes that it reads."""
    score = results.outcome.score
    for name in _reading(card, node):
        step = base_step(card, name)
        if step is None or not step.base or step.item is None or not step.item.from_:
            continue
        reference = score.reference(card, step)
        if reference is not None and reference.how not in ("rank", "rank_from_bottom"):
            for source in score.exactly.sources(reference, cell):
                yield _part(results, reference, source)


def _reading(card: CardRun, node: str) -> Iterator[str]:
    """The node and all that leads to it without being shown itself."""
    todo, seen = [node], {node}
    while todo:
        name = todo.pop(0)
        yield name
        step, shown = base_step(card, name), card.plan.card.node
        for other in sorted(step.reads) if step is not None else ():
            item = shown.get(other)
            if other not in seen and other in card.plan.steps and (item is None or item.hidden):
                seen.add(other)
                todo.append(other)


def _part(results: Results, reference: Reference, cell: Cell) -> Part:
    source = reference.source
    plan, unit = source.plan, source.whose(cell[0])
    value: Plain = None
    with suppress(Lacking, KaoheError):
        value = results.outcome.score.exactly.value(source, reference.name, cell)
    title = {language: Names(plan.scheme, language, plan.name)(reference.name) for language in LANGUAGES}
    return Part(
        plan.scheme.label, plan.called, unit[0] + (f" · {unit[1]}" if unit[1] else ""), str(source.period_of[cell[1]]),
        reference.name, title, None if value is None else number(value) if isinstance(value, Fraction) else amount(value, "en"),
    )  # fmt: skip
