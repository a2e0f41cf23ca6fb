"""Oracle of scheme 8, chengdu-annual-outcome, from the text of SCHEMES.md (sections 0, 8, B, E.8).

Where the text is silent: a branch that is not excellent has a bonus of 0. Where the year score of scheme 1 is not
supplied it is computed from the events of the same data.
"""

from __future__ import annotations

from fractions import Fraction

from tests.oracles import branch_monthly
from tests.oracles.common import Outcome, Parameters, Span, Tables, Units, exact, last_day, span_months, year
from tests.oracles.measures import Measures

ILLUSTRATIVE = {"excellent_line": 90, "unqualified_line": 60, "bonus_points": 2}
CANCELLED = ("awards_cancelled_customer_service", "awards_cancelled_outlet", "awards_cancelled_operations")


def required(parameters: Parameters, name: str) -> Fraction:
    """A number that the document leaves open."""
    if name not in parameters and not parameters.get("illustrative"):
        raise ValueError(f"{name} is required")
    return exact(parameters.get(name, ILLUSTRATIVE[name]))


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Verdict, bonus and cancelled awards of every branch and whole year."""
    outcome, units, given = Outcome(), Units(tables["units"]), Measures(tables.get("measurements", []))
    excellent, unqualified = required(parameters, "excellent_line"), required(parameters, "unqualified_line")
    bonus = required(parameters, "bonus_points")
    scored = branch_monthly.assess(tables, parameters, span).nodes if "events" in tables else {}
    for last in (i for i in span_months(span) if i % 12 == 11 and i - 11 in span_months(span)):
        period = year(last)
        for branch in units.of_kind(["branch"], last_day(last)):
            unit = branch["unit"]
            score: Fraction | str | None = given.value(unit, period, "annual_verdict_score")
            if score is None:
                score = given.value(unit, period, "year_service_score")
            if score is None:
                score = scored.get(("year", unit, period, "total"))
            if not isinstance(score, Fraction):
                raise ValueError(f"{unit} {period}: year_service_score is not supplied")
            cell = "year", unit, period
            outcome.nodes[*cell, "verdict_score"] = score
            outcome.nodes[*cell, "target_bonus"] = bonus if score >= excellent else Fraction(0)
            below = score < unqualified
            grade = "excellent" if score >= excellent else "unqualified" if below else "ordinary"
            outcome.grades[*cell, "verdict_score"] = grade
            if below:
                outcome.flags |= {(unit, period, flag, "", "", "") for flag in CANCELLED}
                outcome.flags.add((unit, period, "veto_year_end_award", branch.get("service_leader", ""), "", ""))
    return outcome
