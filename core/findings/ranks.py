"""Points above full marks."""

from __future__ import annotations

from collections.abc import Iterator

from kaohe.core.findings.finding import Finding, said
from kaohe.core.findings.quotes import decimal
from kaohe.core.findings.subject import Subject
from kaohe.core.run.fulls import fixed


def find(subject: Subject) -> Iterator[Finding]:
    """Nodes with full marks whose formula can pass them, by rank points, tiers or a cap that lies above."""
    for plan in subject.cards():
        for name, item in plan.card.node.items():
            if item.full is None or item.rated or item.measured:
                continue
            full = fixed(plan.scheme, item.full, f"the full marks of {name}")
            _, most = subject.spans.of(plan, plan.steps[name].tree)
            if most is not None and most > full:
                place = subject.written(plan.name, "node", name)
                yield said("ranks.above_full", place, item.clause, most=decimal(most), full=decimal(full))
