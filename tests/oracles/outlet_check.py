"""Oracle of scheme 4, chengdu-outlet-check, from the text of SCHEMES.md (sections 0, 4, B, E.4).

Where the text is silent: every inspection counts, also several of one incident (two visits: both). An outlet that was
not inspected has 0 inspections; the rest of it is not assessed.
"""

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
    exact,
    last_day,
    moment,
    month,
    month_of,
    number,
    span_months,
    whole,
    yes,
)
from tests.oracles.measures import setting

ILLUSTRATIVE = {"pass_line": 80, "fine_amount": 200, "reward_amount": 200}


def required(parameters: Parameters, name: str) -> Fraction:
    """A number that the document leaves open."""
    if name not in parameters and not parameters.get("illustrative"):
        raise ValueError(f"{name} is required")
    return exact(parameters.get(name, ILLUSTRATIVE[name]))


def inspected(units: Units, events: list[Row]) -> dict[tuple[str, int], list[Row]]:
    """The verified inspections per unit and month, once for each case that a row stands for."""
    found: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for event in events:
        if event["kind"] == "inspection" and yes(event, "verified", True):
            for above in units.line(event["unit"], moment(event["at"]).date()):
                found[above["unit"], month_of(event["at"])] += [event] * whole(event, "count", 1)
    return found


def passes(rows: list[Row], rule: str, line: Fraction) -> bool:
    """Whether the inspections of a month are passed."""
    if rule == "verdict":
        return all(yes(row, "passed", False) for row in rows)
    scores = [number(row["score"]) for row in rows]
    return sum(scores) >= line * len(scores) if rule == "mean" else min(scores) >= line


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Verdict, fine or reward of every outlet and month."""
    outcome, units = Outcome(), Units(tables["units"])
    found = inspected(units, tables.get("events", []))
    line, rule = required(parameters, "pass_line"), setting(parameters, "pass_rule", "all")
    fine, reward = required(parameters, "fine_amount"), required(parameters, "reward_amount")
    for index in span_months(span):
        for outlet in units.of_kind(["outlet"], last_day(index)):
            unit, period, rows = outlet["unit"], month(index), found.get((outlet["unit"], index), [])
            cell = "month", unit, period
            outcome.nodes[*cell, "inspections"] = Fraction(len(rows))
            if not rows:
                continue
            passed = passes(rows, rule, line)
            outcome.nodes[*cell, "lowest_score"] = min(number(row["score"]) for row in rows)
            outcome.nodes[*cell, "outlet_passed"] = Fraction(passed)
            outcome.pay(unit, period, "reward" if passed else "fine", reward if passed else -fine)
    return outcome
