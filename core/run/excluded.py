"""Runs with ``empty_survey = exclude``: what an empty sample takes out."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from kaohe.core.language.tree import (
    Call,
    Compare,
    Expression,
    Logic,
    Name,
    Not,
    Nothing,
    Number,
    children,
)  # fmt: skip
from kaohe.core.run.cardplan import STATES, CardPlan


def exclude(plan: CardPlan) -> None:
    """With ``empty_survey = exclude``, what reads an empty sample is not assessed, whatever its formula makes of nothing.

    A list and ``all_of``, ``any_of`` leave the sample out (C5).
    """
    excluded: dict[str, Expression] = {}
    for name, step in plan.steps.items():
        item = step.item
        if item is not None and item.sample:
            state = Compare("==", Name(f"{name}@~"), Number(Fraction(STATES["not_assessed"])))
            excluded[name] = state if step.base else Not(Call("known", (Name(name),)))
    grew = True
    while grew:
        grew = False
        for name, step in plan.steps.items():
            item = step.item
            hit = [excluded[other] for other in sorted(_held(step.tree)) if other in excluded]
            if (
                not hit
                or name in excluded
                or item is None
                or step.role != "node"
                or item.sum
                or item.weighted
                or item.mean
            ):
                continue
            gate = hit[0] if len(hit) == 1 else Logic("or", tuple(hit))
            plan.steps[name] = replace(step, tree=Call("cases", (gate, Nothing(), step.tree)))
            excluded[name] = Not(Call("known", (Name(name),)))
            grew = True


def _held(tree: Expression) -> set[str]:
    """The names that a formula cannot do without."""
    match tree:
        case Name(name):
            return {name}
        case Call("all_of" | "any_of", _):
            return set()
    return {name for part in children(tree) for name in _held(part)}
