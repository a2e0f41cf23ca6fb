"""Plumbing shared by the oracles: the quarters, halves and years of a span."""

from __future__ import annotations

from tests.oracles.common import Span, quarter, span_months, year

SIZE = {"quarter": 3, "half": 6, "year": 12}


def half(index: int) -> str:
    """The half-year of a month index, as written."""
    return f"{index // 12}-H{index % 12 // 6 + 1}"


def longer_periods(kind: str, span: Span) -> list[tuple[str, str, range]]:
    """The kind, the name and the months of every period of a kind that lies whole in a span."""
    size, months = SIZE[kind], span_months(span)
    named = {"quarter": quarter, "half": half, "year": year}[kind]
    firsts = [index for index in months if index % size == 0 and index + size - 1 in months]
    return [(kind, named(first), range(first, first + size)) for first in firsts]
