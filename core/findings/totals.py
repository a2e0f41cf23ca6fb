"""Full marks that do not make the total that the text prints, or the usual 100."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from kaohe.core.documents.model import Item
from kaohe.core.findings.finding import Finding, said
from kaohe.core.findings.quotes import decimal
from kaohe.core.findings.subject import Subject
from kaohe.core.run.cardplan import CardPlan
from kaohe.core.run.fulls import fixed, static_full

PRINTED = re.compile(r"[((]\s*(\d+(?:\.\d+)?)\s*分\s*[))]|(?:上述|满分|总分|合计|共计|共|以)\s*(\d+(?:\.\d+)?)\s*分")
"""``(30分)`` behind a heading, ``上述100分``, ``以100分计``."""
USUAL = Fraction(100)


def find(subject: Subject) -> Iterator[Finding]:
    """Lists whose parts do not make their total, and leaves whose full marks are not those that their clause prints."""
    for plan in subject.cards():
        inner = {child for item in plan.card.node.values() for child in item.sum or ()}
        for name, item in plan.card.node.items():
            place = subject.written(plan.name, "node", name)
            clause, printed = _printed(subject, item)
            if item.sum is not None:
                yield from _list(plan, place, name, item, clause, printed, top=name not in inner)
            elif item.full is not None and printed is not None:
                full = fixed(plan.scheme, item.full, f"the full marks of {name}")
                if full != printed:
                    yield said("totals.leaf", place, (clause,), full=decimal(full), printed=decimal(printed))


def _list(
    plan: CardPlan, place: tuple[str, ...], name: str, item: Item, clause: str, printed: Fraction | None, top: bool
) -> Iterator[Finding]:
    parts = sum((static_full(plan, child) or Fraction(0) for child in item.sum or ()), Fraction(0))
    if item.full is not None:
        printed = fixed(plan.scheme, item.full, f"the full marks of {name}")
    if printed is not None and parts != printed:
        clauses = (clause,) if clause else item.clause
        yield said("totals.printed", place, clauses, sum=decimal(parts), printed=decimal(printed))
    elif printed is None and top and parts != USUAL:
        yield said("totals.usual", place, item.clause, sum=decimal(parts))


def _printed(subject: Subject, item: Item) -> tuple[str, Fraction | None]:
    """The one number of marks that the clauses of a node print, and in which of them; none if they print several."""
    found = {
        (clause, Fraction(match[1] or match[2]))
        for clause in item.clause
        for match in PRINTED.finditer(subject.quote(clause))
    }
    numbers = {number for _, number in found}
    return next(iter(found)) if len(numbers) == 1 and len(found) == 1 else ("", None)
