"""Oracle of scheme 28, unicom-composite, from the text of SCHEMES.md (sections 0, 28, D, E.28).

Reading where the text is silent: a year without a satisfaction score of its own takes the mean of its halves.
"""

from __future__ import annotations

from fractions import Fraction

from tests.oracles.common import (
    Outcome,
    Parameters,
    Span,
    Tables,
    Units,
    half,
    last_day,
    month,
    periods_in,
    span_months,
)
from tests.oracles.measures import Measures, figure, marks, mean, setting
from tests.oracles.rated import tree_paths

TREE: dict[str, dict[str, int]] = {
    "service_items": {"hotline_1001_quality": 35, "key_account_service": 10, "outlets_channels": 10},
    "service_management": {
        "complaint_timeliness": 8,
        "mobile_complaint_rate": 4,
        "dial_test_1001": 4,
        "coordination_meeting": 10,
        "social_supervisors": 3,
        "hotline_escalation_exposure": 10,
    },
}
FULL = {leaf: full for leaves in TREE.values() for leaf, full in leaves.items()}
PATHS = tree_paths("unicom-composite", TREE)
TIMELY = "complaint_timeliness"


def timely(unit: str, period: str, measures: Measures) -> Fraction:
    """8 x complaints in time / due; without complaints the item is met (C5)."""
    pair = measures.pair(unit, period, "complaint_handling_timeliness_rate")
    if pair is None:
        raise ValueError(f"{unit} {period}: complaint_handling_timeliness_rate is not supplied")
    return 8 * pair[0] / pair[1] if pair[1] else Fraction(8)


def scaled(raw: Fraction, reading: str) -> Fraction:
    """The items as a score: 94 printed points where the text speaks of 100."""
    return {"rescale": 100 * raw / 94, "awarded": raw + 6, "raw": raw}[reading]


def satisfaction(unit: str, period: str, parts: list[int], measures: Measures) -> Fraction:
    """The satisfaction score of a half or a year."""
    own = measures.value(unit, period, "satisfaction_score")
    if own is not None:
        return own
    halves = [] if "H" in period else list(dict.fromkeys(half(index) for index in parts))
    found = [value for name in halves if (value := measures.value(unit, name, "satisfaction_score")) is not None]
    if not found:
        raise ValueError(f"{unit} {period}: satisfaction_score is not supplied")
    return mean(found)


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Items of every branch and month; items and satisfaction of every half and year."""
    outcome, units = Outcome(), Units(tables["units"])
    measures, rated = Measures(tables.get("measurements", [])), marks(tables.get("ratings", []), PATHS, FULL)
    reading = setting(parameters, "missing_six", "rescale")
    by_rate = setting(parameters, "complaint_timeliness_from", "mark") == "rate"
    by_last = setting(parameters, "rollup", "mean") == "last"
    shares = figure(parameters, "items_percent", 60) / 100, figure(parameters, "satisfaction_percent", 40) / 100
    raws: dict[tuple[str, int], Fraction] = {}
    for index in span_months(span):
        for row in units.of_kind(["branch"], last_day(index)):
            unit, period = row["unit"], month(index)
            values = {
                leaf: timely(unit, period, measures) if by_rate and leaf == TIMELY else rated[unit, period, leaf]
                for leaf in FULL
            }
            values |= {node: sum((values[leaf] for leaf in leaves), Fraction(0)) for node, leaves in TREE.items()}
            raws[unit, index] = values["raw_points"] = values["service_items"] + values["service_management"]
            values["total"] = scaled(values["raw_points"], reading)
            outcome.nodes.update({("month", unit, period, name): value for name, value in values.items()})
    cards = [(card, *held) for card in ("half", "year") for held in periods_in(span, card)]
    for card, period, months in cards:
        for row in units.of_kind(["branch"], last_day(months[-1])):
            unit = row["unit"]
            parts = [index for index in months if (unit, index) in raws]
            held = [raws[unit, index] for index in parts]
            score = scaled(held[-1] if by_last else mean(held), reading)
            content = satisfaction(unit, period, parts, measures)
            values = {
                "items_score": score,
                "satisfaction_score": content,
                "total": shares[0] * score + shares[1] * content,
            }
            outcome.nodes.update({(card, unit, period, name): value for name, value in values.items()})
    return outcome
