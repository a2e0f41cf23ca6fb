"""Oracle of scheme 34, generic-quality-management, from the text of SCHEMES.md (sections 0, 34, B, D, E.34).

Where the text is silent: a quarter and a year are rolled up from the months in which the unit was there on the last
day. Months are ranked like quarters and years. A total below every line has no grade.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from tests.oracles.common import (
    Outcome,
    Parameters,
    Span,
    Tables,
    Units,
    last_day,
    month,
    parameter_table,
    periods_in,
    span_months,
)
from tests.oracles.measures import Measures, marks, mean, setting
from tests.oracles.rated import competition, marks_of, paths_of, weighted_mean, weights_of

LEAVES = (
    "satisfaction",
    "appeal_handling",
    "complaint_rate_rating",
    "retention_rate_rating",
    "repeat_purchase_rate_rating",
)
KINDS = ("department", "person")


def from_rate(cell: tuple[str, str], measures: Measures) -> Fraction:
    """100 x (1 - complaint rate), not below 0; without subscribers met."""
    pair = measures.pair(*cell, "complaint_rate")
    if pair is None:
        raise ValueError(f"{cell}: complaint_rate is not supplied")
    return max(Fraction(0), 100 - 100 * pair[0] / pair[1]) if pair[1] else Fraction(100)


class Places:
    """Ranks and grades of a run."""

    def __init__(self, parameters: Parameters, outcome: Outcome) -> None:
        self.outcome = outcome
        lines = parameter_table(parameters, "grade_lines")
        self.lines = sorted(((line, grade) for grade, line in lines.items()), reverse=True)

    def put(self, card: str, period: str, totals: dict[str, tuple[str, Fraction]]) -> None:
        """The grades of a period's totals, and their ranks within each kind."""
        by_kind: dict[str, dict[str, Fraction]] = defaultdict(dict)
        for unit, (kind, total) in totals.items():
            by_kind[kind][unit] = total
            self.outcome.nodes[card, unit, period, "total"] = total
            grade = next((grade for line, grade in self.lines if total >= line), None)
            if grade is not None:
                self.outcome.grades[card, unit, period, "total"] = grade
        for held in by_kind.values():
            for unit, place in competition(held).items():
                self.outcome.ranks[card, unit, period, "total"] = place


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Marks and total of every month; total, rank and grade of every quarter and year."""
    outcome, units = Outcome(), Units(tables["units"])
    places, weights = Places(parameters, outcome), weights_of(parameters, len(LEAVES))
    by_rate = setting(parameters, "complaint_rate_from", "mark") == "rate"
    rated = marks(tables.get("ratings", []), paths_of("generic-quality-management", LEAVES))
    measures = Measures(tables.get("measurements", []))
    monthly: dict[tuple[str, int], Fraction] = {}
    for index in span_months(span):
        totals: dict[str, tuple[str, Fraction]] = {}
        for row in units.of_kind(KINDS, last_day(index)):
            cell = row["unit"], month(index)
            asked = [leaf for leaf in LEAVES if not (by_rate and leaf == "complaint_rate_rating")]
            found = marks_of(rated, *cell, asked)
            if by_rate:
                found["complaint_rate_rating"] = from_rate(cell, measures)
            outcome.nodes.update({("month", *cell, leaf): found[leaf] for leaf in LEAVES})
            total = weighted_mean((found[leaf] for leaf in LEAVES), weights)
            monthly[row["unit"], index] = total
            totals[row["unit"]] = row["kind"], total
        places.put("month", month(index), totals)
    is_last = setting(parameters, "rollup", "mean") == "last"
    for card in ("quarter", "year"):
        for period, indexes in periods_in(span, card):
            totals = {}
            for row in units.of_kind(KINDS, last_day(indexes[-1])):
                held = [monthly[row["unit"], index] for index in indexes if (row["unit"], index) in monthly]
                totals[row["unit"]] = row["kind"], held[-1] if is_last else mean(held)
            places.put(card, period, totals)
    return outcome
