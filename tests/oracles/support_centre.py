"""Oracle of scheme 22, gov-support-centre: quarter and year over the month cards (SCHEMES.md sections 0, 22, E.22).

Where the text is silent: every centre with a value is a peer and has a rank among the centres in the data; a rank that
the data supply stands in for it in the points only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from fractions import Fraction

from tests.oracles.common import (
    Outcome,
    Parameters,
    Span,
    Tables,
    Units,
    last_day,
    parameter_list,
    quarter,
    span_months,
    year,
)
from tests.oracles.measures import figure, mean, setting, switch
from tests.oracles.support_centre_month import Inputs, inputs_of, month_card, total

ZERO = Fraction(0)
ITEMS = (
    ("opportunity_points", "opportunity_rank", "opportunity_units"),
    ("conversion_points", "conversion_rank", "conversion_units"),
)
Ranked = dict[str, Fraction | None]


class Placing:
    """Points by competition rank from the top and from the bottom (C7); nothing for a value of 0."""

    def __init__(self, values: Ranked, item: tuple[str, str, str], period: str, inputs: Inputs) -> None:
        self.values, self.item, self.period, self.inputs = values, item, period, inputs
        self.sorted = sorted(value for value in values.values() if value)
        given = inputs.parameters.get("rank_points", "4;3;2")
        if isinstance(given, dict):
            self.points = [
                Fraction(str(given.get(key, usual))) for key, usual in (("top", 4), ("rest", 3), ("bottom", 2))
            ]
        else:
            self.points = parameter_list(given)
        self.places = figure(inputs.parameters, "rank_places", 3)

    def supplied(self, unit: str) -> tuple[Fraction, Fraction] | None:
        """Rank and number of ranked units, where the data give them instead of peers."""
        rank, units = (self.inputs.measures.value(unit, self.period, name) for name in self.item[1:])
        return None if rank is None or units is None else (rank, units)

    def ranked(self, unit: str) -> int | Fraction:
        """How many units are ranked, as this unit sees it."""
        given = self.supplied(unit)
        return given[1] if given else len(self.sorted)

    def award(self, unit: str, outcome: Outcome) -> Fraction:
        """The points of one unit."""
        value, given = self.values[unit], self.supplied(unit)
        if not value:
            return ZERO
        top = Fraction(1 + len(self.sorted) - bisect_right(self.sorted, value))
        bottom = Fraction(1 + bisect_left(self.sorted, value))
        outcome.ranks["quarter", unit, self.period, self.item[0]] = int(top), len(self.sorted)
        if given:
            top, bottom = given[0], given[1] - given[0] + 1
        elif len(self.sorted) == 1:
            raise ValueError(f"{unit} {self.period}: only one unit is ranked, supply {self.item[1]}")
        best, rest, worst = self.points
        in_top, in_bottom = top <= self.places, bottom <= self.places
        if setting(self.inputs.parameters, "overlap", "top") == "bottom":
            return worst if in_bottom else best if in_top else rest
        return best if in_top else worst if in_bottom else rest


def in_percent(unit: str, period: str, name: str, inputs: Inputs) -> Fraction | None:
    """A rate of the quarter that must be supplied; None: no cases."""
    pair = inputs.measures.pair(unit, period, name)
    if pair is None:
        raise ValueError(f"{unit} {period}: {name} is not supplied")
    return 100 * pair[0] / pair[1] if pair[1] else None


def quarter_cards(
    first: int,
    centres: list[str],
    months: dict[tuple[str, int], tuple[Fraction, Fraction, Fraction]],
    inputs: Inputs,
    outcome: Outcome,
) -> dict[str, Fraction]:
    """All nodes of one quarter; gives the totals."""
    period, steps = quarter(first), inputs.steps
    counts: Ranked = {unit: inputs.measures.needed(unit, period, "opportunity_count") for unit in centres}
    conversions: Ranked = {unit: in_percent(unit, period, "opportunity_conversion_rate", inputs) for unit in centres}
    places = [Placing(values, item, period, inputs) for values, item in zip((counts, conversions), ITEMS, strict=True)]
    line, totals = figure(inputs.parameters, "small_ranking_below", 7), dict[str, Fraction]()
    for unit in centres:
        parts = [months[unit, index] for index in range(first, first + 3) if (unit, index) in months]
        monthly, monthly_full, front = (mean(values) for values in zip(*parts, strict=True))
        revenue = in_percent(unit, period, "outsourcing_revenue", inputs)
        budget = steps.item("outsourcing_budget", revenue)
        awards = [place.award(unit, outcome) for place in places]
        if switch(inputs.parameters, "cap_to_full"):
            awards = [min(award, steps.full[item[0]]) for award, item in zip(awards, ITEMS, strict=True)]
        outsourcing = budget + awards[0] + awards[1]
        back = monthly + outsourcing
        full = monthly_full + sum(
            (steps.full[name] for name in ("outsourcing_budget", "opportunity_points", "conversion_points")), ZERO
        )
        totals[unit] = total(front, back, full, inputs.parameters)
        conversion = conversions[unit]
        values: dict[str, Fraction | str] = {
            "monthly_items": monthly,
            "outsourcing_revenue": "no_cases" if revenue is None else revenue,
            "outsourcing_budget": budget,
            "opportunity_points": awards[0],
            "opportunity_conversion_rate": "no_cases" if conversion is None else conversion,
            "conversion_points": awards[1],
            "outsourcing": outsourcing,
            "back": back,
            "back_rate": 100 * back / full,
            "front": front,
            "total": totals[unit],
        }
        outcome.nodes.update({("quarter", unit, period, name): value for name, value in values.items()})
        if any(place.ranked(unit) < line for place in places):
            outcome.flags.add((unit, period, "small_ranking", "", "", ""))
    return totals


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """The month cards of every centre, and the quarters and years that lie whole in the span."""
    outcome, units = Outcome(), Units(tables["units"])
    inputs, span_range = inputs_of(tables, units, parameters, outcome), span_months(span)

    def centres(index: int) -> list[str]:
        return [row["unit"] for row in units.of_kind(["support_centre"], last_day(index))]

    months = {
        (unit, index): month_card(unit, index, inputs, outcome) for index in span_range for unit in centres(index)
    }
    totals: dict[tuple[str, int], Fraction] = {}
    for first in (index for index in span_range if index % 3 == 0 and index + 2 in span_range):
        found = quarter_cards(first, centres(first + 2), months, inputs, outcome)
        totals.update({(unit, first): value for unit, value in found.items()})
    for first in (index for index in span_range if index % 12 == 0 and index + 11 in span_range):
        for unit in centres(first + 11):
            held = [totals[unit, index] for index in range(first, first + 12, 3) if (unit, index) in totals]
            outcome.nodes["year", unit, year(first), "total"] = mean(held)
    return outcome
