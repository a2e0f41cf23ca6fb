"""Tier tables that say nothing of a value that can occur."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kaohe.core.errors import Problem
from kaohe.core.language.tree import Call, Expression, Name, walk
from kaohe.core.numbers import Num, Quot, Value
from kaohe.core.numbers.arithmetic import bounds
from kaohe.core.numbers.values import Table
from kaohe.core.operations import Operation
from kaohe.core.operations.tier import ABOVE, ladder
from kaohe.core.program import Column, Program
from kaohe.core.run.constants import constants
from kaohe.core.run.execute import Outcome


def gaps(outcome: Outcome) -> Iterator[Problem]:
    """A problem for each tier table that begins above the least value it is asked about, where nothing catches that."""
    for label, judge in outcome.judges.items():
        for name, judged in judge.done.items():
            for column, tree in judged.plan.steps.items():
                about = {"scheme": label, "node": f"rows.{name}, {column.lstrip('?')}"}
                yield from _gaps(tree, judged.columns, judge.constants, judge.operations, about)
    for card in outcome.cards:
        for node, step in card.plan.steps.items():
            about = {"scheme": card.plan.scheme.id, "card": card.plan.name, "node": node}
            yield from _gaps(step.tree, card.columns, constants(card), outcome.score.operations_of(card), about)


def _gaps(
    tree: Expression,
    columns: Mapping[str, Column],
    known: Mapping[str, Value],
    operations: Mapping[str, Operation],
    about: Mapping[str, object],
) -> Iterator[Problem]:
    caught = {node.arguments[0] for node in walk(tree) if isinstance(node, Call) and node.name == "known"}
    for node in walk(tree):
        match node:
            case Call("tier", (value, Name(table))) if node not in caught:
                rungs = known.get(table)
                if not isinstance(rungs, Table) or ABOVE in rungs.entries:
                    continue
                if not rungs.entries:
                    yield Problem(f"{table} has no tiers", "give it lower bounds", **about)
                    continue
                lowest = min(bound for bound, _ in ladder(rungs.entries))
                held = Program(dict(columns), known, operations).compiler.value(value)
                least = bounds(held)[0] if isinstance(held, Num | Quot) else lowest
                if least < lowest:
                    what = f"{table} has no tier below {_text(lowest)}, but the value can be as low as {_text(least)}"
                    yield Problem(what, "add a lowest tier, or say with given(tier(...), x) what holds below", **about)


def _text(value: Fraction) -> str:
    return f"{float(value):g}"
