"""Generated inputs of scheme 36, abc-grade-rewards."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import grade_rewards
from tests.oracles.common import Outcome, Parameters, Row, Units, last_day, month, periods_in
from tests.oracles.data_common import Events, Generated, Mode, time_in
from tests.oracles.data_marks import aimed, rated
from tests.oracles.data_spells import BOTH_YEARS, span_within, staff
from tests.oracles.grade_rewards import LEAVES, SANCTIONS, Rules

CELLS = {"month": 24, "quarter": 8, "year": 2}


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """How often, weights, lines, awards; all of them change, the usual ones most often."""
    found: Parameters = {"illustrative": True, "assess_every": rng.choice(("month", "quarter", "quarter", "year"))}
    if rng.random() < 0.5:
        found["weights"] = rng.choice(("1;2;3;4", "0.4;0.3;0.2;0.1", "3;0;1;1"))
    if rng.random() < 0.5:
        found |= {"grade_lines.A": rng.choice((85, "92.5")), "grade_lines.B": rng.choice((70, "77.77"))}
    if rng.random() < 0.5:
        found["persistent_after"] = rng.choice((1, 3))
    if rng.random() < 0.5:
        found["award_min_grade"] = rng.choice("AC")
    if rng.random() < 0.4:
        found |= {"top_honour": rng.choice((1, 5)), "top_commendation": rng.choice((6, 12))}
    if mode == "thresholds" or rng.random() < 0.7:
        found["top_honour_bonus"] = rng.choice((500, "333.33", 0))
    return found


def violations(rng: Random, events: Events, unit: str, index: int) -> None:
    """A decided sanction now and then; or an incident of several, of which one counts."""
    kind, incident = "rule_violation", ""
    if rng.random() < 0.2:
        incident = f"I{len(events.rows)}"
    for _ in range(rng.randint(2, 3) if incident else 1):
        decided = rng.choice((*SANCTIONS, ""))
        cells = {"incident": incident, "decided_sanction": decided, "violation": rng.choice(("smoking", ""))}
        cells["person"] = rng.choice(("", "", "", unit, "X"))
        events.add(unit, kind, time_in(rng, index), **cells, **events.odds())


def count_on_boundary(outcome: Outcome, parameters: Parameters) -> int:
    """Unit-periods with a total exactly on a grade line, or that share the last rank of an award."""
    rules = Rules(parameters)
    found = {key[:3] for key, value in outcome.nodes.items() if key[3] == "total" and value in rules.lines.values()}
    shared: dict[tuple[str, int], list[tuple[str, str, str]]] = {}
    for key, (rank, _) in outcome.ranks.items():
        shared.setdefault((key[2], rank), []).append(key[:3])
    for (_, rank), held in shared.items():
        last = rank + len(held) - 1
        if len(held) > 1 and any(rank <= most < last for most in (rules.honours, rules.commended)):
            found |= set(held)
    return len(found)


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` assessments of persons in 2013 and 2014."""
    rng = Random(seed)
    parameters = parameters_of(rng, mode)
    rules = Rules(parameters)
    rows = staff(rng, max(4, unit_periods // CELLS[rules.every]), "person", prefix="A")
    units, events, ratings = Units(rows), Events(rng), list[Row]()
    targets = [Fraction(99), *(line for letter, line in rules.lines.items() if letter != "C"), Fraction(40)]
    for period, indexes in periods_in(BOTH_YEARS, rules.every):
        for row in units.of_kind(["person"], last_day(indexes[-1])):
            found = dict(zip(LEAVES, aimed(rng, mode, targets, rules.weights), strict=True))
            ratings += rated(rng, row["unit"], period, found, "abc-grade-rewards")
            if rules.every != "month" and rng.random() < 0.02:
                ratings += rated(rng, row["unit"], month(indexes[0]), {LEAVES[0]: Fraction(1)}, "abc-grade-rewards")
            if rng.random() < 0.1:
                violations(rng, events, row["unit"], rng.choice(indexes))
    tables = {"units": rows, "ratings": ratings, "events": events.shuffled()}
    span = span_within(rng) if rules.every != "year" else rng.choice((BOTH_YEARS, ("2014-01", "2014-12")))
    on_boundary = count_on_boundary(grade_rewards.assess(tables, parameters, span), parameters)
    return tables, parameters, span, on_boundary
