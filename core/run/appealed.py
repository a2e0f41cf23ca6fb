"""Rows under appeal: they count, and what they make is pending until it is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kaohe.core.catalogue import catalogue
from kaohe.core.language.tree import Logic, Member, Name, Text
from kaohe.core.run.rowplan import EVENT, RowPlan

if TYPE_CHECKING:
    from kaohe.core.tables import Tables

PENDING = "?pending"


def mark(plan: RowPlan, tables: Tables) -> None:
    """Adds to a plan of events that a row is pending while its status says so, beside what the document says."""
    open_ = [name for name, status in catalogue().statuses.items() if status.pending]
    status = tables.events["status"]
    if plan.table != EVENT or status.null_count() == status.len() or not status.is_in(open_).any():
        return
    appealed = Member(Name("status"), tuple(Text(name) for name in open_))
    said = plan.steps.get(PENDING)
    plan.steps[PENDING] = appealed if said is None else Logic("or", (appealed, said))
