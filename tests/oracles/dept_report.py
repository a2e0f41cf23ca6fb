"""Oracle of scheme 19, crm-dept-report, from the text of SCHEMES.md (sections 0, 19, B, E.19)."""

from __future__ import annotations

from fractions import Fraction

from tests.oracles.common import Outcome, Parameters, Span, Tables, Units, last_day, month, span_months
from tests.oracles.measures import Measures, Pair, setting

RATES = ("deal_rate", "opportunity_loss_rate", "callback_completion_rate")


def rate(pair: Pair | None) -> Fraction | str:
    """A rate in percent, or that it has no cases."""
    if pair is None:
        raise ValueError("a rate is not supplied")
    return 100 * pair[0] / pair[1] if pair[1] else "no_cases"


def satisfaction(pair: Pair | None, empty_survey: str) -> Fraction | str:
    """The optional rate of a sample; nobody asked is not everybody content (C5)."""
    if pair is None:
        return "not_assessed"
    if pair[1]:
        return 100 * pair[0] / pair[1]
    if empty_survey == "error":
        raise ValueError("nobody was asked")
    return "no_cases" if empty_survey == "met" else "not_assessed"


def new_customers(index: int, units: Units, measures: Measures) -> dict[str, Fraction]:
    """A unit's own figure of a month, else the sum of those below it."""
    own: dict[str, Fraction] = {}
    below: dict[str, Fraction] = {}
    for unit in units.spells:
        value = measures.value(unit, month(index), "new_customers")
        if value is not None:
            own[unit] = value
            for above in units.line(unit, last_day(index))[1:]:
                below[above["unit"]] = below.get(above["unit"], Fraction(0)) + value
    return below | own


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """The figures of every department and month."""
    outcome, units, measures = Outcome(), Units(tables["units"]), Measures(tables["measurements"])
    empty_survey = setting(parameters, "empty_survey", "error")
    for index in span_months(span):
        customers = new_customers(index, units, measures)
        for row in units.of_kind(["department"], last_day(index)):
            cell = row["unit"], month(index)
            values: dict[str, Fraction | str] = {name: rate(measures.pair(*cell, name)) for name in RATES}
            values["satisfaction_rate"] = satisfaction(measures.pair(*cell, "satisfaction_rate"), empty_survey)
            values["new_customers"] = customers[row["unit"]]
            outcome.nodes.update({("month", *cell, name): value for name, value in values.items()})
    return outcome
