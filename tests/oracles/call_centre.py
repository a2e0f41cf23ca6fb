"""Oracle of scheme 18, bank-call-centre, from the text of SCHEMES.md (sections 0, 18, B, D, E.18)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from tests.oracles.call_centre_rules import HUNDRED, Rules, answered, content, nobody_asked, typing, weighted
from tests.oracles.common import (
    Outcome,
    Parameters,
    Row,
    Span,
    Tables,
    Units,
    last_day,
    month,
    month_of,
    span_months,
    year,
    yes,
)
from tests.oracles.measures import Measures, marks, mean, setting

LEAVES = ("work_quality", "conduct")
PATHS = {path: leaf for leaf in LEAVES for path in (leaf, f"bank-call-centre/qualitative/{leaf}")}
Group = tuple[str, str]


@dataclass
class Person:
    """One person in one month: peer group, workload, and own rate in percent (None: nobody was sampled)."""

    unit: str
    line: str
    group: Group
    workload: Fraction
    rate: Fraction | None


def persons_of(units: Units, index: int, measures: Measures, parameters: Parameters) -> list[Person]:
    """The persons with a spell on the month's last day."""
    by_line, found = setting(parameters, "peer_group", "department_line") == "line", []
    for row in units.of_kind(["person"], last_day(index)):
        cell = row["unit"], month(index)
        group = ("", row["line"]) if by_line else (row["parent"], row["line"])
        pair = content(cell, measures)
        rate = 100 * pair[0] / pair[1] if pair[1] else None
        found.append(Person(row["unit"], row["line"], group, measures.needed(*cell, "workload"), rate))
    return found


def means(values: Iterable[tuple[Group, Fraction]]) -> dict[Group, Fraction]:
    """The simple mean of each peer group's values."""
    groups: dict[Group, list[Fraction]] = {}
    for group, value in values:
        groups.setdefault(group, []).append(value)
    return {group: mean(listed) for group, listed in groups.items()}


def to_mean(value: Fraction, of: Fraction | None, cap: Fraction) -> Fraction:
    """100 x own / mean up to the cap; a group without a mean above 0 has no cases: full marks (C5)."""
    return min(cap, 100 * value / of) if of else HUNDRED


def complaints(events: list[Row], outcome: Outcome) -> set[tuple[str, int]]:
    """Persons and months with a verified complaint; a serious incident is flagged once."""
    found, flagged = set[tuple[str, int]](), set[tuple[str, str]]()
    for event in sorted(events, key=lambda row: (row["at"], row["event"])):
        if event["kind"] != "complaint" or not yes(event, "verified", True):
            continue
        unit, index = event["unit"], month_of(event["at"])
        found.add((unit, index))
        case = unit, event.get("incident") or event["event"]
        if event.get("severity") == "serious" and case not in flagged:
            flagged.add(case)
            outcome.flags.add((unit, month(index), "serious_complaint", "", event["event"], ""))
    return found


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """The month card of every person, with means of the peers, and the year card where the whole year is in the span."""
    outcome, units, rules = Outcome(), Units(tables["units"]), Rules(parameters)
    measures = Measures(tables.get("measurements", []))
    rated = marks(tables.get("ratings", []), PATHS)
    complained = complaints(tables.get("events", []), outcome)
    span_range = span_months(span)
    totals: dict[tuple[str, int], Fraction] = {}
    for index in span_range:
        persons = persons_of(units, index, measures, parameters)
        workload = means((person.group, person.workload) for person in persons if person.workload > 0)
        rates = means((person.group, person.rate) for person in persons if person.rate is not None)
        for person in persons:
            cell = person.unit, month(index)
            if person.rate is None:
                satisfaction = nobody_asked(f"{cell} satisfaction", rules)
            elif rules.by_ratio:
                satisfaction = to_mean(person.rate, rates[person.group], rules.cap)
            else:
                satisfaction = person.rate
            values: dict[str, Fraction | None] = {
                "typing": typing(cell, person.line, measures, rules),
                "call_answer": answered(cell, measures),
                "workload_ratio": to_mean(person.workload, workload.get(person.group), rules.cap),
                "complaint_free": Fraction(0) if (person.unit, index) in complained else rules.clean,
                "satisfaction_ratio": satisfaction,
            }
            values["content_rate"] = person.rate
            totals[person.unit, index] = close(cell, values, rated, measures, rules, outcome)
    for first in (index for index in span_range if index % 12 == 0 and index + 11 in span_range):
        for row in units.of_kind(["person"], last_day(first + 11)):
            held = [totals[row["unit"], index] for index in range(first, first + 12) if (row["unit"], index) in totals]
            outcome.nodes["year", row["unit"], year(first), "total"] = mean(held)
    return outcome


def close(
    cell: tuple[str, str],
    values: dict[str, Fraction | None],
    rated: dict[tuple[str, str, str], Fraction],
    measures: Measures,
    rules: Rules,
    outcome: Outcome,
) -> Fraction:
    """The halves, the total and the gate of one person and month; gives the total."""
    for leaf in LEAVES:
        if (*cell, leaf) not in rated:
            raise ValueError(f"{cell}: {leaf} is not rated")
        values[leaf] = rated[*cell, leaf]
    items = ("typing", "call_answer", "workload_ratio", "complaint_free", "satisfaction_ratio")
    quantitative = weighted([values[name] for name in items], rules.quantitative)
    qualitative = weighted([values[leaf] for leaf in LEAVES], rules.qualitative)
    assert quantitative is not None
    assert qualitative is not None
    provisional = rules.halves[0] * quantitative + rules.halves[1] * qualitative
    present = measures.needed(*cell, "attendance_ok") == 1
    values.update(
        quantitative=quantitative,
        qualitative=qualitative,
        provisional_score=provisional,
        total=provisional if present else Fraction(0),
    )
    for name, value in values.items():
        empty = "no_cases" if name == "content_rate" and rules.survey == "met" else "not_assessed"
        outcome.nodes["month", *cell, name] = empty if value is None else value
    if not present:
        outcome.flags.add((*cell, "attendance_prerequisite_failed", "", "", ""))
    return provisional if present else Fraction(0)
