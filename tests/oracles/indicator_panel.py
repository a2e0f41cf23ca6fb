"""Oracle of scheme 3, chengdu-indicator-panel, from the text of SCHEMES.md (sections 0, 3, B, E.3)."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from tests.oracles.common import (
    Outcome,
    Parameters,
    Row,
    Span,
    Tables,
    Units,
    last_day,
    moment,
    month,
    month_of,
    months,
    number,
    parameter_table,
    span_months,
    year,
    yes,
)

INDICATORS = (
    "fault_report_rate",
    "response_timeliness_rate",
    "handling_timeliness_rate",
    "repeat_fault_rate",
    "complaint_handling_timeliness_rate",
    "satisfaction_rate",
)
LOWER_IS_BETTER = ("fault_report_rate", "repeat_fault_rate")
Pair = tuple[Fraction, Fraction]
Supplied = dict[tuple[str, int, str], Pair]


def supplied(measurements: list[Row]) -> Supplied:
    """Numerator and denominator of every measurement that the panel reads; a bare value counts as v out of 100."""
    found: Supplied = {}
    for row in measurements:
        if row["indicator"] in INDICATORS and not row.get("segment"):
            pair = (
                (number(row["numerator"]), number(row["denominator"]))
                if row.get("denominator")
                else (number(row["value"]), Fraction(100))
            )
            found[row["unit"], months(row["period"])[0], row["indicator"]] = pair
    return found


def repeat_faults(units: Units, tickets: list[Row]) -> dict[tuple[str, int], tuple[int, int]]:
    """Per unit and calendar month of the report: users with two or more valid reports, users with a valid report."""
    reports: dict[tuple[str, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for ticket in tickets:
        if ticket["kind"] == "fault":
            for above in units.line(ticket["unit"], moment(ticket["accepted_at"]).date()):
                reports[above["unit"], month_of(ticket["accepted_at"])][ticket["user"]] += yes(ticket, "valid", True)
    return {
        cell: (sum(n > 1 for n in users.values()), sum(n > 0 for n in users.values()))
        for cell, users in reports.items()
    }


def pair_of(unit: str, index: int, name: str, given: Supplied, derived: dict[tuple[str, int], tuple[int, int]]) -> Pair:
    """The indicator of one unit and month; repeat_fault_rate may come from the tickets (C18), others must be given."""
    pair, cell = given.get((unit, index, name)), (unit, index)
    if name == "repeat_fault_rate" and (pair is None or cell in derived):
        counted = derived.get(cell, (0, 0))
        own = Fraction(counted[0]), Fraction(counted[1])
        if pair is not None and pair != own:
            raise ValueError(f"{unit} {month(index)} {name}: {pair} supplied, {own} from the tickets")
        return own
    if pair is None:
        raise ValueError(f"{unit} {month(index)}: {name} is not supplied")
    return pair


def put(
    outcome: Outcome, cell: tuple[str, str, str], name: str, pair: Pair, targets: dict[str, Fraction], survey: object
) -> None:
    """The value and, with a target, whether it is met; without cases the item is met (C5), an empty survey as set."""
    value: Fraction | str = 100 * pair[0] / pair[1] if pair[1] else "no_cases"
    if value == "no_cases" and name == "satisfaction_rate":
        if survey == "error":
            raise ValueError(f"{cell}: the survey of satisfaction_rate is empty")
        value = "not_assessed" if survey == "exclude" else value
    outcome.nodes[(*cell, name)] = value
    if name not in targets:
        return
    met: Fraction | str = Fraction(1)
    if isinstance(value, Fraction):
        met = Fraction(value <= targets[name] if name in LOWER_IS_BETTER else value >= targets[name])
    outcome.nodes[(*cell, f"{name}_met")] = value if value == "not_assessed" else met


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """The six rates of every branch and month, pooled of every whole year, with verdicts where targets are given."""
    outcome, units = Outcome(), Units(tables["units"])
    given = supplied(tables.get("measurements", []))
    derived = repeat_faults(units, tables.get("tickets", []))
    pooled: dict[tuple[str, int, str], Pair] = {}
    targets, survey = parameter_table(parameters, "targets"), parameters.get("empty_survey", "error")
    span_range = span_months(span)
    for index in span_range:
        for branch in units.of_kind(["branch"], last_day(index)):
            unit = branch["unit"]
            for name in INDICATORS:
                pair = pair_of(unit, index, name, given, derived)
                put(outcome, ("month", unit, month(index)), name, pair, targets, survey)
                before = pooled.get((unit, index // 12, name), (Fraction(0), Fraction(0)))
                pooled[unit, index // 12, name] = before[0] + pair[0], before[1] + pair[1]
    for first in (index for index in span_range if index % 12 == 0 and index + 11 in span_range):
        for branch in units.of_kind(["branch"], last_day(first + 11)):
            for name in INDICATORS:
                pair = pooled[branch["unit"], first // 12, name]
                put(outcome, ("year", branch["unit"], year(first)), name, pair, targets, survey)
    return outcome
