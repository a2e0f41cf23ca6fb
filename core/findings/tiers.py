"""Printed tiers with gaps or overlaps, and tables of tiers and grades that are not those printed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from kaohe.core.documents.model import Grades
from kaohe.core.findings.finding import Finding, said
from kaohe.core.findings.quotes import decimal, spans
from kaohe.core.findings.subject import Subject
from kaohe.core.language.tree import Call, Expression, Name, walk
from kaohe.core.operations.tier import ABOVE, ladder


def find(subject: Subject) -> Iterator[Finding]:
    """What the quoted spans of each table of tiers or grades leave open, say twice, or say otherwise.

    A tier that is printed without an end (80 以上) ends where the next begins; the lowest may stand for the rest.
    """
    for name, bounds in _tables(subject).items():
        parameter = subject.scheme.parameters[name]
        for clause in parameter.clause:
            printed = spans(subject.quote(clause))
            if len(printed) < 2 or parameter.provenance != "stated":
                continue
            place = ("parameter", name)
            yield from _between(place, clause, printed)
            yield from _differing(place, clause, printed, bounds)


def _tables(subject: Subject) -> dict[str, list[Fraction]]:
    """The bounds of every parameter that stands for tiers or grades."""
    found: dict[str, list[Fraction]] = {}
    for plan in subject.plans.values():
        for grades in plan.card.grades.values():
            _of_grades(subject, grades, found)
        for step in plan.steps.values():
            _of_formula(subject, step.tree, found)
    for rows in subject.rows.values():
        for tree in rows.steps.values():
            _of_formula(subject, tree, found)
    return found


def _of_grades(subject: Subject, grades: Grades, found: dict[str, list[Fraction]]) -> None:
    table = subject.scheme.constants.get(grades.lines) if isinstance(grades.lines, str) else None
    if isinstance(table, dict) and isinstance(grades.lines, str):
        found[grades.lines] = sorted(value for value in table.values() if isinstance(value, Fraction))


def _of_formula(subject: Subject, tree: Expression, found: dict[str, list[Fraction]]) -> None:
    for node in walk(tree):
        match node:
            case Call("tier", (_, Name(name))) if name in subject.scheme.parameters:
                table = subject.scheme.constants[name]
                if isinstance(table, dict) and ABOVE not in table:
                    found[name] = sorted(bound for bound, _ in ladder(table))


def _between(place: tuple[str, ...], clause: str, printed: list[tuple[Fraction, Fraction | None]]) -> Iterator[Finding]:
    gaps, twice = [], []
    for (_, end), (start, _) in pairwise(printed):
        if end is not None and end < start:
            gaps.append((f"{decimal(end)} 与 {decimal(start)}", f"{decimal(end)} and {decimal(start)}"))
        elif end is not None:
            lone = end == start
            twice.append(
                (decimal(end), decimal(end))
                if lone
                else (f"{decimal(start)} 至 {decimal(end)}", f"{decimal(start)} to {decimal(end)}")
            )
    for key, pairs in (("tiers.gap", gaps), ("tiers.overlap", twice)):
        if pairs:
            zh, en = "、".join(zh for zh, _ in pairs), ", ".join(en for _, en in pairs)
            yield said(key, place, (clause,), pairs=(zh, en))


def _differing(
    place: tuple[str, ...], clause: str, printed: list[tuple[Fraction, Fraction | None]], bounds: list[Fraction]
) -> Iterator[Finding]:
    starts = sorted({start for start, _ in printed})
    text = ", ".join(decimal(start) for start in starts)
    for bound in bounds:
        if bound not in starts and bound > 0:
            yield said("tiers.differs", (*place, decimal(bound)), (clause,), bound=decimal(bound), printed=text)
    for start in starts:
        if start not in bounds:
            yield said("tiers.missing", place, (clause,), bound=decimal(start))
