"""Grades that no score can reach."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kaohe.core.findings.finding import Finding, said
from kaohe.core.findings.quotes import decimal
from kaohe.core.findings.subject import Subject
from kaohe.core.language.tree import Name
from kaohe.core.run.gradelines import grade_lines


def find(subject: Subject) -> Iterator[Finding]:
    """Grades whose bounds lie outside what the judged value can be."""
    for plan in subject.cards():
        for name, grades in plan.card.grades.items():
            bounds = grade_lines(plan.scheme, grades.lines)
            tree = Name(grades.of) if grades.value is None else plan.scheme.tree(grades.value)
            low, high = subject.spans.of(plan, tree)
            place = subject.written(plan.name, "grades", name)
            ordered = sorted(bounds.items(), key=lambda one: one[1])
            for at, (grade, bound) in enumerate(ordered):
                end = ordered[at + 1][1] if at + 1 < len(ordered) else None
                if (high is not None and bound > high) or (end is not None and low is not None and end <= low):
                    needs = f"≥ {decimal(bound)}" if end is None else f"{decimal(bound)} … < {decimal(end)}"
                    yield said(
                        "grades.unreachable", place, grades.clause,
                        grade=grade, low=_end(low), high=_end(high), needs=needs,
                    )  # fmt: skip


def _end(value: Fraction | None) -> str:
    return "…" if value is None else decimal(value)
