"""Oracle of scheme 23, gov-support-abcd, from the text of SCHEMES.md (sections 0, 23, D, E.23).

Reading where the text is silent: a year, like a quarter, rolls up its months.
"""

from __future__ import annotations

from fractions import Fraction

from tests.oracles.common import (
    Outcome,
    Parameters,
    Span,
    Tables,
    Units,
    last_day,
    month,
    parameter_list,
    parameter_table,
    periods_in,
    span_months,
)
from tests.oracles.measures import marks, mean, setting, switch

TREE = {
    "quality_of_service": ("satisfaction", "response_speed", "resolution_rate_rating"),
    "work_efficiency": ("ticket_speed", "ticket_quality", "fault_repair_time"),
    "work_attitude": ("attitude", "communication", "complaints"),
}
PATHS = {
    path: leaf for node, leaves in TREE.items() for leaf in leaves for path in (leaf, f"gov-support-abcd/{node}/{leaf}")
}
LINES = {"A": Fraction(90), "B": Fraction(80), "C": Fraction(70), "D": Fraction(0)}


class Rules:
    """The parameters, read once."""

    def __init__(self, parameters: Parameters) -> None:
        self.weights = parameter_list(parameters.get("dimension_weights", "1;1;1"))
        self.lines = parameter_table(parameters, "grade_lines", LINES)
        self.rounds = switch(parameters, "round_before_grade")
        self.last = setting(parameters, "rollup", "mean") == "last"

    def grade(self, total: Fraction) -> str:
        """The letter with the highest lower bound that the total reaches."""
        judged = Fraction((2 * total + 1) // 2) if self.rounds else total
        return max((bound, letter) for letter, bound in self.lines.items() if judged >= bound)[1]

    def rolled(self, totals: list[Fraction]) -> Fraction:
        """The total of a longer period out of those of its parts."""
        return totals[-1] if self.last else mean(totals)


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Months from the marks; quarters and years from the months in which the centre was there."""
    outcome, units, rules = Outcome(), Units(tables["units"]), Rules(parameters)
    rated = marks(tables["ratings"], PATHS)
    totals: dict[tuple[str, int], Fraction] = {}
    for index in span_months(span):
        for row in units.of_kind(["support_centre"], last_day(index)):
            cell = row["unit"], month(index)
            values = {leaf: rated[*cell, leaf] for leaves in TREE.values() for leaf in leaves}
            for node, leaves in TREE.items():
                values[node] = mean(values[leaf] for leaf in leaves)
            parts = sum((w * values[node] for w, node in zip(rules.weights, TREE, strict=True)), Fraction(0))
            values["total"] = totals[row["unit"], index] = parts / sum(rules.weights)
            outcome.nodes.update({("month", *cell, name): value for name, value in values.items()})
            outcome.grades["month", *cell, "total"] = rules.grade(values["total"])
    for card in ("quarter", "year"):
        for period, inside in periods_in(span, card):
            for row in units.of_kind(["support_centre"], last_day(inside[-1])):
                unit = row["unit"]
                total = rules.rolled([totals[unit, index] for index in inside if (unit, index) in totals])
                outcome.nodes[card, unit, period, "total"] = total
                outcome.grades[card, unit, period, "total"] = rules.grade(total)
    return outcome
