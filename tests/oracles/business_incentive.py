"""Oracle of scheme 27, gov-business-incentive, from the text of SCHEMES.md (sections 0, 27, B, E.27).

Readings where the text is silent: a revenue without a plan has the progress `full_progress`, a customer line without
a plan 100 % (C5: met). The reward is rounded
to the fen, since its halves are of what is paid (C17), and so it counts as paid before; what was denied or fined is not paid
and stays exact, as do the penalties that are returned. What was paid before a quarter, supplied for it, is
taken off the quarters after it too. The fraud rule is one flag of the quarter, whatever rows led to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from tests.oracles.common import (
    Outcome,
    Parameters,
    Row,
    Span,
    Tables,
    Units,
    fen,
    last_day,
    moment,
    month_of,
    months,
    quarter,
    span_months,
    yes,
)
from tests.oracles.measures import Measures, figure, setting, switch

ZERO, HUNDRED = Fraction(0), Fraction(100)
SUMMED = ("intended_reward", "reward", "penalty", "fraud_fine", "marketing_share", "persons_share")
LAST = ("progress", "customer_line_share", "cumulative_reward", "operator_revenue", "profit_market_signed")
Values = dict[str, Fraction | str]
Frauds = set[tuple[str, str]]


@dataclass
class Standing:
    """How far a department is at a quarter's end; a ratio is None where nothing can be divided by."""

    progress: Fraction | None
    share: Fraction | None
    full: bool
    part: bool
    share_met: bool


class Rules:
    """The parameters, read once."""

    def __init__(self, parameters: Parameters) -> None:
        self.full, self.part = figure(parameters, "full_progress", 100), figure(parameters, "part_progress", 70)
        self.share_min = figure(parameters, "customer_line_min_percent", 60)
        self.self_full = figure(parameters, "self_percent_full", 45) / 100
        self.self_part = figure(parameters, "self_percent_part", 40) / 100
        self.joint, self.marketing = (
            figure(parameters, "joint_percent", 30) / 100,
            figure(parameters, "marketing_percent", 50) / 100,
        )
        self.of_plan = setting(parameters, "customer_line_of", "revenue") == "plan"
        self.carry_forward = setting(parameters, "clawback", "pay_back") == "carry_forward"
        self.return_fraud_fine = switch(parameters, "return_fraud_fine")
        self.denied_counts = switch(parameters, "denied_counts_as_paid", default=True)
        self.literal_profit = setting(parameters, "negative_profit", "zero") == "literal"

    def standing(self, unit: str, period: str, measures: Measures) -> Standing:
        """Progress against the plan and the share of the customer line; a plan of 0 is met (C5)."""
        revenue = measures.needed(unit, period, "gov_business_revenue")
        plan = measures.needed(unit, period, "gov_business_plan")
        line = measures.needed(unit, period, "customer_line_revenue")
        progress = 100 * revenue / plan if plan else self.full if revenue else None
        of = measures.needed(unit, period, "customer_line_plan") if self.of_plan else revenue
        share: Fraction | None = 100 * line / of if of else ZERO
        if not of and self.of_plan:
            share = HUNDRED if line else None
        return Standing(
            progress,
            share,
            progress is None or progress >= self.full,
            progress is None or progress >= self.part,
            share is None or share >= self.share_min,
        )

    def cumulative(self, unit: str, period: str, standing: Standing, measures: Measures) -> Fraction:
        """The reward of the year so far."""
        if not (standing.part and standing.share_met):
            return ZERO
        profits = [measures.needed(unit, period, f"profit_{kind}") for kind in ("self_signed", "joint")]
        own, joint = profits if self.literal_profit else [max(ZERO, profit) for profit in profits]
        return (self.self_full if standing.full else self.self_part) * own + self.joint * joint

    def halves(self, reward: Fraction) -> tuple[Fraction, Fraction]:
        """Marketing, rounded down to the fen, and persons, who get the rest of what is paid (C17)."""
        first = Fraction(floor(abs(reward) * 100 * self.marketing), 100)
        return (first, reward - first) if reward >= 0 else (-first, reward + first)


def frauds_of(events: list[Row], units: Units) -> Frauds:
    """The departments and quarters with a verified event of inflated profit, of the department or below it."""
    return {
        (above["unit"], quarter(month_of(event["at"])))
        for event in events
        if event["kind"] == "profit_inflation" and yes(event, "verified", True)
        for above in units.line(event["unit"], moment(event["at"]).date())
    }


