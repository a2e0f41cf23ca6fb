"""Days that no calendar has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kaohe.core.findings.finding import Finding, said
from kaohe.core.findings.subject import Subject

DAY = re.compile(r"(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*(?:月|[./-](?=\d{1,2}(?!\d)))\s*(\d{1,2})\s*日?")
LEAP = 2000


def find(subject: Subject) -> Iterator[Finding]:
    """Dates in the quoted clauses that do not exist; without a year, those of no year."""
    for clause in subject.clauses:
        for match in DAY.finditer(subject.quote(clause)):
            if not ("月" in match[0] or match[1]):
                continue
            if not _exists(int(match[1] or LEAP), int(match[2]), int(match[3])):
                yield said("dates.none", ("clause", clause), (clause,), True, date=match[0].strip())


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
