"""Oracle of scheme 33, unicom-outlet-ranking, from the text of SCHEMES.md (sections 0, 33, B, E.33).

Readings where the text is silent: a violation that was filed on an outlet is criticised like a clerk's; an outlet shows
the fines of its clerks and is posted its own (B.5). Without an amount the fines are not assessed.
"""

from __future__ import annotations

from collections import defaultdict
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
    month,
    month_of,
    periods_in,
    whole,
    yes,
)
from tests.oracles.measures import Measures
from tests.oracles.rated import competition

CARDS = {"outlet": "month", "person": "person_month"}


def violations(events: list[Row]) -> list[Row]:
    """The verified violations; of one unit and incident only the earliest, for all are equally dear (C8, C11)."""
    first: dict[tuple[str, str], tuple[datetime, str, Row]] = {}
    for event in events:
        if event["kind"] == "rule_violation" and yes(event, "verified", True):
            case = event["unit"], event.get("incident") or event["event"]
            found = moment(event["at"]), event["event"], event
            if case not in first or found[:2] < first[case][:2]:
                first[case] = found
    return [event for *_, event in first.values()]


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Score, rank, violations and fines of every outlet and clerk each month."""
    outcome, units, measures = Outcome(), Units(tables["units"]), Measures(tables.get("measurements", []))
    amount = None if parameters.get("violation_amount") is None else exact(parameters["violation_amount"])
    shown, own = defaultdict[tuple[str, int], int](int), defaultdict[tuple[str, int], int](int)
    for event in violations(tables.get("events", [])):
        index, times = month_of(event["at"]), whole(event, "count", 1)
        line = units.line(event["unit"], moment(event["at"]).date())
        for above in line:
            shown[above["unit"], index] += times
        own[event["unit"], index] += times
        outcome.flags.add((event["unit"], month(index), "circular_criticism", "", event["event"], ""))
    for period, (index, *_) in periods_in(span, "month"):
        for kind, card in CARDS.items():
            scores: dict[str, Fraction] = {}
            for row in units.of_kind([kind], last_day(index)):
                unit = row["unit"]
                score = measures.value(unit, period, "appraisal_score")
                outcome.nodes[card, unit, period, "total"] = "not_assessed" if score is None else score
                if score is None:
                    outcome.flags.add((unit, period, "not_ranked", "", "", ""))
                else:
                    scores[unit] = score
                outcome.nodes[card, unit, period, "violations"] = Fraction(shown[unit, index])
                fines = "not_assessed" if amount is None else amount * shown[unit, index]
                outcome.nodes[card, unit, period, "fines"] = fines
                if amount is not None:
                    outcome.pay(unit, period, "fine", -amount * own[unit, index])
            for unit, place in competition(scores).items():
                outcome.ranks[card, unit, period, "total"] = place
    return outcome
