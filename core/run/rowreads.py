"""Which columns of events and tickets a scheme reads."""

from __future__ import annotations

import polars as pl

from kaohe.core.documents.scheme import Scheme
from kaohe.core.language.tree import (
    Expression,
    Name,
    names,
)
from kaohe.core.run.rowplan import RowPlan, plan_rows


def kept_apart(scheme: Scheme, frame: pl.DataFrame) -> list[str]:
    """The columns by which cards count cases apart."""
    keys = [
        item.distinct
        for card in scheme.cards.values()
        for item in (*card.node.values(), *card.input.values())
        if item.distinct
    ]
    keys += [
        item.through.per
        for card in scheme.cards.values()
        for item in (*card.node.values(), *card.input.values())
        if item.through
    ]
    return [key for key in keys if key in frame.columns]


def reads(scheme: Scheme, plan: RowPlan) -> set[str]:
    """The names that a rows table, and whatever is made of its rows, reads without defining them."""
    read: set[str] = set()
    for tree in plan.steps.values():
        read |= names(tree)
    for over in plan.rows.over.values():
        read |= set(over.per)
        for text in (over.of, over.where):
            if text is not None:
                read |= names(scheme.tree(text))
    if plan.rows.pick is not None:
        read |= {name for name in (plan.rows.pick.max, plan.rows.pick.min, *plan.rows.pick.per) if name}
    for tree in _trees_above(scheme, plan.name):
        read |= names(tree)
    for other in scheme.rows:
        if plan.name in scheme.rows[other].of and other != plan.name:
            above = plan_rows(scheme, other)
            read |= reads(scheme, above) - above.all_names
    own = plan.all_names | set(scheme.constants)
    if plan.rows.spread is not None:
        own.add(plan.rows.spread.target[0])
    return read - own


def _trees_above(scheme: Scheme, name: str) -> list[Expression]:
    found = []
    for card in scheme.cards.values():
        for item in (*card.node.values(), *card.input.values()):
            if name in item.rows:
                found += [scheme.tree(text) for text in (item.where, item.each) if text is not None]
                found += [Name(key) for key in (item.distinct, item.through.per if item.through else None) if key]
        if card.segment is not None and name in card.segment.rows:
            found += [Name(key) for key in card.segment.by]
    return found
