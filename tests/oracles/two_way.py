"""Oracle of scheme 17, service-dept-360, from the text of SCHEMES.md (sections 0, 17, D, E.17).

A side without any mark of its role in a month is missing; a side with some marks needs all fourteen.
"""

from __future__ import annotations

from fractions import Fraction

from tests.oracles.common import Outcome, Parameters, Span, Tables, Units, last_day, month, periods_in, span_months
from tests.oracles.measures import figure, marks_by_role, mean, setting
from tests.oracles.rated import tree_paths, weights_of

TREE = {
    "work_content": ("task_completion", "need_analysis", "timely_reports"),
    "work_efficiency": ("response_time", "service_quality", "reception_skill", "emergency_handling"),
    "service_attitude": ("courtesy", "enthusiasm", "complaint_handling", "responsibility"),
    "business_ability": ("product_knowledge", "communication", "suggestions"),
}
LEAVES = [leaf for leaves in TREE.values() for leaf in leaves]
PATHS = tree_paths("service-dept-360", TREE)
SIDES = ("superior", "peer")
Marks = dict[tuple[str, str, str], dict[str, Fraction]]


def side_of(cell: tuple[str, str], side: str, rated: Marks, weights: list[Fraction]) -> dict[str, Fraction]:
    """Leaves, dimensions and total of one side; empty if nobody of it rated."""
    held = {leaf: rated[*cell, leaf][side] for leaf in LEAVES if side in rated.get((*cell, leaf), {})}
    if not held:
        return {}
    if lacking := [leaf for leaf in LEAVES if leaf not in held]:
        raise ValueError(f"{cell}: {side} has not rated {lacking}")
    nodes = {node: mean(held[leaf] for leaf in leaves) for node, leaves in TREE.items()}
    total = sum((w * value for w, value in zip(weights, nodes.values(), strict=True)), Fraction(0)) / sum(weights)
    return {f"{name}_{side}": value for name, value in (held | nodes).items()} | {side: total}


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Both sides and the total of every person and month; the total of longer periods."""
    outcome, units = Outcome(), Units(tables["units"])
    rated = marks_by_role(tables.get("ratings", []), PATHS)
    weights = weights_of(parameters, 4, "dimension_weights")
    share = figure(parameters, "superior_weight", 50) / 100
    by_last = setting(parameters, "rollup", "mean") == "last"
    names = [f"{name}_{side}" for side in SIDES for name in (*LEAVES, *TREE)] + [*SIDES]
    totals: dict[tuple[str, int], Fraction] = {}
    for index in span_months(span):
        for row in units.of_kind(["person"], last_day(index)):
            cell = row["unit"], month(index)
            values = side_of(cell, "superior", rated, weights) | side_of(cell, "peer", rated, weights)
            found = [values[side] for side in SIDES if side in values]
            if not found:
                raise ValueError(f"{cell}: nobody rated")
            total = share * found[0] + (1 - share) * found[1] if len(found) == 2 else found[0]
            totals[row["unit"], index] = outcome.nodes["month", *cell, "total"] = total
            for name in names:
                outcome.nodes["month", *cell, name] = values.get(name, "not_assessed")
    for kind in ("quarter", "half", "year"):
        for period, months in periods_in(span, kind):
            for row in units.of_kind(["person"], last_day(months[-1])):
                held = [totals[row["unit"], index] for index in months if (row["unit"], index) in totals]
                outcome.nodes[kind, row["unit"], period, "total"] = held[-1] if by_last else mean(held)
    return outcome
