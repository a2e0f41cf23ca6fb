"""Oracle of scheme 20, care-campaign-progress, from the text of SCHEMES.md (sections 0, 20, B, E.20).

Readings where the text is silent: only `plan_completion` is cumulative, its last filing of a quarter counts, all else of a
quarter is pooled over its months; a plan of 0 has no completion (`no_cases`) and is met (C5); of an incident filed several
times the largest count is its own (C11); several plans that miss a milestone are one flag.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from tests.oracles.common import (
    Outcome,
    Parameters,
    Row,
    Span,
    Tables,
    Units,
    entries,
    last_day,
    moment,
    month,
    month_of,
    number,
    parameter_table,
    periods_in,
    span_months,
    whole,
    yes,
)
from tests.oracles.measures import Measures, Pair, figure, segment_of, setting

HUNDRED = Fraction(100)
MILESTONES = {"Q2": Fraction(40), "Q3": Fraction(70), "Q4": Fraction(100)}
Value = Fraction | str


class Rules:
    """The parameters, read once."""

    def __init__(self, parameters: Parameters) -> None:
        self.milestones = parameter_table(parameters, "milestones", MILESTONES)
        self.plans = entries(setting(parameters, "milestone_plans", "all"))
        self.planned = {
            "care_optimised": figure(parameters, "optimised_plan", 40),
            "care_inspected": figure(parameters, "inspected_plan", 100),
        }

    def milestone(self, period: str, plan: str) -> Fraction | None:
        """The completion that a plan must have reached at a quarter's end; None where there is no milestone."""
        return self.milestones.get(period[-2:]) if self.plans == ["all"] or plan in self.plans else None


class Filed:
    """The measurements of rates by unit, indicator and segment."""

    def __init__(self, rows: list[Row]) -> None:
        self.measures = Measures(rows)
        self.segments: dict[tuple[str, str, str], list[str]] = {}
        for row in rows:
            if row.get("segment"):
                self.segments.setdefault((row["unit"], row["period"], row["indicator"]), []).append(row["segment"])

    def pooled(self, unit: str, periods: list[str], indicator: str, segment: str = "") -> Pair | None:
        """The cases of several months together; None where none was filed."""
        found = [self.measures.pair(unit, period, indicator, segment) for period in periods]
        known = [pair for pair in found if pair is not None]
        return (sum(n for n, _ in known), sum(d for _, d in known)) if known else None  # type: ignore[return-value]

    def completion(self, unit: str, period: str, plan: str, rules: Rules) -> Pair | None:
        """Done and planned; a bare number of customers done is out of the plan of the parameters."""
        row = self.measures.cells.get((unit, period, "plan_completion", plan))
        if row is None:
            return None
        if row.get("denominator"):
            return number(row["numerator"]), number(row["denominator"])
        return number(row["value"]), rules.planned[plan]

    def occurring(self, unit: str, periods: list[str], indicator: str) -> list[str]:
        """The segments filed in any of the months."""
        return list(dict.fromkeys(s for period in periods for s in self.segments.get((unit, period, indicator), ())))


def rate(pair: Pair | None, times: Fraction = HUNDRED) -> Value:
    """A rate in percent (or `times`); a state where it has no cases or was not filed."""
    return "not_assessed" if pair is None else times * pair[0] / pair[1] if pair[1] else "no_cases"


def malformed(events: list[Row], units: Units, shown: range, outcome: Outcome) -> dict[tuple[str, int], int]:
    """Malformed orders per branch and month; an incident counts once (C11), each is flagged."""
    found, seen = dict[tuple[str, int], int](), set[tuple[str, str]]()
    for event in sorted(events, key=lambda row: (-whole(row, "count", 1), moment(row["at"]), row["event"])):
        case = event["unit"], event.get("incident") or event["event"]
        if event["kind"] != "malformed_order" or not yes(event, "verified", True) or case in seen:
            continue
        seen.add(case)
        index = month_of(event["at"])
        for above in units.line(event["unit"], moment(event["at"]).date()):
            if above["kind"] == "branch":
                found[above["unit"], index] = found.get((above["unit"], index), 0) + whole(event, "count", 1)
        if index in shown:
            outcome.flags.add((event["unit"], month(index), "malformed_order", "", event["event"], ""))
    return found


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Months and quarters of every branch, against its region."""
    outcome, units, rules = Outcome(), Units(tables["units"]), Rules(parameters)
    filed, shown = Filed(tables["measurements"]), span_months(span)
    orders = malformed(tables.get("events", []), units, shown, outcome)
    for card in ("month", "quarter"):
        for period, inside in periods_in(span, card):
            for row in units.of_kind(["branch"], last_day(inside[-1])):
                cell = card, row["unit"], period
                parts = [month(index) for index in inside if units.at(row["unit"], last_day(index))]
                values = plain(row, parts, [month(index) for index in inside], filed)
                count = sum(orders.get((row["unit"], index), 0) for index in inside)
                values["malformed_orders"], values["malformed_orders_met"] = Fraction(count), Fraction(count == 0)
                outcome.nodes.update({(*cell, name): value for name, value in values.items()})
                for segment in filed.occurring(row["unit"], parts, "fault_cause_share"):
                    share = rate(filed.pooled(row["unit"], parts, "fault_cause_share", segment))
                    outcome.nodes[card, segment_of(row["unit"], segment), period, "fault_cause_share"] = share
                for plan in filed.occurring(row["unit"], parts, "plan_completion"):
                    known = [pair for part in parts if (pair := filed.completion(row["unit"], part, plan, rules))]
                    progress(cell, plan, known[-1], rules, outcome)
    return outcome


def plain(row: Row, parts: list[str], inside: list[str], filed: Filed) -> dict[str, Value]:
    """The repair time of a branch in its months against its region's in all of them, and the orders done in time."""
    own = filed.pooled(row["unit"], parts, "mean_repair_time_minutes")
    region = filed.pooled(row["parent"], inside, "mean_repair_time_minutes")
    if own is None or region is None:
        raise ValueError(f"{row['unit']} {parts}: mean_repair_time_minutes is not supplied")
    faster = not own[1] or (bool(region[1]) and own[0] / own[1] < region[0] / region[1])
    return {
        "mean_repair_time_minutes": rate(own, Fraction(1)),
        "repair_time_met": Fraction(faster),
        "presale_timeliness_rate": rate(filed.pooled(row["unit"], parts, "presale_timeliness_rate")),
    }


def progress(cell: tuple[str, str, str], plan: str, pair: Pair, rules: Rules, outcome: Outcome) -> None:
    """The completion of one plan and, at a quarter's end, its milestone."""
    card, unit, period = cell
    done, planned = pair
    key = card, segment_of(unit, plan), period
    outcome.nodes[(*key, "plan_completion")] = rate(pair)
    if card == "quarter":
        line = rules.milestone(period, plan)
        short = None if line is None else max(0, ceil(line * planned / 100 - done))
        met = None if line is None else not planned or 100 * done >= line * planned
        outcome.nodes[(*key, "milestone_met")] = "not_assessed" if met is None else Fraction(met)
        outcome.nodes[(*key, "short_by")] = "not_assessed" if short is None else Fraction(short)
        if met is False:
            outcome.flags.add((unit, period, "milestone_missed", "", "", ""))
