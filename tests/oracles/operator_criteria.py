"""Oracle of scheme 38, operator-five-criteria, from the text of SCHEMES.md (sections 0, 38, B, D, E.38).

Where the text is silent: without any answer the response speed is met, at 100. A mean time that is supplied is shown
also where the mark is used.
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
    parameter_table,
    span_months,
)
from tests.oracles.measures import Measures, marks, setting
from tests.oracles.rated import marks_of, paths_of, weighted_mean, weights_of

LEAVES = ("response_speed", "service_quality", "knowledge", "reliability", "satisfaction")
TIERS = {"60": Fraction(100), "240": Fraction(80), "1440": Fraction(60), "above": Fraction(0)}


class Tiers:
    """Points by the lowest upper bound that a time does not pass; above all of them, the entry `above`."""

    def __init__(self, parameters: Parameters) -> None:
        table = parameter_table(parameters, "response_tiers", TIERS if parameters.get("illustrative") else None)
        self.above = table.pop("above")
        self.bounds = sorted((exact(bound), worth) for bound, worth in table.items())

    def points(self, minutes: Fraction) -> Fraction:
        """The points of a mean time."""
        return next((worth for bound, worth in self.bounds if minutes <= bound), self.above)


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """The five criteria and the total of every company and month."""
    outcome, units, tiers = Outcome(), Units(tables["units"]), Tiers(parameters)
    weights, measures = weights_of(parameters, len(LEAVES)), Measures(tables.get("measurements", []))
    by_tiers = setting(parameters, "response_speed_from", "tiers") == "tiers"
    rated = marks(tables.get("ratings", []), paths_of("operator-five-criteria", LEAVES))
    for index in span_months(span):
        for row in units.of_kind(["company"], last_day(index)):
            cell = row["unit"], month(index)
            found = marks_of(rated, *cell, LEAVES[by_tiers:])
            pair = measures.pair(*cell, "mean_response_time_minutes", per=1)
            if pair is None and by_tiers:
                raise ValueError(f"{cell}: mean_response_time_minutes is not supplied")
            time = pair[0] / pair[1] if pair is not None and pair[1] else None
            if by_tiers:
                found["response_speed"] = Fraction(100) if time is None else tiers.points(time)
            values: dict[str, Fraction | str] = {leaf: found[leaf] for leaf in LEAVES}
            values["total"] = weighted_mean((found[leaf] for leaf in LEAVES), weights)
            nothing = "not_assessed" if pair is None else "no_cases"
            values["mean_response_time_minutes"] = nothing if time is None else time
            outcome.nodes.update({("month", *cell, name): value for name, value in values.items()})
    return outcome
