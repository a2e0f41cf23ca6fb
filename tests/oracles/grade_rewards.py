"""Oracle of scheme 36, abc-grade-rewards, from the text of SCHEMES.md (sections 0, 36, B, D, E.36).

Where the text is silent: consecutive C are those of periods that follow each other, also over the turn of a year; a
period without an assessment ends them, and each C before the persistent one asks for another assessment. From the
persistent one on every further C is persistent. Ranks are among all who are assessed; awards look at the grade after.
An incident with several decided sanctions is punished by the severest, the earliest of those; it is addressed to the person.
"""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from tests.oracles.common import (
    Outcome,
    Parameters,
    Row,
    Span,
    Tables,
    Units,
    exact,
    last_day,
    moment,
    month_of,
    months,
    parameter_table,
    periods_in,
    yes,
)
from tests.oracles.measures import figure, marks, setting
from tests.oracles.rated import Marks, competition, marks_of, paths_of, weighted_mean, weights_of

LEAVES = ("satisfaction", "efficiency", "service_quality", "problem_handling")
LINES = {"A": Fraction(90), "B": Fraction(75), "C": Fraction(0)}
SANCTIONS = ("oral_warning", "written_warning", "pay_cut", "dismissal")


def grade_of(total: Fraction, lines: dict[str, Fraction]) -> str:
    """The letter of the highest line that the total reaches."""
    return next(letter for letter in "ABC" if total >= lines[letter])


def decided_sanctions(events: list[Row], units: Units) -> list[Row]:
    """Verified decided sanctions; of a person and incident the severest (C8, C11)."""
    dearest: dict[tuple[str, str, str], tuple[int, datetime, str, Row]] = {}
    for event in events:
        if event["kind"] != "rule_violation" or not yes(event, "verified", True) or not event.get("decided_sanction"):
            continue
        case = (*units.whose(event), event.get("incident") or event["event"])
        found = -SANCTIONS.index(event["decided_sanction"]), moment(event["at"]), event["event"], event
        if case not in dearest or found[:3] < dearest[case][:3]:
            dearest[case] = found
    return [found[3] for found in dearest.values()]


class Rules:
    """The parameters of a run, read once."""

    def __init__(self, parameters: Parameters) -> None:
        self.every = setting(parameters, "assess_every", "quarter")
        self.weights = weights_of(parameters, len(LEAVES))
        self.lines = parameter_table(parameters, "grade_lines", LINES if parameters.get("illustrative") else None)
        self.persistent = figure(parameters, "persistent_after", 2)
        self.least = setting(parameters, "award_min_grade", "B")
        self.honours = figure(parameters, "top_honour", 3)
        self.commended = figure(parameters, "top_commendation", 10)
        self.bonus = exact(parameters.get("top_honour_bonus", 0))


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Marks, total, rank, grade, awards and consequences of every person and period."""
    outcome, units, rules = Outcome(), Units(tables["units"]), Rules(parameters)
    rated = marks(tables.get("ratings", []), paths_of("abc-grade-rewards", LEAVES))
    shown = dict(periods_in(span, rules.every))
    first = min((months(row["period"])[0] for row in tables.get("ratings", [])), default=months(span[0])[0])
    runs: dict[str, int] = {}
    for period, indexes in periods_in((f"{first // 12}-01", span[1]), rules.every):
        totals = totals_of(units, rated, period, indexes, rules, outcome if period in shown else None)
        grades = {unit: grade_of(total, rules.lines) for unit, total in totals.items()}
        runs = {unit: runs.get(unit, 0) + 1 for unit, grade in grades.items() if grade == "C"}
        if period in shown:
            for unit, grade in grades.items():
                outcome.grades[rules.every, unit, period, "total"] = grade
            follow(period, grades, runs, rules, outcome)
            award(period, totals, grades, rules, outcome)
    for event in decided_sanctions(tables.get("events", []), units):
        unit, person = units.whose(event)
        for period, indexes in shown.items():
            if month_of(event["at"]) in indexes:
                outcome.flags.add((unit, period, event["decided_sanction"], person or unit, event["event"], ""))
    return outcome


def totals_of(
    units: Units, rated: Marks, period: str, indexes: range, rules: Rules, outcome: Outcome | None
) -> dict[str, Fraction]:
    """The total of everyone who is there on the period's last day; nothing is known of periods before the marks."""
    totals: dict[str, Fraction] = {}
    for row in units.of_kind(["person"], last_day(indexes[-1])):
        unit = row["unit"]
        if outcome is None and not any((unit, period, leaf) in rated for leaf in LEAVES):
            continue
        values = marks_of(rated, unit, period, LEAVES)
        totals[unit] = weighted_mean(values.values(), rules.weights)
        if outcome is not None:
            for name, value in {**values, "total": totals[unit]}.items():
                outcome.nodes[rules.every, unit, period, name] = value
    return totals


def follow(period: str, grades: dict[str, str], runs: dict[str, int], rules: Rules, outcome: Outcome) -> None:
    """A C is assessed again; so many in a row are sanctioned."""
    for unit in (unit for unit, grade in grades.items() if grade == "C"):
        flag = "sanction" if runs[unit] >= rules.persistent else "retest"
        outcome.flags.add((unit, period, flag, "", "", ""))


def award(period: str, totals: dict[str, Fraction], grades: dict[str, str], rules: Rules, outcome: Outcome) -> None:
    """Honours, commendations and the bonus of the best, as far as their grade allows."""
    for unit, (rank, of) in competition(totals).items():
        outcome.ranks[rules.every, unit, period, "total"] = rank, of
        if grades[unit] <= rules.least:
            if rank <= rules.honours:
                outcome.flags.add((unit, period, "top_honour", "", "", ""))
                outcome.pay(unit, period, "reward", rules.bonus)
            if rank <= rules.commended:
                outcome.flags.add((unit, period, "top_commendation", "", "", ""))
