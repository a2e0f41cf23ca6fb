"""Findings: what a careful lawyer and a careful engineer would say of a scheme document. One file per thing to find."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kaohe.core.findings import (
    clauses,
    dates,
    edges,
    grades,
    graver,
    incentives,
    ranks,
    signs,
    tiers,
    totals,
    unused,
)  # fmt: skip
from kaohe.core.findings.finding import Finder, Finding
from kaohe.core.findings.subject import Subject
from kaohe.core.findings.taken import taken

FINDERS = tuple(
    Finder(module.__name__.rpartition(".")[2], module.find)
    for module in (totals, tiers, edges, ranks, signs, grades, dates, unused, clauses, incentives, graver)
)
"""The finders of the house, in the order in which they are asked."""


def found(subjects: Iterable[tuple[str, Subject]], finders: Sequence[Finder] = FINDERS) -> list[Finding]:
    """All findings of a document; ``subjects``: the document as it stands under ``""``, then under each other reading.

    What only another reading shows is said once, with that reading.
    """
    known: dict[tuple[object, ...], Finding] = {}
    for under, subject in subjects:
        for finder in finders:
            for finding in finder.find(subject):
                if finding.key not in known:
                    known[finding.key] = _settled(subject, finding, under)
    return list(known.values())


def _settled(subject: Subject, finding: Finding, under: str) -> Finding:
    """With the reading that settles it; what only another reading shows rests on the clause of that reading."""
    if not under:
        return replace(finding, taken=finding.taken or taken(subject, finding))
    name = under.partition(" = ")[0]
    clause = subject.scheme.raw["reading"][name].get("clause", finding.clauses)
    clauses = (clause,) if isinstance(clause, str) else tuple(clause)
    return replace(finding, under=under, clauses=clauses, taken=(f"{name} = {subject.scheme.default_readings[name]}",))


__all__ = ["FINDERS", "Finder", "Finding", "Subject", "found"]
