"""Oracle of scheme 40, staff-five-ratings, from the text of SCHEMES.md (sections 0, 40, B, D, E.40)."""

from __future__ import annotations

from tests.oracles.common import Outcome, Parameters, Span, Tables, Units, last_day, month, span_months
from tests.oracles.measures import marks
from tests.oracles.rated import marks_of, paths_of, weighted_mean, weights_of

LEAVES = ("attitude", "efficiency", "knowledge", "teamwork", "satisfaction")
METHODS = ("superior", "peer", "customer", "survey", "statistics")


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """The mean of the methods present for each leaf, and the total, of every person and month."""
    outcome, units, weights = Outcome(), Units(tables["units"]), weights_of(parameters, len(LEAVES))
    rated = marks(tables.get("ratings", []), paths_of("staff-five-ratings", LEAVES))
    for index in span_months(span):
        for row in units.of_kind(["person"], last_day(index)):
            cell = row["unit"], month(index)
            found = marks_of(rated, *cell, LEAVES)
            total = weighted_mean(found.values(), weights)
            outcome.nodes.update({("month", *cell, name): value for name, value in {**found, "total": total}.items()})
    return outcome
