"""Oracle of scheme 26, service-dept-four-dim, from the text of SCHEMES.md (sections 0, 26, D, E.26).

Readings where the text is silent: the team of a person's year is the one on the year's last day, with all its quarters;
`excellent_line` is reached by a total that equals it.
"""

from __future__ import annotations

from fractions import Fraction

from tests.oracles.common import (
    Outcome,
    Parameters,
    Span,
    Tables,
    Units,
    exact,
    last_day,
    month,
    periods_in,
    span_months,
)
from tests.oracles.measures import figure, marks, mean
from tests.oracles.rated import tree_paths, weights_of

TREE = {
    "customer_satisfaction": ("accuracy_timeliness", "complaint_handling", "need_understanding"),
    "team_cooperation": ("helping", "participation", "sharing"),
    "problem_solving": ("analysis", "planning", "execution"),
    "work_efficiency": ("completion_time", "handling_speed", "tool_skill"),
}
LEAVES = [leaf for leaves in TREE.values() for leaf in leaves]
PATHS = tree_paths("service-dept-four-dim", TREE)
Marks = dict[tuple[str, str, str], Fraction]


def close(cell: tuple[str, str], rated: Marks, weights: list[Fraction]) -> dict[str, Fraction]:
    """Leaves, dimensions and total of a person's month or a team's quarter."""
    values = {leaf: rated[*cell, leaf] for leaf in LEAVES}
    dimensions = {node: mean(values[leaf] for leaf in leaves) for node, leaves in TREE.items()}
    total = sum((w * value for w, value in zip(weights, dimensions.values(), strict=True)), Fraction(0)) / sum(weights)
    return values | dimensions | {"total": total}


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Months of persons, quarters of teams, years of persons with their team, and the grade of the year."""
    outcome, units = Outcome(), Units(tables["units"])
    rated = marks(tables.get("ratings", []), PATHS)
    weights = weights_of(parameters, 4, "dimension_weights")
    share = figure(parameters, "person_weight", 50) / 100
    persons: dict[tuple[str, int], Fraction] = {}
    teams: dict[tuple[str, int], Fraction] = {}
    for index in span_months(span):
        for row in units.of_kind(["person"], last_day(index)):
            values = close((row["unit"], month(index)), rated, weights)
            persons[row["unit"], index] = values["total"]
            for name, value in values.items():
                outcome.nodes["person_month", row["unit"], month(index), name] = value
    for period, months in periods_in(span, "quarter"):
        for row in units.of_kind(["team"], last_day(months[-1])):
            values = close((row["unit"], period), rated, weights)
            teams[row["unit"], months[-1]] = values["total"]
            for name, value in values.items():
                outcome.nodes["team_quarter", row["unit"], period, name] = value
    for period, months in periods_in(span, "year"):
        for row in units.of_kind(["person"], last_day(months[-1])):
            key = "person_year", row["unit"], period
            person = mean(persons[row["unit"], index] for index in months if (row["unit"], index) in persons)
            team = mean(teams[row["parent"], index] for index in months if (row["parent"], index) in teams)
            total = share * person + (1 - share) * team
            for name, value in (("person_part", person), ("team_part", team), ("total", total)):
                outcome.nodes[*key, name] = value
            if parameters.get("excellent_line") is not None:
                excellent = total >= exact(parameters["excellent_line"])
                outcome.grades[*key, "total"] = "excellent" if excellent else "ordinary"
    return outcome
