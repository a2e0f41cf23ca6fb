"""Findings: what a careful lawyer and a careful engineer would say of a scheme document. One file per thing to find."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kaohe.core.findings import (
    clauses, dates, edges, grades, graver, incentives, ranks, signs, tiers, totals, unused,
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
                    settled = finding.taken or taken(subject, finding)
                    known[finding.key] = replace(finding, under=under, taken=settled)
    return list(known.values())


__all__ = ["FINDERS", "Finder", "Finding", "Subject", "found"]
