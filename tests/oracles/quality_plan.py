"""Oracle of scheme 35, generic-quality-plan, from the text of SCHEMES.md (sections 0, 35, B, D, E.35).

Where the text is silent: a request has no limit, so it belongs to the month in which it was accepted, or, under
`ticket_period = completed`, answered. A resolution rate that is supplied is shown also where the mark is used.
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
    last_day,
    moment,
    month,
    month_of,
    span_months,
)
from tests.oracles.measures import Measures, Pair, marks, setting
from tests.oracles.rated import marks_of, paths_of, weighted_mean, weights_of

LEAVES = ("response_time", "resolution_rate_rating", "knowledge", "communication", "service_quality")
NODES = {leaf: "resolution" if leaf == "resolution_rate_rating" else leaf for leaf in LEAVES}


def minutes(ticket: Row) -> Fraction:
    """From the request to its answer, exact to the second."""
    waited = moment(ticket["responded_at"]) - moment(ticket["accepted_at"])
    return Fraction(waited.days * 86400 + waited.seconds, 60)


def waiting(units: Units, tickets: list[Row], rule: str) -> dict[tuple[str, str], Pair]:
    """Minutes / answered requests per unit and month, with the requests of those below (C19)."""
    found: dict[tuple[str, str], Pair] = defaultdict(lambda: (Fraction(0), Fraction(0)))
    for ticket in tickets:
        if ticket["kind"] != "request" or not ticket.get("responded_at"):
            continue
        stamp = ticket["responded_at"] if rule == "completed" else ticket["accepted_at"]
        for above in units.line(ticket["unit"], moment(ticket["accepted_at"]).date()):
            cell = above["unit"], month(month_of(stamp))
            found[cell] = found[cell][0] + minutes(ticket), found[cell][1] + 1
    return found


def quotient(pair: Pair | None, times: int = 1) -> Fraction | None:
    """The quotient of a pair; None without one or over 0."""
    return times * pair[0] / pair[1] if pair is not None and pair[1] else None


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Marks, resolution and total of every team and month, with the mean time to an answer beside them."""
    outcome, units = Outcome(), Units(tables["units"])
    weights, measures = weights_of(parameters, len(LEAVES)), Measures(tables.get("measurements", []))
    by_rate = setting(parameters, "resolution_from", "rate") == "rate"
    rated = marks(tables.get("ratings", []), paths_of("generic-quality-plan", LEAVES))
    derived = waiting(units, tables.get("tickets", []), setting(parameters, "ticket_period", "deadline"))
    for index in span_months(span):
        for row in units.of_kind(["team"], last_day(index)):
            cell = row["unit"], month(index)
            found = marks_of(rated, *cell, [leaf for leaf in LEAVES if not (by_rate and leaf.startswith("resolution"))])
            pair = measures.pair(*cell, "resolution_rate")
            if pair is None and by_rate:
                raise ValueError(f"{cell}: resolution_rate is not supplied")
            solved = quotient(pair, 100)
            if by_rate:
                found["resolution_rate_rating"] = Fraction(100) if solved is None else solved
            values: dict[str, Fraction | str] = {NODES[leaf]: found[leaf] for leaf in LEAVES}
            values["total"] = weighted_mean((found[leaf] for leaf in LEAVES), weights)
            values["resolution_rate"] = ("not_assessed" if pair is None else "no_cases") if solved is None else solved
            values["mean_response_time_minutes"] = mean_wait(cell, measures, derived)
            outcome.nodes.update({("month", *cell, name): value for name, value in values.items()})
    return outcome


def mean_wait(cell: tuple[str, str], measures: Measures, derived: dict[tuple[str, str], Pair]) -> Fraction | str:
    """The supplied mean or the one from requests; both must agree (C18)."""
    pairs = measures.pair(*cell, "mean_response_time_minutes", per=1), derived.get(cell)
    known = {value for value in map(quotient, pairs) if value is not None}
    if len(known) > 1:
        raise ValueError(f"{cell}: mean_response_time_minutes disagrees: {known}")
    return known.pop() if known else "no_cases"
