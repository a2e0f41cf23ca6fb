"""Clauses on which nothing rests, and what rests on none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kaohe.core.findings.finding import Finding, Place, said
from kaohe.core.findings.subject import Subject

BEARING = {"grades": 4, "money": 4, "flag": 4}
"""Parts of a card that must rest on a clause."""


def find(subject: Subject) -> Iterator[Finding]:
    """Clauses without a node, clauses that are not in the words, and shown nodes and outcomes without a clause."""
    cited = {name: place for place, name in _cited(subject.scheme.raw, ())}
    for name, clause in subject.clauses.items():
        if name not in cited and "not_modelled" not in clause:
            yield said("clauses.unused", ("clause", name), (name,), True)
    if subject.clauses:
        for name, place in cited.items():
            if name not in subject.clauses:
                yield said("clauses.unknown", place, name=name)
        yield from _bare(subject)


def _cited(value: Any, path: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key == "clause":
                yield from ((path, name) for name in ([part] if isinstance(part, str) else part))
            else:
                yield from _cited(part, (*path, key))


def _bare(subject: Subject) -> Iterator[Finding]:
    for plan in subject.cards():
        for name, item in plan.card.node.items():
            if not item.hidden and not item.clause:
                yield said("clauses.none", subject.written(plan.name, "node", name))
        for part in BEARING:
            for name, outcome in getattr(plan.card, part).items():
                if not outcome.clause:
                    yield said("clauses.none", subject.written(plan.name, part, name))
    for table, rows in subject.scheme.rows.items():
        for name, line in rows.line.items():
            if not line.clause:
                yield said("clauses.none", ("rows", table, "line", name))
        for name, flag in rows.flag.items():
            if not flag.clause:
                yield said("clauses.none", ("rows", table, "flag", name))