def quarter_of(unit: str, period: str, paid: Fraction, fraud: bool, measures: Measures, rules: Rules) -> Values:
    """The nodes of one department and quarter; `paid`: what counts as paid before."""
    standing = rules.standing(unit, period, measures)
    cumulative = rules.cumulative(unit, period, standing, measures)
    given = measures.value(unit, period, "reward_paid_before")
    intended = cumulative - (paid if given is None else given)
    if rules.carry_forward:
        intended = max(ZERO, intended)
    reward = Fraction(fen(min(ZERO, intended) if fraud else intended), 100)
    bonus = measures.needed(unit, period, "quarterly_bonus")
    marketing, persons = rules.halves(reward)
    values: Values = {
        "progress": "no_cases" if standing.progress is None else standing.progress,
        "customer_line_share": "no_cases" if standing.share is None else standing.share,
        "cumulative_reward": cumulative,
        "intended_reward": intended,
        "reward": reward,
        "penalty": ZERO if standing.part or standing.progress is None else bonus * (1 - standing.progress / 100),
        "fraud_fine": max(ZERO, intended) if fraud else ZERO,
        "marketing_share": marketing,
        "persons_share": persons,
    }
    for name in ("operator_revenue", "profit_market_signed"):
        value = measures.value(unit, period, name)
        values[name] = "not_assessed" if value is None else value
    return values


def number(value: Fraction | str) -> Fraction:
    """A node that always has a value."""
    assert isinstance(value, Fraction)
    return value


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Every quarter in the span, worked out from the year's beginning, and the settlement of whole years."""
    outcome, units, rules = Outcome(), Units(tables["units"]), Rules(parameters)
    measures, frauds = Measures(tables["measurements"]), frauds_of(tables.get("events", []), units)
    shown = span_months(span)
    for year in range(shown[0] // 12, shown[-1] // 12 + 1):
        quarters = [f"{year}-Q{n}" for n in (1, 2, 3, 4) if months(f"{year}-Q{n}")[-1] <= shown[-1]]
        for unit in units.spells:
            held: dict[str, Values] = {}
            paid = ZERO
            for period in quarters:
                row = units.at(unit, last_day(months(period)[-1]))
                if row is None or row["kind"] != "department":
                    continue
                fraud = (unit, period) in frauds
                values = held[period] = quarter_of(unit, period, paid, fraud, measures, rules)
                given = measures.value(unit, period, "reward_paid_before")
                paid = paid if given is None else given
                paid += number(values["reward"]) + (number(values["fraud_fine"]) if rules.denied_counts else 0)
                if months(period)[0] in shown:
                    close(unit, period, values, fraud, outcome)
            if len(quarters) == 4 and months(quarters[0])[0] in shown and quarters[3] in held:
                settle(
                    unit, str(year), list(held.values()), rules.standing(unit, quarters[3], measures), rules, outcome
                )
    return outcome


def close(unit: str, period: str, values: Values, fraud: bool, outcome: Outcome) -> None:
    """Nodes, postings and flags of one quarter."""
    outcome.nodes.update({("quarter", unit, period, name): value for name, value in values.items()})
    outcome.pay(unit, period, "reward", number(values["reward"]))
    outcome.pay(unit, period, "penalty", -number(values["penalty"]))
    outcome.pay(unit, period, "fraud_fine", -number(values["fraud_fine"]))
    if fraud:
        outcome.flags.add((unit, period, "profit_inflation", "", "", ""))


def settle(unit: str, year: str, held: list[Values], standing: Standing, rules: Rules, outcome: Outcome) -> None:
    """The year: the last quarter's standing, the sums of the quarters, and the penalties that are returned."""
    values: Values = {name: held[-1][name] for name in LAST}
    values |= {name: sum((number(part[name]) for part in held), ZERO) for name in SUMMED}
    back = number(values["penalty"]) + (number(values["fraud_fine"]) if rules.return_fraud_fine else 0)
    values["penalty_returned"] = back if standing.full and standing.share_met else ZERO
    outcome.nodes.update({("year", unit, year, name): value for name, value in values.items()})
    outcome.pay(unit, year, "penalty_returned", number(values["penalty_returned"]))
