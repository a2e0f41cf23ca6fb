"""To which period a ticket belongs, and as of when it is judged (C10)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kaohe.core.language.tree import (
    Call,
    Compare,
    Expression,
    Logic,
    Name,
    Nothing,
    Number,
    Truth,
    children,
    rebuilt,
    walk,
)
from kaohe.core.run.rowplan import AS_OF

if TYPE_CHECKING:
    from kaohe.core.run.rowplan import RowPlan
    from kaohe.core.run.settings import Settings

STAMP = {"in_time": 0, "minutes": 1}


def place(plan: RowPlan, settings: Settings) -> None:
    """Lets ``ticket_period`` name the period of a table of tickets, and judges its limits as of ``as_of``.

    Without either a ticket belongs to the period of its deadline, at whose end nothing is undecided.
    """
    if plan.table != "tickets" or plan.parent is not None:
        return
    moment: Expression | None = None if settings.as_of is None else Number(Fraction(settings.as_of))
    if settings.ticket_period == "accepted":
        plan.steps["?at"] = Name("accepted_at")
        moment = Name(AS_OF)
    elif settings.ticket_period == "completed" and (done := _done(plan)) is not None:
        plan.steps["?at"] = done if moment is None else Call("cases", (Compare("<=", done, moment), done, Nothing()))
    if moment is not None:
        plan.steps = {name: _judged(tree, moment) for name, tree in plan.steps.items()}


def _done(plan: RowPlan) -> Expression | None:
    """When a ticket is completed: the one stamp that its limit is held against or to which its minutes run.

    Where there are several, or none: ``completed_at`` if it is read.
    """
    parts = [part for tree in plan.steps.values() for part in walk(tree)]
    stamps = {part.arguments[STAMP[part.name]] for part in parts if isinstance(part, Call) and part.name in STAMP}
    if len(stamps) == 1:
        return stamps.pop()
    return Name("completed_at") if Name("completed_at") in parts else None


def _judged(tree: Expression, moment: Expression) -> Expression:
    """``in_time`` as of a moment: what is done later is open, what is due later is not judged."""
    tree = rebuilt(tree, tuple(_judged(part, moment) for part in children(tree)))
    if not isinstance(tree, Call) or tree.name != "in_time":
        return tree
    stamp, due = tree.arguments
    done = Logic("and", (Call("known", (stamp,)), Compare("<=", stamp, moment)))
    return Call("cases", (done, Compare("<=", stamp, due), Compare("<=", due, moment), Truth(False), Nothing()))
